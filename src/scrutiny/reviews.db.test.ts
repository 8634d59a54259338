import { beforeAll, describe, expect, test } from "vitest";
import { sql } from "kysely";
import { startTestApp } from "../../test/support/app.ts";
import type { TestBrowser } from "../../test/support/test-browser.ts";

const app = await startTestApp({ now: "2026-11-22T09:00:00Z", shipped: true });

const people = {
  officer: "jonah.pettifer@example.org",
  chair: "delphine.orrick@example.org",
  cabinet: "idris.pellowe@example.org",
  trust: "fergus.wintershall@example.org",
  nhs: "beatrix.lonsmere@example.org",
  healthwatch: "clementine.arkwell@example.org",
} as const;
type Who = keyof typeof people;

const browsers = new Map<Who, TestBrowser>();
async function as(who: Who): Promise<TestBrowser> {
  const held = browsers.get(who);
  if (held) return held;
  const browser = await app.signIn(people[who]);
  await browser.get("/accessibility");
  browsers.set(who, browser);
  return browser;
}

async function act(who: Who, command: string, input: Readonly<Record<string, unknown>>) {
  return await (await as(who)).api(`/api/scrutiny/${command}`, input);
}

async function entriesOf(kind: string): Promise<number> {
  return (await sql`select from record.entry where kind = ${kind}`.execute(app.db)).rows.length;
}

interface ReviewJson {
  readonly slug: string;
  readonly sign: string | null;
  readonly requests: readonly { readonly outcome: string | null }[];
  readonly recommendations: readonly {
    readonly standing: string;
    readonly dueOn: string | null;
    readonly stance: string | null;
    readonly checks: readonly { readonly found: string }[];
  }[];
  readonly interests: readonly { readonly office: string; readonly did: string | null }[];
}

async function review(slug: string, query = ""): Promise<ReviewJson> {
  const answer = await app.get(`/scrutiny/reviews/${slug}.json${query}`);
  expect(answer.status, answer.text).toBe(200);
  return answer.json() as ReviewJson;
}

async function html(path: string, who?: Who): Promise<string> {
  const answer =
    who === undefined ? await app.get(path, { accept: "text/html" }) : await (await as(who)).get(path);
  expect(answer.status, path).toBe(200);
  return answer.text;
}

async function mortalitySign(): Promise<string> {
  const { items } = (await app.get("/signs.json")).json() as {
    readonly items: readonly { readonly id: string; readonly indicator: string }[];
  };
  const found = items.find(({ indicator }) => indicator === "shmi.ratio");
  expect(found).toBeDefined();
  return found!.id;
}

describe("the made-up mortality story", () => {
  test("runs to its end, each reply with the day it was due, and a check that could not tell", async () => {
    const story = await review("aldermere-hospital-mortality");
    expect(story.recommendations.map(({ dueOn }) => dueOn)).toEqual([
      "2025-11-17",
      "2025-11-17",
      "2025-12-19",
    ]);
    expect(story.recommendations.map(({ stance }) => stance)).toEqual(["accepted", "in-part", "accepted"]);
    expect(story.recommendations.map(({ checks }) => checks[0]?.found)).toEqual([
      "in-part",
      "done",
      "cannot-tell",
    ]);
    expect(story.interests).toEqual([
      expect.objectContaining({ office: "Councillor, seat 04", did: "left" }),
    ]);
  });

  test("was not known on an earlier day", async () => {
    const earlier = await review("aldermere-hospital-mortality", "?at=2025-10-25");
    expect(earlier.recommendations.map(({ standing }) => standing)).toEqual([
      "running",
      "running",
      "running",
    ]);
    expect(earlier.recommendations[0]?.checks).toEqual([]);
    expect((await app.get("/scrutiny/reviews/aldermere-hospital-mortality.json?at=2025-09-17")).status).toBe(
      404,
    );
  });

  test("stands on the page of a real sign as an example and says nothing of the real body (invariants 6 and 10)", async () => {
    const page = await html(`/signs/${await mortalitySign()}`);
    expect(page).toContain("Nobody has asked about this sign on this site.");
    expect(page).toContain("Illustrative: how a sign is taken up to its end");
    expect(page).toContain("Nothing here was said or asked of a real body.");
  });

  test("keeps the ward's voice apart from evidence (invariant 9)", async () => {
    const page = await html("/scrutiny/reviews/aldermere-hospital-mortality");
    expect(page).toContain("Statements of ward members");
    expect(page).toContain("shown apart from evidence");
    expect(page).toContain("Minority views");
  });
});

