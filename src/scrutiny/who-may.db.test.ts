import { setTimeout as delay } from "node:timers/promises";
import { civilDate } from "@concordat/calendar";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/support/app.ts";
import { accountOf, beatrix, spareAccount, theodora } from "../../test/support/factories/people.ts";
import type { Answer } from "../../test/support/test-browser.ts";
import { giveOffice } from "../identity/index.ts";
import { boardIdOf, organisationIdOf } from "../place/index.ts";
import { listBarredSeats } from "./store-interests.ts";
import { holdSigner } from "./store-petitions-change.ts";

const app = await startTestApp({ now: "2026-11-22T09:00:00Z", shipped: true });

async function act(
  email: string,
  command: string,
  input: Readonly<Record<string, unknown>>,
): Promise<Answer> {
  const browser = await app.signIn(email);
  await browser.get("/accessibility");
  return await browser.api(`/api/${command}`, input);
}

async function office(email: string, body: string, seat?: string): Promise<void> {
  await giveOffice(
    app.db,
    {
      account: await accountOf(app.db, email),
      organisation: { id: organisationIdOf(body), name: body, illustrative: true },
      title: seat === undefined ? "Clerk" : "Councillor",
      role: "keeper",
      beginsOn: civilDate("2026-11-01"),
      ...(seat !== undefined && { seat: { module: "place", kind: "seat", id: seat } }),
    },
    app.clock.now(),
  );
}

describe("somebody with an office at two partners (invariant 28)", () => {
  const event = "how-the-hub-opened";
  const rated = { office: "Clerk", rating1: "3", rating2: "4", rating3: "none" };

  test("writes for the second only before the first has handed in, and reads neither while they are sealed", async () => {
    const started = await act(theodora.email, "scrutiny/start-account", {
      body: theodora.body,
      title: "How the hub opened",
      happened: "The hub opened on 2 November 2026.",
      whenWords: "November 2026",
      partners: [theodora.body, beatrix.body],
      statements: "We were told first.\nIt was safe.\nIt was needed.",
      closesOn: "2026-12-18",
    });
    expect(started.status, started.text).toBe(200);
    const { email } = await spareAccount(app.db, app.clock.now());
    await office(email, theodora.body);
    await office(email, beatrix.body);
    const council = { event, body: theodora.body, telling: "The amberline telling.", ...rated };
    expect((await act(theodora.email, "scrutiny/seal-account", council)).status).toBe(200);

    const second = await act(email, "scrutiny/seal-account", {
      ...council,
      body: beatrix.body,
      telling: "So.",
    });
    expect(second.status).toBe(403);
    expect(second.text).toContain("writes for no second partner until all accounts are opened");
    const page = (await (await app.signIn(email)).get(`/accounts/${event}`)).text;
    expect(page).toContain("You belong to two of the partners.");
    expect(page).not.toContain("amberline");
    expect((await (await app.signIn(theodora.email)).get(`/accounts/${event}`)).text).toContain("amberline");

    const first = await act(beatrix.email, "scrutiny/seal-account", { ...council, body: beatrix.body });
    expect(first.status, first.text).toBe(200);
    expect((await act(email, "scrutiny/open-accounts", { event })).status).toBe(200);
    expect((await (await app.signIn(email)).get(`/accounts/${event}`)).text).toContain("amberline");
  });
});

describe("a vote at a scrutiny committee (invariant 11)", () => {
  const vote = {
    slug: "aldermere-health-scrutiny-committee-2027-02-11",
    item: 1,
    motion: 1,
    how: "vote",
    for: ["05|Councillor", "04|Councillor"],
  };
  const decide = async (): Promise<Answer> => await act(theodora.email, "meetings/decide-motion", vote);

  test("is not counted of a member of that council's executive, and of everybody else it is", async () => {
    expect((await decide()).text).not.toContain("the law bars");
    await office("idris.pellowe@example.org", theodora.body, "aldermere-health-scrutiny-committee-05");
    const barred = await decide();
    expect(barred.status, barred.text).toBe(409);
    expect(barred.text).toContain("Councillor sits in the council's executive");
    expect(barred.text).toContain("Local Government Act 2000 s9FA(3)");
    const { for: _both, ...rest } = vote;
    const others = await act(theodora.email, "meetings/decide-motion", { ...rest, for: ["04|Councillor"] });
    expect(others.text).not.toContain("the law bars");
  });

  test("is not counted of whoever declared a disclosable pecuniary interest in the review on that item", async () => {
    const review = "aldermere-home-from-hospital";
    const declared = await act("delphine.orrick@example.org", "scrutiny/declare-interest", {
      review,
      kind: "disclosable-pecuniary",
      words: "A contract.",
      will: "leaves",
    });
    expect(declared.status, declared.text).toBe(200);
    const added = await act(theodora.email, "meetings/add-item", {
      slug: vote.slug,
      title: `The review at /scrutiny/reviews/${review}`,
      kind: "scrutiny",
      sort: "strategic",
    });
    expect(added.status, added.text).toBe(200);
    const last = await sql<{ item: number }>`select max(position) as item from meetings.item
      where title like 'The review at %'`.execute(app.db);
    const { item } = last.rows[0]!;
    const chair = { ...vote, item, for: ["01|Chair of health scrutiny (councillor)"] };
    const barred = await act(theodora.email, "meetings/decide-motion", chair);
    expect(barred.status, barred.text).toBe(409);
    expect(barred.text).toContain("Localism Act 2011 s31(4)");
  });

  test("keeps out the person at another committee too, and never whoever sits in a seat of the same number there", async () => {
    const review = "aldermere-home-from-hospital";
    const [held] = (
      await sql<{ id: string }>`select id from scrutiny.review where slug = ${review}`.execute(app.db)
    ).rows;
    const barredAt = async (boardId: string): Promise<readonly string[]> => {
      const meetingId = "00000000-0000-7000-8000-000000000000";
      const of = { meetingId, boardId, councilIds: [], reviewIds: [held!.id], on: civilDate("2027-02-11") };
      return (await listBarredSeats(app.db, of)).declared;
    };
    const health = boardIdOf("aldermere-health-scrutiny-committee");
    const council = boardIdOf("aldermere-full-council");
    expect(await barredAt(health)).toEqual(["01"]);
    // She has seat 09 there; seat 01 is another's.
    expect(await barredAt(council)).toEqual(["09"]);
  });
});

