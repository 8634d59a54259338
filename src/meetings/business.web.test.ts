import { beforeAll, describe, expect, test } from "vitest";
import { startTestApp } from "../../test/support/app.ts";
import {
  draftAgenda,
  draftBoard as board,
  draftMeeting as meeting,
  holdersOfBoard as holders,
  leaksAt,
  meetingActs,
  placesToLook,
  refusalsOf as problemsOf,
  sealedWord as secret,
} from "../../test/support/meetings.ts";

const app = await startTestApp({ now: "2026-11-24T09:00:00Z", shipped: true });
const acts = meetingActs(app);
const { act, versionOf, jsonOf, keeper } = acts;
beforeAll(async () => {
  await draftAgenda(acts);
});

describe("an agenda", () => {
  test("is nobody else's before it is published; day, time and place are everybody's (invariant 3)", async () => {
    const page = await app.get(`/meetings/${meeting}`);
    expect(page.text).toContain("Mere Hall");
    expect(page.text).not.toContain("Winter plan");
    expect((await app.get(`/meetings/${meeting}/items/2`)).status).toBe(404);
    expect((await app.get(`/boards/${board}`)).text).not.toContain("Winter plan");
  });

  test("is published once by two officers at the same moment: the second is told (invariant 4)", async () => {
    const version = await versionOf(meeting);
    const both = await Promise.allSettled([
      act("publish-agenda", { slug: meeting, version }),
      act(
        "publish-agenda",
        { slug: meeting, version },
        { viewer: { ...keeper, accountId: "second-officer" } },
      ),
    ]);
    const done = both.filter((one) => one.status === "fulfilled");
    const [refused] = both.filter((one) => one.status === "rejected");
    expect(done).toHaveLength(1);
    expect(refused?.reason).toMatchObject({ code: "version.stale" });
    expect((await jsonOf(`/meetings/${meeting}`))["publications"]).toHaveLength(1);
  });

  test("says the clear days achieved and those required (invariant 1)", async () => {
    const page = await app.get(`/meetings/${meeting}`);
    expect(page.text).toContain("6 clear days; 5 required: LGA 1972 s100B");
    expect(page.text).not.toContain("That is late");
    expect(page.text).toContain("Winter plan");
  });

  test("added to later is a supplement, and what is too late says so and needs the chair's reason (invariants 1 and 6)", async () => {
    app.setClock("2026-11-27T09:00:00Z");
    await act("add-item", { slug: meeting, title: "Flu outbreak", kind: "decision" });
    const done = await act("publish-agenda", { slug: meeting, version: await versionOf(meeting) });
    expect(done.message).toContain("Supplement 1");
    expect(done.message).toContain("Published with 3 clear days; 5 required: LGA 1972 s100B. That is late.");
    expect(done.message).toContain("cannot be decided until one is given");
    expect((await app.get(`/meetings/${meeting}`)).text).toContain("That is late.");
    expect(
      await problemsOf(act("publish-agenda", { slug: meeting, version: await versionOf(meeting) })),
    ).toEqual([expect.stringContaining("meetings.nothing-to-publish")]);
  });

  test("keeps every version of a paper", async () => {
    const csv = (text: string) => ({ name: "plan.csv", bytes: new TextEncoder().encode(text) });
    await act("add-paper", {
      slug: meeting,
      item: "2",
      purpose: "report",
      title: "Plan",
      file: csv("ward,beds\nA,1\n"),
    });
    await act("add-paper", {
      slug: meeting,
      item: "2",
      purpose: "report",
      title: "plan",
      file: csv("ward,beds\nA,2\n"),
    });
    expect((await app.get(`/meetings/${meeting}/items/2`)).text).not.toContain("version 2");
    await act("publish-agenda", { slug: meeting, version: await versionOf(meeting) });
    const page = (await app.get(`/meetings/${meeting}/items/2`)).text;
    expect(page).toContain("version 2");
    expect(page).toContain("Older versions");
  });
});

