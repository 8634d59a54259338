import { breakInterval, regimeOf } from "./breakpoint-interval.ts";
import type { BreakInterval } from "./breakpoint-interval.ts";
import { refused } from "./estimate.ts";
import type { Estimated } from "./estimate.ts";

/** Whether each part has a level of its own, or a level and a slope. */
export type BreakModel = "level" | "trend";

/** The best division with a given number of breaks. */
export type Division = {
  /** Index of the first point after each break. */
  readonly breaks: readonly number[];
  readonly rss: number;
  readonly bic: number;
};

/** A break of the chosen division. */
export type Breakpoint = BreakInterval & { readonly at: number };

/** The best divisions, and the one with the lowest BIC. */
export type Breakpoints = {
  readonly model: BreakModel;
  /** By number of breaks, from none. */
  readonly divisions: readonly Division[];
  /** The breaks of the division with the lowest BIC, with 95 per cent intervals; those without one are in `notes`. */
  readonly chosen: readonly Breakpoint[];
  readonly notes: readonly string[];
};

/** The question: where does the course of the series break, with at least `share` of the values in each part? */
export type BreakpointsAsked = {
  readonly values: Float64Array;
  readonly model: BreakModel;
  readonly share?: number | undefined;
};

const usualShare = 0.15;
/** Squared errors below this share of the squared values are rounding, not variation. */
const noError = 1e-24;
/** Beyond this the table of all parts would not fit. */
const valuesMax = 2000;

/**
 * Breaks in level, or in level and trend, with intervals for when they happened: the best division for each number of breaks, and BIC to
 * choose among them.
 *
 * RSS of every part; the best division by dynamic programming; BIC = n (log RSS + 1 - log n + log 2π) + (k + 1)(m + 1) log n for m breaks and k
 * coefficients. A part has at least 15 per cent of the values, so a change in the last 15 per cent cannot be found. Errors are taken
 * not to hang together; where they do, BIC chooses too many breaks.
 *
 * @returns refused for missing values, too few for two parts, or values that do not vary
 * @throws RangeError for a share outside 0 to 0.5, or more than 2,000 values
 * @source Bai J, Perron P (2003) J Appl Econometrics 18:1; R strucchange 1.5-4
 * @example ten values near 1 and ten near 9: one break, at index 10
 */
export function breakpoints(asked: BreakpointsAsked): Estimated<Breakpoints> {
  const { values, model, share = usualShare } = asked;
  const n = values.length;
  if (!(share > 0 && share < 0.5))
    throw new RangeError(`A part has more than 0 and less than half of the values, not ${String(share)}.`);
  if (n > valuesMax)
    throw new RangeError(`Breaks are looked for in up to ${String(valuesMax)} values, not ${String(n)}.`);
  if (values.some((value) => !Number.isFinite(value)))
    return refused("missing-values", "Values are missing; breaks need a value at every step.");
  const width = model === "level" ? 1 : 2;
  const least = Math.floor(n * share);
  if (least <= width)
    return refused(
      "too-few-points",
      `${String(n)} values are too few: each part needs more than ${String(width)}.`,
    );
  const parts = partErrors(values, model, least);
  if (parts.rss(0, n) <= noError * values.reduce((sum, value) => sum + value * value, 0))
    return refused(
      "no-variation",
      "The values do not vary around one course, so there is nothing to divide.",
    );
  const divisions = divide(parts, n, { least, width, most: Math.ceil(n / least) - 2 });
  const best = divisions.reduce((low, division) => (division.bic < low.bic ? division : low));
  return { ok: true, value: { model, divisions, ...located(values, model, best) } };
}

type Parts = { readonly rss: (from: number, to: number) => number };

/** RSS of every part, grown value by value from forecast errors so that none is lost in a difference of large sums. */
function partErrors(values: Float64Array, model: BreakModel, least: number): Parts {
  const n = values.length;
  const table = new Float64Array(n * (n + 1));
  for (let from = 0; from <= n - least; from += 1) {
    const row = table.subarray(from * (n + 1), (from + 1) * (n + 1));
    if (model === "level") growLevel(values, from, row);
    else growTrend(values, from, row);
  }
  return { rss: (from, to) => table[from * (n + 1) + to]! };
}

