import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { civilDate } from "@concordat/calendar";
import { startTestApp } from "../../test/support/app.ts";
import { theodora, beatrix } from "../../test/support/factories/people.ts";
import type { Answer, TestBrowser } from "../../test/support/test-browser.ts";
import { newUuid, systemActor, type Acting, type SuccessionOutcome } from "../kernel/index.ts";
import { boardIdOf, organisationIdOf } from "../place/index.ts";
import { prioritiesReactions } from "./reactions.ts";
import { ownerOn } from "./priority.ts";
import { findPriority } from "./store-priorities.ts";
import { prioritySuccession } from "./succession.ts";

const app = await startTestApp({ now: "2026-11-22T09:00:00Z", shipped: true });

const adopting = {
  area: "aldermere",
  outcome: "childhood-vaccination",
  purpose: "Measles does not come back to Lakeside",
  nhsBody: "nhs-aldermere-and-the-vale-icb",
  nhsOffice: "Medical director of the NHS board",
  councilBody: "aldermere-council",
  councilOffice: "Director of public health",
  startsOn: "2026-12-01",
  baseline: "84.2",
  baselineWords: "the quarter to September 2026",
  target: "90",
};

type Person = typeof theodora | typeof beatrix;

interface PriorityJson {
  readonly progress: string;
  readonly progressWords: string;
  readonly warnings: readonly string[];
  readonly actions?: readonly { readonly state: string; readonly settledWords: string | null }[];
  readonly versions: readonly {
    readonly target: number;
    readonly frozenOn: string | null;
    readonly trajectory: readonly number[];
  }[];
}

async function priority(slug: string, at = ""): Promise<PriorityJson> {
  const answer = await app.get(`/priorities/${slug}.json${at}`);
  expect(answer.status).toBe(200);
  return answer.json() as PriorityJson;
}

describe("the illustrative place", () => {
  test("says how each of its priorities stands, by rule", async () => {
    const home = await priority("aldermere-home-when-ready");
    expect(home.progress).toBe("on-trajectory");
    expect(home.progressWords).toContain("0.95 days in October 2026");
    expect(home.versions.map(({ target }) => target)).toEqual([0.9, 0.8]);
    expect(home.warnings).toEqual([]);
  });

  test("keeps the earlier target on an earlier day", async () => {
    const { progressWords } = await priority("aldermere-home-when-ready", "?at=2026-08-15");
    expect(progressWords).toContain("in July 2026");
    const text = await html("/priorities/aldermere-home-when-ready?at=2026-08-15");
    expect(text).toContain("the target is 0.9 days");
  });

  test("is warned where a target lies inside ordinary variation", async () => {
    const { warnings } = await priority("aldermere-blood-pressure");
    expect(warnings.join(" ")).toContain("The target lies inside ordinary variation.");
  });

  test("shows its priorities on the area's page, labelled as made up", async () => {
    const text = await html("/areas/aldermere");
    expect(text).toContain("Home from hospital when ready");
    expect(await html("/priorities")).toContain("Illustrative");
  });
});

