import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { civilDate, parseHolidayTable, type HolidayTable } from "@concordat/calendar";
import type { BoardKind } from "../place/index.ts";
import { isLateItem, judgeTiming, lastPublicationDay, timingInWords } from "./publication.ts";
import { regimeOf, remoteEffect } from "./regime.ts";

const law = join(import.meta.dirname, "../../law");

function holidaysOfLaw(): HolidayTable {
  const parsed = parseHolidayTable(JSON.parse(readFileSync(join(law, "holidays.json"), "utf8")));
  if (!parsed.ok) throw new Error(parsed.problems.join("\n"));
  return parsed.value;
}
const holidays = holidaysOfLaw();

function duty(path: string): {
  readonly from: string;
  readonly to?: string;
  readonly timing: { readonly rule: string; readonly quantity: number };
} {
  return parse(readFileSync(join(law, "duties", `${path}.yaml`), "utf8")) as ReturnType<typeof duty>;
}

describe("the regimes agree with the law tables of the project", () => {
  test.each([
    ["council-meetings/la.agenda.inspect", "health-and-wellbeing-board", "2002-10-01", 5],
    ["council-meetings/la.agenda.inspect", "council", "2026-11-26", 5],
    ["council-meetings/la.notice.3cd.historic", "council", "2002-09-30", 3],
    ["council-meetings/la.notice.3cd.historic", "scrutiny-committee", "1986-04-01", 3],
    ["executive-decisions/ex.public.5", "cabinet", "2012-09-10", 5],
    ["nhs-meetings/icb.constitution.public", "icb-board", "2022-07-01", 3],
  ] as const)("%s: a %s on %s has %i clear days", (path, kind, on, days) => {
    const regime = regimeOf({ kind }, civilDate(on));
    const held = duty(path);
    expect(regime?.days).toBe(days);
    expect(held.timing).toMatchObject({ rule: "clear-days-working", quantity: days });
    expect(held.from <= on && (held.to === undefined || on <= held.to)).toBe(true);
  });

  test("the Act of 1960 times the notice of an NHS trust by three clear days", () => {
    expect(duty("nhs-meetings/nhs.1960.notice").timing.quantity).toBe(3);
    expect(regimeOf({ kind: "trust-board", foundation: false }, civilDate("2026-11-26"))?.days).toBe(3);
  });

  test.each<[BoardKind, string]>([
    ["cabinet", "2012-09-09"],
    ["icb-board", "2022-06-30"],
    ["council", "1986-03-31"],
    ["place-partnership", "2026-11-26"],
    ["integrated-care-partnership", "2026-11-26"],
    ["joint-committee", "2026-11-26"],
    ["trust-board", "2026-11-26"],
  ])("nothing is held for a %s on %s: that is not known, never none (invariant 2)", (kind, on) => {
    expect(regimeOf({ kind }, civilDate(on))).toBeUndefined();
    const timing = judgeTiming({ publishedOn: civilDate(on), meetingOn: civilDate(on), holidays });
    expect(timing.verdict).toBe("not-known");
    expect(timingInWords(timing, true)).toContain("not known here");
  });

  test("a foundation trust has no statutory days", () => {
    const regime = regimeOf({ kind: "trust-board", foundation: true }, civilDate("2026-11-26"));
    expect(regime?.days).toBeUndefined();
    const timing = judgeTiming({
      publishedOn: civilDate("2026-11-25"),
      meetingOn: civilDate("2026-11-26"),
      regime,
      holidays,
    });
    expect(timingInWords(timing, true)).toBe(
      "Published with 0 clear days; the law sets no days: NHS Act 2006 Sch 7 paras 18D-18E.",
    );
  });
});