describe("a meeting", () => {
  const take = async (given: Readonly<Record<string, readonly string[]>>, more = {}) =>
    await act("take-attendance", {
      slug: meeting,
      presiding: "Cabinet member for health and care",
      room: given["room"] ?? [],
      remote: given["remote"] ?? [],
      apologies: given["apologies"] ?? [],
      ...more,
    });

  test("begins on its day and not before, with somebody presiding who is there", async () => {
    expect((await problemsOf(take({ room: [holders.chair] })))[0]).toContain("meetings.before-its-day");
    app.setClock("2026-12-03T14:30:00Z");
    expect(await problemsOf(take({ room: [holders.adults], remote: [holders.adults] }))).toEqual([
      expect.stringContaining("stands under “in the room” and “remote”"),
      expect.stringContaining("presiding"),
    ]);
    const { chair, councillor, adults, health, icb } = holders;
    const done = await take({
      room: [chair, adults, health, icb, holders.children],
      remote: [councillor],
      apologies: [holders.voluntary],
    });
    expect(done.message).toContain("There is a quorum.");
  });

  test("refuses the vote of a member who is remote and may not, and says why (invariant 8)", async () => {
    await act("move-motion", {
      slug: meeting,
      item: "2",
      words: "That the winter plan be agreed.",
      movedBy: "Cabinet member for health and care",
      secondedBy: "Director of public health",
    });
    const found = await problemsOf(
      act("decide-motion", {
        slug: meeting,
        item: "2",
        motion: "1",
        how: "vote",
        for: [holders.chair, holders.councillor],
      }),
    );
    expect(found).toEqual([
      expect.stringMatching(
        /^for: Councillor is remote and may not vote: members have to be present in person/,
      ),
    ]);
  });

  test("counts nobody twice, and a casting vote only on equal votes (invariants 9 and 11)", async () => {
    const vote = async (given: Record<string, unknown>) =>
      await problemsOf(
        act("decide-motion", { slug: meeting, item: "2", motion: "1", how: "vote", ...given }),
      );
    expect(await vote({ for: [holders.chair, holders.icb], against: [holders.icb] })).toEqual([
      expect.stringContaining("stands under “for” and “against”"),
    ]);
    expect(await vote({ for: [holders.chair], casting: "for" })).toEqual([
      expect.stringContaining("There is a casting vote only on equal votes; these are 1 for and 0 against."),
    ]);
    expect(await vote({ for: [holders.voluntary] })).toEqual([
      expect.stringContaining("is not there for this item"),
    ]);
  });

  test("records named votes once, with a casting vote and a dissent; the same send again changes nothing (invariant 9)", async () => {
    const input = {
      slug: meeting,
      item: "2",
      motion: "1",
      how: "vote",
      for: [holders.chair, holders.health],
      against: [holders.adults, holders.icb],
      casting: "for",
      dissent: "Director of adult social services asked for a later date.",
      reasons: "Demand rises in January.",
      alternatives: "Keeping last year's plan.",
    };
    const first = await act("decide-motion", input, { key: "the-one-vote" });
    const again = await act("decide-motion", input, { key: "the-one-vote" });
    expect(again.entry).toBe(first.entry);
    expect((await problemsOf(act("decide-motion", input)))[0]).toContain("meetings.motion-decided");
    const resolution = await jsonOf(`/resolutions/${meeting}-1`);
    expect(resolution).toMatchObject({
      for: 2,
      against: 2,
      words: "That the winter plan be agreed.",
      executive: false,
    });
    const item = (await app.get(`/meetings/${meeting}/items/2`)).text;
    expect(item).toContain("casting vote for by Cabinet member for health and care");
    expect(item).toContain("asked for a later date");
  });

  test("does not decide a late item without the chair's reason (invariant 6)", async () => {
    await act("move-motion", {
      slug: meeting,
      item: "4",
      words: "That masks be worn.",
      movedBy: "Director of public health",
    });
    const decide = { slug: meeting, item: "4", motion: "1", how: "consensus" };
    expect((await problemsOf(act("decide-motion", decide)))[0]).toMatch(
      /meetings.late-item: .*3 clear days; 5 are required/,
    );
    await act("edit-item", {
      slug: meeting,
      item: "4",
      version: await versionOf(meeting),
      title: "Flu outbreak",
      kind: "decision",
      position: "4",
      lateReason: "Cases doubled on 26 November and the next meeting is in January.",
    });
    expect((await act("decide-motion", decide)).json).toMatchObject({ outcome: "carried" });
    expect((await app.get(`/meetings/${meeting}/items/4`)).text).toContain("Cases doubled");
  });

  test("lets somebody with an interest leave, asks for a dispensation where the law does, and does not count them (invariant 7)", async () => {
    const declare = {
      slug: meeting,
      holder: holders.icb,
      item: "3",
      kind: "disclosable-pecuniary",
      words: "A contract.",
    };
    expect(
      (await problemsOf(act("declare-interest", { ...declare, effect: "stays-and-votes" })))[0],
    ).toContain("Localism Act 2011 s31");
    await act("declare-interest", { ...declare, effect: "left" });
    await act("move-motion", {
      slug: meeting,
      item: "3",
      words: `That the council buy ${secret}.`,
      movedBy: "Cabinet member for health and care",
    });
    const found = await problemsOf(
      act("decide-motion", {
        slug: meeting,
        item: "3",
        motion: "1",
        how: "consensus",
        publicWords: "A contract was let.",
      }),
    );
    expect(found[0]).toMatch(/meetings.no-quorum: There is no quorum for this item: 4 members present/);
  });

  test("says the quorum at each item once it differs", async () => {
    const page = (await app.get(`/meetings/${meeting}`)).text;
    expect(page).toContain("Quorum at each item");
    expect(page).toContain("no quorum");
  });

  test("decides a private item by its public summary alone, once a substitute makes the quorum (invariants 5 and 7)", async () => {
    const substitute = {
      slug: meeting,
      office: "Deputy chief executive of the NHS board",
      seat: "07",
      substitute: "yes",
      manner: "room",
    };
    expect((await problemsOf(act("note-attendee", substitute)))[0]).toMatch(/sit on the seat|lets/);
    await act("note-attendee", {
      slug: meeting,
      office: "Manager of Healthwatch",
      seat: "06",
      manner: "room",
      fromItem: "3",
    });
    expect(
      (
        await problemsOf(
          act("decide-motion", {
            slug: meeting,
            item: "3",
            motion: "1",
            how: "consensus",
            publicWords: "A contract was let.",
          }),
        )
      )[0],
    ).toContain("no-quorum");
    // The board's rule asks for somebody of the NHS commissioner: the item waits, and the motion is withdrawn.
    await act("decide-motion", { slug: meeting, item: "3", motion: "1", how: "withdrawn" });
  });

  test("that loses its quorum goes on informally and decides nothing, or is adjourned to another day (invariants 7 and 19)", async () => {
    await act("note-attendee", {
      slug: meeting,
      office: "Chief executive of the NHS board",
      seat: "07",
      manner: "room",
      untilItem: "3",
    });
    await act("add-item", {
      slug: meeting,
      title: "Workforce",
      kind: "discussion",
      lateReason: "Raised today.",
    });
    await act("go-informal", { slug: meeting, reason: "The NHS board's member has left." });
    await act("move-motion", {
      slug: meeting,
      item: "5",
      words: "That it be noted.",
      movedBy: "Director of public health",
    });
    expect(
      (
        await problemsOf(act("decide-motion", { slug: meeting, item: "5", motion: "1", how: "consensus" }))
      )[0],
    ).toContain("informally");
    expect(
      (await problemsOf(act("close-meeting", { slug: meeting, version: await versionOf(meeting) })))[0],
    ).toContain("motions-open");
    const done = await act("adjourn-meeting", {
      slug: meeting,
      reason: "No quorum",
      on: "2026-12-10",
      startsAt: "10:00",
    });
    expect(done.json).toMatchObject({ continuedBy: `${board}-2026-12-10` });
    const next = await jsonOf(`/meetings/${board}-2026-12-10`);
    expect(JSON.stringify(next["items"])).not.toContain("Winter plan");
    expect((await app.get(`/meetings/${board}-2026-12-10`)).text).toContain("The adjourned meeting");
  });
});

