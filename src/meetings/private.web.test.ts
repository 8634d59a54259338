import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/support/app.ts";
import { leaksOf, meetingActs, refusalsOf } from "../../test/support/meetings.ts";
import { checkRecord } from "../record/index.ts";

const app = await startTestApp({ now: "2026-11-24T09:00:00Z", shipped: true });
const { act, versionOf, jsonOf, secretary } = meetingActs(app);
const cabinet = "aldermere-cabinet";
const meeting = `${cabinet}-2026-12-22`;
const secret = "numbatbridge";
const leader = "01|Leader of the council";
const decide = {
  slug: meeting,
  item: "1",
  motion: "1",
  how: "consensus",
  publicWords: "A contract was let.",
};

describe("a private part of an executive's meeting", () => {
  test("needs its first notice, then its second, and says the clear days of both (invariant 21)", async () => {
    await act("plan-meeting", { slug: cabinet, on: "2026-12-22", startsAt: "18:00" });
    await act("add-item", { slug: meeting, title: "Care contract", kind: "decision", asks: `Buy ${secret}` });
    const sealed = await act("take-in-private", {
      slug: meeting,
      item: "1",
      exemption: "12a-3",
      publicInterest: "Disclosure would harm the tender.",
      reviewOn: "2027-12-01",
    });
    expect(sealed.message).toContain("28 and again 5 clear days before");
    const second = {
      slug: meeting,
      step: "second",
      reasons: "A tender is open.",
      representations: "None.",
      response: "None was needed.",
    };
    expect((await refusalsOf(act("give-private-notice", second)))[0]).toContain("private-notice-order");
    expect(
      await refusalsOf(act("give-private-notice", { slug: meeting, step: "second", reasons: "x" })),
    ).toEqual([expect.stringMatching(/^representations: /), expect.stringMatching(/^response: /)]);
    const first = await act("give-private-notice", {
      slug: meeting,
      step: "first",
      reasons: "A tender is open.",
    });
    expect(first.message).toContain("The first notice was given with 27 clear days; 28 are required");
    app.setClock("2026-12-14T09:00:00Z");
    await act("give-private-notice", second);
    expect((await refusalsOf(act("give-private-notice", second)))[0]).toContain("private-notice-given");
    const page = (await app.get(`/meetings/${meeting}`)).text;
    expect(page).toContain("Notice of a private part");
    expect(page).toContain("None was needed.");
    expect(await jsonOf(`/meetings/${meeting}`)).toMatchObject({ privatePart: { verdict: "missed" } });
  });

  test("whose notice was short decides nothing in private until somebody with that power agrees it is urgent (invariant 21)", async () => {
    await act("publish-agenda", { slug: meeting, version: await versionOf(meeting) });
    app.setClock("2026-12-22T18:00:00Z");
    const room = [leader, "02|Cabinet member for health and care", "03|Cabinet member for finance"];
    await act("take-attendance", {
      slug: meeting,
      presiding: "Leader of the council",
      room,
      remote: [],
      apologies: [],
    });
    await act("move-motion", {
      slug: meeting,
      item: "1",
      words: `That the council buy ${secret}.`,
      movedBy: "Leader of the council",
    });
    expect((await refusalsOf(act("decide-motion", decide)))[0]).toMatch(
      /private-notice-missed: The first notice was given with 27 clear days; 28 are required \(SI 2012\/2089 reg 5\(2\)\)/,
    );
    const agreement = { slug: meeting, agreedBy: "scrutiny", reasons: "The provider leaves on 31 December." };
    await act("note-private-agreement", agreement);
    expect((await refusalsOf(act("note-private-agreement", agreement)))[0]).toContain("private-notice-given");
    expect((await act("decide-motion", decide)).json).toMatchObject({ outcome: "carried" });
    const { rows } = await app.database.pool.query(
      "select 1 from meetings.resolution where sealed_entry is not null",
    );
    expect(rows).toHaveLength(1);
  });

  test("is asked of no other board", async () => {
    await act("plan-meeting", { slug: "aldermere-health-and-wellbeing-board", on: "2027-03-11" });
    const other = {
      slug: "aldermere-health-and-wellbeing-board-2027-03-11",
      step: "first",
      reasons: "A tender.",
    };
    expect((await refusalsOf(act("give-private-notice", other)))[0]).toContain("no-private-notice");
  });

  test("opened later proves both seals: that of the item and that of its decision (invariant 5)", async () => {
    const resolution = `/resolutions/${meeting}-1`;
    expect((await app.get(resolution)).text).not.toContain(secret);
    expect(
      await leaksOf(app, secret, [`/meetings/${meeting}`, `/meetings/${meeting}/items/1`, resolution]),
    ).toEqual([]);
    await act("open-item", { slug: meeting, item: "1", reason: "The contract is let." });
    const opened = await jsonOf(resolution);
    expect(opened["fullWords"]).toBe(`That the council buy ${secret}.`);
    const { rows } = await app.database.pool.query<{ opens: number; sealed: number }>(
      "select count(opens)::int as opens, count(commitment)::int as sealed from record.entry where kind in ('record.opened', 'meetings.resolved', 'meetings.item-sealed')",
    );
    expect(rows[0]).toEqual({ opens: 2, sealed: 2 });
    expect((await checkRecord(app.db)).problems).toEqual([]);
  });
});

