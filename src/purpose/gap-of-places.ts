import { difference, means, quantileGroups, ratio, type Interval } from "@concordat/statistics";
import { numberOf } from "../kernel/index.ts";
import { isPartial, mostCommon } from "./funnel-of-places.ts";
import type { Indicator, Observation } from "./observation.ts";
import { lengthOf, spanInWords, type SpanLength } from "./period.ts";

/** A published deprivation score of one edition by area id; higher is more deprived. */
export interface Deprivation {
  readonly edition: "2019" | "2025";
  readonly scores: ReadonlyMap<string, number>;
}

/** A figure of one area in one period. */
export type FigureOfArea = Pick<Observation, "span" | "vintage" | "figure" | "unit" | "note"> & {
  readonly areaId: string;
};

/** One fifth of the areas, the most deprived first. */
export interface Fifth {
  readonly label: string;
  readonly areas: number;
  /** The average of its areas at each step; limits from how far its areas lie apart. */
  readonly figures: readonly Interval[];
}

/** The gap between the most and the least deprived fifth. */
export interface GapOfPlaces {
  readonly edition: Deprivation["edition"];
  readonly steps: readonly string[];
  readonly fifths: readonly Fifth[];
  readonly areas: number;
  readonly withoutScore: number;
  /** At the last step: most deprived minus least deprived; relative: divided by. */
  readonly absolute: Interval;
  readonly relative: Interval;
  readonly closing: Closing;
  readonly unit: string;
}

/** Whether the gap closes: by how much each area changed, compared between the two fifths. */
export type Closing =
  | { readonly kind: "cannot-tell"; readonly why: string }
  | {
      readonly kind: "narrowed" | "widened" | "no-clear-change";
      readonly from: string;
      readonly to: string;
      /** Change of the gap's size from first to last step, below 0 where it narrowed. */
      readonly change: Interval;
    };

/** Whether areas of different size may be compared by an indicator at all. */
export function mayHaveGap({ direction, unit }: Pick<Indicator, "direction" | "unit">): boolean {
  return direction !== "neither" && comparableUnits.has(unit);
}

type GivenFigure = Pick<Observation, "span" | "figure" | "unit" | "note" | "areaId">;

/** The gap, or in a sentence why there is none. */
export type GapFound =
  { readonly ok: true; readonly value: GapOfPlaces } | { readonly ok: false; readonly why: string };

const labels = [
  "Most deprived fifth",
  "Second fifth",
  "Third fifth",
  "Fourth fifth",
  "Least deprived fifth",
] as const;
const areasLeast = 25;
const monthsInYear = 12;

/** Units that do not grow with the size of a place; only these are compared. */
const comparableUnits: ReadonlySet<string> = new Set([
  "fraction of 1",
  "per cent",
  "England 2015 = 100",
  "days",
  "per 100,000",
]);

/**
 * The gap between areas by deprivation: the average of the areas in each fifth, and whether the outer two draw together.
 *
 * Areas count alike, whatever their size, and limits (Student's t) come from how far areas of one fifth lie apart, not from the number of people,
 * which would make them far too narrow. Whether a gap closed is judged from each area's own change between the first and last step,
 * so that areas are compared with themselves. Months are taken twelve at a time, or the season would pass for a change.
 *
 * @param observations  all of one indicator, of one edition and length of period
 */
export function gapOf(
  observations: readonly GivenFigure[],
  indicator: Pick<Indicator, "direction" | "unit">,
  deprivation: Deprivation,
): GapFound {
  const unit = observations[0]?.unit ?? indicator.unit;
  if (!mayHaveGap({ direction: indicator.direction, unit }))
    return {
      ok: false,
      why: "This is a count, a rank or a measure without a better side, so places of different size cannot be compared by it.",
    };
  const table = tableOf(observations);
  if (!table) return { ok: false, why: "No periods that follow each other are held for areas." };
  const whole = [...table.byArea].filter(([, values]) => values.every((value) => !Number.isNaN(value)));
  const scored = whole.filter(([area]) => deprivation.scores.has(area));
  if (scored.length < areasLeast)
    return {
      ok: false,
      why: `The gap by deprivation needs ${areasLeast} areas with a published score and a figure for every period; ${scored.length} have both.`,
    };
  const scores = Float64Array.from(scored, ([area]) => deprivation.scores.get(area) ?? Number.NaN);
  const fifthOf = quantileGroups({ values: scores, quantiles: labels.length, order: "highest-first" });
  const inFifth = (fifth: number): readonly Float64Array[] =>
    scored.filter((_, index) => fifthOf[index] === fifth).map(([, values]) => values);
  const fifths = labels.map((label, index): Fifth => {
    const areas = inFifth(index + 1);
    return { label, areas: areas.length, figures: table.steps.map((_, step) => averageAt(areas, step)) };
  });
  const [most, least] = [fifths[0]!.figures.at(-1)!, fifths.at(-1)!.figures.at(-1)!];
  return {
    ok: true,
    value: {
      edition: deprivation.edition,
      steps: table.steps,
      fifths,
      areas: scored.length,
      withoutScore: whole.length - scored.length,
      absolute: difference(most, least),
      relative: ratio(most, least),
      closing: closingOf(table.steps, inFifth(1), inFifth(labels.length)),
      unit,
    },
  };
}

