import { confidenceDefault, deviateOf, emptyColumns } from "../column/interval.ts";
import type { IntervalColumns } from "../column/interval.ts";
import { rowsByGroup } from "../column/group.ts";
import { checkSlope, emptyGroup, readGroup, scaleOf } from "./slope-input.ts";
import type { SlopeColumns, SlopeGroup, SlopeIndexes } from "./slope-input.ts";

/**
 * Slope and relative index of inequality by group, in closed form.
 *
 * A straight line through the quantiles' values against the middle of their share of people, weighted by people; the
 * slope index is the line's rise from the most to the least deprived end, the relative index the ratio of its ends.
 * The line's numbers are weighted sums of the values, so their limits follow without simulation: slope ± z√Σ(weight ×
 * standard error)², and Fieller's limits for the ratio. Both are what the simulation of `simulatedSlopeIndexes` tends
 * to. Not where the figure rises and falls again across the quantiles: look at them first.
 *
 * Below 0 the figure is lower at the least deprived end. With a multiplier below 0 both indexes are turned round.
 *
 * @returns NaN with a note in `slopeNotes` where there is no answer
 * @throws RangeError for fewer than 5 or more than 100 quantiles, a multiplier of 0, a standard error below 0, or
 *   limits the wrong way round
 * @source Mackenbach JP, Kunst AE (1997) Soc Sci Med 44:757; Fieller EC (1954) J R Stat Soc B 16:175; OHID guidance
 *   on SII
 * @example five equal quantiles with 10, 20, 30, 40, 50: slope 50, intercept 5, relative index 55/5 = 11
 */
export function slopeIndexes(of: SlopeColumns): SlopeIndexes {
  const quantiles = checkSlope(of);
  const { rows, start } = rowsByGroup(of.groups);
  const z = deviateOf(of.confidence ?? confidenceDefault);
  const found = emptyIndexes(of.groups.count);
  const group = emptyGroup(quantiles);
  for (let index = 0; index < of.groups.count; index += 1) {
    readGroup(of, rows.subarray(start[index], start[index + 1]), group);
    found.note[index] = group.note;
    if (group.note >= 1 && group.note <= 3) continue;
    const fit = fitOf(group, of.transform === true);
    writePoint(found, index, fit, of);
    if (group.note === 0) writeLimits(found, index, { fit, z, of });
  }
  return found;
}

/** Room for the indexes of so many groups. */
export function emptyIndexes(count: number): SlopeIndexes {
  return {
    slope: emptyColumns(count),
    relative: emptyColumns(count),
    intercept: new Float64Array(count).fill(Number.NaN),
    note: new Uint8Array(count),
  };
}

/** A fitted line: its value at the most deprived end, its rise, and their variances and covariance. */
export type Fit = {
  readonly start: number;
  readonly rise: number;
  readonly startVariance: number;
  readonly riseVariance: number;
  readonly covariance: number;
};

/** Fits the line, to the values or to them on their scale. */
export function fitOf(group: SlopeGroup, transform: boolean): Fit {
  const values = transform ? group.scaled : group.value;
  const errors = transform ? group.error : group.plainError;
  let [start, rise, startVariance, riseVariance, covariance] = [0, 0, 0, 0, 0];
  for (let place = 0; place < values.length; place += 1) {
    const [value, error] = [values[place] ?? 0, errors[place] ?? 0];
    const [startWeight, riseWeight] = [group.startWeight[place] ?? 0, group.slopeWeight[place] ?? 0];
    const variance = error * error;
    start += startWeight * value;
    rise += riseWeight * value;
    startVariance += startWeight * startWeight * variance;
    riseVariance += riseWeight * riseWeight * variance;
    covariance += startWeight * riseWeight * variance;
  }
  return { start, rise, startVariance, riseVariance, covariance };
}

/** Writes the indexes themselves. */
export function writePoint(found: SlopeIndexes, index: number, fit: Fit, of: SlopeColumns): void {
  const multiplier = of.multiplier ?? 1;
  const { back } = scaleOf(of.transform === true ? of.kind : "measure");
  const [first, last] = [back(fit.start), back(fit.start + fit.rise)];
  found.slope.value[index] = (of.transform === true ? last - first : fit.rise) * multiplier;
  found.relative.value[index] = multiplier < 0 ? first / last : last / first;
  found.intercept[index] = first * Math.abs(multiplier);
}

function writeLimits(
  found: SlopeIndexes,
  index: number,
  what: { readonly fit: Fit; readonly z: number; readonly of: SlopeColumns },
): void {
  const { fit, z, of } = what;
  const reach = z * Math.sqrt(fit.riseVariance);
  if (of.transform === true) {
    writeEnds(found, index, { fit, rises: [fit.rise - reach, fit.rise + reach], of });
    return;
  }
  setLimits(found.slope, index, [fit.rise - reach, fit.rise + reach], of.multiplier ?? 1);
  const ratios = ratioLimits(fit, z);
  if (ratios === undefined) found.note[index] = 5;
  else setRatioLimits(found.relative, index, ratios, of.multiplier ?? 1);
}

/** On a transformed scale the line turns about its middle: its ends at a given rise are found from there. */
export function writeEnds(
  found: SlopeIndexes,
  index: number,
  what: { readonly fit: Fit; readonly rises: readonly [number, number]; readonly of: SlopeColumns },
): void {
  const { fit, rises, of } = what;
  const { back } = scaleOf(of.kind);
  const middle = fit.start + fit.rise / 2;
  const ends = rises.map((rise) => [back(middle - rise / 2), back(middle + rise / 2)] as const);
  const differences = ends.map(([first, last]) => last - first);
  const ratios = ends.map(([first, last]) => last / first);
  setLimits(found.slope, index, [differences[0] ?? NaN, differences[1] ?? NaN], of.multiplier ?? 1);
  setRatioLimits(found.relative, index, [ratios[0] ?? NaN, ratios[1] ?? NaN], of.multiplier ?? 1);
}

/**
 * Fieller's limits of last over first: where the difference last - ratio × first is as far as z of its standard
 * errors from 0.
 */
function ratioLimits(fit: Fit, z: number): readonly [number, number] | undefined {
  const square = z * z;
  const last = fit.start + fit.rise;
  const lastVariance = fit.startVariance + 2 * fit.covariance + fit.riseVariance;
  const together = fit.startVariance + fit.covariance;
  const a = fit.start * fit.start - square * fit.startVariance;
  const b = last * fit.start - square * together;
  const c = last * last - square * lastVariance;
  const root = Math.sqrt(b * b - a * c);
  return a > 0 && !Number.isNaN(root) ? [(b - root) / a, (b + root) / a] : undefined;
}

function setLimits(
  columns: IntervalColumns,
  index: number,
  ends: readonly [number, number],
  scale: number,
): void {
  columns.lower[index] = (scale < 0 ? ends[1] : ends[0]) * scale;
  columns.upper[index] = (scale < 0 ? ends[0] : ends[1]) * scale;
}

function setRatioLimits(
  columns: IntervalColumns,
  index: number,
  ends: readonly [number, number],
  scale: number,
): void {
  columns.lower[index] = scale < 0 ? 1 / ends[1] : ends[0];
  columns.upper[index] = scale < 0 ? 1 / ends[0] : ends[1];
}
