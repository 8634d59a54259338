import { confidenceDefault, deviateOf, emptyColumns } from "../column/interval.ts";
import type { IntervalColumns } from "../column/interval.ts";
import { sumByGroup } from "../column/group.ts";
import type { Groups } from "../column/group.ts";
import { checkProportion, wilsonLimit } from "./wilson.ts";

/** Columns of one length: row by row, people with the characteristic and all people. */
export type ProportionColumns = {
  readonly events: Float64Array;
  readonly people: Float64Array;
  readonly confidence?: number;
  /** 1 for fractions, 100 for per cent. 1 when left out. */
  readonly per?: number;
};

/**
 * Proportions with Wilson limits, row by row.
 *
 * A missing count (NaN) gives a missing proportion. For rows that first belong together give `sumByGroup` of each
 * column, or `groups`.
 *
 * @throws RangeError naming the row, where events are below 0 or above the people, or there are no people
 * @source as `wilson`
 * @example proportions({ events: Float64Array.of(65), people: Float64Array.of(100), per: 100 }) // 65 (55.25, 73.64)
 */
export function proportions(of: ProportionColumns & { readonly groups?: Groups }): IntervalColumns {
  const events = of.groups === undefined ? of.events : sumByGroup(of.events, of.groups);
  const people = of.groups === undefined ? of.people : sumByGroup(of.people, of.groups);
  const z = deviateOf(of.confidence ?? confidenceDefault);
  const per = of.per ?? 1;
  const found = emptyColumns(events.length);
  for (let row = 0; row < events.length; row += 1) {
    const x = events[row] ?? Number.NaN;
    const n = people[row] ?? Number.NaN;
    if (!(x >= 0 && x <= n && n > 0)) {
      checkProportion(x, n, row);
      continue;
    }
    found.value[row] = (x / n) * per;
    found.lower[row] = wilsonLimit(x, n, -z) * per;
    found.upper[row] = wilsonLimit(x, n, z) * per;
  }
  return found;
}
