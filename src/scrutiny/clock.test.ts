import { describe, expect, test } from "vitest";
import { civilDate, type CivilDate } from "@concordat/calendar";
import { checkDueOn, replyClock, standingInWords, standingOf } from "./clock.ts";
import { heldReplyLaw } from "./law.ts";
import type { Recommendation } from "./review.ts";

const law = await heldReplyLaw();
const trust = { kind: "trust", slug: "a-trust" } as const;
const council = { kind: "council", slug: "a-council" } as const;

interface Case {
  readonly name: string;
  readonly body: Parameters<typeof replyClock>[1];
  readonly made: string;
  readonly asked?: string;
  readonly due: string | undefined;
  readonly because: string;
}

const cases: readonly Case[] = [
  {
    name: "a trust",
    body: trust,
    made: "2026-11-02",
    asked: "2026-11-02",
    due: "2026-11-30",
    because: "28 days after 2 November",
  },
  {
    name: "a trust asked later",
    body: trust,
    made: "2026-11-02",
    asked: "2026-11-05",
    due: "2026-12-03",
    because: "the clock runs from the request, not the report",
  },
  {
    name: "a trust over Christmas",
    body: trust,
    made: "2026-12-04",
    asked: "2026-12-04",
    due: "2027-01-01",
    because: "nothing pauses it, not a holiday",
  },
  {
    name: "an NHS board",
    body: { kind: "icb", slug: "an-icb" },
    made: "2026-11-02",
    asked: "2026-11-02",
    due: "2026-11-30",
    because: "boards since July 2022",
  },
  {
    name: "NHS England",
    body: { kind: "national-body", slug: "nhs-england" },
    made: "2026-11-02",
    asked: "2026-11-02",
    due: "2026-11-30",
    because: "named in the regulations",
  },
  {
    name: "a council",
    body: council,
    made: "2026-11-02",
    asked: "2026-11-02",
    due: "2027-01-01",
    because: "two months beginning with the day",
  },
  {
    name: "a council asked later",
    body: council,
    made: "2026-11-02",
    asked: "2026-11-10",
    due: "2027-01-09",
    because: "from the notice where it is later than the report",
  },
  {
    name: "a council at the end of a short month",
    body: council,
    made: "2026-12-31",
    asked: "2026-12-31",
    due: "2027-02-28",
    because: "there is no 30 February",
  },
  {
    name: "a trust that was not asked",
    body: trust,
    made: "2026-11-02",
    due: undefined,
    because: "no duty unless requested",
  },
  {
    name: "a Healthwatch",
    body: { kind: "healthwatch", slug: "a-healthwatch" },
    made: "2026-11-02",
    asked: "2026-11-02",
    due: undefined,
    because: "no period is held",
  },
  {
    name: "a trust before the regulations",
    body: trust,
    made: "2013-03-01",
    asked: "2013-03-01",
    due: undefined,
    because: "they began on 1 April 2013",
  },
];

describe("when a reply is due (invariants 1 and 2)", () => {
  test.each(cases)("$name: $because", ({ body, made, asked, due }) => {
    const clock = replyClock(law, body, {
      madeOn: civilDate(made),
      ...(asked !== undefined && { askedOn: civilDate(asked) }),
    });
    expect(clock?.due).toBe(due);
  });

  test("says by what law, and whether it is to be checked", () => {
    const clock = replyClock(law, trust, {
      madeOn: civilDate("2026-11-02"),
      askedOn: civilDate("2026-11-02"),
    });
    expect(clock).toMatchObject({
      provision: expect.stringContaining("reg 22(7)") as string,
      confirmed: false,
    });
    expect(clock?.period).toBe("28 days from the day");
  });
});

describe("how a reply stands", () => {
  const clock = replyClock(law, trust, { madeOn: civilDate("2026-11-02"), askedOn: civilDate("2026-11-02") });
  const replied = (on: string): Pick<Recommendation, "askedOn" | "replied"> => ({
    askedOn: civilDate("2026-11-02"),
    replied: { on: civilDate(on), stance: "accepted", words: "Yes.", from: "own" },
  });

  test.each([
    ["2026-11-30", "running"],
    ["2026-12-01", "past"],
  ])("is on %s: %s", (on, kind) => {
    const standing = standingOf({ askedOn: civilDate("2026-11-02") }, clock, on as CivilDate);
    expect(standing.kind).toBe(kind);
  });

  test("is in time on the day it is due, and not the day after", () => {
    const at = civilDate("2026-12-24");
    expect(standingOf(replied("2026-11-30"), clock, at)).toMatchObject({ inTime: true });
    expect(standingOf(replied("2026-12-01"), clock, at)).toMatchObject({ inTime: false });
  });

  test("says of a body that is not kept here that its reply may have gone elsewhere (invariant 4)", () => {
    const past = standingOf({ askedOn: civilDate("2026-11-02") }, clock, civilDate("2027-01-05"));
    expect(standingInWords(past, { keptHere: false })).toContain("may have gone elsewhere");
    expect(standingInWords(past, { keptHere: true })).toBe(
      "Was due by 30 November 2026; no reply is recorded here",
    );
  });

  test("is checked six and twelve months after a reply that accepted something, and never else (invariant 5)", () => {
    expect(checkDueOn(replied("2026-08-31"), 6)).toBe("2027-02-28");
    expect(checkDueOn(replied("2026-08-31"), 12)).toBe("2027-08-31");
    expect(checkDueOn({}, 6)).toBeUndefined();
    const refused = {
      on: civilDate("2026-11-30"),
      stance: "not-accepted",
      words: "No.",
      from: "own",
    } as const;
    expect(checkDueOn({ replied: refused }, 6)).toBeUndefined();
  });
});
