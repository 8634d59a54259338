import type { RuleSet } from "./rule-set.ts";

/** The bits of a point's marks: which rules apply to it and on which side. */
export const mark = {
  aboveLimit: 1,
  belowLimit: 2,
  trendUp: 4,
  trendDown: 8,
  nearHigh: 16,
  nearLow: 32,
  shiftHigh: 64,
  shiftLow: 128,
} as const;

/** Where a value lies: 0 inside the near lines, 1 between near line and limit, 2 outside the limits. */
export const zone = { inside: 0, near: 1, outside: 2 } as const;

/** Values with, for each, the side of the centre line (-1, 0, 1; 0 for none) and the zone. */
export type Placed = {
  readonly values: Float64Array;
  readonly sides: Int8Array;
  readonly zones: Uint8Array;
};

/** The points from `from` up to, not including, `to`. */
export type Span = { readonly from: number; readonly to: number };

/**
 * Places one value: on which side of the centre line, in which zone.
 *
 * A missing value (NaN) is on no side and inside. Missing limits (NaN) put every value inside.
 */
export function place(
  placed: Placed,
  i: number,
  centre: number,
  limits: {
    readonly lower: number;
    readonly upper: number;
    readonly nearLower: number;
    readonly nearUpper: number;
  },
): void {
  const value = placed.values[i]!;
  placed.sides[i] = value > centre ? 1 : value < centre ? -1 : 0;
  if (value > limits.upper || value < limits.lower) placed.zones[i] = zone.outside;
  else if (value > limits.nearUpper || value < limits.nearLower) placed.zones[i] = zone.near;
  else placed.zones[i] = zone.inside;
}

/**
 * Marks the points of one phase with the rules that apply to them. The rules start afresh at `from`.
 *
 * A missing value, and for a shift a value on the centre line, ends a run. Two equal values in a row end a trend. Every
 * point of a run is marked, also those before it was long enough.
 *
 * @param marks receives the bits of `mark`, one byte a point; expected to be 0
 */
export function markPhase(marks: Uint8Array, placed: Placed, span: Span, ruleSet: RuleSet): void {
  markOutside(marks, placed, span);
  markShifts(marks, placed, span, ruleSet.shiftPoints);
  markTrends(marks, placed.values, span, ruleSet.trendPoints);
  markTwoInThree(marks, placed, span, ruleSet.outsideCountsAsNear);
}

function markOutside(marks: Uint8Array, placed: Placed, { from, to }: Span): void {
  for (let i = from; i < to; i += 1) {
    if (placed.zones[i] === zone.outside)
      marks[i]! |= placed.sides[i]! > 0 ? mark.aboveLimit : mark.belowLimit;
  }
}

function markShifts(marks: Uint8Array, { sides }: Placed, { from, to }: Span, points: number): void {
  let run = 0;
  let side = 0;
  for (let i = from; i < to; i += 1) {
    run = sides[i] === side ? run + 1 : 1;
    side = sides[i]!;
    if (side === 0) run = 0;
    if (run >= points)
      markBack(marks, i, run === points ? points : 1, side > 0 ? mark.shiftHigh : mark.shiftLow);
  }
}

function markTrends(marks: Uint8Array, values: Float64Array, { from, to }: Span, points: number): void {
  let run = 1;
  let direction = 0;
  for (let i = from + 1; i < to; i += 1) {
    const step = values[i]! - values[i - 1]!;
    const now = step > 0 ? 1 : step < 0 ? -1 : 0;
    run = now === 0 ? 1 : now === direction ? run + 1 : 2;
    direction = now;
    if (run >= points)
      markBack(marks, i, run === points ? points : 1, now > 0 ? mark.trendUp : mark.trendDown);
  }
}

function markTwoInThree(
  marks: Uint8Array,
  { sides, zones }: Placed,
  { from, to }: Span,
  outsideCounts: boolean,
): void {
  const near = (i: number): boolean => zones[i] === zone.near || (outsideCounts && zones[i] === zone.outside);
  for (let i = from + 2; i < to; i += 1) {
    const side = sides[i]!;
    if (side === 0 || sides[i - 1] !== side || sides[i - 2] !== side) continue;
    const count = Number(near(i)) + Number(near(i - 1)) + Number(near(i - 2));
    if (count < 2) continue;
    const bit = side > 0 ? mark.nearHigh : mark.nearLow;
    for (let j = i - 2; j <= i; j += 1) if (near(j)) marks[j]! |= bit;
  }
}

function markBack(marks: Uint8Array, last: number, count: number, bit: number): void {
  for (let i = last - count + 1; i <= last; i += 1) marks[i]! |= bit;
}
