import type { CivilDate } from "./civil-date.ts";
import { formatCivilDate } from "./date-text.ts";

/**
 * A run of days: `from` is its first day, `to` the first day **after** it; without `to` it has no end yet.
 *
 * Half-open, so that a period which ends on 1 April and one which begins on 1 April touch and do not overlap,
 * as a PostgreSQL `daterange` does.
 */
export type Period = { readonly from: CivilDate; readonly to?: CivilDate | undefined };

/**
 * A period, checked to hold at least one day.
 *
 * @param from  first day
 * @param to    first day after the period; left out when it has no end
 * @throws RangeError when `to` is not later than `from`
 * @example periodOf(civilDate("2022-07-01"), civilDate("2026-04-01")) // { from: "2022-07-01", to: "2026-04-01" }
 * @example periodOf(civilDate("2022-07-01"), civilDate("2022-07-01")) // throws RangeError
 */
export function periodOf(from: CivilDate, to?: CivilDate): Period {
  if (to === undefined) return { from };
  if (to <= from) {
    throw new RangeError(
      `A period from ${formatCivilDate(from)} cannot end before ${formatCivilDate(to)}: it would hold no day.`,
    );
  }
  return { from, to };
}

/**
 * Whether a day lies in a period. The day `to` does not.
 *
 * @example periodContains({ from: civilDate("2022-07-01"), to: civilDate("2026-04-01") }, civilDate("2026-04-01")) // false
 */
export function periodContains(period: Period, date: CivilDate): boolean {
  return period.from <= date && (period.to === undefined || date < period.to);
}

/**
 * Whether two periods share a day.
 *
 * @example periodsOverlap({ from: civilDate("2022-07-01"), to: civilDate("2026-04-01") }, { from: civilDate("2026-04-01") }) // false
 */
export function periodsOverlap(a: Period, b: Period): boolean {
  return (b.to === undefined || a.from < b.to) && (a.to === undefined || b.from < a.to);
}
