import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/support/app.ts";
import { askingPorts } from "../../test/support/asking.ts";
import { beatrix, theodora } from "../../test/support/factories/people.ts";
import { gradeMost, gradesOf } from "../../test/support/plain-words.ts";
import type { Answer, TestBrowser } from "../../test/support/test-browser.ts";
import { readAs, visitor } from "../kernel/index.ts";
import { listOrganisationChoices } from "../place/index.ts";
import { glossaryPage } from "../app/pages/glossary.ts";
import { scrutinyModule } from "./index.ts";

const app = await startTestApp({ now: "2026-11-22T09:00:00Z", shipped: true });

const healthwatch = "clementine.arkwell@example.org";
const council = { body: "aldermere-council", email: theodora.email } as const;
const icb = { body: "nhs-aldermere-and-the-vale-icb", email: beatrix.email } as const;

async function as(email: string): Promise<TestBrowser> {
  const browser = await app.signIn(email);
  await browser.get("/accessibility");
  return browser;
}

async function act(email: string, name: string, given: Readonly<Record<string, unknown>>): Promise<Answer> {
  return await (await as(email)).api(`/api/scrutiny/${name}`, given);
}

async function page(path: string, email?: string): Promise<string> {
  const browser = email === undefined ? app.browser() : await as(email);
  const { status, text } = await browser.get(path);
  expect(status, path).toBe(200);
  return text;
}

const started = {
  body: council.body,
  title: "How the clinic closed",
  happened: "The Lakeside clinic closed on 2 November 2026.",
  whenWords: "November 2026",
  partners: [council.body, icb.body],
  statements: "We were told first.\nIt was safe.\nIt was needed.",
  closesOn: "2026-12-18",
};
const event = "how-the-clinic-closed";

const said = (given: { readonly body: string }, marks: readonly string[], telling: string) => ({
  event,
  body: given.body,
  office: "Chief officer",
  telling,
  ...Object.fromEntries(marks.map((mark, place) => [`rating${place + 1}`, mark])),
});

interface EventJson {
  readonly openedOn: string | null;
  readonly partners: readonly {
    readonly body: string;
    readonly entry: string | null;
    readonly telling: string | null;
  }[];
  readonly statements: readonly { readonly gap: number | null }[];
  readonly agreements: readonly { readonly agreed: boolean }[];
}

const eventJson = async (): Promise<EventJson> =>
  (await app.get(`/accounts/${event}.json`)).json<EventJson>();

