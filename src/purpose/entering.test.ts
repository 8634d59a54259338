import { civilDate } from "@concordat/calendar";
import { describe, expect, test } from "vitest";
import type { Measured } from "../kernel/index.ts";
import { problemsOf } from "./entering.ts";
import type { Indicator, Observation } from "./observation.ts";
import { enterObservationSchema, type EnterObservation } from "./schema.ts";

const share: Indicator = {
  id: "local.home-within-two-days",
  name: "People home within two days",
  about: "",
  unit: "per cent",
  direction: "higher-better",
  collection: "Kept here",
  keptHere: true,
};
const today = civilDate("2026-11-21");

function input(more: Partial<EnterObservation> = {}): EnterObservation {
  return {
    slug: "aldermere",
    indicator: share.id,
    periodStart: civilDate("2026-10-01"),
    periodEnd: civilDate("2026-10-31"),
    figure: { kind: "value", value: 94 },
    ...more,
  };
}

const earlier: Observation = {
  indicator: share.id,
  code: "aldermere",
  dimension: "",
  span: { start: civilDate("2026-10-01"), end: civilDate("2026-10-31") },
  vintage: "kept by aldermere-council",
  figure: { kind: "no-data" },
  unit: "per cent",
  basis: "illustrative",
  enteredBy: "council",
  enteredOn: civilDate("2026-11-02"),
};

function codes(
  given: EnterObservation,
  against: Partial<Parameters<typeof problemsOf>[1]> = {},
): readonly string[] {
  return problemsOf(given, { today, indicator: share, earlier: undefined, ...against }).map(
    (one) => `${one.field}: ${one.code}`,
  );
}

describe("problems of a figure", () => {
  test("a sound figure has none", () => {
    expect(codes(input())).toEqual([]);
    expect(codes(input({ periodEnd: today }))).toEqual([]);
  });

  test("invariant 7: a period that ends before it begins, in the future, with an impossible figure: all at once", () => {
    const given = input({
      periodStart: civilDate("2027-02-01"),
      periodEnd: civilDate("2027-01-31"),
      figure: { kind: "value", value: 101 },
    });
    expect(codes(given)).toEqual([
      "periodEnd: purpose.period-ends-before-start",
      "periodStart: purpose.period-in-future",
      "periodEnd: purpose.period-in-future",
      "figure: purpose.figure-impossible",
    ]);
  });

  test.each<[string, Indicator, Measured]>([
    ["less than nothing", share, { kind: "value", value: -1 }],
    ["more than 100 per cent", share, { kind: "value", value: 100.1 }],
    ["half a bed", { ...share, unit: "beds" }, { kind: "value", value: 2.5 }],
  ])("%s is refused", (_, indicator, figure) => {
    expect(codes(input({ figure }), { indicator })).toEqual(["figure: purpose.figure-impossible"]);
  });

  test("a published indicator, or none, cannot be entered", () => {
    expect(codes(input({ indicator: "dtoc.days.total" }), { indicator: undefined })).toEqual([
      "indicator: purpose.indicator-not-entered-here",
    ]);
  });

  test("invariant 8: a second figure for the same period needs a word that it corrects the first", () => {
    expect(codes(input(), { earlier })).toEqual(["corrects: purpose.figure-entered-before"]);
    expect(codes(input({ corrects: true }), { earlier })).toEqual([]);
    expect(codes(input({ corrects: true }))).toEqual(["corrects: purpose.nothing-to-correct"]);
    expect(problemsOf(input(), { today, indicator: share, earlier })[0]?.message).toContain(
      "no data for this period on 2 November 2026",
    );
  });
});

describe("what a form sends", () => {
  const sent = { slug: "aldermere", indicator: share.id, periodStart: "2026-10-01", periodEnd: "2026-10-31" };

  test.each<[unknown, Measured]>([
    [
      { kind: "value", value: 94.5 },
      { kind: "value", value: 94.5 },
    ],
    [{ kind: "value", value: 0 }, { kind: "zero" }],
    [{ kind: "zero" }, { kind: "zero" }],
    [{ kind: "no-data" }, { kind: "no-data" }],
    [{ kind: "not-applicable" }, { kind: "not-applicable" }],
    [{ kind: "suppressed" }, { kind: "suppressed" }],
  ])("invariant 2: the figure %o is read as %o", (figure, expected) => {
    expect(enterObservationSchema.parse({ ...sent, figure }).figure).toEqual(expected);
  });

  test.each<[string, unknown, string]>([
    ["nothing", undefined, "Give the figure, or choose the reason why there is none."],
    ["words", { kind: "value", value: "many" }, "Give the figure as a number, such as 94 or 94.5."],
    [
      "a reason and a number",
      { kind: "suppressed", value: 3 },
      "Give a number or the reason why there is none, not both.",
    ],
  ])("invariant 2: %s is refused and does not become 0", (_, figure, message) => {
    const read = enterObservationSchema.safeParse({ ...sent, figure });
    expect(read.error?.issues.map((issue) => issue.message)).toEqual([message]);
  });

  test("every missing or impossible field is named at once", () => {
    const read = enterObservationSchema.safeParse({
      slug: "aldermere",
      periodStart: "2026-02-30",
      figure: {},
      corrects: "maybe",
    });
    const fields = read.error?.issues.map((issue) => issue.path[0]);
    expect(fields).toEqual(["indicator", "periodStart", "periodEnd", "figure", "corrects"]);
  });

  test.each([
    ["true", true],
    ["false", false],
    [true, true],
    [undefined, undefined],
  ])("the answer %s to “does this correct” is %s", (corrects, expected) => {
    const read = enterObservationSchema.parse({ ...sent, figure: { kind: "zero" }, corrects });
    expect(read.corrects).toBe(expected);
  });
});