describe("the content of a private item", () => {
  test.each(placesToLook)("is not in %s for others, in no format (invariant 5)", async (path) => {
    expect(await leaksAt(app, path)).toEqual([]);
  });

  test("is in no file for others, and is sealed in the record by title and ground", async () => {
    const { rows } = await app.database.pool.query<{ sha256: string }>(
      "select sha256 from meetings.paper where title = 'Contract report'",
    );
    expect((await app.get(`/files/${rows[0]!.sha256}`)).status).toBe(404);
    const page = (await app.get(`/meetings/${meeting}/items/3`)).text;
    expect(page).toContain("Care home contract");
    expect(page).toContain("Schedule 12A paragraph 3");
    expect(page).toContain("Disclosure would harm the tender.");
  });

  test("is all there once it is opened, and the record proves it (invariant 5)", async () => {
    await act("open-item", { slug: meeting, item: "3", reason: "The contract is let." });
    const page = (await app.get(`/meetings/${meeting}/items/3`)).text;
    expect(page).toContain(`Buy ${secret}`);
    expect(page).toContain("Contract report");
    const { rows } = await app.database.pool.query<{ sha256: string }>(
      "select sha256 from meetings.paper where title = 'Contract report'",
    );
    expect((await app.get(`/files/${rows[0]!.sha256}`)).status).toBe(200);
    expect((await problemsOf(act("open-item", { slug: meeting, item: "3", reason: "Again." })))[0]).toContain(
      "item-not-private",
    );
  });
});

describe("minutes", () => {
  test("are drafted from what was recorded, published as a draft, signed at a later meeting, and then stand (invariant 13)", async () => {
    await act("draft-minutes", { slug: meeting });
    expect((await app.get(`/meetings/${meeting}/minutes`)).text).toContain(
      "No minutes of this meeting have been published.",
    );
    await act("publish-minutes", { slug: meeting });
    const text = (await app.get(`/meetings/${meeting}/minutes`)).text;
    expect(text).toContain("RESOLVED: That the winter plan be agreed.");
    expect(text).toContain("Present remotely: Councillor");
    expect(text).toContain("draft until the board approves them");
    const sign = { slug: meeting, approvedAt: meeting, signedBy: "Chair of the board", on: "2026-12-10" };
    expect((await problemsOf(act("sign-minutes", sign)))[0]).toContain("no later meeting");
    app.setClock("2026-12-10T12:00:00Z");
    await act("sign-minutes", { ...sign, approvedAt: `${board}-2026-12-10` });
    expect((await app.get(`/meetings/${meeting}/minutes`)).text).toContain(
      "were signed by Chair of the board on 10 December 2026 and do not change",
    );
    const edit = { slug: meeting, part: "public", seen: "1", text: "Otherwise." };
    expect((await problemsOf(act("edit-minutes", edit)))[0]).toContain("minutes-signed");
    await expect(app.database.pool.query("update meetings.minutes set text = 'Otherwise.'")).rejects.toThrow(
      "signed minutes do not change",
    );
  });
});

test("nothing went wrong in the background", () => {
  expect(app.errors).toEqual([]);
});
