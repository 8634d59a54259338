import { describe, expect, test } from "vitest";
import { civilDate } from "@concordat/calendar";
import type { Seat } from "../place/index.ts";
import {
  holderKey,
  holderOf,
  isThere,
  quorumAt,
  quorumRuleOf,
  takesPart,
  votersAt,
  whyNoVote,
  type Attendee,
  type Room,
} from "./attendance.ts";
import { countVotes, outcomeInWords, whyNoDecision, type Motion } from "./motion.ts";
import { holdersOn, maySubstitute } from "./room.ts";

const seat = (number: string, more: Partial<Seat> = {}): Seat => ({
  number,
  role: `member ${number}`,
  voice: "council-elected",
  seats: 1,
  voting: "yes",
  statutory: "no",
  attendsAs: "member",
  substitutes: "not-known",
  onlyOne: false,
  source: "a test",
  seen: civilDate("2026-11-22"),
  basis: "illustrative",
  ...more,
});
const person = (at: string, more: Partial<Attendee> = {}): Attendee => ({
  id: at,
  seat: at,
  office: `Office ${at}`,
  manner: "room",
  substitute: false,
  ...more,
});
const key = (at: string): string => holderKey({ seat: at, office: `Office ${at}` });
const room = (attendees: readonly Attendee[], more: Partial<Room> = {}): Room => ({
  attendees,
  interests: [],
  seats: ["1", "2", "3", "4"].map((number) => seat(number)),
  remote: { counts: "no", why: "members have to be present in person", mark: "confirmed" },
  remoteRule: "not-known",
  ...more,
});
const left = {
  id: "i",
  item: 2,
  seat: "1",
  office: "Office 1",
  kind: "non-registrable",
  words: "a friend",
  effect: "left",
} as const;

describe("who is there", () => {
  test.each([
    ["came for item 3, asked of item 2", { fromItem: 3 }, 2, false],
    ["came for item 3, asked of item 3", { fromItem: 3 }, 3, true],
    ["left before item 3, asked of item 3", { untilItem: 3 }, 3, false],
    ["left before item 3, asked of item 2", { untilItem: 3 }, 2, true],
    ["sent apologies", { manner: "apologies" }, 1, false],
  ] as const)("somebody who %s", (_words, more, position, there) => {
    expect(isThere(person("1", more), position, [])).toBe(there);
  });

  test("leaves for the item of an interest and comes back", () => {
    expect([1, 2, 3].map((position) => isThere(person("1"), position, [left]))).toEqual([true, false, true]);
  });
});

describe("a quorum", () => {
  const three = quorumRuleOf("cabinet", "3");

  test("is judged at each item by who is there for it (invariant 7)", () => {
    const here = room([person("1"), person("2"), person("3", { untilItem: 3 })], { interests: [left] });
    expect([1, 2, 3].map((position) => quorumAt(here, three, position).verdict)).toEqual([
      "met",
      "not-met",
      "not-met",
    ]);
    expect(quorumAt(here, three, 2).words).toBe(
      "2 members present; it needs at least three members (its own rule).",
    );
  });

  test("does not count those who are remote where the law says no", () => {
    const here = room([person("1"), person("2"), person("3", { manner: "remote" })]);
    expect(quorumAt(here, three, 1)).toMatchObject({ verdict: "not-met", present: 2 });
    expect(
      quorumAt({ ...here, remote: { counts: "yes", why: "", mark: "confirmed" } }, three, 1).verdict,
    ).toBe("met");
  });

  test("cannot be told where it hangs on a remote member whose standing is not known, and is told where it does not", () => {
    const own = { remote: { counts: "own-rule", why: "", mark: "confirmed" } as const };
    const hanging = room([person("1"), person("2"), person("3", { manner: "remote" })], own);
    expect(quorumAt(hanging, three, 1).verdict).toBe("cannot-tell");
    expect(quorumAt({ ...hanging, remoteRule: "yes" }, three, 1).verdict).toBe("met");
    const plenty = room([person("1"), person("2"), person("3"), person("4", { manner: "remote" })], own);
    expect(quorumAt(plenty, three, 1).verdict).toBe("met");
  });

  test("is not known where no rule is entered; of a full council it is a quarter", () => {
    expect(quorumAt(room([person("1")]), quorumRuleOf("cabinet", undefined), 1).verdict).toBe("cannot-tell");
    expect(quorumAt(room([person("1")]), quorumRuleOf("council", undefined), 1)).toMatchObject({
      verdict: "met",
    });
    expect(quorumAt(room([person("1")]), { text: "plenty", from: "its own rule" }, 1).words).toContain(
      "cannot be read",
    );
  });

  test("counts no guest and no observer", () => {
    const { seat: _seat, ...guest } = person("9");
    const seats = [seat("1"), seat("2", { attendsAs: "observer", voting: "no" })];
    expect(quorumAt(room([person("1"), person("2"), guest], { seats }), three, 1)).toMatchObject({
      present: 1,
    });
  });

  test("that is not there stops every decision", () => {
    expect(whyNoDecision("not-met", "2 present.")).toContain("Nothing can be decided");
    expect(whyNoDecision("cannot-tell", "")).toBeUndefined();
  });
});