describe("a priority that is adopted", () => {
  const slug = "aldermere-close-the-gap-in-childhood-vaccination";
  let entries = 0;
  beforeAll(async () => {
    const answer = await send(theodora, "adopt-priority", adopting);
    expect(answer.status, answer.text).toBe(200);
    entries = await entriesOf("priorities.priority-adopted");
  });

  test("writes an entry, takes what is not said from the catalogue, and draws a straight trajectory", async () => {
    expect(entries).toBe(1);
    const { versions, warnings, progress } = await priority(slug);
    expect(versions).toHaveLength(1);
    expect(versions[0]?.frozenOn).toBeNull();
    expect(versions[0]?.trajectory[11]).toBe(90);
    expect(versions[0]?.trajectory[5]).toBeCloseTo(87.1, 6);
    expect(warnings.join(" ")).toContain("nobody can tell yet");
    expect(progress).toBe("no-figure");
  });

  test.each([
    [{ councilBody: "nhs-aldermere-and-the-vale-icb" }, "is no council"],
    [{ nhsBody: "lewisham-council" }, "is no NHS body"],
    [{ outcome: "" }, "Fill it in"],
    [{ startsOn: "2026-12-02" }, "not the first day of a month"],
    [{ trajectory: "1 2 3" }, "twelve numbers"],
    [{ target: "many" }, "is no number"],
    [{}, "has a priority of this name already"],
  ])("is refused in clear words: %j", async (change, words) => {
    const answer = await send(theodora, "adopt-priority", { ...adopting, ...change });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(words);
  });

  test("is adopted by nobody who keeps no body of the area", async () => {
    expect((await send(beatrix, "adopt-priority", adopting)).status).toBe(403);
  });

  test("is frozen by the resolution of an owner's board that names its address, in the same transaction", async () => {
    const id = await resolution(`That the priority at /priorities/${slug} is adopted.`);
    await react(id);
    const file = await findPriority(app.db, slug);
    expect(file?.versions[0]).toMatchObject({ frozenOn: "2026-11-20", resolutionId: id, target: 90 });
    expect(await entriesOf("priorities.priority-frozen")).toBe(1);
  });

  test("stays as it was frozen: the database refuses another target, and freezing twice is refused", async () => {
    await expect(
      sql`update priorities.version set target = 85 where number = 1 and dataset is null`.execute(app.db),
    ).rejects.toThrow("stays as it was set");
    const freezing = { priority: slug, board: "The board", decidedOn: "2026-11-21" };
    const again = await send(beatrix, "freeze-priority", freezing);
    expect(again.status).toBe(409);
    expect(again.text).toContain("Set a new target first");
  });

  test("takes a new target beside the old", async () => {
    const given = { priority: slug, target: "92", fromOn: "2026-12-01", why: "Two nurseries joined" };
    expect((await send(beatrix, "set-target", given)).status).toBe(200);
    const { versions } = await priority(slug);
    expect(versions.map(({ target, frozenOn }) => [target, frozenOn])).toEqual([
      [90, "2026-11-20"],
      [92, null],
    ]);
  });

  test("takes the figure of a month that is over, and of no other", async () => {
    const figure = { priority: slug, month: "2026-10-01", value: "84.9" };
    expect((await send(theodora, "enter-figure", figure)).status).toBe(200);
    const early = await send(theodora, "enter-figure", { ...figure, month: "2026-11-01" });
    expect(early.text).toContain("November 2026 has not ended");
  });
});