describe("two partners who open their accounts together", () => {
  test("are asked, at least one from each of two sides", async () => {
    const one = await act(council.email, "start-account", {
      ...started,
      partners: [council.body, "lewisham-council"],
    });
    expect(one.text).toContain("is no body kept here");
    const same = await act(icb.email, "start-account", {
      ...started,
      body: icb.body,
      partners: [icb.body, "aldermere-hospitals-nhs-trust"],
    });
    expect(same.text).toContain("All of them stand on one side.");
    expect((await act(healthwatch, "start-account", started)).status).toBe(403);
    const done = await act(council.email, "start-account", started);
    expect(done.status, done.text).toBe(200);
  });

  test("hand in for themselves only, and rate every statement", async () => {
    expect((await act(icb.email, "seal-account", said(council, ["1", "1", "1"], "x"))).status).toBe(403);
    const missing = await act(
      council.email,
      "seal-account",
      said(council, ["1", "none"], "We read it in the paper."),
    );
    expect(missing.text).toContain("statement 3");
    expect((await act(council.email, "seal-account", said(council, ["9", "1", "1"], "x"))).status).toBe(422);
    const done = await act(
      council.email,
      "seal-account",
      said(council, ["1", "none", "2"], "We read it in the quillfeather paper."),
    );
    expect(done.status, done.text).toBe(200);
    const again = await act(council.email, "seal-account", said(council, ["5", "5", "5"], "Better."));
    expect(again.text).toContain("What was sealed is not changed");
  });

  test("do not read each other before: no page, list, search, record or download shows it (invariant 28)", async () => {
    for (const path of [
      `/accounts/${event}`,
      `/accounts/${event}.json`,
      "/accounts.json",
      "/search?q=quillfeather",
    ]) {
      expect(await page(path), path).not.toContain("quillfeather paper");
      expect(await page(path, icb.email), path).not.toContain("quillfeather paper");
    }
    expect(await page(`/accounts/${event}`, council.email)).toContain("quillfeather paper");
    const [own] = (await eventJson()).partners;
    expect(own?.entry ?? (await eventJson()).partners[1]?.entry).toBeTruthy();
    const record = await sql<{
      all: string;
    }>`select string_agg(canonical, ' ') as all from record.entry`.execute(app.db);
    expect(record.rows[0]?.all).not.toContain("quillfeather");
    expect(record.rows[0]?.all).toContain("each partner writes before it can see what the others wrote");
  });

  test("open none alone, neither here nor in the record (invariant 29)", async () => {
    const early = await act(council.email, "open-accounts", { event });
    expect(early.status).toBe(409);
    expect(early.text).toContain("one partner has not handed in");
    const entry = (await eventJson()).partners.find(({ body }) => body === council.body)?.entry;
    const browser = await as(council.email);
    const byHand = await browser.api("/api/record/open-sealed", { entry, reason: "We want to." });
    expect(byHand.status).toBe(409);
    expect(byHand.text).toContain("opened together with the others");
  });

  test("are set side by side at once, each proved by the record (invariants 29, 30)", async () => {
    const handed = await act(icb.email, "seal-account", said(icb, ["5", "4", "4"], "We rang on the Friday."));
    expect(handed.status, handed.text).toBe(200);
    const done = await act(icb.email, "open-accounts", { event });
    expect(done.status, done.text).toBe(200);
    const { openedOn, partners, statements } = await eventJson();
    expect(openedOn).toBe("2026-11-22");
    expect(partners.map(({ telling }) => telling)).toEqual(
      expect.arrayContaining(["We read it in the quillfeather paper.", "We rang on the Friday."]),
    );
    expect(statements.map(({ gap }) => gap)).toEqual([4, null, 2]);
    const text = await page(`/accounts/${event}`);
    expect(text).toContain("They are furthest apart on “We were told first.”");
    expect(text).toContain("the NHS 5.0 and councils 1.0");
    const before = await page("/accounts/how-the-stroke-ward-was-moved?at=2026-09-30");
    expect(before).toContain("Sealed until all are opened");
    expect(before).not.toContain("How Aldermere Council tells it");
    expect(await page("/accounts/how-the-stroke-ward-was-moved")).toContain("How Aldermere Council tells it");
    for (const { entry } of partners) {
      const seal = await page(`/record/${entry ?? ""}`);
      expect(seal).toContain("Opened on");
      const opening = /href="(\/record\/[0-9a-f-]{36})"[^>]*>The account of/.exec(seal)?.[1];
      expect(await page(opening ?? "/none")).toContain("sha256sum");
    }
  });

  test("leave what they handed in as it was", async () => {
    await expect(
      sql`update scrutiny.account_rating set rating = 5 where dataset is null`.execute(app.db),
    ).rejects.toThrow("stays as it was handed in");
    expect((await act(council.email, "open-accounts", { event })).status).toBe(409);
  });

  test("agree when each has said yes, and not before (invariant 31)", async () => {
    const given = {
      event,
      body: icb.body,
      words: "We ring the same day.",
      owner: icb.body,
      dueOn: "2027-01-29",
    };
    expect((await act(icb.email, "propose-agreement", given)).status).toBe(200);
    expect((await eventJson()).agreements[0]?.agreed).toBe(false);
    expect((await act(icb.email, "assent", { event, body: icb.body, number: 1 })).status).toBe(409);
    expect((await act(council.email, "assent", { event, body: council.body, number: 1 })).status).toBe(200);
    expect((await eventJson()).agreements[0]?.agreed).toBe(true);
    expect(await page(`/accounts/${event}`)).toContain("Agreed by all on 22 November 2026");
  });
});

test("after the last day two accounts are opened without the third", async () => {
  const third = {
    ...started,
    title: "How the third was silent",
    partners: [...started.partners, "healthwatch-aldermere"],
  };
  await act(council.email, "start-account", third);
  const slug = "how-the-third-was-silent";
  await act(council.email, "seal-account", { ...said(council, ["1", "1", "1"], "So."), event: slug });
  await act(icb.email, "seal-account", { ...said(icb, ["2", "2", "2"], "Thus."), event: slug });
  expect((await act(icb.email, "open-accounts", { event: slug })).status).toBe(409);
  app.setClock("2026-12-19T09:00:00Z");
  const done = await act(icb.email, "open-accounts", { event: slug });
  expect(done.status, done.text).toBe(200);
  expect(await page(`/accounts/${slug}`)).toContain("It handed in no account.");
  const late = await act(healthwatch, "seal-account", {
    ...said({ body: "healthwatch-aldermere" }, ["3", "3", "3"], "Late."),
    event: slug,
  });
  expect(late.text).toContain("has read the others");
});

describe("what is known from sources", () => {
  test("stands by role with its source, and says what is not checked", async () => {
    const text = await page("/accounts/command-in-london-2020");
    for (const words of [
      "Leader of Hillingdon council (Conservative)",
      "Mayor of Hackney",
      "Not yet",
      "No body has rated these for us.",
    ])
      expect(text).toContain(words);
    expect(text).toContain(
      "four accounts from the NHS side, six accounts from councils and two accounts from others",
    );
    expect(text).not.toContain("Opened together");
  });

  test("nobody is asked for, and nobody opens it", async () => {
    const answer = await act(council.email, "open-accounts", { event: "command-in-london-2020" });
    expect(answer.status).toBe(403);
  });
});

