import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import type { Db } from "../kernel/index.ts";

/** Patients delayed for one reason over all systems in one month. */
export interface ReasonCount {
  readonly indicator: string;
  readonly name: string;
  readonly patients: number;
  readonly systems: number;
  /** Systems that gave no number for it. */
  readonly without: number;
  readonly periodStart: CivilDate;
  readonly periodEnd: CivilDate;
}

/** Every reason in the latest month that had ended by the day, added up over the systems that gave a number. */
export async function listReasonCounts(db: Db, at: CivilDate): Promise<readonly ReasonCount[]> {
  const result = await sql<{
    indicator_id: string;
    name: string;
    patients: string | null;
    systems: string;
    without: string;
    period_start: string;
    period_end: string;
  }>`
    with latest as (select max(one.period_end) as day from purpose.indicator cross join lateral (
      select period_end from purpose.observation held
      where held.indicator_id = indicator.id and held.area_id is not null and held.period_end <= ${at}
      order by held.period_end desc limit 1) one where indicator.id like 'delay.%')
    select held.indicator_id, indicator.name, sum(held.value) as patients, count(held.value)::text as systems,
      (count(*) - count(held.value))::text as without, min(held.period_start) as period_start, held.period_end
    from purpose.indicator indicator cross join latest
    join purpose.observation held on held.indicator_id = indicator.id and held.period_end = latest.day
    where indicator.id like 'delay.%' and held.area_id is not null and held.dataset = 'delay-reasons-icb-month'
    group by held.indicator_id, indicator.name, held.period_end order by held.indicator_id`.execute(db);
  return result.rows.map((row) => ({
    indicator: row.indicator_id,
    name: row.name,
    patients: Number(row.patients ?? 0),
    systems: Number(row.systems),
    without: Number(row.without),
    periodStart: row.period_start as CivilDate,
    periodEnd: row.period_end as CivilDate,
  }));
}

/** One month of the patients who no longer need to be in hospital, over the systems that report every month. */
export interface MonthSum {
  readonly start: CivilDate;
  readonly end: CivilDate;
  readonly value: number;
  readonly systems: number;
}

/** Adds up only systems that have a number for every month held by the day: a total of changing members would show changes that are none. */
export async function listWholeReporters(db: Db, at: CivilDate): Promise<readonly MonthSum[]> {
  const result = await sql<{ period_start: string; period_end: string; value: string; systems: string }>`
    with held as (select area_id, period_start, period_end, value from purpose.observation
        where indicator_id = 'ctr.not-meeting' and area_id is not null and period_end <= ${at} and dataset = 'criteria-to-reside-icb-month'),
      months as (select count(distinct period_start) as many from held),
      whole as (select area_id from held where value is not null group by area_id having count(*) = (select many from months))
    select period_start, period_end, sum(value) as value, count(*)::text as systems from held
    where area_id in (select area_id from whole) group by period_start, period_end order by period_start`.execute(
    db,
  );
  return result.rows.map((row) => ({
    start: row.period_start as CivilDate,
    end: row.period_end as CivilDate,
    value: Number(row.value),
    systems: Number(row.systems),
  }));
}