interface PeriodTable {
  readonly steps: readonly string[];
  /** A value for each step, NaN where there is none. */
  readonly byArea: ReadonlyMap<string, Float64Array>;
}

/** Years as they are; months in blocks of twelve, counted back from the latest; else the one period that most areas have. */
function tableOf(all: readonly GivenFigure[]): PeriodTable | undefined {
  const ofAreas = all.filter((one) => one.areaId !== undefined && !isPartial(one));
  const lengths = lengthsOf(ofAreas);
  const length = mostCommon(ofAreas.map((one) => lengths(one)));
  const alike = ofAreas.filter((one) => lengths(one) === length);
  const starts = [...new Set(alike.map((one) => one.span.start))].toSorted();
  if (starts.length === 0 || length === undefined) return undefined;
  const block = length === "month" ? monthsInYear : 1;
  const count =
    length === "month" || length === "year" || length === "calendar-year"
      ? Math.floor(starts.length / block)
      : 1;
  if (count === 0) return undefined;
  const used = starts.slice(starts.length - count * block);
  const sums = new Map<string, Float64Array>();
  const counts = new Map<string, Float64Array>();
  const place = new Map(used.map((start, index) => [start, Math.floor(index / block)]));
  for (const one of alike) {
    const [step, value] = [place.get(one.span.start), numberOf(one.figure)];
    if (step === undefined || value === undefined) continue;
    const area = one.areaId!;
    if (!sums.has(area)) sums.set(area, new Float64Array(count));
    if (!counts.has(area)) counts.set(area, new Float64Array(count));
    sums.get(area)![step]! += value;
    counts.get(area)![step]! += 1;
  }
  const byArea = new Map(
    [...sums].map(([area, values]) => [
      area,
      values.map((sum, step) => (counts.get(area)![step] === block ? sum / block : Number.NaN)),
    ]),
  );
  return { steps: stepNames(alike, used, block), byArea };
}

/** The length of a figure's period, worked out once for each period, however many areas have it. */
function lengthsOf(all: readonly GivenFigure[]): (one: GivenFigure) => SpanLength | undefined {
  const nameOf = ({ span }: GivenFigure): string => `${span.start} ${span.end}`;
  const spans = new Map(all.map((one) => [nameOf(one), one.span]));
  const lengths = new Map([...spans].map(([name, span]) => [name, lengthOf(span)]));
  return (one) => lengths.get(nameOf(one));
}

function stepNames(all: readonly GivenFigure[], used: readonly string[], block: number): readonly string[] {
  const spans = new Map(all.map((one) => [one.span.start as string, one.span]));
  return Array.from({ length: used.length / block }, (_, step) => {
    const [first, last] = [spans.get(used[step * block]!)!, spans.get(used[(step + 1) * block - 1]!)!];
    return spanInWords({ start: first.start, end: last.end });
  });
}

function averageAt(areas: readonly Float64Array[], step: number): Interval {
  const { value, lower, upper } = means({
    values: Float64Array.from(areas, (values) => values[step] ?? Number.NaN),
  });
  return { value: value[0]!, lower: lower[0]!, upper: upper[0]! };
}

function closingOf(
  steps: readonly string[],
  most: readonly Float64Array[],
  least: readonly Float64Array[],
): Closing {
  const last = steps.length - 1;
  if (last < 1)
    return {
      kind: "cannot-tell",
      why: "One period is held, or less than two years of months. So we cannot tell whether the gap closes.",
    };
  const changes = (areas: readonly Float64Array[]): Interval =>
    averageAt(
      areas.map((values) => Float64Array.of(values[last]! - values[0]!)),
      0,
    );
  const before = averageAt(most, 0).value - averageAt(least, 0).value;
  const signed = difference(changes(most), changes(least));
  const change = before < 0 ? { value: -signed.value, lower: -signed.upper, upper: -signed.lower } : signed;
  const kind = change.upper < 0 ? "narrowed" : change.lower > 0 ? "widened" : "no-clear-change";
  return { kind, from: steps[0]!, to: steps[last]!, change };
}
