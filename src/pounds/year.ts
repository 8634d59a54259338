import {
  addDays,
  addMonths,
  civilDate,
  formatCivilDate,
  monthName,
  monthOf,
  type CivilDate,
} from "@concordat/calendar";
import type { Fund } from "./fund.ts";

/** A month, quarter or year of a fund: its first day, and the first day after it. */
export interface Span {
  /** `M1` to `M12`, `Q1` to `Q4`, or `year`. */
  readonly key: string;
  readonly name: string;
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/** The NHS months of a fund's year, M1 to M12; none where the year is not known to the day. */
export function monthsOf({ beginsOn, endsOn }: Pick<Fund, "beginsOn" | "endsOn">): readonly Span[] {
  if (beginsOn === undefined || endsOn === undefined) return [];
  const months: Span[] = [];
  for (let from = beginsOn; from < endsOn && months.length < 24;) {
    const to = addMonths(firstOfMonth(from), 1);
    const name = monthName(monthOf(from));
    months.push({
      key: `M${months.length + 1}`,
      name: `M${months.length + 1}, ${name} ${from.slice(0, 4)}`,
      from,
      to: to < endsOn ? to : endsOn,
    });
    from = to;
  }
  return months;
}

/** A fund's year as accounts name it: `2026-27`. */
export function yearKey({ year }: Pick<Fund, "year">): string {
  return year
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
}

function firstOfMonth(day: CivilDate): CivilDate {
  return civilDate(`${day.slice(0, 8)}01`);
}

/** The months, then the quarters, then the whole year: what a statement can be asked for. */
export function spansOf(fund: Pick<Fund, "beginsOn" | "endsOn" | "year">): readonly Span[] {
  const months = monthsOf(fund);
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return [];
  const quarters = Array.from({ length: Math.ceil(months.length / 3) }, (_, place): Span => {
    const own = months.slice(place * 3, place * 3 + 3);
    return { key: `Q${place + 1}`, name: `Quarter ${place + 1}`, from: own[0]!.from, to: own.at(-1)!.to };
  });
  return [
    ...months,
    ...quarters,
    { key: "year", name: `The year ${fund.year}`, from: first.from, to: last.to },
  ];
}

/** How many months of the year had wholly passed at the end of a day. */
export function monthsPassed(months: readonly Span[], on: CivilDate): number {
  return months.filter(({ to }) => to <= addDays(on, 1)).length;
}

/** "1 April 2025 to 31 March 2026". */
export function spanWords({ from, to }: Pick<Span, "from" | "to">): string {
  return `${formatCivilDate(from)} to ${formatCivilDate(addDays(to, -1))}`;
}
