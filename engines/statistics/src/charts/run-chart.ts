import { assurance } from "./assurance.ts";
import type { Assurance } from "./assurance.ts";
import { usualWording } from "./chart.ts";
import type { Better, ChartPhase, ChartPoint, Meaning, Signal, Variation, Wording } from "./chart.ts";
import { markPhase, place } from "./mark.ts";
import type { Placed, Span } from "./mark.ts";
import { processLimits } from "./process-limit.ts";
import type { ProcessLimits } from "./process-limit.ts";
import { usualRuleSet } from "./rule-set.ts";
import type { RuleName, RuleSet } from "./rule-set.ts";
import { meaningOf, patternsOf, signalsOf } from "./signal.ts";

/** A chart that can be drawn as it stands. */
export type RunChart = {
  readonly ruleSet: RuleSet;
  readonly better: Better;
  readonly points: readonly ChartPoint[];
  readonly phases: readonly ChartPhase[];
  readonly signals: readonly Signal[];
  readonly variation: Variation;
  /** Present where a target was given. */
  readonly assurance?: Assurance;
};

/** What is the same for every chart. */
export type ChartAsked = {
  readonly better: Better;
  readonly target?: number | undefined;
  /** Indices at which new limits start and the rules start afresh, because people know that the process changed there. */
  readonly rebaseAt?: readonly number[] | undefined;
  readonly ruleSet?: RuleSet | undefined;
  readonly wording?: Wording | undefined;
};

/**
 * A run chart with process limits (XmR) of one series: points, limits for each phase, signals with their reasons, variation, assurance.
 *
 * For one value a period. Not for shares of small numbers or counts of rare events: see `attributeChart`. Limits are never
 * rebased on their own account: that needs somebody who knows what changed. With no limits (a series that never varies, or a
 * single value) there is no value outside them.
 *
 * @param values in order of time; NaN where missing
 * @param baselinePoints limits are set from the first so many points of each phase, at least 12; all when left out
 * @throws RangeError for an infinite value, a baseline under 12, or rebasing outside the series
 * @source see `processLimits` and `ruleSets`
 * @example runChart({ values: Float64Array.of(3, 5, 4, 6, 5), better: "higher" }).phases[0].upper // 8.59, provisional
 */
export function runChart(
  asked: ChartAsked & { readonly values: Float64Array; readonly baselinePoints?: number | undefined },
): RunChart {
  const { values, ruleSet = usualRuleSet, baselinePoints, wording = usualWording } = asked;
  checkBaseline(baselinePoints);
  const spans = phaseSpans(values, asked.rebaseAt ?? []);
  const limits = spans.map((span) => processLimits(values, span, ruleSet, baselinePoints));
  const phases = spans.map((span, phase) => {
    const made = limits[phase]!;
    const why = Number.isNaN(made.lower) ? noLimitsNote(values, span, baselinePoints) : undefined;
    return phaseOf(span, made, ruleSet, why);
  });
  return drawn({ ...asked, ruleSet, wording, phases, limitsAt: (_, phase) => limits[phase]! });
}

/** Limits at one point: NaN where there are none. */
export type PointLimits = Pick<ProcessLimits, "lower" | "upper" | "nearLower" | "nearUpper">;

/** Points, signals, variation and assurance from values, phases and limits; shared by all kinds of chart. */
export function drawn(
  asked: ChartAsked & {
    readonly values: Float64Array;
    readonly ruleSet: RuleSet;
    readonly wording: Wording;
    readonly phases: readonly ChartPhase[];
    readonly limitsAt: (index: number, phase: number) => PointLimits;
  },
): RunChart {
  const { values, ruleSet, better, wording, phases, limitsAt } = asked;
  const placed: Placed = {
    values,
    sides: new Int8Array(values.length),
    zones: new Uint8Array(values.length),
  };
  const marks = new Uint8Array(values.length);
  for (const [phase, span] of phases.entries()) {
    for (let i = span.from; i < span.to; i += 1) place(placed, i, span.centre, limitsAt(i, phase));
    markPhase(marks, placed, span, ruleSet);
  }
  const points = phases.flatMap((span, phase) => pointsOf(span, phase, values, marks, better, limitsAt));
  const signals = signalsOf({ points, marks, better, wording });
  return {
    ruleSet,
    better,
    points,
    phases,
    signals,
    variation: variationOf(points, marks, signals, phases),
    ...(asked.target === undefined
      ? {}
      : { assurance: assurance(asked.target, lastLimits(phases, points), better, wording) }),
  };
}

function pointsOf(
  span: ChartPhase,
  phase: number,
  values: Float64Array,
  marks: Uint8Array,
  better: Better,
  limitsAt: (index: number, phase: number) => PointLimits,
): ChartPoint[] {
  return Array.from({ length: span.to - span.from }, (_, k) => {
    const index = span.from + k;
    const value = values[index]!;
    const { lower, upper } = limitsAt(index, phase);
    const patterns = patternsOf(marks[index]!);
    return {
      index,
      ...(Number.isNaN(value) ? {} : { value }),
      phase,
      centre: span.centre,
      ...(Number.isNaN(lower) ? {} : { lower, upper }),
      rules: unique(patterns.map(({ rule }) => rule)),
      meanings: unique(patterns.map(({ side }) => meaningOf(side, better))),
    };
  });
}