describe("actions and owners of a priority", () => {
  const slug = "aldermere-home-when-ready";
  const page = async (at = ""): Promise<string> => await html(`/priorities/${slug}${at}`);
  const act = async (command: string, input: Record<string, unknown>) =>
    await send(theodora, command, { priority: slug, ...input });

  test("an action is promised by one side for a day to come, and settled once", async () => {
    const promised = { what: "Open a weekend desk in the hub", side: "council", dueOn: "2026-11-30" };
    expect((await act("add-action", promised)).status).toBe(200);
    expect((await act("add-action", { ...promised, dueOn: "2026-11-01" })).text).toContain("is past");
    expect(await page()).toContain("Director of adult social services, Aldermere Council");
    app.setClock("2026-12-02T09:00:00Z");
    expect((await priority(slug)).actions?.[0]?.state).toBe("past-its-day");
    expect(await page()).toContain("and one is past its day");
    const form = await (await as(theodora)).get(`/priorities/${slug}/actions/settle`);
    const action = /name="action"[^>]*value="([^"]+)"/.exec(form.text)?.[1];
    const settling = { action, outcome: "done", settledOn: "2026-12-01", words: "Open on Saturdays" };
    expect((await act("settle-action", { ...settling, settledOn: "2026-12-09" })).text).toContain(
      "still to come",
    );
    const browser = await as(theodora);
    const settle = async (): Promise<Answer> =>
      await browser.api("/api/priorities/settle-action", { priority: slug, ...settling });
    const both = await Promise.all([settle(), settle()]);
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await act("settle-action", settling)).status).toBe(422);
    const done = await priority(slug);
    expect(done.actions?.[0]).toMatchObject({ state: "done-late", settledWords: "Open on Saturdays" });
    expect((await priority(slug, "?at=2026-11-30")).actions?.[0]?.state).toBe("to-be-done");
    await expect(sql`update priorities.action set due_on = '2026-12-31'`.execute(app.db)).rejects.toThrow(
      "stays as it was promised",
    );
    app.setClock("2026-11-22T09:00:00Z");
  });

  test("another office answers from a day on; who did before stays listed", async () => {
    const named = {
      side: "council",
      body: "aldermere-council",
      office: "Director of people",
      fromOn: "2026-11-20",
      why: "Two departments became one",
    };
    expect((await act("name-owner", { ...named, body: "aldermere-hospitals-nhs-trust" })).text).toContain(
      "cannot own it",
    );
    expect((await act("name-owner", named)).status).toBe(200);
    const text = await page();
    expect(text).toContain("Owner from the council before 20 November 2026");
    expect(text).toContain("Director of people");
    expect(await page("?at=2026-11-01")).not.toContain("Director of people");
  });

  test("an owner that ends passes it to its one successor, and else somebody must be asked", async () => {
    const trust = organisationIdOf("aldermere-hospitals-nhs-trust");
    const other = organisationIdOf("nhs-aldermere-and-the-vale-icb");
    const ending = async (settle: boolean) => {
      const taken = new Error("taken back");
      let outcomes: readonly SuccessionOutcome[] = [];
      let owner = "";
      await app.db
        .transaction()
        .execute(async (tx) => {
          if (settle)
            await sql`insert into place.succession (from_id, to_id, on_date, kind, source, seen, basis)
              values (${trust}, ${other}, '2026-12-01', 'merger', 'a test', '2026-11-22', 'illustrative')`.execute(
              tx,
            );
          outcomes = await prioritySuccession.onEnd(
            { tx, today: civilDate("2026-11-22") },
            { module: "place", kind: "organisation", id: trust },
            { on: civilDate("2026-12-01"), settle },
          );
          const file = (await findPriority(tx, slug))!;
          owner = ownerOn(file, "nhs", civilDate("2026-12-01")).body;
          expect(ownerOn(file, "nhs", civilDate("2026-11-30")).body).toBe(trust);
          throw taken;
        })
        .catch((error: unknown) => {
          if (error !== taken) throw error;
        });
      return { outcomes, owner };
    };
    const asked = await ending(false);
    expect(asked.outcomes).toMatchObject([
      { outcome: "must-be-asked", title: "Home from hospital when ready" },
    ]);
    expect(asked.outcomes[0]?.why).toContain("has no successor here");
    const passed = await ending(true);
    expect(passed.outcomes).toMatchObject([{ outcome: "passes-on", to: { id: other } }]);
    expect(passed.owner).toBe(other);
  });

  test("a scheme of a pooled fund that names its address is linked as its money", async () => {
    const [, linkFunds] = prioritiesReactions;
    const fund = { module: "pounds", kind: "fund", id: "a-fund" } as const;
    const linked: unknown[] = [];
    const acting = {
      tx: app.db,
      links: { add: async (_: unknown, link: unknown) => void linked.push(link) },
    };
    if (linkFunds?.when !== "within") throw new Error("The reaction belongs to the scheme's transaction.");
    await linkFunds.react(acting as unknown as Acting, {
      command: "pounds.add-scheme",
      input: { name: "Hub", about: `Pays for /priorities/${slug} and /priorities/nothing` },
      on: civilDate("2026-11-22"),
      entry: { id: newUuid(1), sha256: "", kind: "pounds.scheme-added", subjects: [fund] },
    });
    expect(linked).toMatchObject([{ from: fund, kind: "funds", to: { kind: "priority" } }]);
  });

  test("a system's report rolls up what its places promise, and prints on a page of its own", async () => {
    const { counts, items } = (await app.get("/areas/aldermere-and-the-vale/priorities.json")).json() as {
      counts: Record<string, number>;
      items: readonly { area: string }[];
    };
    expect(items.length).toBeGreaterThanOrEqual(3);
    expect(new Set(items.map((one) => one.area))).toEqual(new Set(["Aldermere"]));
    expect(Object.values(counts).reduce((sum, one) => sum + one, 0)).toBe(items.length);
    const text = await html("/areas/aldermere-and-the-vale/priorities");
    expect(text).toContain("all of them by places in Aldermere and the Vale");
    const england = await html("/areas/england/priorities");
    expect(england).toContain("No outcome is promised");
    expect(england).not.toContain("Home from hospital when ready");
  });

  test.each([
    "claims",
    "claim-definitions",
    "priorities",
    "priority-figures",
    "priority-actions",
    "practice-copies",
  ])("the table %s is open data", async (name) => {
    const answer = await app.get(`/open-data/tables/${name}.csv`);
    expect(answer.status).toBe(200);
    expect(answer.text.trim().split("\n").length).toBeGreaterThan(name === "practice-copies" ? 0 : 1);
  });
});

