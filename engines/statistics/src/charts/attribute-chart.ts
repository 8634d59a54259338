import { usualWording } from "./chart.ts";
import type { ChartPhase } from "./chart.ts";
import type { Span } from "./mark.ts";
import { usualRuleSet } from "./rule-set.ts";
import { drawn, phaseSpans } from "./run-chart.ts";
import type { ChartAsked, PointLimits, RunChart } from "./run-chart.ts";

/**
 * Kinds of chart for counts.
 *
 * `p`: people of a number of people (a share). `u`: events in a varying amount of time or population (a rate). `c`: events in equal
 * amounts. `p-prime`, `u-prime`: the same with limits widened by the variation seen between neighbouring points, for large numbers.
 */
export type AttributeKind = "p" | "u" | "c" | "p-prime" | "u-prime";

/** A chart of counts, drawn like every other. */
export type AttributeChart = RunChart & {
  readonly kind: AttributeKind;
  /** For each phase: how many times wider the values vary from one to the next than chance makes them; NaN with under two values. */
  readonly spread: readonly number[];
};

/** What a chart of counts is asked with. */
export type AttributeAsked = ChartAsked & {
  readonly kind: AttributeKind;
  /** Whole numbers, NaN where missing. */
  readonly counts: Float64Array;
  /** People, or amount of time or population; not for `c`. NaN or 0 makes the point missing. */
  readonly sizes?: Float64Array | undefined;
};

/** Average distance of two neighbours, in standard deviations, when only chance is at work (d2 of two). */
const averageNeighbours = 1.128;
const sigmasToLimit = 3;
const sigmasToNear = 2;
/** From here on chance alone is a poor yardstick, and the chart says so. */
const spreadWorthNoting = 1.5;

/**
 * A chart of shares (p), rates (u) or counts (c), with limits three standard deviations from the centre; or Laney's p′ and u′.
 *
 * centre = Σ count / Σ size of the phase; standard deviation √(p(1 − p)/n), √(u/n) or √c; a prime multiplies it by
 * σz = average |z − z before| / 1.128. Limits are cut at 0 (and shares at 1), where nothing can lie beyond. Where every count is 0,
 * or everybody is counted, there are no limits. p and u charts of large numbers call nearly every point a signal: then a note
 * points to the prime chart. Shares and rates are fractions; multiply when showing.
 *
 * @throws RangeError for a negative count or size, a count above its number of people (p), missing or needless sizes
 * @source Montgomery DC, Introduction to Statistical Quality Control; Laney DB (2002) Quality Engineering 14:531
 * @example attributeChart({ kind: "c", counts: Float64Array.of(4, 6, 5), better: "lower" }) // centre 5, limits 0 to 5 + 3√5 = 11.708
 */
export function attributeChart(asked: AttributeAsked): AttributeChart {
  const { kind, counts, ruleSet = usualRuleSet, wording = usualWording } = asked;
  const sizes = checkedSizes(asked);
  const values = counts.map((count, i) => (sizes[i]! > 0 ? count / sizes[i]! : NaN));
  const spans = phaseSpans(values, asked.rebaseAt ?? []);
  const measures = spans.map((span) => measureOf(kind, counts, sizes, span));
  const phases = spans.map((span, phase) => phaseOf(kind, span, measures[phase]!));
  const limitsAt = (i: number, phase: number): PointLimits => limitsOf(kind, measures[phase]!, sizes[i]!);
  return {
    ...drawn({ ...asked, values, ruleSet, wording, phases, limitsAt }),
    kind,
    spread: measures.map(({ spread }) => spread),
  };
}

type Measure = { readonly centre: number; readonly spread: number; readonly count: number };

function measureOf(kind: AttributeKind, counts: Float64Array, sizes: Float64Array, span: Span): Measure {
  let events = 0;
  let size = 0;
  let count = 0;
  for (let i = span.from; i < span.to; i += 1) {
    if (!isPresent(counts[i]!, sizes[i]!)) continue;
    events += counts[i]!;
    size += sizes[i]!;
    count += 1;
  }
  const centre = events / size;
  return { centre, spread: spreadOf(kind, counts, sizes, span, centre), count };
}

