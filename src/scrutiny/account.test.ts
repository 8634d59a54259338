import { civilDate } from "@concordat/calendar";
import { describe, expect, test } from "vitest";
import { gapsOf, widestGap } from "./account-gap.ts";
import {
  eventOn,
  reasonNotToOpen,
  sectorOf,
  type AccountEvent,
  type Partner,
  type Rating,
} from "./account.ts";

const partner = (id: string, sector: Partner["sector"], sealed = true): Partner => ({
  id,
  slug: id,
  name: id,
  sector,
  ...(sealed && { sealedOn: civilDate("2026-11-20") }),
});
const rated = (partnerId: string, number: number, rating?: number): Rating => ({
  partnerId,
  number,
  ...(rating !== undefined && { rating }),
});

const partners = [
  partner("icb", "nhs"),
  partner("trust", "nhs"),
  partner("council", "councils"),
  partner("hw", "others"),
];
const statements = [
  { number: 1, words: "We were told." },
  { number: 2, words: "It was safe." },
  { number: 3, words: "It was needed." },
];

describe("the gap between the sides (invariant 30)", () => {
  const gaps = gapsOf({
    partners,
    statements,
    ratings: [
      rated("icb", 1, 5),
      rated("trust", 1, 4),
      rated("council", 1, 1),
      rated("hw", 1),
      rated("icb", 2, 3),
      rated("trust", 2),
      rated("council", 2, 3),
      rated("icb", 3, 2),
      rated("trust", 3, 4),
    ],
  });

  test("is the highest mean of a side less the lowest", () => {
    expect(gaps.map(({ gap }) => gap)).toEqual([3.5, 0, undefined]);
  });

  test("counts each organisation once, and in no mean who cannot say", () => {
    const [first, second] = gaps;
    expect(first?.sides.map(({ sector, count, mean }) => [sector, count, mean])).toEqual([
      ["nhs", 2, 4.5],
      ["councils", 1, 1],
    ]);
    expect(first?.cannotSay).toBe(1);
    expect(second?.sides[0]).toMatchObject({ count: 1, cannotSay: 1, mean: 3 });
  });

  test("comes with the spread of a side, where it has more than one rating", () => {
    expect(gaps[2]?.sides[0]?.deviation).toBeCloseTo(Math.SQRT2, 10);
    expect(gaps[2]?.sides[0]).toMatchObject({ lowest: 2, highest: 4 });
    expect(gaps[0]?.sides[1]?.deviation).toBeUndefined();
  });

  test("is widest on the first of equals, and nowhere where there is none", () => {
    expect(widestGap(gaps)?.number).toBe(1);
    expect(widestGap([gaps[2]!])).toBeUndefined();
  });
});

describe("accounts are opened together (invariant 29)", () => {
  const closesOn = civilDate("2026-11-30");
  test.each([
    ["2026-11-21", [true, true], undefined, "all have handed in"],
    ["2026-11-30", [true, false], "one partner has not handed in", "on the last day one is missing"],
    ["2026-12-01", [true, true, false], undefined, "after the last day two are enough"],
    ["2026-12-01", [true, false, false], "Fewer than two", "one alone is never opened"],
  ] as const)("on %s with %j: %s (%s)", (today, sealed, reason, _because) => {
    const asked = { closesOn, partners: sealed.map((one, place) => partner(String(place), "nhs", one)) };
    const answer = reasonNotToOpen(asked, civilDate(today));
    if (reason === undefined) expect(answer).toBeUndefined();
    else expect(answer).toContain(reason);
  });

  test("once, and only where they were sealed here", () => {
    const today = civilDate("2026-12-02");
    expect(reasonNotToOpen({ partners, closesOn, openedOn: civilDate("2026-12-01") }, today)).toContain(
      "1 December",
    );
    expect(reasonNotToOpen({ partners: [] }, today)).toContain("nothing sealed");
  });
});

test.each([
  ["icb", "nhs"],
  ["trust", "nhs"],
  ["council", "councils"],
  ["district-council", "councils"],
  ["healthwatch", "others"],
  ["national-body", "others"],
])("a %s stands on the side of %s", (kind, sector) => {
  expect(sectorOf(kind)).toBe(sector);
});

describe("an event as it stood on a day", () => {
  const day = civilDate;
  const event: AccountEvent = {
    id: "1",
    slug: "how-it-closed",
    title: "How it closed",
    happened: "It closed.",
    whenWords: "May 2026",
    fromOn: day("2026-05-01"),
    convenerId: "c",
    startedOn: day("2026-05-01"),
    closesOn: day("2026-06-30"),
    openedOn: day("2026-06-20"),
    source: "A test",
    seen: day("2026-05-01"),
    basis: "illustrative",
    audience: "public",
    statements: [{ number: 1, words: "We knew." }],
    partners: [
      { id: "c", slug: "c", name: "C", sector: "councils", sealedOn: day("2026-06-01"), entryId: "e" },
      { id: "n", slug: "n", name: "N", sector: "nhs", sealedOn: day("2026-06-20"), entryId: "f" },
    ],
    tellings: [{ partnerId: "c", office: "Chief officer", words: "So." }],
    ratings: [{ partnerId: "c", number: 1, rating: 2 }],
    agreements: [
      {
        number: 1,
        words: "Ring first.",
        ownerId: "n",
        dueOn: day("2026-09-30"),
        proposedOn: day("2026-07-01"),
        assents: [
          { partnerId: "n", on: day("2026-07-01") },
          { partnerId: "c", on: day("2026-07-05") },
        ],
      },
    ],
    stances: [],
  };

  test.each([
    { on: "2026-06-10", handedIn: 1, opened: false, read: 0, assents: undefined },
    { on: "2026-06-20", handedIn: 2, opened: true, read: 1, assents: undefined },
    { on: "2026-07-02", handedIn: 2, opened: true, read: 1, assents: 1 },
    { on: "2026-07-05", handedIn: 2, opened: true, read: 1, assents: 2 },
  ])("on $on holds what had happened by then", ({ on, handedIn, opened, read, assents }) => {
    const stood = eventOn(event, day(on));
    expect(stood.partners.filter(({ entryId }) => entryId !== undefined)).toHaveLength(handedIn);
    expect(stood.openedOn !== undefined).toBe(opened);
    expect([stood.tellings.length, stood.ratings.length]).toEqual([read, read]);
    expect(stood.agreements[0]?.assents.length).toBe(assents);
  });

  test("that is not open at all keeps what its own partner may read", () => {
    const { openedOn: _openedOn, ...sealed } = event;
    expect(eventOn(sealed, day("2026-06-25")).tellings).toHaveLength(1);
  });
});
