import { sql } from "kysely";
import { addDays, addMonths, type CivilDate } from "@concordat/calendar";
import type { Db } from "../kernel/index.ts";
import { listAreasById, listOrganisationsById } from "../place/index.ts";
import { signIndicators } from "./headline.ts";
import { wholeDimensions, type Observation } from "./observation.ts";
import { signsAmong, type Signs, type SignTest } from "./sign.ts";
import { changeTest, outlierTests, type MonthlySeries } from "./sign-test.ts";
import { listIndicators, type CoveredIndicator } from "./store-indicators.ts";
import { listLatestOfEach } from "./store-observations.ts";
import { keptOf, stampOf } from "./store-stamp.ts";

/** Figures older than this are history and make no sign. */
const monthsFresh = 18;
/** How much history a change is judged by. */
const monthsHeld = 60;

/** The tests of a spell of days, kept until the figures change. */
const kept = keptOf<Signs>(8);
/** The days on which the figures' periods begin and end: between two of them no test can change. */
const keptDays = keptOf<PeriodDays>(2);

/**
 * The signs among all tests that can be made with the figures held on a day.
 *
 * Tested are the indicators of `signIndicators`, and every imported one that has a better side: not all that is held, for many count the same people.
 * Worked out once for each state of the figures; all of them are public, so whoever asks gets the same.
 */
export async function signsOn(db: Db, at: CivilDate): Promise<Signs> {
  const tested = (await listIndicators(db)).filter(isTested);
  const stamp = await stampOf(
    db,
    tested.map((one) => one.id),
  );
  const days = await keptDays.find(stamp, async () => await listPeriodDays(db, tested));
  return await kept.find(`${spellOf(days, at)} ${stamp}`, async () =>
    signsAmong(await testsOn(db, tested, at)),
  );
}

interface PeriodDays {
  readonly starts: readonly string[];
  readonly ends: readonly string[];
}

async function listPeriodDays(db: Db, tested: readonly CoveredIndicator[]): Promise<PeriodDays> {
  const indicators = tested.map((one) => one.id);
  const result = await sql<{ starts: readonly string[] | null; ends: readonly string[] | null }>`
    select array_agg(distinct period_start::text) as starts, array_agg(distinct period_end::text) as ends
    from purpose.observation where indicator_id = any(${indicators}::text[])`.execute(db);
  const [row] = result.rows;
  return { starts: row?.starts ?? [], ends: row?.ends ?? [] };
}

/** Which figures the tests of a day are made from: the same text for all days that the same figures belong to. */
export function spellOf({ starts, ends }: PeriodDays, at: CivilDate): string {
  const from = addMonths(at, -monthsFresh);
  const oldest = addMonths(from, -monthsHeld);
  const before = (days: readonly string[], day: string): number => days.filter((one) => one < day).length;
  return [before(ends, addDays(at, 1)), before(ends, from), before(starts, oldest)].join(" ");
}

/** Whether signs are looked for in an indicator. */
export function isTested({ id, direction, keptHere, mainFile, cover }: CoveredIndicator): boolean {
  if (direction === "neither" || keptHere || !cover) return false;
  return signIndicators.includes(id) || mainFile?.startsWith("import-") === true;
}

async function testsOn(
  db: Db,
  tested: readonly CoveredIndicator[],
  at: CivilDate,
): Promise<readonly SignTest[]> {
  const from = addMonths(at, -monthsFresh);
  const fresh = tested.filter(({ cover }) => cover!.lastDay >= from);
  const latest = await listLatestOfEach(db, { indicators: fresh.map(({ id }) => id), at });
  const sortOf = await sortsOf(db, [...latest.values()].flat());
  const outliers = fresh.flatMap((indicator) => {
    const figures = (latest.get(indicator.id) ?? []).filter(({ span }) => span.end >= from);
    return outlierTests(figures, indicator, sortOf);
  });
  const indicators = tested.map((one) => one.id);
  const changes = (await listMonthly(db, indicators, { from, at })).flatMap(
    (series) => changeTest(series) ?? [],
  );
  return [...outliers, ...changes];
}

