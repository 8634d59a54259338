import { confidenceDefault, deviateOf, emptyColumns } from "../column/interval.ts";
import type { Interval, IntervalColumns } from "../column/interval.ts";
import { sumByGroup } from "../column/group.ts";
import type { Groups } from "../column/group.ts";
import { byarEnd, checkCount, countLimiter, countLimits, exactBelow } from "./count-limits.ts";

/** People of whom a rate is usually given. */
export const ratePerDefault = 100_000;

/**
 * A crude rate with the limits public health bodies publish: exact below 10 events, Byar's from 10 on.
 *
 * For events that may happen to one person again, over people or person-years. Not for a share of people: see
 * `wilson`.
 *
 * @param of.per  people the rate is given of; 100,000 when left out
 * @throws RangeError for events below 0 or no people
 * @source as `countLimits`
 * @example rate({ events: 65, people: 100, per: 100 }) // 65 (50.16, 82.85)
 */
export function rate(of: {
  readonly events: number;
  readonly people: number;
  readonly confidence?: number;
  readonly per?: number;
}): Interval {
  checkRate(of.events, of.people);
  const scale = (of.per ?? ratePerDefault) / of.people;
  const limits = countLimits(of.events, of.confidence ?? confidenceDefault);
  return { value: of.events * scale, lower: limits.lower * scale, upper: limits.upper * scale };
}

/**
 * Crude rates with limits, row by row, or group by group after summing.
 *
 * A missing count (NaN) gives a missing rate.
 *
 * @throws RangeError naming the row, for events below 0 or no people
 * @source as `countLimits`
 * @example rates({ events: Float64Array.of(5), people: Float64Array.of(1000), per: 1000 }) // 5 (1.62, 11.67)
 */
export function rates(of: {
  readonly events: Float64Array;
  readonly people: Float64Array;
  readonly confidence?: number;
  readonly per?: number;
  readonly groups?: Groups;
}): IntervalColumns {
  const events = of.groups === undefined ? of.events : sumByGroup(of.events, of.groups);
  const people = of.groups === undefined ? of.people : sumByGroup(of.people, of.groups);
  const confidence = of.confidence ?? confidenceDefault;
  const limits = countLimiter(confidence);
  const z = deviateOf(confidence);
  const per = of.per ?? ratePerDefault;
  const found = emptyColumns(events.length);
  for (let row = 0; row < events.length; row += 1) {
    const x = events[row] ?? Number.NaN;
    const n = people[row] ?? Number.NaN;
    if (!(x >= 0 && n > 0)) {
      checkRate(x, n, row);
      continue;
    }
    found.value[row] = (x / n) * per;
    const many = x >= exactBelow;
    found.lower[row] = ((many ? byarEnd(x, -z) : limits(x).lower) / n) * per;
    found.upper[row] = ((many ? byarEnd(x + 1, z) : limits(x).upper) / n) * per;
  }
  return found;
}

function checkRate(events: number, people: number, row?: number): void {
  checkCount(events, row);
  if (!(people <= 0)) return;
  const where = row === undefined ? "A" : `Row ${row + 1}: a`;
  throw new RangeError(`${where} rate among ${people} people was asked for. There must be more than none.`);
}
