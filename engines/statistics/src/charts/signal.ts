import type { Better, ChartPoint, Meaning, Side, Signal, Wording } from "./chart.ts";
import { mark } from "./mark.ts";
import type { RuleName } from "./rule-set.ts";

/** A rule on one side, and its bit of `mark`. */
export type Pattern = { readonly rule: RuleName; readonly side: Side; readonly bit: number };

/** In the order of `ruleNames`. */
const patterns: readonly Pattern[] = [
  { rule: "outside-limits", side: "high", bit: mark.aboveLimit },
  { rule: "outside-limits", side: "low", bit: mark.belowLimit },
  { rule: "trend", side: "high", bit: mark.trendUp },
  { rule: "trend", side: "low", bit: mark.trendDown },
  { rule: "two-in-three", side: "high", bit: mark.nearHigh },
  { rule: "two-in-three", side: "low", bit: mark.nearLow },
  { rule: "shift", side: "high", bit: mark.shiftHigh },
  { rule: "shift", side: "low", bit: mark.shiftLow },
];

const none: readonly Pattern[] = [];

/** What being high (or rising) means, or being low (or falling). */
export function meaningOf(side: Side, better: Better): Meaning {
  if (better === "neither") return "change";
  return (side === "high") === (better === "higher") ? "improvement" : "concern";
}

/** The patterns a point's marks hold, most telling first. */
export function patternsOf(marks: number): readonly Pattern[] {
  return marks === 0 ? none : patterns.filter(({ bit }) => (marks & bit) !== 0);
}

/**
 * The signals of a chart, in order of their first point.
 *
 * Neighbouring points outside the same limit are one signal; so are overlapping twos of three. Runs are never joined over
 * the start of a phase.
 */
export function signalsOf(chart: {
  readonly points: readonly ChartPoint[];
  readonly marks: Uint8Array;
  readonly better: Better;
  readonly wording: Wording;
}): Signal[] {
  const signals: Signal[] = [];
  const seen = chart.marks.reduce((all, bits) => all | bits, 0);
  for (const pattern of patternsOf(seen)) {
    const meaning = meaningOf(pattern.side, chart.better);
    for (const run of runsOf(pattern, chart.points, chart.marks)) {
      const reason = reasonOf(pattern, run, chart.wording);
      signals.push({
        rule: pattern.rule,
        side: pattern.side,
        meaning,
        points: run.map((point) => point.index),
        reason,
      });
    }
  }
  return signals.toSorted((a, b) => a.points[0]! - b.points[0]!);
}

type Run = readonly [ChartPoint, ...ChartPoint[]];

function runsOf(pattern: Pattern, points: readonly ChartPoint[], marks: Uint8Array): Run[] {
  const runs: [ChartPoint, ...ChartPoint[]][] = [];
  for (const point of points) {
    if ((marks[point.index]! & pattern.bit) === 0) continue;
    const run = runs.at(-1);
    if (run !== undefined && belongs(pattern, run.at(-1)!, point)) run.push(point);
    else runs.push([point]);
  }
  return runs;
}

function belongs({ rule, side }: Pattern, last: ChartPoint, next: ChartPoint): boolean {
  if (last.phase !== next.phase) return false;
  if (rule === "two-in-three") return next.index - last.index <= 2;
  if (next.index - last.index !== 1) return false;
  if (rule !== "trend") return true;
  // Two trends of one direction may touch: the second starts where the value steps the other way.
  const rises = next.value! > last.value!;
  return side === "high" ? rises : !rises;
}

function reasonOf({ rule, side }: Pattern, run: Run, { point, amount }: Wording): string {
  const first = run[0];
  const last = run.at(-1)!;
  const range = first === last ? point(first.index) : `${point(first.index)} to ${point(last.index)}`;
  const count = String(run.length);
  const high = side === "high";
  switch (rule) {
    case "outside-limits":
      return outsideReason(run, range, side, amount);
    case "trend":
      return `${count} values in a row, each ${high ? "higher" : "lower"} than the one before, from ${amount(first.value!)} to ${amount(last.value!)} (${range}).`;
    case "two-in-three":
      return `At least two of three values in a row lie far ${high ? "above" : "below"} the average of ${amount(first.centre)}, near or beyond the limit (${run.map(({ index }) => point(index)).join(", ")}).`;
    case "shift":
      return `${count} values in a row ${high ? "above" : "below"} the average of ${amount(first.centre)} (${range}).`;
  }
}

function outsideReason(run: Run, range: string, side: Side, amount: Wording["amount"]): string {
  const [first] = run;
  const where = side === "high" ? "above the upper" : "below the lower";
  const limit = side === "high" ? first.upper : first.lower;
  if (run.length > 1) return `${String(run.length)} values in a row lie ${where} limit (${range}).`;
  return `The value ${amount(first.value!)} lies ${where} limit of ${amount(limit!)} (${range}).`;
}
