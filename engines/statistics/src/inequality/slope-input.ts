import { deviateOf } from "../column/interval.ts";
import type { IntervalColumns } from "../column/interval.ts";
import type { Groups } from "../column/group.ts";

/**
 * How a figure behaves, which decides the scale on which its uncertainty is even: `measure` (life expectancy, a
 * score) as it is, `rate` on its logarithm, `proportion` (0 to 1) on its logit.
 */
export type FigureKind = "measure" | "rate" | "proportion";

/** Rows of quantiles: one for each group and quantile, in any order. */
export type SlopeColumns = {
  readonly groups: Groups;
  /** 1 to `quantiles`, 1 the most deprived. */
  readonly quantile: Float64Array;
  readonly people: Float64Array;
  readonly value: Float64Array;
  readonly kind: FigureKind;
  /** How unsure each value is: its limits, or its standard error on the scale of its kind. */
  readonly spread:
    | { readonly lower: Float64Array; readonly upper: Float64Array; readonly confidence?: number }
    | { readonly errors: Float64Array };
  /** 10 when left out; 5 to 100. */
  readonly quantiles?: number;
  /** Fits the line to logarithms or logits where the kind is a rate or proportion. False when left out. */
  readonly transform?: boolean;
  /**
   * What the slope is multiplied by, such as 100 for per cent; below 0 the index is turned round. 1 when left out.
   */
  readonly multiplier?: number;
  readonly confidence?: number;
};

/** Why an index or its limits are missing: `slopeNotes[answer.note[group]]`. */
export const slopeNotes = [
  "computed",
  "not every quantile is there once",
  "a value, population or limit is missing",
  "a value of none or all has no logarithm, so this scale cannot be used",
  "a value of none or all has no limits on this scale",
  "the fitted value at one end is too near 0 for limits of the relative index",
] as const;

/** Slope and relative index of inequality by group. */
export type SlopeIndexes = {
  /** Slope index: the fitted difference between the least and the most deprived end, in the figure's unit. */
  readonly slope: IntervalColumns;
  /** Relative index: the fitted value at the least deprived end over that at the most deprived. */
  readonly relative: IntervalColumns;
  /** The fitted value at the most deprived end. */
  readonly intercept: Float64Array;
  /** Index into `slopeNotes`. */
  readonly note: Uint8Array;
};

/** One group ready for fitting: its quantiles in order, on the scale of the kind. */
export type SlopeGroup = {
  readonly people: Float64Array;
  readonly value: Float64Array;
  /** The value on the scale of its kind, and its standard error there. */
  readonly scaled: Float64Array;
  readonly error: Float64Array;
  /** Standard error as measured, for the closed form. */
  readonly plainError: Float64Array;
  /** How much each value counts towards the fitted slope and towards the fitted value at the most deprived end. */
  readonly slopeWeight: Float64Array;
  readonly startWeight: Float64Array;
  note: number;
};

/** The scales of the kinds: to it, back, and how fast the way back rises. */
const scales = {
  measure: { to: (y: number) => y, back: (u: number) => u, rise: (_: number) => 1 },
  rate: { to: Math.log, back: Math.exp, rise: (y: number) => y },
  proportion: {
    to: (y: number) => Math.log(y / (1 - y)),
    back: (u: number) => 1 / (1 + Math.exp(-u)),
    rise: (y: number) => y * (1 - y),
  },
} as const;

/** The scale of a kind. */
export function scaleOf(kind: FigureKind): (typeof scales)[FigureKind] {
  return scales[kind];
}

/** Checks what holds for all rows. */
export function checkSlope(of: SlopeColumns): number {
  const quantiles = of.quantiles ?? 10;
  if (!(Number.isInteger(quantiles) && quantiles >= 5 && quantiles <= 100)) {
    throw new RangeError(
      `A slope over ${quantiles} quantiles was asked for. Give a whole number from 5 to 100.`,
    );
  }
  if (of.multiplier === 0 || Number.isNaN(of.multiplier)) {
    throw new RangeError(`The multiplier ${of.multiplier} was given. Give any number but 0.`);
  }
  if ("errors" in of.spread) {
    const row = of.spread.errors.findIndex((error) => error < 0);
    if (row < 0) return quantiles;
    throw new RangeError(
      `Row ${row + 1} has the standard error ${of.spread.errors[row]}. It cannot be below 0.`,
    );
  }
  const { lower, upper } = of.spread;
  const row = lower.findIndex((limit, at) => limit > (upper[at] ?? Number.NaN));
  if (row < 0) return quantiles;
  throw new RangeError(
    `Row ${row + 1} has limits ${lower[row]} to ${upper[row]}. The lower must come first.`,
  );
}