// name, kind of board, published, meeting, verdict, clear days, because
const cases = [
  [
    "exactly five",
    "health-and-wellbeing-board",
    "2026-11-18",
    "2026-11-26",
    "in-time",
    5,
    "19, 20, 23, 24, 25 November",
  ],
  [
    "one short",
    "health-and-wellbeing-board",
    "2026-11-19",
    "2026-11-26",
    "late",
    4,
    "20, 23, 24, 25 November",
  ],
  [
    "before Easter",
    "council",
    "2026-03-30",
    "2026-04-09",
    "in-time",
    5,
    "Good Friday and Easter Monday are left out",
  ],
  [
    "a day too late before Easter",
    "council",
    "2026-03-31",
    "2026-04-09",
    "late",
    4,
    "Good Friday and Easter Monday are left out",
  ],
  [
    "on a Sunday counts from Monday",
    "council",
    "2026-12-20",
    "2026-12-30",
    "late",
    4,
    "22, 23, 24, 29 December: Monday is the day of notice",
  ],
  [
    "Thursday for Friday week",
    "health-and-wellbeing-board",
    "2020-01-23",
    "2020-01-31",
    "in-time",
    5,
    "24, 27, 28, 29, 30 January",
  ],
  ["after the meeting", "council", "2026-11-27", "2026-11-26", "late", 0, "nothing lies between"],
  [
    "three days in 2001",
    "council",
    "2001-11-09",
    "2001-11-15",
    "in-time",
    3,
    "three were asked until 30 September 2002",
  ],
  ["three for an ICB", "icb-board", "2026-11-20", "2026-11-26", "in-time", 3, "23, 24, 25 November"],
  [
    "calendar days alone for an ICB",
    "icb-board",
    "2026-11-22",
    "2026-11-26",
    "cannot-tell",
    2,
    "which count is not settled",
  ],
  [
    "two by any count for an ICB",
    "icb-board",
    "2026-11-23",
    "2026-11-26",
    "late",
    2,
    "fewer than three either way",
  ],
] as const;

describe("publication", () => {
  test.each(cases)(
    "%s: %s published %s for %s is %s with %i clear days, because %s",
    (_name, kind, published, meeting, verdict, days) => {
      const timing = judgeTiming({
        publishedOn: civilDate(published),
        meetingOn: civilDate(meeting),
        regime: regimeOf({ kind }, civilDate(meeting)),
        holidays,
      });
      expect(timing).toMatchObject({ verdict, clearDays: days });
    },
  );

  test("says what was achieved, what was asked and by what; a verdict only of those kept here (invariant 1)", () => {
    const timing = judgeTiming({
      publishedOn: civilDate("2026-11-19"),
      meetingOn: civilDate("2026-11-26"),
      regime: regimeOf({ kind: "health-and-wellbeing-board" }, civilDate("2026-11-26")),
      ownDays: 7,
      holidays,
    });
    expect(timingInWords(timing, false)).toBe(
      "Published with 4 clear days; 5 required: LGA 1972 s100B. Its own rule asks seven.",
    );
    expect(timingInWords(timing, true)).toMatch(/ That is late\.$/);
    expect(isLateItem(timing)).toBe(true);
  });

  test("of a meeting convened at shorter notice is in time from the day it is convened", () => {
    const asked = {
      meetingOn: civilDate("2026-11-26"),
      calledOn: civilDate("2026-11-24"),
      regime: regimeOf({ kind: "council" }, civilDate("2026-11-26")),
      holidays,
    };
    const inTime = judgeTiming({ ...asked, publishedOn: civilDate("2026-11-24") });
    expect(inTime).toMatchObject({ verdict: "in-time", calledShort: true });
    expect(timingInWords(inTime, true)).toContain("convened at shorter notice");
    expect(judgeTiming({ ...asked, publishedOn: civilDate("2026-11-25") }).verdict).toBe("late");
  });

  test("outside the years whose holidays are held cannot be counted", () => {
    const regime = regimeOf({ kind: "council" }, civilDate("1990-06-14"));
    const timing = judgeTiming({
      publishedOn: civilDate("1990-06-01"),
      meetingOn: civilDate("1990-06-14"),
      regime,
      holidays,
    });
    expect(timing.verdict).toBe("cannot-tell");
    expect(timingInWords(timing, false)).toContain("cannot be counted");
    expect(lastPublicationDay(regime, civilDate("1990-06-14"), holidays)).toBeUndefined();
  });

  test("has a last day: 18 December for a meeting on Wednesday 30 December 2026", () => {
    const on = civilDate("2026-12-30");
    expect(lastPublicationDay(regimeOf({ kind: "council" }, on), on, holidays)?.date).toBe("2026-12-18");
    expect(lastPublicationDay(undefined, on, holidays)).toBeUndefined();
  });
});

test.each([
  ["health-and-wellbeing-board", "2020-04-03", "no"],
  ["health-and-wellbeing-board", "2020-04-04", "yes"],
  ["cabinet", "2021-05-06", "yes"],
  ["joint-scrutiny-committee", "2021-05-07", "no"],
  ["icb-board", "2026-11-26", "own-rule"],
  ["place-partnership", "2020-06-01", "own-rule"],
] as const)("being remote at a %s on %s counts: %s (invariant 8)", (kind, on, counts) => {
  expect(remoteEffect(kind, civilDate(on)).counts).toBe(counts);
});
