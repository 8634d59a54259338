import { describe, expect, test } from "vitest";
import { civilDate } from "@concordat/calendar";
import { funnelOf } from "./funnel-of-places.ts";
import { gapOf } from "./gap-of-places.ts";
import { monthFrom } from "./period.ts";
import type { Indicator, Observation } from "./observation.ts";
import { profileOf } from "./profile.ts";
import { revisionsIn } from "./revision.ts";
import { runOf } from "./run-of-series.ts";
import { parseSignId, signId, signsAmong, type SignTest } from "./sign.ts";
import { similarTo } from "./similar.ts";
import { limitsOf } from "./uncertainty.ts";

const indicator: Indicator = {
  id: "made.up",
  name: "Made up",
  about: "",
  unit: "fraction of 1",
  direction: "lower-better",
  collection: "Made up",
  keptHere: false,
};

function share(code: string, events: number, people: number, more: Partial<Observation> = {}): Observation {
  const value = events / people;
  return {
    indicator: indicator.id,
    code,
    dimension: "",
    span: monthFrom(civilDate("2026-03-01")),
    vintage: "one",
    figure: value === 0 ? { kind: "zero" } : { kind: "value", value },
    numerator: events,
    denominator: people,
    unit: "fraction of 1",
    basis: "published",
    areaId: code,
    ...more,
  };
}

const places = (count: number): readonly Observation[] =>
  Array.from({ length: count }, (_, index) => share(`place-${index}`, 100 + ((index * 37) % 21), 1000));
const alike = (): string => "place";

describe("a funnel of places", () => {
  test("leaves out and counts places of another period, without parts, and partly reported ones", () => {
    const found = funnelOf(
      [
        ...places(12),
        share("late", 5, 100, { span: monthFrom(civilDate("2026-02-01")) }),
        share("partial", 50, 100, { note: "partial-coverage" }),
        { ...share("bare", 5, 100), figure: { kind: "suppressed" } },
      ],
      indicator,
      alike,
    );
    if (!found.ok) throw new Error(found.why);
    expect(found.value.places).toHaveLength(12);
    expect(found.value.left.map((one) => one.count)).toEqual([1, 1, 1]);
  });

  test("never compares unlike things: England and systems stay out of a funnel of councils", () => {
    const found = funnelOf([...places(12), share("england", 9000, 90_000)], indicator, (one) =>
      one.code === "england" ? undefined : "place",
    );
    expect(found.ok && found.value.places.some((one) => one.observation.code === "england")).toBe(false);
  });

  test("says why there is none: too few places, no better side", () => {
    expect(funnelOf(places(9), indicator, alike)).toMatchObject({ ok: false });
    expect(funnelOf(places(30), { direction: "neither" }, alike)).toMatchObject({ ok: false });
  });
});

describe("a gap between places", () => {
  const scores = new Map(Array.from({ length: 50 }, (_, index) => [`area-${index}`, index]));
  const years = (change: (area: number, year: number) => number): readonly Observation[] =>
    Array.from({ length: 50 }, (_, area) =>
      [2019, 2020, 2021].map((year) =>
        share(`area-${area}`, 1, 1, {
          span: { start: civilDate(`${year}-01-01`), end: civilDate(`${year}-12-31`) },
          figure: { kind: "value", value: change(area, year) },
          unit: "England 2015 = 100",
        }),
      ),
    ).flat();

  test("narrowed where each deprived area gained, with limits; widened the other way; else neither", () => {
    const noise = (area: number): number => ((area * 7) % 5) / 10;
    const narrowing = gapOf(
      years(
        (area, year) =>
          100 - area / 2 + noise(area) + (area >= 40 ? (year - 2019) * 2 : 0) + ((area * year) % 3) / 10,
      ),
      { ...indicator, direction: "higher-better" },
      { edition: "2019", scores },
    );
    if (!narrowing.ok) throw new Error(narrowing.why);
    expect(narrowing.value.absolute.value).toBeLessThan(0);
    expect(narrowing.value.closing.kind).toBe("narrowed");
    const widening = gapOf(
      years(
        (area, year) =>
          100 - area / 2 + noise(area) - (area >= 40 ? (year - 2019) * 2 : 0) + ((area * year) % 3) / 10,
      ),
      { ...indicator, direction: "higher-better" },
      { edition: "2019", scores },
    );
    expect(widening.ok && widening.value.closing.kind).toBe("widened");
    const same = gapOf(
      years((area, year) => 100 - area / 2 + ((area * 31 + year * 17) % 7)),
      { ...indicator, direction: "higher-better" },
      { edition: "2019", scores },
    );
    expect(same.ok && same.value.closing.kind).toBe("no-clear-change");
  });

  test("cannot tell from one period; is refused for counts, and for too few areas with a score", () => {
    const one = years((area) => 100 - area).filter((each) => each.span.start === "2021-01-01");
    const found = gapOf(one, indicator, { edition: "2025", scores });
    expect(found.ok && found.value.closing.kind).toBe("cannot-tell");
    expect(
      gapOf(
        one.map((each) => ({ ...each, unit: "people" })),
        indicator,
        { edition: "2025", scores },
      ),
    ).toMatchObject({ ok: false });
    expect(gapOf(one, indicator, { edition: "2025", scores: new Map([["area-1", 3]]) })).toMatchObject({
      ok: false,
    });
  });
});