test("nobody signs with an account that is closed at the same moment, which would forget too early (invariant 24)", async () => {
  const { id } = await spareAccount(app.db, app.clock.now());
  expect(await holdSigner(app.db, id)).toBe(true);
  let signing: Promise<boolean> | undefined;
  await app.db.transaction().execute(async (tx) => {
    await sql`update identity.account set status = 'closed' where id = ${id}`.execute(tx);
    signing = app.db.transaction().execute(async (other) => await holdSigner(other, id));
    await Promise.race([signing, delay(50)]);
  });
  expect(await signing).toBe(false);
});

describe("a joint committee (invariant 16)", () => {
  const proposal = "lakeside-rehabilitation-ward";
  const second = { council: "healthwatch-aldermere", email: "clementine.arkwell@example.org" } as const;
  const board = "vale-and-mere-joint-scrutiny";
  const appoint = async (
    who: { readonly council: string; readonly email: string },
    committee = board,
  ): Promise<Answer> =>
    await act(who.email, "scrutiny/appoint-joint-committee", {
      proposal,
      council: who.council,
      board: committee,
      sort: "this-change",
      members: "3",
      decided: "Full council, 2 November 2026",
    });
  const first = { council: theodora.body, email: theodora.email } as const;
  const review = { board, title: "The ward", terms: "What is lost and what is won." };
  const offered = async (): Promise<string> =>
    (await (await app.signIn(first.email)).get(`/decisions/${proposal}/joint-committee/${first.council}`))
      .text;
  const answer = async (who: typeof first | typeof second, said: string): Promise<Answer> =>
    await act(who.email, "scrutiny/answer-change", {
      proposal,
      council: who.council,
      answer: said,
      why: "For our wards.",
    });

  test("is appointed by each council for itself, after it said that the change is substantial", async () => {
    // The made-up place has one council; another of its bodies is one for this test.
    await sql`update place.organisation set kind = 'council' where slug = ${second.council}`.execute(app.db);
    const drafted = await act(first.email, "place/draft-board", {
      slug: first.council,
      name: "Vale and Mere Joint Scrutiny",
      kind: "joint-scrutiny-committee",
      ground: "Not yet agreed",
      reviewOn: "2026-12-01",
    });
    expect(drafted.status, drafted.text).toBe(200);
    // A draft is sealed: an appointment to it would tell everybody of it.
    const sealed = await appoint(first);
    expect(sealed.status).toBe(422);
    expect(sealed.text).toContain("There is no joint scrutiny committee");
    expect(await offered()).not.toContain("Vale and Mere");
    expect(
      (await act(first.email, "place/publish-board", { slug: board, version: "1", reason: "Agreed" })).status,
    ).toBe(200);

    expect(await offered()).toContain("Vale and Mere");

    const early = await appoint(first);
    expect(early.status).toBe(409);
    expect(early.text).toContain("Each council answers that for itself first.");
    expect((await answer(first, "not-substantial")).status).toBe(200);
    expect((await appoint(first)).text).toContain("Only councils that do appoint the joint committee.");
    expect((await answer(first, "substantial")).status).toBe(200);
    expect((await appoint(beatrixFor(first))).status).toBe(403);
    // Nor does a council come to act for the committee of another by appointing to it before that one has.
    expect((await answer(second, "substantial")).status).toBe(200);
    const stranger = await appoint(second);
    expect(stranger.status, stranger.text).toBe(409);
    expect(stranger.text).toContain("neither keeps Vale and Mere Joint Scrutiny nor has a seat on it");
    expect((await act(second.email, "scrutiny/open-review", review)).status).toBe(403);
    const done = await appoint(first);
    expect(done.status, done.text).toBe(200);
    expect((await appoint(first)).text).toContain("already");
    expect((await app.get(`/decisions/${proposal}`, { accept: "text/html" })).text).toContain(
      "A joint committee takes at least two councils.",
    );
  });

  test("is one and the same for all, works for all, and shows on both pages and in the record", async () => {
    expect((await appoint(second, "aldermere-health-scrutiny-committee")).status).toBe(422);
    const done = await appoint(second);
    expect(done.status, done.text).toBe(200);
    for (const path of [`/decisions/${proposal}`, `/boards/${board}`])
      expect((await app.get(path, { accept: "text/html" })).text).toContain(
        "appointed six members to Vale and Mere Joint Scrutiny. It alone comments on the change",
      );
    const entries =
      await sql`select from record.entry where kind = 'scrutiny.joint-committee-appointed'`.execute(app.db);
    expect(entries.rows).toHaveLength(2);
    expect((await act(second.email, "scrutiny/open-review", review)).status).toBe(200);
  });

  test("ends for a council by its own word or that of whoever keeps the committee, and with it what it may do there", async () => {
    const ended = { proposal, council: second.council, why: "The change is in place." };
    const end = async (email: string): Promise<Answer> =>
      await act(email, "scrutiny/end-joint-appointment", ended);
    expect((await end(beatrix.email)).status).toBe(403);
    const ways = (await (await app.signIn(first.email)).get(`/decisions/${proposal}`)).text;
    expect(ways).toContain(`/decisions/${proposal}/joint-committee/${second.council}/end`);
    const done = await end(first.email);
    expect(done.status, done.text).toBe(200);
    const late = { ...review, title: "The other ward" };
    expect((await act(second.email, "scrutiny/open-review", late)).status).toBe(403);
    expect((await act(first.email, "scrutiny/open-review", late)).status).toBe(200);
    expect((await end(second.email)).text).toContain("has no members on a joint committee for this change");
    expect((await app.get(`/decisions/${proposal}`, { accept: "text/html" })).text).toContain(
      "appointed three members to Vale and Mere Joint Scrutiny. A joint committee takes at least two councils.",
    );
    expect((await appoint(second)).status).toBe(200);
    expect((await end(second.email)).status).toBe(200);
  });
});