describe("a vote", () => {
  test.each([
    ["is remote where the law says no", { manner: "remote" }, {}, "remote and may not vote"],
    [
      "is remote and no rule is entered",
      { manner: "remote" },
      { remote: { counts: "own-rule", why: "", mark: "confirmed" } },
      "is not entered",
    ],
    ["is not there", { untilItem: 1 }, {}, "is not there for this item"],
    ["holds no seat", { seat: "9" }, {}, "holds no seat"],
    ["observes", {}, { seats: [seat("1", { attendsAs: "observer" })] }, "is an observer"],
    ["sits without a vote", {}, { seats: [seat("1", { voting: "no" })] }, "has no vote"],
    ["sits where a vote is not known", {}, { seats: [seat("1", { voting: "not-known" })] }, "is not known"],
    [
      "stayed out of the vote",
      {},
      { interests: [{ ...left, item: 1, effect: "stays-without-vote" }] },
      "declared an interest",
    ],
  ] as const)(
    "of somebody who %s is refused and said why (invariants 8 and 9)",
    (_words, more, given, why) => {
      const here = room([], given);
      expect(whyNoVote(person("1", more), 1, here)).toContain(why);
    },
  );

  test("is open to everybody else", () => {
    expect(
      votersAt(room([person("1"), person("2", { manner: "apologies" })]), 1).map((one) => one.id),
    ).toEqual(["1"]);
  });

  test("that is not known takes nobody's part in a decision away; one that is known not to be there does", () => {
    const own = { remote: { counts: "own-rule", why: "", mark: "confirmed" } } as const;
    const remote = person("1", { manner: "remote" });
    expect(takesPart(person("1"), 1, room([]))).toBe(true);
    expect(takesPart(remote, 1, room([], own))).toBe(true);
    expect(takesPart(person("1"), 1, room([], { seats: [seat("1", { voting: "not-known" })] }))).toBe(true);
    expect(takesPart(remote, 1, room([], { ...own, remoteRule: "no" }))).toBe(false);
    expect(takesPart(person("1"), 1, room([], { seats: [seat("1", { voting: "no" })] }))).toBe(false);
    expect(takesPart(person("1", { seat: "9" }), 1, room([]))).toBe(false);
    for (const effect of ["left", "stays-without-vote"] as const)
      expect(
        [1, 2].map((at) => takesPart(person("1"), at, room([], { interests: [{ ...left, effect }] }))),
      ).toEqual([true, false]);
  });

  const here = room(["1", "2", "3", "4"].map((at) => person(at)));
  const ballot = { for: [key("1"), key("2")], against: [key("3")], abstained: [key("4")] };

  test("carries by a majority of those voting; abstentions are no votes", () => {
    expect(countVotes(ballot, here, 1, "Office 1")).toMatchObject({
      ok: true,
      value: { outcome: "carried", for: 2, against: 1, abstained: 1 },
    });
    expect(
      countVotes({ ...ballot, for: [key("1")], against: [key("2"), key("3")] }, here, 1, undefined),
    ).toMatchObject({ value: { outcome: "lost" } });
  });

  test("on equal votes is decided by whoever presides, else not carried (invariant 11)", () => {
    const equal = { for: [key("1")], against: [key("2")], abstained: [] };
    expect(countVotes(equal, here, 1, "Office 1")).toMatchObject({ value: { outcome: "tied" } });
    expect(countVotes({ ...equal, casting: "for" }, here, 1, "Office 1")).toMatchObject({
      value: { outcome: "carried", castingBy: "Office 1" },
    });
    expect(countVotes({ ...equal, casting: "against" }, here, 1, "Office 1")).toMatchObject({
      value: { outcome: "lost" },
    });
    expect(countVotes({ ...equal, casting: "for" }, here, 1, undefined)).toMatchObject({ ok: false });
    expect(countVotes({ ...ballot, casting: "for" }, here, 1, "Office 1")).toMatchObject({ ok: false });
  });

  test("given twice, by nobody or by a stranger is refused, all problems at once (invariant 9)", () => {
    const counted = countVotes(
      { for: [key("1"), key("1")], against: ["9|Stranger"], abstained: [] },
      here,
      1,
      undefined,
    );
    expect(!counted.ok && counted.problems.map((one) => one.code)).toEqual([
      "meetings.voted-twice",
      "meetings.may-not-vote",
    ]);
    const none = countVotes({ for: [], against: [], abstained: [] }, here, 1, undefined);
    expect(!none.ok && none.problems[0]?.code).toBe("meetings.no-votes");
  });

  test("is told in words", () => {
    const motion: Motion = { id: "m", itemId: "i", number: 1, words: "That", movedBy: "X", outcome: "open" };
    expect(outcomeInWords(motion)).toBe("not decided");
    expect(outcomeInWords({ ...motion, outcome: "carried", decidedBy: "consensus" })).toBe(
      "carried by consensus",
    );
    expect(
      outcomeInWords({
        ...motion,
        outcome: "lost",
        decidedBy: "vote",
        votesFor: 1,
        votesAgainst: 1,
        abstained: 0,
        casting: "against",
        castingBy: "Chair",
      }),
    ).toBe("lost: 1 for, 1 against, 0 abstained, casting vote against by Chair");
  });
});

