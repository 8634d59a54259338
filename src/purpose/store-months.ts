import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import type { Db } from "../kernel/index.ts";
import { wholeDimensions } from "./observation.ts";
import { monthFrom } from "./period.ts";
import type { SubjectKey } from "./store-observations.ts";
import { keptOf, stampOf } from "./store-stamp.ts";

/**
 * What was counted in one month, and what it is a share of; only where a source gives both.
 *
 * A month begins on its first day; some sources close one a few days early, and it counts all the same.
 */
export interface MonthCount {
  readonly indicator: string;
  /** The id of the area or organisation; undefined: everybody who gave figures that month. */
  readonly of: string | undefined;
  /** First day of the month. */
  readonly start: CivilDate;
  readonly vintage: string;
  readonly numerator: number;
  readonly denominator: number;
  /** The publication it comes from; undefined where it was entered here. */
  readonly dataset: string | undefined;
}

interface MonthRow {
  readonly indicator_id: string;
  readonly subject: string | null;
  readonly period_start: string;
  readonly vintage: string;
  readonly numerator: number;
  readonly denominator: number;
  readonly dataset: string | null;
}

const counts = sql.raw(
  "held.period_start, held.vintage, held.numerator::float8 as numerator, held.denominator::float8 as denominator, held.dataset",
);
const isCounted = sql<boolean>`held.status in ('value', 'zero') and held.numerator is not null and held.denominator is not null`;
const isMonth = sql<boolean>`extract(day from held.period_start) = 1
  and held.period_end < held.period_start + interval '1 month'`;

/**
 * Every month held up to a day of many series, each an indicator of one subject, in one question; in the order of time.
 *
 * Where a subject had two codes in a month, both lines are given.
 */
export async function listMonthCounts(
  db: Db,
  asked: {
    readonly series: readonly { readonly indicator: string; readonly of: SubjectKey }[];
    readonly at: CivilDate;
  },
): Promise<readonly MonthCount[]> {
  if (asked.series.length === 0) return [];
  const indicators = asked.series.map(({ indicator }) => indicator);
  const areas = asked.series.map(({ of }) => ("areaId" in of ? of.areaId : null));
  const organisations = asked.series.map(({ of }) => ("organisationId" in of ? of.organisationId : null));
  const isHeld = sql<boolean>`${isCounted} and ${isMonth} and held.period_end <= ${asked.at}
    and held.dimension = any(${wholeDimensions}::text[])`;
  const result = await sql<MonthRow>`
    with given as materialized (select distinct * from unnest(${indicators}::text[], ${areas}::uuid[], ${organisations}::uuid[])
      as one (indicator_id, area_id, organisation_id))
    select held.indicator_id, held.area_id::text as subject, ${counts}
    from given join purpose.observation held on held.area_id = given.area_id and held.indicator_id = given.indicator_id
    where ${isHeld}
    union all
    select held.indicator_id, held.organisation_id::text, ${counts}
    from given join purpose.observation held on held.organisation_id = given.organisation_id and held.indicator_id = given.indicator_id
    where ${isHeld}
    order by period_start, vintage`.execute(db);
  return result.rows.map(countFromRow);
}

/**
 * What everybody who gave figures counted in some months, added up by edition, in one question.
 *
 * Of each code the latest edition counts; a subject with two codes counts once. Only for published indicators: worked out once for
 * each state of their figures.
 *
 * @param asked.months  first days; a month that had not ended by the day is left out
 */
export async function listMonthSums(
  db: Db,
  asked: {
    readonly indicators: readonly string[];
    readonly months: readonly CivilDate[];
    readonly at: CivilDate;
  },
): Promise<readonly MonthCount[]> {
  const ends = asked.months.map((start) => monthFrom(start).end).filter((end) => end <= asked.at);
  if (ends.length === 0 || asked.indicators.length === 0) return [];
  const stamp = await stampOf(db, asked.indicators);
  const key = [stamp, ...asked.indicators, ...ends].join(" ");
  return await keptSums.find(key, async () => await sumsIn(db, asked.indicators, ends));
}

const keptSums = keptOf<readonly MonthCount[]>(16);

async function sumsIn(
  db: Db,
  indicators: readonly string[],
  ends: readonly CivilDate[],
): Promise<readonly MonthCount[]> {
  // Texts are sorted by their bytes: any order serves, and that of the language takes most of the time.
  const result = await sql<MonthRow>`
    with latest as (
      select distinct on (indicator_id collate "C", period_end, code collate "C", dimension collate "C")
        indicator_id, code, dimension, period_start, period_end, vintage, status, numerator, denominator, dataset, area_id, organisation_id
      from purpose.observation
      where indicator_id = any(${indicators}::text[]) and period_end = any(${ends}::date[])
        and dimension = any(${wholeDimensions}::text[])
      order by indicator_id collate "C", period_end, code collate "C", dimension collate "C", period_start, vintage desc),
    held as (
      select distinct on (indicator_id collate "C", period_end, coalesce(area_id::text, organisation_id::text, code) collate "C") *
      from latest
      order by indicator_id collate "C", period_end, coalesce(area_id::text, organisation_id::text, code) collate "C",
        code collate "C", dimension collate "C")
    select held.indicator_id, null as subject, held.period_start, held.vintage, sum(held.numerator)::float8 as numerator,
      sum(held.denominator)::float8 as denominator, held.dataset
    from held where ${isCounted} and ${isMonth}
    group by held.indicator_id, held.period_start, held.vintage, held.dataset
    order by held.period_start, held.vintage`.execute(db);
  return result.rows.map(countFromRow);
}

function countFromRow(row: MonthRow): MonthCount {
  return {
    indicator: row.indicator_id,
    of: row.subject ?? undefined,
    start: row.period_start as CivilDate,
    vintage: row.vintage,
    numerator: row.numerator,
    denominator: row.denominator,
    dataset: row.dataset ?? undefined,
  };
}