describe("a private decision without a meeting", () => {
  const decision = {
    slug: "aldermere-council",
    taker: "officer",
    office: "Director of adult social services",
    title: "Settlement of a claim",
    words: "A claim was settled.",
    decidedOn: "2026-12-21",
    power: "Scheme of delegation 4.2",
    reasons: "It costs less than going on.",
    alternatives: "Going on.",
    interests: "None.",
    keyDecision: "yes",
  };
  const sealed = {
    exemption: "12a-5",
    publicInterest: "Advice stays privileged.",
    privateWords: `To pay ${secret}two.`,
  };

  test("has a public title and ground, and sealed words; half of it is refused (invariant 15)", async () => {
    expect(await refusalsOf(act("record-decision", { ...decision, exemption: "12a-5" }))).toEqual([
      expect.stringMatching(/^publicInterest: /),
      expect.stringMatching(/^privateWords: /),
    ]);
    expect((await refusalsOf(act("record-decision", { ...decision, privateWords: "x" })))[0]).toMatch(
      /^exemption: /,
    );
    const done = await act("record-decision", { ...decision, ...sealed });
    expect(done.message).toContain("its full words are sealed");
    const page = (await app.get(done.href)).text;
    expect(page).toContain("Settlement of a claim");
    expect(page).toContain("Schedule 12A paragraph 5");
    expect(page).toContain("Advice stays privileged.");
    const places = [
      "/resolutions?illustrative=include",
      done.href,
      "/record",
      "/open-data/tables/meetings.resolutions.csv",
    ];
    expect(await leaksOf(app, `${secret}two`, [...places, "/organisations/aldermere-council"])).toEqual([]);
  });

  test("of an officer can be called in where it is a key decision, and otherwise not (invariant 14)", async () => {
    const key = await jsonOf("/resolutions/aldermere-council-officer-2026-12-21-1");
    // Notice on Tuesday 22 December 2026; Christmas Day and the substitute for Boxing Day do not count.
    expect(key).toMatchObject({ executive: true, callInUntil: "2026-12-31" });
    const done = await act("record-decision", { ...decision, keyDecision: "not-known" });
    expect(done.json).toMatchObject({ callInUntil: null });
  });

  test("is opened once, and proved", async () => {
    const slug = "aldermere-council-officer-2026-12-21-1";
    await act("open-decision", { slug, reason: "The claim is closed." });
    expect((await app.get(`/resolutions/${slug}`)).text).toContain(`To pay ${secret}two.`);
    expect((await refusalsOf(act("open-decision", { slug, reason: "Again." })))[0]).toContain(
      "is open already",
    );
    expect((await checkRecord(app.db)).problems).toEqual([]);
  });
});

describe("a board that belongs to no body", () => {
  test("has its meetings planned by a body of its area, and its drafts are that body's alone (invariants 3 and 22)", async () => {
    const slug = "aldermere-place-partnership";
    await expect(
      act("plan-meeting", { slug, on: "2027-02-03" }, { viewer: secretary }),
    ).rejects.toMatchObject({
      status: 403,
    });
    await act("plan-meeting", { slug, on: "2027-02-03", startsAt: "10:00" });
    await act("add-item", { slug: `${slug}-2027-02-03`, title: "Wombat plan", kind: "discussion" });
    const page = (await app.get(`/meetings/${slug}-2027-02-03`)).text;
    expect(page).not.toContain("Wombat plan");
    expect((await app.get(`/boards/${slug}`)).text).toContain("plan a meeting");
  });

  test("and every other, has calendars whose links lead somewhere from any calendar", async () => {
    const { text } = await app.get("/boards/aldermere-place-partnership/meetings.ics");
    expect(text.replaceAll("\r\n ", "")).toContain(
      "URL:http://concordat.test/meetings/aldermere-place-partnership-2027-02-03",
    );
  });
});

test("nothing went wrong in the background", () => {
  expect(app.errors).toEqual([]);
});
