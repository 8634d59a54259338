import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { actsOn } from "../../test/support/acts.ts";
import { startTestApp } from "../../test/support/app.ts";
import { draftBoard, holdersOfBoard, leaksOf, meetingActs, refusalsOf } from "../../test/support/meetings.ts";
import { checkRecord } from "../record/index.ts";

const app = await startTestApp({ now: "2026-11-24T09:00:00Z", shipped: true });
const { act, versionOf, jsonOf, keeper, secretary } = meetingActs(app);
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
  // A key decision is recorded with its notice, or with the exception by which it needed none.
  const announceUrgent = async (): Promise<void> => {
    const plan = actsOn(app, "decisions", keeper);
    await plan("plan-decision", {
      slug: decision.slug,
      title: decision.title,
      words: "Whether to settle a claim.",
      decider: decision.office,
      dueFrom: "2026-12-22",
      keyDecision: "yes",
      documents: "none",
      contact: "Democratic services",
    });
    await plan("note-shorter-notice", {
      slug: "settlement-of-a-claim-2026-12-22",
      shorter: "special",
      on: "2026-12-22",
      words: "The chair of scrutiny agreed: the offer ended on 21 December.",
    });
  };

  test("has a public title and ground, and sealed words; half of it is refused (invariant 15)", async () => {
    expect(await refusalsOf(act("record-decision", { ...decision, exemption: "12a-5" }))).toEqual([
      expect.stringMatching(/^publicInterest: /),
      expect.stringMatching(/^privateWords: /),
    ]);
    expect((await refusalsOf(act("record-decision", { ...decision, privateWords: "x" })))[0]).toMatch(
      /^exemption: /,
    );
    await announceUrgent();
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

  test("has an item cleared by an office; a later word of the same office stands in the place of the first", async () => {
    const slug = "aldermere-place-partnership-2027-02-03";
    const browser = await app.signIn("theodora.vance.merrill@example.org");
    const clearance = { slug, item: "1", kind: "finance", office: "Head of finance" };
    await act("clear-item", { ...clearance, state: "asked" });
    expect((await browser.get(`/meetings/${slug}/items/1`)).text).toContain(
      "Finance: asked for by Head of finance on",
    );
    await act("clear-item", { ...clearance, state: "given", words: "Within the budget." });
    const { text } = await browser.get(`/meetings/${slug}/items/1`);
    expect(text).toMatch(/Finance: given by Head of finance on \d+ \w+ 202\d\. Within the budget\./);
    expect(text).not.toContain("Finance: asked for");
    expect((await app.get(`/meetings/${slug}/items/1`)).text).not.toContain("Head of finance");
  });

  test("and every other, has calendars whose links lead somewhere from any calendar", async () => {
    const { text } = await app.get("/boards/aldermere-place-partnership/meetings.ics");
    expect(text.replaceAll("\r\n ", "")).toContain(
      "URL:http://concordat.test/meetings/aldermere-place-partnership-2027-02-03",
    );
  });
});

describe("a file that is uploaded as a paper", () => {
  const bytes = (text: string) => Uint8Array.from(text, (one) => one.charCodeAt(0));
  const packed = (name: string, size: number) =>
    zipSync({ "[Content_Types].xml": bytes("x"), [name]: new Uint8Array(size) });
  test.each([
    ["program", "tool.exe", bytes("MZ\u0090\u0000"), ""],
    ["file that is not what its name says", "paper.pdf", bytes("PK\u0003\u0004zip"), ""],
    ["file with macros", "paper.docm", packed("word/vbaProject.bin", 9), "macros"],
    [
      "file that unpacks into far more than it is",
      "paper.docx",
      packed("word/document.xml", 8_000_000),
      "unpack",
    ],
  ])("takes no %s, and says why", async (_what, name, content, why) => {
    const paper = {
      slug: "aldermere-place-partnership-2027-02-03",
      item: "1",
      purpose: "report",
      title: "Bad",
      file: { name, bytes: content },
    };
    const [found] = await refusalsOf(act("add-paper", paper));
    expect(found).toMatch(/^file: /);
    expect(found).toContain(why);
  });

  test("is not taken when it is larger than the site takes, and the answer says so", async () => {
    const head =
      '--part\r\ncontent-disposition: form-data; name="file"; filename="paper.pdf"\r\ncontent-type: application/pdf\r\n\r\n%PDF-1.7\n';
    const { jar } = await app.signIn("theodora.vance.merrill@example.org");
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await app.app.inject({
      method: "POST",
      url: "/meetings/aldermere-place-partnership-2027-02-03/items/1/papers/add",
      headers: { cookie, "content-type": "multipart/form-data; boundary=part" },
      payload: Buffer.concat([Buffer.from(head), Buffer.alloc(26_000_000), Buffer.from("\r\n--part--\r\n")]),
    });
    expect(answer.statusCode).toBe(413);
    expect(answer.body).toContain("A file in this form is larger than this site takes.");
  });
});

test("boards that meet in common have each its own quorum, votes and resolutions (invariant 20)", async () => {
  const [board, on] = [draftBoard, "2027-06-01"];
  for (const slug of [cabinet, board]) {
    await act("plan-meeting", { slug, on, inCommon: "Health in common" });
    await act("add-item", { slug: `${slug}-${on}`, title: "Welcome", kind: "procedural" });
  }
  app.setClock(`${on}T10:00:00Z`);
  const take = async (slug: string, room: readonly string[]) => {
    const presiding = room[0]?.split("|")[1] ?? "";
    await act("take-attendance", { slug: `${slug}-${on}`, presiding, room });
    const words = "That the talk is public.";
    await act("move-motion", { slug: `${slug}-${on}`, item: "1", words, movedBy: presiding });
    return await act("decide-motion", { slug: `${slug}-${on}`, item: "1", motion: "1", how: "consensus" });
  };
  const there = [
    "01|Leader of the council",
    "02|Cabinet member for health and care",
    "03|Cabinet member for finance",
  ];
  expect((await take(cabinet, there)).json).toMatchObject({ outcome: "carried" });
  expect((await refusalsOf(take(board, [holdersOfBoard.adults])))[0]).toContain("meetings.no-quorum");
  const page = (await app.get(`/meetings/${board}-${on}`)).text;
  expect(page).toContain("each board keeps its own quorum, votes and resolutions");
  expect(page).toContain(`/meetings/${cabinet}-${on}`);
});

test("nothing went wrong in the background", () => {
  expect(app.errors).toEqual([]);
});