describe("holders of seats", () => {
  const member = (at: string, office: string, more = {}) =>
    ({
      id: office,
      seat: at,
      office,
      asSubstitute: false,
      source: "",
      seen: civilDate("2026-11-22"),
      basis: "illustrative",
      ...more,
    }) as const;

  test("are the members of the day; a seat without an entered holder is named by its role, a vacant one by nobody", () => {
    const seats = [seat("1"), seat("2"), seat("3", { vacant: 1 })];
    const members = [
      member("1", "Leader", { endsOn: civilDate("2026-11-01") }),
      member("1", "New leader", { beginsOn: civilDate("2026-11-01") }),
      member("1", "Deputy", { asSubstitute: true }),
    ];
    expect(
      holdersOn(seats, members, civilDate("2026-11-22")).map(
        (one) => `${one.office}${one.substitute ? "*" : ""}`,
      ),
    ).toEqual(["New leader", "Deputy*", "member 2"]);
  });

  test("have substitutes where the seat says so or the office is entered as one", () => {
    const held = [{ seat: "1", office: "Deputy", role: "", substitute: true }];
    expect(maySubstitute(seat("1"), "deputy", held)).toBe(true);
    expect(maySubstitute(seat("1"), "Somebody", held)).toBe(false);
    expect(maySubstitute(seat("1", { substitutes: "yes" }), "Somebody", [])).toBe(true);
  });

  test("are named by seat and office", () => {
    expect(holderOf("03|Director | health")).toEqual({ seat: "03", office: "Director | health" });
    expect(holderOf("03")).toBeUndefined();
    expect(holderOf("|x")).toBeUndefined();
  });
});