describe("from sign to answered recommendation", () => {
  let slug = "";
  beforeAll(async () => {
    const opened = await act("officer", "take-up-sign", {
      board: "aldermere-health-scrutiny-committee",
      sign: await mortalitySign(),
      title: "What the figures hide",
      terms: "What was looked into, and by whom.",
      body: "aldermere-hospitals-nhs-trust",
    });
    expect(opened.status, opened.text).toBe(200);
    slug = "aldermere-what-the-figures-hide";
  });

  test("a made-up committee keeps an example, never the real sign", async () => {
    expect((await review(slug)).sign).toBeNull();
    expect(await entriesOf("scrutiny.review-opened")).toBe(1);
  });

  test("a made-up committee asks no real body", async () => {
    const asked = { review: slug, body: "lewisham-council", kind: "information", words: "What?" };
    const answer = await act("officer", "make-request", asked);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain("a real body");
  });

  test("the trust answers from its own sign-in, once, and nobody answers for it", async () => {
    const asked = {
      review: slug,
      body: "aldermere-hospitals-nhs-trust",
      kind: "information",
      words: "What?",
    };
    expect((await act("officer", "make-request", asked)).status).toBe(200);
    const answer = { review: slug, number: 1, outcome: "done", words: "This." };
    expect((await act("officer", "answer-request", answer)).status).toBe(403);
    expect((await act("nhs", "answer-request", answer)).status).toBe(403);
    expect((await act("trust", "answer-request", { ...answer, on: "2026-11-20" })).status).toBe(422);
    expect((await act("trust", "answer-request", answer)).status).toBe(200);
    expect((await act("trust", "answer-request", answer)).status).toBe(409);
    expect((await review(slug)).requests[0]?.outcome).toBe("done");
  });

  test("a reply is due 28 days after a trust is asked, and two months beginning with the day from a council", async () => {
    const base = { review: slug, words: "Do this.", why: "Because of that.", ask: "yes" };
    const trust = await act("officer", "make-recommendation", {
      ...base,
      body: "aldermere-hospitals-nhs-trust",
    });
    const council = await act("officer", "make-recommendation", { ...base, body: "aldermere-council" });
    const later = await act("officer", "make-recommendation", {
      ...base,
      body: "aldermere-council",
      ask: "no",
    });
    expect([trust.status, council.status, later.status]).toEqual([200, 200, 200]);
    const held = await review(slug);
    expect(held.recommendations.map(({ dueOn }) => dueOn)).toEqual(["2026-12-20", "2027-01-21", null]);
    expect(held.recommendations.map(({ standing }) => standing)).toEqual(["running", "running", "not-asked"]);
    expect((await act("officer", "ask-for-reply", { review: slug, number: 3 })).status).toBe(200);
    expect((await act("officer", "ask-for-reply", { review: slug, number: 3 })).status).toBe(409);
  });

  test("numbers what two officers ask at the same moment one after the other", async () => {
    const asked = { review: slug, body: "aldermere-council", kind: "attendance", words: "Who comes?" };
    const both = await Promise.all([1, 2].map(async () => await act("officer", "make-request", asked)));
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect((await review(slug)).requests).toHaveLength(3);
  });

  test("is replied to once, and checked no sooner than six months later", async () => {
    const check = { review: slug, number: 1, months: "6", found: "done", words: "Seen." };
    expect((await act("officer", "check-recommendation", check)).text).toContain("There is no reply yet");
    const reply = { review: slug, number: 1, stance: "accepted", words: "Yes, from January." };
    expect((await act("officer", "reply-to-recommendation", reply)).status).toBe(403);
    expect((await act("trust", "reply-to-recommendation", reply)).status).toBe(200);
    expect((await act("trust", "reply-to-recommendation", reply)).status).toBe(409);
    expect((await act("officer", "check-recommendation", check)).text).toContain("due from 22 May 2027");
    const { recommendations } = await review(slug);
    expect(recommendations[0]).toMatchObject({ standing: "replied", stance: "accepted" });
    expect(await html("/organisations/aldermere-hospitals-nhs-trust")).toContain("What scrutiny asked");
  });

  test("takes nothing more once it has ended, but replies go on (invariant 7)", async () => {
    expect((await act("officer", "end-review", { review: slug, ending: "Done." })).status).toBe(200);
    const more = { review: slug, kind: "evidence", who: "An office", words: "More.", saidOn: "2026-11-22" };
    expect((await act("officer", "add-contribution", more)).status).toBe(409);
    const reply = { review: slug, number: 2, stance: "not-accepted", words: "No money." };
    expect((await act("officer", "reply-to-recommendation", reply)).status).toBe(200);
  });
});

