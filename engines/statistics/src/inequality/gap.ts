import type { Interval, IntervalColumns } from "../column/interval.ts";
import { emptyColumns } from "../column/interval.ts";
import { difference, ratio } from "../difference/difference.ts";

/**
 * The gap between two groups: as a difference, in the figure's unit, and as a ratio. Both are needed: they can move
 * apart.
 */
export type Gap = { readonly absolute: Interval; readonly relative: Interval };

/**
 * The gap between two groups, absolute and relative, with limits.
 *
 * For the two ends of deprivation, or one group and a reference group. It looks at two groups only: the slope
 * index uses all. Positive, and above 1, where the figure is higher in `group`.
 *
 * @param of.group  usually the most deprived, or the group asked about; independent of `reference`
 * @returns the relative gap is NaN where a figure can be below 0 or the reference is 0
 * @source `difference` and `ratio`
 * @example gapBetween({ group: { value: 30, lower: 26, upper: 34 }, reference: { value: 20, lower: 17, upper: 23 } }) // 10 (5, 15) and 1.5 (1.2281, 1.8410)
 */
export function gapBetween(of: { readonly group: Interval; readonly reference: Interval }): Gap {
  return { absolute: difference(of.group, of.reference), relative: ratio(of.group, of.reference) };
}

/** Gaps of many groups from one. */
export type GapColumns = { readonly absolute: IntervalColumns; readonly relative: IntervalColumns };

/**
 * The gap of each group from one reference group: for groups without an order, such as ethnic groups.
 *
 * The reference's own place is NaN: a group has no gap from itself. With many groups some gaps look clear by
 * chance; adjust before saying which.
 *
 * @param reference  place of the reference group
 * @throws RangeError where there is no such place
 * @example three groups 30, 20, 25 with the second as reference: absolute 10, NaN, 5
 */
export function gapsFrom(figures: IntervalColumns, reference: number): GapColumns {
  const base = intervalAt(figures, reference);
  const count = figures.value.length;
  const gaps = { absolute: emptyColumns(count), relative: emptyColumns(count) };
  for (let place = 0; place < count; place += 1) {
    if (place === reference) continue;
    const gap = gapBetween({ group: intervalAt(figures, place), reference: base });
    for (const kind of ["absolute", "relative"] as const) {
      gaps[kind].value[place] = gap[kind].value;
      gaps[kind].lower[place] = gap[kind].lower;
      gaps[kind].upper[place] = gap[kind].upper;
    }
  }
  return gaps;
}

function intervalAt(columns: IntervalColumns, place: number): Interval {
  const [value, lower, upper] = [columns.value[place], columns.lower[place], columns.upper[place]];
  if (value === undefined || lower === undefined || upper === undefined) {
    throw new RangeError(
      `Place ${place} was given, but there are ${columns.value.length} groups, numbered from 0.`,
    );
  }
  return { value, lower, upper };
}