function spreadOf(
  kind: AttributeKind,
  counts: Float64Array,
  sizes: Float64Array,
  { from, to }: Span,
  centre: number,
): number {
  let sum = 0;
  let pairs = 0;
  let before = NaN;
  for (let i = from; i < to; i += 1) {
    const present = isPresent(counts[i]!, sizes[i]!);
    const z = present ? (counts[i]! / sizes[i]! - centre) / deviation(kind, centre, sizes[i]!) : NaN;
    const step = Math.abs(z - before);
    if (!Number.isNaN(step)) {
      sum += step;
      pairs += 1;
    }
    before = z;
  }
  return sum / pairs / averageNeighbours;
}

function isPresent(count: number, size: number): boolean {
  return size > 0 && !Number.isNaN(count);
}

function isShare(kind: AttributeKind): boolean {
  return kind === "p" || kind === "p-prime";
}

function isPrime(kind: AttributeKind): boolean {
  return kind === "p-prime" || kind === "u-prime";
}

function deviation(kind: AttributeKind, centre: number, size: number): number {
  return Math.sqrt((isShare(kind) ? centre * (1 - centre) : centre) / size);
}

function limitsOf(kind: AttributeKind, { centre, spread }: Measure, size: number): PointLimits {
  const sigma = deviation(kind, centre, size) * (isPrime(kind) ? spread : 1);
  if (!(sigma > 0 && size > 0)) return { lower: NaN, upper: NaN, nearLower: NaN, nearUpper: NaN };
  const most = isShare(kind) ? 1 : Infinity;
  return {
    lower: Math.max(0, centre - sigmasToLimit * sigma),
    upper: Math.min(most, centre + sigmasToLimit * sigma),
    nearLower: Math.max(0, centre - sigmasToNear * sigma),
    nearUpper: Math.min(most, centre + sigmasToNear * sigma),
  };
}

function phaseOf(kind: AttributeKind, span: Span, measure: Measure): ChartPhase {
  const limits = limitsOf(kind, measure, 1);
  const limited = !Number.isNaN(limits.lower);
  const provisional = limited && measure.count < usualRuleSet.provisionalBelow;
  return {
    ...span,
    centre: measure.centre,
    ...(limited && kind === "c" ? limits : {}),
    count: measure.count,
    provisional,
    notes: [
      ...(provisional
        ? [
            `Limits are provisional: they rest on ${String(measure.count)} values, and ${String(usualRuleSet.provisionalBelow)} are needed.`,
          ]
        : []),
      ...(!isPrime(kind) && measure.spread > spreadWorthNoting ? [spreadNote(kind, measure.spread)] : []),
      ...(limited ? [] : [noLimitsNote(kind, measure)]),
    ],
  };
}

function spreadNote(kind: AttributeKind, spread: number): string {
  const instead = kind === "c" ? "a run chart (XmR)" : `the ${kind}′ chart`;
  return `Values vary ${spread.toFixed(1)} times as much from one to the next as chance alone would make them, so these limits call too many values unusual; use ${instead}.`;
}

function noLimitsNote(kind: AttributeKind, { count, centre }: Measure): string {
  if (count === 0) return "There are no values, so there are no limits.";
  if (centre === 0) return "Every count is 0, so no limits can be set.";
  if (isShare(kind) && centre === 1) return "Everybody is counted at every point, so no limits can be set.";
  return "The values do not vary, or no two follow each other, so no limits can be set.";
}

function checkedSizes({ kind, counts, sizes }: AttributeAsked): Float64Array {
  if (kind === "c" && sizes !== undefined)
    throw new RangeError("A c chart has no sizes: where they differ, use a u chart.");
  if (kind !== "c" && sizes?.length !== counts.length)
    throw new RangeError(`A ${kind} chart needs a size for each of its ${String(counts.length)} counts.`);
  const checked = sizes ?? new Float64Array(counts.length).fill(1);
  for (const [i, count] of counts.entries()) {
    const size = checked[i]!;
    if (count < 0 || size < 0 || !(count < Infinity || Number.isNaN(count)) || size === Infinity) {
      throw new RangeError(
        `Counts and sizes are 0 or more; at ${String(i)} they are ${String(count)} and ${String(size)}.`,
      );
    }
    if (count > size && isShare(kind))
      throw new RangeError(
        `At ${String(i)} the count ${String(count)} is above the ${String(size)} people it is a part of.`,
      );
  }
  return checked;
}