describe("interests", () => {
  const open = "aldermere-home-from-hospital";
  const said = { review: open, kind: "evidence", who: "An office", words: "This.", saidOn: "2026-11-22" };

  test("a member of the executive takes no part in scrutiny, by law (LGA 2000 s9FA(3))", async () => {
    const answer = await act("cabinet", "add-contribution", said);
    expect(answer.status).toBe(403);
    expect(answer.text).toContain("member of the council&#39;s executive".replace("&#39;", "'"));
    const opening = { board: "aldermere-health-scrutiny-committee", title: "Mine", terms: "Mine." };
    expect((await act("cabinet", "open-review", opening)).status).toBe(403);
  });

  test("somebody who sits on the board concerned is told, declares, and is barred from nothing", async () => {
    expect(await html(`/scrutiny/reviews/${open}`, "healthwatch")).toContain("You, before this item");
    const declared = {
      review: open,
      kind: "sits-on-board",
      words: "A seat on the NHS board.",
      will: "asks-advice",
    };
    expect((await act("healthwatch", "declare-interest", declared)).status).toBe(200);
    const page = await html(`/scrutiny/reviews/${open}`);
    expect(page).toContain("Asks the monitoring officer for advice.");
    expect(page).not.toContain("Clementine");
  });

  test("a registered interest is told before each review of that body, to its holder alone", async () => {
    const registered = {
      board: "aldermere-health-scrutiny-committee",
      body: "aldermere-hospitals-nhs-trust",
      kind: "governor",
      words: "A governor until May.",
    };
    expect((await act("chair", "register-interest", registered)).status).toBe(200);
    expect(await html(`/scrutiny/reviews/${open}`, "chair")).toContain("You have registered an interest in");
    expect(await html(`/scrutiny/reviews/${open}`, "officer")).not.toContain(
      "You have registered an interest in",
    );
    expect(await html("/scrutiny/interests")).toContain("A governor until May.");
  });

  test("a family interest bars nobody; a disclosable pecuniary one does, unless there is a dispensation", async () => {
    expect((await act("chair", "add-contribution", said)).status).toBe(200);
    const pecuniary = { review: open, kind: "disclosable-pecuniary", words: "A contract." };
    const stays = await act("chair", "declare-interest", { ...pecuniary, will: "stays" });
    expect(stays.status).toBe(422);
    expect(stays.text).toContain("Localism Act 2011 s31(4)");
    expect((await act("chair", "declare-interest", { ...pecuniary, will: "leaves" })).status).toBe(200);
    const barred = await act("chair", "add-contribution", said);
    expect(barred.status).toBe(403);
    expect(barred.text).toContain("disclosable pecuniary interest");
    expect((await act("officer", "add-contribution", said)).status).toBe(200);
    const reply = {
      review: "aldermere-hospital-mortality",
      number: 3,
      months: "6",
      found: "done",
      words: "Seen.",
    };
    expect((await act("chair", "check-recommendation", reply)).status).toBe(409);
  });

  test("what was advised and done is noted once, for everybody", async () => {
    const query = sql<{ id: string }>`select id from scrutiny.interest where kind = 'disclosable-pecuniary'`;
    const interest = (await query.execute(app.db)).rows[0]!.id;
    const advice = { review: open, interest, words: "Leave the room." };
    expect((await act("officer", "note-advice", advice)).status).toBe(200);
    expect((await act("officer", "note-advice", advice)).status).toBe(409);
    const did = { review: open, interest, did: "left", on: "2026-11-22" };
    expect((await act("trust", "note-what-was-done", did)).status).toBe(403);
    expect((await act("officer", "note-what-was-done", did)).status).toBe(200);
    expect(await html(`/scrutiny/reviews/${open}`)).toContain("Left for the item, 22 November 2026.");
  });
});