/** The keeper of another body, who tries to act for this council. */
function beatrixFor(who: { readonly council: string }): { readonly council: string; readonly email: string } {
  return { council: who.council, email: beatrix.email };
}

describe("a consensus at a scrutiny committee (invariant 11)", () => {
  const slug = "aldermere-health-scrutiny-committee-2027-02-11";
  const chair = "Chair of health scrutiny (councillor)";
  const meet = async (command: string, input: Readonly<Record<string, unknown>>): Promise<Answer> =>
    await act(theodora.email, `meetings/${command}`, { slug, ...input });
  const agree = async (item: number): Promise<string> =>
    (await meet("decide-motion", { item, motion: 1, how: "consensus" })).text;

  test("waits while somebody whom the law bars takes part, and no longer once it is recorded that they do not", async () => {
    const last = await sql<{ item: number }>`select max(position) as item from meetings.item
      where title like 'The review at %'`.execute(app.db);
    const { item } = last.rows[0]!;
    expect(await agree(item)).not.toContain("the law bars");
    app.setClock("2027-02-11T18:30:00Z");
    const there = {
      presiding: chair,
      room: [`01|${chair}`, "02|Councillor", "03|Councillor", "05|Councillor"],
    };
    const taken = await meet("take-attendance", there);
    expect(taken.status, taken.text).toBe(200);

    const both = await agree(item);
    expect(both).toContain("Somebody on seat 05 (Councillor) sits in the council's executive");
    expect(both).toContain(`Somebody on seat 01 (${chair}) declared a disclosable pecuniary interest`);
    expect(both).toContain("that they left for the item, or that they stayed without a vote");

    await meet("note-attendee", { office: "Councillor", seat: "05", manner: "absent" });
    const without = await agree(item);
    expect(without).not.toContain("seat 05");
    expect(without).toContain("seat 01");
    // Each of the two ways out: they left for the item, or they stayed without a vote.
    const first = { office: chair, seat: "01", manner: "room" };
    await meet("note-attendee", { ...first, untilItem: item });
    expect(await agree(item)).not.toContain("the law bars");
    await meet("note-attendee", first);
    expect(await agree(item)).toContain("seat 01");
    const interest = { holder: `01|${chair}`, item, kind: "disclosable-pecuniary", words: "A contract." };
    const stayed = await meet("declare-interest", { ...interest, effect: "stays-without-vote" });
    expect(stayed.status, stayed.text).toBe(200);
    expect(await agree(item)).not.toContain("the law bars");
  });
});
