import { confidenceDefault, tailOf } from "../column/interval.ts";
import type { IntervalColumns } from "../column/interval.ts";
import { rowsByGroup } from "../column/group.ts";
import { mersenneTwister } from "../random/mersenne-twister.ts";
import { emptyIndexes, fitOf, writeEnds, writePoint } from "./slope-index.ts";
import { checkSlope, emptyGroup, readGroup, scaleOf } from "./slope-input.ts";
import type { SlopeColumns, SlopeGroup, SlopeIndexes } from "./slope-input.ts";

/** How the reference's simulation is repeated. */
export type Simulation = {
  /** As given to R's `set.seed`. */
  readonly seed: number;
  /** 100,000 when left out, at least 1,000. */
  readonly repetitions?: number;
  /**
   * Copies the faults of PHEindicatormethods 2.1.0, only to repeat its numbers: the intercept is multiplied with
   * `transform` but not without; and with `transform` and a multiplier between 0 and 1 the limits come out the wrong
   * way round, those of the relative index upside down.
   */
  readonly compatibility?: "PHEindicatormethods 2.1.0";
};

/**
 * Slope and relative index with simulated limits: the reference's own numbers, digit for digit, from the same seed.
 *
 * Draws each quantile's value from a normal distribution on the scale of its kind, fits the line again, and takes
 * the sorted results at the two ends. Groups are simulated in the order of their numbers, from one stream, so give
 * them in the reference's order. For checking a published figure; `slopeIndexes` gives the same without chance, at
 * once.
 *
 * @throws RangeError as `slopeIndexes`, or for fewer than 1,000 repetitions
 * @source OHID, technical guidance on the slope index; PHEindicatormethods 2.1.0 (behaviour only)
 * @example as `slopeIndexes`; with standard errors of 0 every repetition gives the same, so the limits are the index
 */
export function simulatedSlopeIndexes(of: SlopeColumns & Simulation): SlopeIndexes {
  const quantiles = checkSlope(of);
  const repetitions = of.repetitions ?? 100_000;
  if (!(Number.isInteger(repetitions) && repetitions >= 1000)) {
    throw new RangeError(`${repetitions} repetitions were asked for. Give a whole number of at least 1,000.`);
  }
  const { rows, start } = rowsByGroup(of.groups);
  const stream = mersenneTwister(of.seed);
  const found = emptyIndexes(of.groups.count);
  const group = emptyGroup(quantiles);
  const drawn = { rises: new Float64Array(repetitions), ratios: new Float64Array(repetitions) };
  for (let index = 0; index < of.groups.count; index += 1) {
    readGroup(of, rows.subarray(start[index], start[index + 1]), group);
    const drawable = group.scaled.every(Number.isFinite) && group.error.every(Number.isFinite);
    found.note[index] = group.note === 0 && !drawable ? 4 : group.note;
    if (group.note >= 1 && group.note <= 3) continue;
    const fit = fitOf(group, of.transform === true);
    writePoint(found, index, fit, of);
    if (of.compatibility !== undefined && of.transform !== true) found.intercept[index] = fit.start;
    if (found.note[index] !== 0) continue;
    draw(group, of, drawn, stream.normal);
    writeDrawn(found, index, { group, of, drawn });
  }
  return found;
}

type Drawn = { readonly rises: Float64Array; readonly ratios: Float64Array };

function draw(group: SlopeGroup, of: SlopeColumns, drawn: Drawn, normal: () => number): void {
  const { scaled, error, startWeight, slopeWeight } = group;
  const { back } = scaleOf(of.transform === true ? "measure" : of.kind);
  // The reference turns round before it sorts, but with `transform` after: the places differ by one.
  const sign = (of.multiplier ?? 1) < 0 && of.transform !== true ? -1 : 1;
  const straight = of.transform === true || of.kind === "measure";
  for (let repetition = 0; repetition < drawn.rises.length; repetition += 1) {
    let start = 0;
    let rise = 0;
    for (let place = 0; place < scaled.length; place += 1) {
      const drawnValue = (scaled[place] ?? 0) + (error[place] ?? 0) * normal();
      const value = straight ? drawnValue : back(drawnValue);
      start += (startWeight[place] ?? 0) * value;
      rise += (slopeWeight[place] ?? 0) * value;
    }
    drawn.rises[repetition] = rise * sign;
    drawn.ratios[repetition] = sign < 0 ? start / (start + rise) : (start + rise) / start;
  }
  drawn.rises.sort();
  drawn.ratios.sort();
}

function writeDrawn(
  found: SlopeIndexes,
  index: number,
  what: { readonly group: SlopeGroup; readonly of: SlopeColumns & Simulation; readonly drawn: Drawn },
): void {
  const { group, of, drawn } = what;
  const ends = endsOf(drawn.rises, of.confidence ?? confidenceDefault);
  const multiplier = of.multiplier ?? 1;
  if (of.transform === true) {
    writeEnds(found, index, { fit: fitOf(group, true), rises: ends, of });
    if (of.compatibility !== undefined && multiplier > 0 && multiplier < 1) turnRound(found, index);
    return;
  }
  found.slope.lower[index] = ends[0] * Math.abs(multiplier);
  found.slope.upper[index] = ends[1] * Math.abs(multiplier);
  const ratios = endsOf(drawn.ratios, of.confidence ?? confidenceDefault);
  found.relative.lower[index] = ratios[0];
  found.relative.upper[index] = ratios[1];
}

/** The reference takes the drawn values at these places of their order, counted from 1. */
function endsOf(sorted: Float64Array, confidence: number): readonly [number, number] {
  const upper = confidence + tailOf(confidence);
  const at = (place: number): number => sorted[roundHalfToEven(place) - 1] ?? Number.NaN;
  return [at(sorted.length * (1 - upper)), at(sorted.length * upper)];
}

function roundHalfToEven(x: number): number {
  const below = Math.floor(x);
  if (x - below !== 0.5) return Math.round(x);
  return below % 2 === 0 ? below : below + 1;
}

function turnRound(found: SlopeIndexes, index: number): void {
  swap(found.slope, index, (limit) => limit);
  swap(found.relative, index, (limit) => 1 / limit);
}

function swap(columns: IntervalColumns, index: number, change: (limit: number) => number): void {
  const [lower, upper] = [columns.lower[index] ?? Number.NaN, columns.upper[index] ?? Number.NaN];
  columns.lower[index] = change(upper);
  columns.upper[index] = change(lower);
}