describe("a committee's page and the first page of scrutiny", () => {
  test("show the work programme and what is waited for", async () => {
    const added = await act("officer", "add-programme-item", {
      board: "aldermere-health-scrutiny-committee",
      title: "Ambulance queues",
      why: "Asked for by the public",
      wishedBy: "public",
      plannedOn: "2027-02-11",
    });
    expect(added.status).toBe(200);
    expect(await html("/boards/aldermere-health-scrutiny-committee")).toContain("Ambulance queues");
    const draft = {
      board: "aldermere-health-scrutiny-committee",
      body: "aldermere-hospitals-nhs-trust",
      year: "2025",
    };
    const early = await act("officer", "receive-quality-account", { ...draft, receivedOn: "2026-03-30" });
    expect(early.text).toContain("ends on 31 March 2026");
    expect(
      (await act("officer", "receive-quality-account", { ...draft, receivedOn: "2026-04-28" })).status,
    ).toBe(200);
    const said = {
      board: draft.board,
      account: `${draft.body}:2025`,
      says: "no-statement",
      words: "No time.",
    };
    expect((await act("officer", "say-of-quality-account", said)).status).toBe(200);
    const round = await html("/boards/aldermere-health-scrutiny-committee");
    expect(round).toContain("it was to come by 30 April 2026");
    expect(round).toContain("the committee chose not to comment");
    const list = await html("/scrutiny");
    expect(list).toContain("No real scrutiny committee keeps its reviews here yet.");
    expect(list).toContain("Replies that are waited for");
    expect(list).toContain("what became of them");
  });
});

describe("call-in and changes", () => {
  const decision = "aldermere-cabinet-2026-11-17-1";
  const called = {
    resolution: decision,
    board: "aldermere-health-scrutiny-committee",
    byWhom: "Three councillors",
    reasons: "The terms were not seen before.",
  };
  const frozen = {
    priority: "aldermere-blood-pressure",
    board: "Aldermere Council: cabinet",
    decidedOn: "2026-11-17",
    resolution: decision,
  };
  const freeze = async () => await (await as("officer")).api("/api/priorities/freeze-priority", frozen);

  test("holds an executive decision up until scrutiny lets it stand (LGA 2000 s9F)", async () => {
    expect((await act("cabinet", "call-in", called)).status).toBe(403);
    expect(
      (
        await act("officer", "call-in", {
          ...called,
          resolution: "aldermere-health-and-wellbeing-board-2026-09-17-1",
        })
      ).text,
    ).toContain("Only a decision of a council's executive");
    expect((await act("officer", "call-in", called)).status).toBe(200);
    expect((await act("officer", "call-in", called)).status).toBe(409);
    expect(await html(`/resolutions/${decision}`)).toContain("nobody may act on it");
    const held = await freeze();
    expect(held.status).toBe(409);
    expect(held.text).toContain("held up by scrutiny");
    const settled = { resolution: decision, outcome: "stands", words: "The terms are the same as before." };
    expect((await act("officer", "settle-call-in", settled)).status).toBe(200);
    expect((await act("officer", "settle-call-in", settled)).status).toBe(409);
    expect((await freeze()).text).not.toContain("held up by scrutiny");
  });

  test("a council answers for itself whether a change is substantial, and may think again", async () => {
    const answer = { proposal: "lakeside-rehabilitation-ward", council: "aldermere-council" };
    expect((await act("nhs", "answer-change", { ...answer, answer: "substantial", why: "No." })).status).toBe(
      403,
    );
    const lewisham = { ...answer, council: "lewisham-council", answer: "substantial", why: "No." };
    expect((await act("officer", "answer-change", lewisham)).status).toBe(403);
    for (const said of ["not-substantial", "substantial"])
      expect(
        (await act("officer", "answer-change", { ...answer, answer: said, why: "For our wards." })).status,
      ).toBe(200);
    const page = await html("/decisions/lakeside-rehabilitation-ward");
    expect(page).toContain("Aldermere Council considers it substantial.");
    expect(page).toContain("Not substantial");
  });

  test.each([
    { sentOn: "2024-01-31", kind: "request", provision: "ministerial intervention powers" },
    { sentOn: "2024-01-30", kind: "referral", provision: "reg 23(6)-(11)" },
    { sentOn: "2013-03-19", kind: "referral", provision: "SI 2002/3048" },
  ])(
    "sent to the minister on $sentOn it is a $kind, by the law of that day",
    async ({ sentOn, kind, provision }) => {
      const asked = {
        proposal: "lakeside-rehabilitation-ward",
        council: "aldermere-council",
        concern: "Nobody asked the ward.",
        talks: "Three meetings.",
        sentOn,
      };
      const answer = await act("officer", "ask-minister", asked);
      expect(answer.status, answer.text).toBe(200);
      const page = await app.get(
        `/scrutiny/minister/aldermere-council-lakeside-rehabilitation-ward-${sentOn}.json`,
      );
      expect(page.json()).toMatchObject({ kind, provision: expect.stringContaining(provision) as string });
    },
  );
});
