import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import type { Db } from "../kernel/index.ts";
import { wholeDimensions } from "./observation.ts";
import type { SubjectKey } from "./store-observations.ts";

/** A monthly series with numerator and denominator, whose levels can be worked out over any of its months. */
export interface CountedSeries {
  readonly indicator: string;
  readonly name: string;
  /** Of a level once it is multiplied by `scale`. */
  readonly unit: string;
  readonly scale: number;
  readonly of: SubjectKey;
  readonly vintage: string;
  /** First days of the first and the last month held up to the day. */
  readonly first: CivilDate;
  readonly last: CivilDate;
  readonly months: number;
}

interface CountedRow {
  readonly indicator_id: string;
  readonly name: string;
  readonly unit: string;
  readonly area_id: string | null;
  readonly organisation_id: string | null;
  readonly vintage: string;
  readonly first: string;
  readonly last: string;
  readonly months: number;
  readonly scale: number;
}

/** What publishers multiply a share by. */
const scales = [1, 100, 1000, 10_000, 100_000];
/** Published values are rounded. */
const roundingMost = 0.02;
const monthsLeast = 2;

/**
 * The monthly series of some areas and organisations of which what was counted and what it is a share of are both held.
 *
 * Left out where the published value is no plain multiple of the one over the other: its levels could not be added up.
 */
export async function listCountedSeries(
  db: Db,
  asked: {
    readonly areaIds: readonly string[];
    readonly organisationIds: readonly string[];
    readonly at: CivilDate;
  },
): Promise<readonly CountedSeries[]> {
  const result = await sql<CountedRow>`
    with counted as materialized (
      select held.indicator_id, held.area_id, held.organisation_id, held.vintage, min(held.period_start) as first, max(held.period_start) as last,
        count(distinct held.period_start)::int as months, max(held.unit) as unit,
        (percentile_cont(0.5) within group (order by held.value * held.denominator / nullif(held.numerator, 0)))::float8 as scale
      from purpose.observation held
      where (held.area_id = any(${asked.areaIds}::uuid[]) or held.organisation_id = any(${asked.organisationIds}::uuid[]))
        and held.status in ('value', 'zero') and held.numerator is not null and held.denominator > 0
        and held.dimension = any(${wholeDimensions}::text[]) and held.period_end <= ${asked.at}
        and extract(day from held.period_start) = 1 and held.period_end < held.period_start + interval '1 month'
      group by held.indicator_id, held.area_id, held.organisation_id, held.vintage)
    select counted.*, indicator.name, coalesce(counted.unit, indicator.unit) as unit
    from counted join purpose.indicator indicator on indicator.id = counted.indicator_id
    where counted.months >= ${monthsLeast}
    order by indicator.name collate kernel.natural_order, counted.indicator_id, counted.vintage`.execute(db);
  return result.rows.flatMap((row) => {
    const multiple = scales.find((one) => Math.abs(row.scale / one - 1) <= roundingMost);
    if (multiple === undefined) return [];
    const isFraction = row.unit === "fraction of 1";
    return [
      {
        indicator: row.indicator_id,
        name: row.name,
        unit: isFraction ? "per cent" : row.unit,
        scale: isFraction ? 100 * multiple : multiple,
        of: row.area_id ? { areaId: row.area_id } : { organisationId: row.organisation_id! },
        vintage: row.vintage,
        first: row.first as CivilDate,
        last: row.last as CivilDate,
        months: row.months,
      },
    ];
  });
}