/** Room for one group after the other. */
export function emptyGroup(quantiles: number): SlopeGroup {
  const room = (): Float64Array => new Float64Array(quantiles);
  return {
    people: room(),
    value: room(),
    scaled: room(),
    error: room(),
    plainError: room(),
    slopeWeight: room(),
    startWeight: room(),
    note: 0,
  };
}

/** Reads one group's rows into `group`, on the scale of the kind, with the weights of the least-squares line. */
export function readGroup(of: SlopeColumns, rows: Uint32Array, group: SlopeGroup): void {
  const quantiles = group.people.length;
  group.note = 0;
  group.people.fill(0);
  if (rows.length !== quantiles) {
    group.note = 1;
    return;
  }
  const limitReach = "errors" in of.spread ? 1 : 2 * deviateOf(of.spread.confidence ?? 0.95);
  for (const row of rows) {
    const place = (of.quantile[row] ?? 0) - 1;
    if (!(Number.isInteger(place) && place >= 0 && place < quantiles) || group.people[place] !== 0) {
      group.note = 1;
      return;
    }
    group.people[place] = of.people[row] ?? Number.NaN;
    group.value[place] = of.value[row] ?? Number.NaN;
    readSpread(of, row, { group, place, limitReach });
  }
  group.note = problemOf(of, group);
  weigh(group);
}

function readSpread(
  of: SlopeColumns,
  row: number,
  into: { readonly group: SlopeGroup; readonly place: number; readonly limitReach: number },
): void {
  const { group, place, limitReach } = into;
  const { to, rise } = scaleOf(of.kind);
  const value = group.value[place] ?? Number.NaN;
  group.scaled[place] = to(value);
  if ("errors" in of.spread) {
    const error = of.spread.errors[row] ?? Number.NaN;
    group.error[place] = error;
    group.plainError[place] = rise(value) === 0 ? Number.NaN : rise(value) * error;
    return;
  }
  const [lower, upper] = [of.spread.lower[row] ?? Number.NaN, of.spread.upper[row] ?? Number.NaN];
  group.error[place] = (to(upper) - to(lower)) / limitReach;
  // Where the scale has no place for the value (0, or all), the limits as measured still tell how unsure it is.
  const usable = Number.isFinite(group.error[place] ?? Number.NaN) && rise(value) !== 0;
  group.plainError[place] = usable ? rise(value) * (group.error[place] ?? 0) : (upper - lower) / limitReach;
}

function problemOf(of: SlopeColumns, group: SlopeGroup): number {
  let note = 0;
  for (let place = 0; place < group.people.length; place += 1) {
    const value = group.value[place] ?? Number.NaN;
    if (!((group.people[place] ?? 0) > 0) || Number.isNaN(value)) return 2;
    if (!Number.isFinite(group.scaled[place] ?? Number.NaN) && of.transform === true) note = 3;
    else if (Number.isNaN(group.plainError[place] ?? Number.NaN) && note === 0)
      note = "errors" in of.spread ? 4 : 2;
  }
  return note;
}

/** Least squares weighted by people: each fitted number is a weighted sum of the values. */
function weigh(group: SlopeGroup): void {
  const { people, slopeWeight, startWeight } = group;
  let total = 0;
  for (const count of people) total += count;
  let before = 0;
  let spread = 0;
  for (let place = 0; place < people.length; place += 1) {
    const share = (people[place] ?? 0) / total;
    // How far the quantile's middle lies from the middle of all people, which is at one half.
    const gap = before + share / 2 - 0.5;
    slopeWeight[place] = share * gap;
    startWeight[place] = share;
    spread += share * gap * gap;
    before += share;
  }
  for (let place = 0; place < people.length; place += 1) {
    const weight = (slopeWeight[place] ?? 0) / spread;
    slopeWeight[place] = weight;
    startWeight[place] = (startWeight[place] ?? 0) - weight / 2;
  }
}