function growLevel(values: Float64Array, from: number, row: Float64Array): void {
  let [mean, rss] = [0, 0];
  for (let i = from; i < values.length; i += 1) {
    const count = i - from;
    const error = values[i]! - mean;
    if (count > 0) rss += (error * error * count) / (count + 1);
    mean += error / (count + 1);
    row[i + 1] = rss;
  }
}

function growTrend(values: Float64Array, from: number, row: Float64Array): void {
  let [mean, cross, rss] = [0, 0, 0];
  for (let i = from; i < values.length; i += 1) {
    const count = i - from;
    // Times 1 to count have mean (count + 1)/2 and squares count (count² - 1)/12; the new time lies ahead of their mean.
    const ahead = (count + 1) / 2;
    const squares = (count * (count * count - 1)) / 12;
    const change = values[i]! - mean;
    if (count >= 2) {
      const error = change - (cross / squares) * ahead;
      rss += (error * error) / (1 + 1 / count + (ahead * ahead) / squares);
    }
    if (count > 0) cross += (change * ahead * count) / (count + 1);
    mean += change / (count + 1);
    row[i + 1] = rss;
  }
}

type Limits = { readonly least: number; readonly width: number; readonly most: number };

function divide({ rss }: Parts, n: number, { least, width, most }: Limits): Division[] {
  const bic = (value: number, breaks: number): number =>
    n * (Math.log(value) + 1 - Math.log(n) + Math.log(2 * Math.PI)) +
    (width + 1) * (breaks + 1) * Math.log(n);
  const divisions: Division[] = [{ breaks: [], rss: rss(0, n), bic: bic(rss(0, n), 0) }];
  // best[to] is the lowest RSS of the first `to` values in so many parts; came[m][to] where the last of them starts.
  let best = Float64Array.from({ length: n + 1 }, (_, to) => (to >= least ? rss(0, to) : Infinity));
  const came: Int32Array[] = [];
  for (let breaks = 1; breaks <= most; breaks += 1) {
    const next = new Float64Array(n + 1).fill(Infinity);
    const from = new Int32Array(n + 1);
    for (let to = (breaks + 1) * least; to <= n; to += 1) {
      for (let start = breaks * least; start <= to - least; start += 1) {
        const whole = best[start]! + rss(start, to);
        if (whole < next[to]!) {
          next[to] = whole;
          from[to] = start;
        }
      }
    }
    came.push(from);
    best = next;
    divisions.push({ breaks: traced(came, n), rss: next[n]!, bic: bic(next[n]!, breaks) });
  }
  return divisions;
}

function traced(came: readonly Int32Array[], n: number): number[] {
  const breaks: number[] = [];
  let to = n;
  for (let m = came.length - 1; m >= 0; m -= 1) {
    to = came[m]![to]!;
    breaks.unshift(to);
  }
  return breaks;
}

function located(
  values: Float64Array,
  model: BreakModel,
  { breaks }: Division,
): Pick<Breakpoints, "chosen" | "notes"> {
  const ones = new Float64Array(values.length).fill(1);
  const columns = model === "level" ? [ones] : [ones, ones.map((_, i) => i + 1)];
  const ends = [0, ...breaks, values.length];
  const regimes = ends.slice(1).map((to, k) => regimeOf(columns, values, ends[k]!, to));
  const chosen: Breakpoint[] = [];
  const notes: string[] = [];
  for (const [k, at] of breaks.entries()) {
    const [before, after] = [regimes[k], regimes[k + 1]];
    const interval =
      before === undefined || after === undefined ? undefined : breakInterval(at, before, after);
    if (interval === undefined)
      notes.push(
        `The break before point ${String(at + 1)} has no interval: the parts beside it are too unlike.`,
      );
    else chosen.push({ at, ...interval });
  }
  return { chosen, notes };
}
