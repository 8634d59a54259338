import { sql, type RawBuilder } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import { measured, type Basis, type Db, type MeasuredKind } from "../kernel/index.ts";
import { wholeDimensions, type Observation } from "./observation.ts";

type ObservationRow = {
  indicator_id: string;
  code: string;
  dimension: string;
  period_start: string;
  period_end: string;
  vintage: string;
  status: string;
  value: string | null;
  numerator: string | null;
  denominator: string | null;
  lower: string | null;
  upper: string | null;
  unit: string;
  note: string | null;
  area_id: string | null;
  organisation_id: string | null;
  dataset: string | null;
  entered_by: string | null;
  entered_on: string | null;
  basis: string;
};

/** An area or an organisation, by id. */
export type SubjectKey = { readonly areaId: string } | { readonly organisationId: string };

const columns = sql.raw(
  "held.indicator_id, held.code, held.dimension, held.period_start, held.period_end, held.vintage, held.status, held.value, " +
    "held.numerator, held.denominator, held.lower, held.upper, coalesce(held.unit, indicator.unit) as unit, held.note, held.area_id, " +
    "held.organisation_id, held.dataset, held.entered_by, held.entered_on, held.basis",
);

/**
 * The latest figure of each of these indicators for one subject, and of every indicator entered for it here, once for
 * each organisation that enters it. Only periods that had ended by the day; of two that end together the longer.
 */
export async function listLatestFor(
  db: Db,
  asked: { readonly of: SubjectKey; readonly indicators: readonly string[]; readonly at: CivilDate },
): Promise<readonly Observation[]> {
  const result = await sql<ObservationRow>`
    select distinct on (held.indicator_id, held.entered_by) ${columns}
    from purpose.observation held join purpose.indicator indicator on indicator.id = held.indicator_id
    where ${ofSubject(asked.of)} and (held.indicator_id = any(${asked.indicators}::text[]) or held.entered_by is not null)
      and held.dimension = any(${wholeDimensions}::text[]) and held.period_end <= ${asked.at}
    order by held.indicator_id, held.entered_by, held.period_end desc, held.period_start, held.vintage desc`.execute(
    db,
  );
  return result.rows.map(observationFromRow);
}

/** The latest figure of one indicator for everything it is held for, in the order of the codes. */
export async function listLatestOf(
  db: Db,
  { indicator, at }: { readonly indicator: string; readonly at: CivilDate },
): Promise<readonly Observation[]> {
  return (await listLatestOfEach(db, { indicators: [indicator], at })).get(indicator) ?? [];
}

/**
 * The latest figures of some indicators, each for everything it is held for in the order of the codes, in one question.
 *
 * Walks the key from code to code, so that it reads one row for each instead of every month of all.
 */
export async function listLatestOfEach(
  db: Db,
  asked: { readonly indicators: readonly string[]; readonly at: CivilDate },
): Promise<ReadonlyMap<string, readonly Observation[]>> {
  const result = await sql<ObservationRow>`
    with recursive walked (indicator_id, code, dimension) as (
      select first.* from unnest(${asked.indicators}::text[]) as given (id), lateral (
        select indicator_id, code, dimension from purpose.observation
        where indicator_id = given.id order by code, dimension limit 1) first
      union all
      select next.* from walked, lateral (
        select indicator_id, code, dimension from purpose.observation
        where indicator_id = walked.indicator_id and (code, dimension) > (walked.code, walked.dimension)
        order by code, dimension limit 1) next)
    select ${columns} from walked
    join purpose.indicator indicator on indicator.id = walked.indicator_id
    cross join lateral (
      select * from purpose.observation one
      where one.indicator_id = walked.indicator_id and one.code = walked.code and one.dimension = walked.dimension
        and one.period_end <= ${asked.at}
      order by one.period_end desc, one.period_start, one.vintage desc limit 1) held
    where walked.dimension = any(${wholeDimensions}::text[])
    order by held.code, held.dimension`.execute(db);
  const all = result.rows.map(observationFromRow);
  return new Map(
    asked.indicators.map((id) => [id, latestOfSubjects(all.filter(({ indicator }) => indicator === id))]),
  );
}