describe("a list of signs", () => {
  const test1 = (p: number, code: string): SignTest => ({
    kind: "outlier",
    indicator: "made.up",
    code,
    end: civilDate("2026-03-31"),
    span: monthFrom(civilDate("2026-03-01")),
    unit: "fraction of 1",
    value: 0.2,
    against: 0.1,
    side: "high",
    p,
  });

  test("Benjamini and Hochberg: 0.01, 0.02, 0.9 gives two signs, of which at most 0.1 are expected to be false", () => {
    const list = signsAmong([test1(0.9, "c"), test1(0.02, "b"), test1(0.01, "a")]);
    expect(list.signs.map((one) => [one.code, one.adjusted])).toEqual([
      ["a", 0.03],
      ["b", 0.03],
    ]);
    expect(list).toMatchObject({
      tests: 3,
      outlierTests: 3,
      changeTests: 0,
      falseShare: 0.05,
      falseExpected: 0.1,
    });
  });

  test("an id names its parts and nothing else is one", () => {
    const key = {
      kind: "change",
      indicator: "ae.within-four-hours-type1",
      code: "R1H",
      end: civilDate("2026-03-31"),
    } as const;
    expect(parseSignId(signId(key))).toEqual(key);
    for (const text of [
      "",
      "change~a~b",
      "other~a~b~2026-03-31",
      "change~a~b~2026-02-30",
      "change~a~b~2026-03-31~c",
    ])
      expect(parseSignId(text)).toBeUndefined();
  });
});

describe("the course of one place", () => {
  const months = (values: readonly (number | undefined)[]): readonly Observation[] =>
    values.map((value, index) =>
      share("place", 1, 1, {
        span: monthFrom(
          civilDate(`${2024 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}-01`),
        ),
        figure: value === undefined ? { kind: "suppressed" } : { kind: "value", value },
        unit: "days",
      }),
    );
  const swing = Array.from({ length: 20 }, (_, index) => 10 + (index % 3));

  test("comes first where the latest figure lies furthest from its own past, and last where it is too short", () => {
    const of = (id: string, values: readonly number[]) =>
      months(values).map((one) => ({ ...one, indicator: id }));
    const profile = profileOf(
      ["calm", "changed", "short", "single"].map((id) => ({ ...indicator, id, name: id })),
      [
        ...of("calm", swing),
        ...of("changed", [...swing, 30]),
        ...of("short", [1, 2, 3]),
        ...of("single", [1]),
      ],
    );
    expect(profile.courses.map((one) => one.indicator.id)).toEqual(["changed", "calm", "short"]);
    expect(profile.singles.map((one) => one.indicator.id)).toEqual(["single"]);
    expect(profile.courses[2]?.distance).toBeUndefined();
  });

  test("a suppressed month is a gap in its run chart and never a point", () => {
    const series = {
      vintage: "one",
      dimension: "",
      length: "month",
      observations: months([...swing, undefined, 11, 12]),
    } as const;
    const run = runOf(series, indicator);
    expect(run?.chart.points[20]?.value).toBeUndefined();
    expect(runOf({ ...series, observations: series.observations.slice(0, 11) }, indicator)).toBeUndefined();
  });

  test("a revision keeps both editions", () => {
    const [first] = months([1]);
    const later = { ...first!, vintage: "two", figure: { kind: "value", value: 2 } as const };
    expect(revisionsIn([first!, later, { ...first!, vintage: "three" }])).toMatchObject([
      { earlier: { vintage: "three" }, later: { vintage: "two" } },
    ]);
  });
});

describe("limits of a figure", () => {
  test("published ones go before those of chance; a mean without its spread has none", () => {
    expect(limitsOf(share("a", 65, 100))).toMatchObject({ from: "wilson" });
    expect(limitsOf({ ...share("a", 65, 100), lower: 0.6, upper: 0.7 })).toEqual({
      lower: 0.6,
      upper: 0.7,
      from: "published",
    });
    expect(
      limitsOf(
        share("a", 65, 100, { unit: "observed / expected deaths", figure: { kind: "value", value: 0.65 } }),
      )?.from,
    ).toBe("count");
    expect(limitsOf(share("a", 65, 100, { unit: "days" }))).toBeUndefined();
    expect(limitsOf({ ...share("a", 65, 100), figure: { kind: "suppressed" } })).toBeUndefined();
  });
});

describe("similar places", () => {
  const place = (areaId: string, deprivation: number, residents: number) => ({
    areaId,
    deprivation,
    under20: 0.2,
    over65: 0.2,
    residents,
  });
  test("the nearest come first, a place is never like itself, and one without its features is like nobody", () => {
    const all = [
      place("a", 20, 100_000),
      place("b", 21, 110_000),
      place("c", 40, 500_000),
      place("d", 22, 100_000),
    ];
    expect(similarTo("a", all).map((one) => one.areaId)).toEqual(["b", "d", "c"]);
    expect(similarTo("nowhere", all)).toEqual([]);
  });
});