describe("who was involved", () => {
  const plan = "aldermere-council-the-new-hub";

  test("begins with the survey of 2014: 40% not, 2% fully, the rest not printed (invariant 32)", async () => {
    const text = await page("/involvement");
    expect(text).toContain("Foundation trusts were asked in 2014");
    expect(text).toContain("40% said they had no part and 2% a full part.");
    const csv = (await app.get("/involvement.csv")).text
      .split("\n")
      .find((line) => line.includes("Plans for the Better"));
    expect(csv).toContain("no data");
    expect(await page("/involvement?at=2013-12-31")).not.toContain("Better Care Fund");
  });

  test("is asked by the body whose plan it is and answered by each partner for itself", async () => {
    const asked = { body: council.body, title: "The new hub", about: "A hub for discharge at Vale House." };
    expect((await act(icb.email, "ask-involvement", asked)).status).toBe(403);
    expect((await act(council.email, "ask-involvement", asked)).status).toBe(200);
    const word = { plan, body: icb.body, degree: "told", office: "Chief executive", words: "By letter." };
    expect((await act(council.email, "say-involvement", word)).status).toBe(403);
    expect((await act(icb.email, "say-involvement", word)).status).toBe(200);
    expect((await act(council.email, "say-involvement", { ...word, body: council.body })).status).toBe(409);
    expect(
      (await act(healthwatch, "say-involvement", { ...word, body: "healthwatch-aldermere", degree: "not" }))
        .status,
    ).toBe(200);
  });

  test("stands beside what was noted of who was told when; a later word beside the first (invariant 32)", async () => {
    const told = { plan, partner: icb.body, on: "2026-12-01", how: "Letter to the chief executive" };
    expect((await act(icb.email, "note-told", told)).status).toBe(403);
    expect((await act(council.email, "note-told", { ...told, on: "2027-05-01" })).text).toContain(
      "still to come",
    );
    expect((await act(council.email, "note-told", told)).status).toBe(200);
    const word = { plan, body: icb.body, degree: "partly", office: "Chief executive" };
    expect((await act(icb.email, "say-involvement", word)).status).toBe(200);
    const text = await page(`/involvement/${plan}`);
    for (const words of [
      "Letter to the chief executive",
      "What they said before",
      "Told, not involved",
      "Partly involved",
      "Nothing is noted",
    ])
      expect(text).toContain(words);
    const { partners } = (await app.get(`/involvement/${plan}.json`)).json<{
      partners: readonly { body: string; degree: string | null; firstToldOn: string | null }[];
    }>();
    expect(partners.find(({ body }) => body === icb.body)).toMatchObject({
      degree: "partly",
      firstToldOn: "2026-12-01",
    });
  });

  test("nobody is asked about what is known from a survey", async () => {
    const word = {
      plan: "better-care-fund-plans-2014",
      body: icb.body,
      degree: "not",
      office: "Chief executive",
    };
    expect((await act(icb.email, "say-involvement", word)).status).toBe(403);
  });
});

describe("public words are plain", () => {
  const pages: readonly (readonly [string, string])[] = [
    ["scrutiny.questions", ""],
    ["scrutiny.question-rules", ""],
    ["scrutiny.question-start", ""],
    ["scrutiny.question", "aldermere-council-1"],
    ["scrutiny.question", "aldermere-council-2"],
    ["scrutiny.question", "nhs-aldermere-and-the-vale-icb-1"],
    ["scrutiny.petitions", ""],
    ["scrutiny.petition", "aldermere-full-council-1"],
    ["scrutiny.accounts", ""],
    ["scrutiny.account", "command-in-london-2020"],
    ["scrutiny.account", "how-the-stroke-ward-was-moved"],
    ["scrutiny.account", "how-winter-beds-were-opened"],
    ["scrutiny.involvement-list", ""],
    ["scrutiny.involvement", "better-care-fund-plans-2014"],
    ["scrutiny.involvement", "aldermere-council-the-day-centre-plan"],
    ["app.glossary", ""],
  ];

  test.each(pages)("of %s %s: answer and leads need less than seven years of school", async (name, slug) => {
    const page = [...(scrutinyModule.pages ?? []), glossaryPage].find((one) => one.name === name);
    const today = app.clock.today();
    const graded = await readAs(app.db, visitor, async (db) => {
      const asking = {
        db,
        viewer: visitor,
        at: today,
        atGiven: false,
        today,
        clock: app.clock,
        ...askingPorts,
      };
      const model = await page?.load(asking, { params: { slug }, query: {} });
      const names = (await listOrganisationChoices(db)).map((one) => one.name);
      return (
        model && gradesOf(model, [...names, "Aldermere Council: full council", "Freedom of Information Act"])
      );
    });
    expect(graded?.length).toBeGreaterThan(0);
    expect(graded?.filter(({ grade }) => grade >= gradeMost)).toEqual([]);
  });
});