/** The latest figure of an indicator that bodies here enter: one for each area and body. */
export async function listLatestEntered(
  db: Db,
  asked: { readonly indicator: string; readonly at: CivilDate },
): Promise<readonly Observation[]> {
  const result = await sql<ObservationRow>`
    select distinct on (held.code, held.vintage) ${columns}
    from purpose.observation held join purpose.indicator indicator on indicator.id = held.indicator_id
    where held.indicator_id = ${asked.indicator} and held.period_end <= ${asked.at}
    order by held.code, held.vintage, held.period_end desc, held.period_start`.execute(db);
  return result.rows.map(observationFromRow);
}

/** Everything held of one indicator for one subject up to a day, in the order of time. */
export async function listObservationsOf(
  db: Db,
  asked: { readonly indicator: string; readonly of: SubjectKey; readonly at: CivilDate },
): Promise<readonly Observation[]> {
  const result = await sql<ObservationRow>`
    select ${columns} from purpose.observation held join purpose.indicator indicator on indicator.id = held.indicator_id
    where held.indicator_id = ${asked.indicator} and ${ofSubject(asked.of)} and held.period_end <= ${asked.at}
    order by held.period_start, held.period_end, held.vintage`.execute(db);
  return result.rows.map(observationFromRow);
}

/** Everything held about one subject up to a day, indicator by indicator in the order of time. */
export async function listObservationsAbout(
  db: Db,
  asked: { readonly of: SubjectKey; readonly at: CivilDate },
): Promise<readonly Observation[]> {
  const result = await sql<ObservationRow>`
    select ${columns} from purpose.observation held join purpose.indicator indicator on indicator.id = held.indicator_id
    where ${ofSubject(asked.of)} and held.period_end <= ${asked.at}
    order by held.indicator_id, held.period_start, held.period_end, held.vintage`.execute(db);
  return result.rows.map(observationFromRow);
}

/** Everything held of one indicator, for those who want it whole. */
export async function listObservationsIn(
  db: Db,
  asked: { readonly indicator: string },
): Promise<readonly Observation[]> {
  const result = await sql<ObservationRow>`
    select ${columns} from purpose.observation held join purpose.indicator indicator on indicator.id = held.indicator_id
    where held.indicator_id = ${asked.indicator}
    order by held.code, held.dimension, held.period_start, held.period_end, held.vintage`.execute(db);
  return result.rows.map(observationFromRow);
}

/** An area may have had two codes: of their latest figures the later one counts. */
function latestOfSubjects(observations: readonly Observation[]): readonly Observation[] {
  const latest = new Map<string, Observation>();
  for (const one of observations) {
    const key = one.areaId ?? one.organisationId ?? one.code;
    const held = latest.get(key);
    if (!held || held.span.end < one.span.end) latest.set(key, one);
  }
  return [...latest.values()];
}

function ofSubject(of: SubjectKey): RawBuilder<boolean> {
  return "areaId" in of
    ? sql<boolean>`held.area_id = ${of.areaId}`
    : sql<boolean>`held.organisation_id = ${of.organisationId}`;
}

/** A row as the domain has it; throws when status and value contradict each other. */
export function observationFromRow(row: ObservationRow): Observation {
  const number = (text: string | null): number | undefined => (text === null ? undefined : Number(text));
  return {
    indicator: row.indicator_id,
    code: row.code,
    dimension: row.dimension,
    span: { start: row.period_start as CivilDate, end: row.period_end as CivilDate },
    vintage: row.vintage,
    figure: measured(row.status as MeasuredKind, number(row.value)),
    unit: row.unit,
    basis: row.basis as Basis,
    ...(row.numerator !== null && { numerator: Number(row.numerator) }),
    ...(row.denominator !== null && { denominator: Number(row.denominator) }),
    ...(row.lower !== null && row.upper !== null && { lower: Number(row.lower), upper: Number(row.upper) }),
    ...(row.note && { note: row.note }),
    ...(row.area_id && { areaId: row.area_id }),
    ...(row.organisation_id && { organisationId: row.organisation_id }),
    ...(row.dataset && { dataset: row.dataset }),
    ...(row.entered_by && { enteredBy: row.entered_by }),
    ...(row.entered_on && { enteredOn: row.entered_on as CivilDate }),
  };
}