/** Splits a series at the given indices, checking both. */
export function phaseSpans(values: Float64Array, rebaseAt: readonly number[]): Span[] {
  for (const value of values) {
    if (Math.abs(value) === Infinity)
      throw new RangeError("A chart has finite values, and NaN where one is missing.");
  }
  const starts = [0, ...rebaseAt];
  for (const [phase, start] of starts.entries()) {
    const before = phase === 0 ? -1 : starts[phase - 1]!;
    if (!Number.isInteger(start) || start <= before || (start >= values.length && phase > 0)) {
      throw new RangeError(
        `New limits start at rising positions within the series of ${String(values.length)} values; ${String(start)} does not fit.`,
      );
    }
  }
  return starts.map((from, phase) => ({ from, to: starts[phase + 1] ?? values.length }));
}

function checkBaseline(baselinePoints: number | undefined): void {
  if (baselinePoints === undefined || (Number.isInteger(baselinePoints) && baselinePoints >= 12)) return;
  throw new RangeError(`Limits are fixed from 12 points or more, not from ${String(baselinePoints)}.`);
}

function phaseOf(
  span: Span,
  limits: ProcessLimits,
  ruleSet: RuleSet,
  whyNoLimits: string | undefined,
): ChartPhase {
  const limited = whyNoLimits === undefined;
  const provisional = limited && limits.count < ruleSet.provisionalBelow;
  const { lower, upper, nearLower, nearUpper, count } = limits;
  return {
    ...span,
    centre: limits.mean,
    ...(limited ? { lower, upper, nearLower, nearUpper } : {}),
    count,
    provisional,
    notes: [
      ...(provisional
        ? [
            `Limits are provisional: they rest on ${String(count)} values, and ${String(ruleSet.provisionalBelow)} are needed.`,
          ]
        : []),
      ...(limited ? [] : [whyNoLimits]),
    ],
  };
}

/** Why a phase has no limits, said of the points that limits are set from; its averages cannot tell, for a rule set that screens ranges leaves none of equal values. */
function noLimitsNote(values: Float64Array, { from, to }: Span, baselinePoints = to - from): string {
  const why = whyNoLimits(values.subarray(from, Math.min(to, from + baselinePoints)));
  return baselinePoints < to - from
    ? `Among the first ${String(baselinePoints)} points, from which limits are set, ${why}.`
    : `${why.charAt(0).toUpperCase()}${why.slice(1)}.`;
}

function whyNoLimits(values: Float64Array): string {
  if (values.every((value) => Number.isNaN(value))) return "there are no values, so there are no limits";
  const isNext = (value: number, index: number): boolean =>
    index > 0 && !Number.isNaN(value) && !Number.isNaN(values[index - 1]!);
  return values.some(isNext)
    ? "the values do not vary from one to the next, so no limits can be set"
    : "no two values follow each other, so no limits can be set";
}

/** Limits of the last phase; where they differ from point to point, those at the last point that has any. */
function lastLimits(phases: readonly ChartPhase[], points: readonly ChartPoint[]): ChartPhase {
  const phase = phases.at(-1)!;
  if (phase.lower !== undefined) return phase;
  const point = points.findLast(({ index, lower }) => index >= phase.from && lower !== undefined);
  return point === undefined ? phase : { ...phase, lower: point.lower!, upper: point.upper! };
}

function variationOf(
  points: readonly ChartPoint[],
  marks: Uint8Array,
  signals: readonly Signal[],
  phases: readonly ChartPhase[],
): Variation {
  const last = points.findLast(({ value }) => value !== undefined);
  if (last === undefined) return { kind: "cannot-tell", meanings: [], reason: "There are no values." };
  const about = signals.filter(({ points: indices }) => indices.includes(last.index));
  const [first] = about;
  if (first === undefined) {
    const limited = last.lower !== undefined;
    const note = phases[last.phase]!.notes.at(-1) ?? "There are no limits to judge by.";
    if (!limited) return { kind: "cannot-tell", meanings: [], reason: note };
    return {
      kind: "common-cause",
      meanings: [],
      reason: "The latest value shows no more than ordinary variation.",
    };
  }
  const meanings = unique(about.map(({ meaning }) => meaning));
  const { side, reason } = leading(about, marks[last.index]!) ?? first;
  return { kind: "special-cause", meanings, side, reason };
}

function leading(signals: readonly Signal[], marks: number): Signal | undefined {
  const [pattern] = patternsOf(marks);
  return signals.find(({ rule, side }) => rule === pattern?.rule && side === pattern.side);
}

function unique<T extends RuleName | Meaning>(items: readonly T[]): T[] {
  return [...new Set(items)];
}