/** What sort of thing each figure is about; made-up places, England and regions are compared with nothing. */
async function sortsOf(
  db: Db,
  latest: readonly Observation[],
): Promise<(one: Observation) => string | undefined> {
  const areas = [...new Set(latest.flatMap(({ areaId }) => areaId ?? []))];
  const organisations = [...new Set(latest.flatMap(({ organisationId }) => organisationId ?? []))];
  const things = [...(await listAreasById(db, areas)), ...(await listOrganisationsById(db, organisations))];
  const sorts = new Map(
    things
      .filter(({ basis, kind }) => basis !== "illustrative" && kind !== "nation" && kind !== "region")
      .map(({ id, kind }): [string, string] => [id, kind]),
  );
  return (one) => sorts.get(one.areaId ?? one.organisationId ?? "");
}

interface MonthRow {
  readonly indicator_id: string;
  readonly code: string;
  readonly vintage: string;
  readonly area_id: string | null;
  readonly organisation_id: string | null;
  readonly unit: string;
  readonly dataset: string | null;
  readonly starts: readonly string[];
  readonly values: readonly (number | null)[];
}

/**
 * Of each subject the longest monthly series that reaches into the fresh months. Editions are never joined.
 *
 * The indicators are joined to what was added up: the planner expects a single month and would read all of them once for each indicator.
 * Codes come first in the grouping: they differ most, and sorting takes most of the time.
 */
export async function listMonthly(
  db: Db,
  indicators: readonly string[],
  { from, at }: { readonly from: CivilDate; readonly at: CivilDate },
): Promise<readonly MonthlySeries[]> {
  const result = await sql<MonthRow>`
    with summed as materialized (select held.indicator_id, held.code, held.vintage, max(held.area_id::text) as area_id, max(held.organisation_id::text) as organisation_id,
      max(held.unit) as unit, max(held.dataset) as dataset,
      array_agg(held.period_start::text order by held.period_start) as starts,
      array_agg(held.value::float8 order by held.period_start) as values
    from purpose.observation held
    where held.indicator_id = any(${indicators}::text[]) and held.dimension = any(${wholeDimensions}::text[])
      and held.basis <> 'illustrative' and (held.area_id is not null or held.organisation_id is not null)
      and held.period_end <= ${at} and held.period_start >= ${addMonths(from, -monthsHeld)}
      and held.period_end = (held.period_start + interval '1 month' - interval '1 day')::date and extract(day from held.period_start) = 1
    group by held.code, held.indicator_id, held.vintage, held.dimension
    having max(held.period_end) >= ${from})
    select summed.*, coalesce(summed.unit, indicator.unit) as unit
    from summed join purpose.indicator indicator on indicator.id = summed.indicator_id`.execute(db);
  const best = new Map<string, MonthlySeries>();
  for (const row of result.rows) {
    const series = seriesFromRow(row);
    const key = `${row.indicator_id} ${row.area_id ?? row.organisation_id ?? row.code}`;
    const other = best.get(key);
    if (!other || filled(other) < filled(series)) best.set(key, series);
  }
  return [...best.values()];
}

function filled({ values }: MonthlySeries): number {
  return values.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0);
}

function seriesFromRow(row: MonthRow): MonthlySeries {
  const start = row.starts.at(-Math.min(row.starts.length, monthsHeld))! as CivilDate;
  const months = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  const last = row.starts.at(-1)!;
  const values = new Float64Array(Math.min(months(last) - months(start) + 1, monthsHeld)).fill(Number.NaN);
  const first = addMonths(last as CivilDate, 1 - values.length);
  for (const [index, day] of row.starts.entries()) {
    const place = months(day) - months(first);
    const value = row.values[index];
    if (place >= 0 && value !== null && value !== undefined) values[place] = value;
  }
  return {
    indicator: row.indicator_id,
    code: row.code,
    vintage: row.vintage,
    unit: row.unit,
    start: first,
    end: addDays(addMonths(last as CivilDate, 1), -1),
    values,
    ...(row.area_id && { areaId: row.area_id }),
    ...(row.organisation_id && { organisationId: row.organisation_id }),
    ...(row.dataset && { dataset: row.dataset }),
  };
}