test("a place says that it copied a practice and what came of it, in its own account", async () => {
  const copy = { area: "aldermere", practice: "walsall-together" };
  const copying = { ...copy, since: "Spring 2026", changed: "One hub, without a shared site" };
  expect((await send(theodora, "copy-practice", copying)).status).toBe(200);
  const again = await send(theodora, "copy-practice", copying);
  expect(again.text).toContain("has said so already");
  const page = async (): Promise<string> => await html("/practice/walsall-together");
  expect(await page()).toContain("Not said yet");
  const told = { ...copy, words: "People wait a day less in one ward of four" };
  expect((await send(theodora, "report-copy", { ...told, claim: "no-such-claim" })).status).toBe(422);
  expect((await send(theodora, "report-copy", told)).status).toBe(200);
  const text = await page();
  for (const words of [copying.changed, told.words, "Illustrative", "one has said what came of it"])
    expect(text).toContain(words);
  expect(await entriesOf("priorities.copy-reported")).toBe(1);
});

test("a resolution of a board that owns nothing here, or a private one, freezes nothing", async () => {
  const words = "That the priority at /priorities/aldermere-blood-pressure is adopted.";
  await react(await resolution(words, { board: "south-west-london-icb-board" }));
  await react(await resolution(words, { private: true }));
  expect((await findPriority(app.db, "aldermere-blood-pressure"))?.versions[0]?.frozenOn).toBe(undefined);
});

test("practice shows its claims with their verdicts, and what is not known as not known", async () => {
  const { items } = (await app.get("/practice.json")).json() as {
    items: readonly { slug: string; cost: string | null; claims: readonly { verdict: string }[] }[];
  };
  expect(items).toHaveLength(12);
  expect(items.find(({ slug }) => slug === "walsall-together")?.claims).toHaveLength(4);
  const text = await html("/practice/wigan-deal");
  expect(text).toContain("Not known here");
  expect(text).toContain("No data held");
});

async function entriesOf(kind: string): Promise<number> {
  const { rows } = await sql<{
    count: string;
  }>`select count(*) from record.entry where kind = ${kind}`.execute(app.db);
  return Number(rows[0]?.count);
}

/** The text of a page as a browser shows it. */
async function html(path: string): Promise<string> {
  return (await app.get(path, { accept: "text/html" })).text;
}

/** What the module's command answers to somebody who signs in for it. */
async function send(person: Person, command: string, input: Record<string, unknown>): Promise<Answer> {
  return await (await as(person)).api(`/api/priorities/${command}`, input);
}

/** Somebody signed in, with a page open whose forms they may send. */
async function as({ email }: Person): Promise<TestBrowser> {
  const browser = await app.signIn(email);
  await browser.get("/accessibility");
  return browser;
}

let made = 0;

/** A board's resolution as a motion that carried leaves it. */
async function resolution(
  words: string,
  given: { readonly board?: string; readonly private?: boolean } = {},
): Promise<string> {
  made += 1;
  const id = newUuid(1_700_000_000_000 + made);
  const board = boardIdOf(given.board ?? "aldermere-full-council");
  await sql`insert into meetings.resolution (id, slug, board_id, organisation_id, title, words, taker, decided_on, decided_by, executive,
      key_decision, private, audience, source, seen, basis)
    values (${id}, ${`test-resolution-${made}`}, ${board}, ${organisationIdOf("aldermere-council")}, 'Priorities', ${words}, 'board',
      '2026-11-20', 'vote', false, 'no', ${given.private ?? false}, 'public', 'a test', '2026-11-20', 'illustrative')`.execute(
    app.db,
  );
  return id;
}

async function react(id: string): Promise<void> {
  const { stage, recorder } = app.node.core;
  await app.db.transaction().execute(async (tx) => {
    const acting = {
      tx,
      actor: { ...systemActor, capacity: { kind: "system", title: "A test" } },
      clock: app.clock,
      today: civilDate("2026-11-22"),
      links: stage.links,
      files: stage.files,
      record: recorder,
      succeed: async () => [],
    } as unknown as Acting;
    const [reaction] = prioritiesReactions;
    if (reaction?.when !== "within") throw new Error("The reaction belongs to the motion's transaction.");
    await reaction.react(acting, {
      command: "meetings.decide-motion",
      input: {},
      on: civilDate("2026-11-22"),
      entry: {
        id: newUuid(1),
        sha256: "",
        kind: "meetings.resolved",
        subjects: [{ module: "meetings", kind: "resolution", id }],
      },
    });
  });
}
