import { sql, type RawBuilder } from "kysely";
import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import type { Db } from "../kernel/index.ts";
import { resolveCodes } from "../place/index.ts";
import { figureProblem, type GivenFigure } from "./import-figure.ts";
import { spanInWords, monthFrom } from "./period.ts";
import { givenRows } from "./store-given.ts";

/** Who publishes a kind of file, and on what terms. */
export interface Publisher {
  readonly name: string;
  readonly licence: string;
}

interface Line {
  readonly line: number;
  readonly value: GivenFigure;
}

interface Run {
  readonly id: string;
  readonly source: string;
  readonly seen: CivilDate;
  readonly today: CivilDate;
  readonly publisher: Publisher;
  readonly fields: { readonly code: string; readonly period: string; readonly value: string };
}

interface Refused {
  readonly line: number;
  readonly field: string;
  readonly reason: string;
}

/** What a batch of rows came to. */
export interface AppliedFigures {
  readonly refused: readonly Refused[];
  /** Indicators with new figures. */
  readonly indicators: readonly string[];
}

interface HeldIndicator {
  readonly unit: string;
  readonly keptHere: boolean;
}

/** New indicators begin with one of these, so that none takes a name that a later release may ship. */
const ownPrefixes = ["imported.", "fingertips."] as const;
const unitNotKnown = "unit not stated in the file";

/**
 * Puts the figures of a batch in as an edition of their own. A row that says what is held changes nothing, one that contradicts it is refused.
 *
 * Revisions stay beside what they revise: the edition is that of the file, else the day it was seen. One import at a time.
 */
export async function applyFigures(tx: Db, rows: readonly Line[], run: Run): Promise<AppliedFigures> {
  await sql`select pg_advisory_xact_lock(hashtextextended('purpose import', 0))`.execute(tx);
  const places = await resolveCodes(
    tx,
    rows.map((row) => row.value.code),
  );
  const indicators = await heldIndicators(tx, rows);
  const known = new Map(indicators);
  const month = await monthOfRun(tx, run, rows);
  const refused: Refused[] = [];
  const good: Line[] = [];
  for (const row of rows) {
    const problem = problemOf(row.value, { run, places, indicators: known, month });
    if (problem) refused.push({ line: row.line, ...problem });
    else good.push(row);
    // The first good row of a new indicator says what it is; later rows of the same batch are held against it.
    const { id, unit = unitNotKnown } = row.value.indicator;
    if (!problem && !known.has(id)) known.set(id, { unit, keptHere: false });
  }
  const { single, contradictions } = withoutTwins(good, run);
  refused.push(...contradictions);
  if (single.length === 0) return { refused, indicators: [] };
  await keepImport(tx, run);
  await keepIndicators(tx, single, { run, held: indicators });
  const putIn = await insertFigures(tx, single, { run, places });
  const count = [...putIn.values()].reduce((sum, figures) => sum + figures, 0);
  if (count < single.length) refused.push(...(await contradictionsTo(tx, single, { run, places })));
  if (count === 0) await forgetIdle(tx, run);
  const named = new Set(single.map((row) => row.value.indicator.id));
  return { refused, indicators: [...named].filter((id) => putIn.has(id)) };
}

function problemOf(
  given: GivenFigure,
  held: {
    readonly run: Run;
    readonly places: Places;
    readonly indicators: ReadonlyMap<string, HeldIndicator>;
    readonly month: CivilDate | undefined;
  },
): { readonly field: string; readonly reason: string } | undefined {
  const { run, places, indicators, month } = held;
  const { fields } = run;
  const place = places.get(given.code);
  if (!place)
    return {
      field: fields.code,
      reason: `“${given.code}” is no code of an area or organisation that is or was held here. Correct it, or leave the row out.`,
    };
  if (given.span.end >= run.today)
    return {
      field: fields.period,
      reason: `The period ends on ${formatCivilDate(given.span.end)}, which is not over yet. Only what has happened is a figure.`,
    };
  if (month !== undefined && given.fileMonth !== undefined && given.fileMonth !== month)
    return {
      field: fields.period,
      reason: `The row is of ${spanInWords(monthFrom(given.fileMonth))}; this file is of ${spanInWords(monthFrom(month))}.`,
    };
  return indicatorProblem(given, indicators.get(given.indicator.id), fields);
}

function indicatorProblem(
  given: GivenFigure,
  held: HeldIndicator | undefined,
  fields: Run["fields"],
): { readonly field: string; readonly reason: string } | undefined {
  const { id, unit } = given.indicator;
  if (!held && !ownPrefixes.some((prefix) => id.startsWith(prefix)))
    return {
      field: "indicator",
      reason: `There is no indicator “${id}” here. A new one has an id that begins with imported.`,
    };
  if (held?.keptHere)
    return {
      field: "indicator",
      reason: `“${id}” is entered by bodies kept here, figure by figure, and not imported.`,
    };
  if (held && unit !== undefined && held.unit !== unitNotKnown && held.unit !== unit)
    return {
      field: "unit",
      reason: `The unit is “${unit}” in this row and “${held.unit}” of the figures held. Convert it, or give the indicator another id.`,
    };
  return figureProblem(given, held?.unit ?? unit, {
    numerator: "numerator",
    value: fields.value,
    lower: fields.value,
  });
}

async function heldIndicators(tx: Db, rows: readonly Line[]): Promise<ReadonlyMap<string, HeldIndicator>> {
  const ids = [...new Set(rows.map((row) => row.value.indicator.id))];
  const result = await sql<{ id: string; unit: string; kept_here: boolean }>`
    select id, unit, kept_here from purpose.indicator where id = any(${ids}::text[])`.execute(tx);
  return new Map(result.rows.map((row) => [row.id, { unit: row.unit, keptHere: row.kept_here }]));
}

function datasetOf(run: Run): string {
  return `import-${run.id}`;
}

/** The month of a file that has one: that of the rows already in, else of most rows of the first batch. */
async function monthOfRun(tx: Db, run: Run, rows: readonly Line[]): Promise<CivilDate | undefined> {
  if (rows.every((row) => row.value.fileMonth === undefined)) return undefined;
  const result = await sql<{
    day: string;
  }>`select date_trunc('month', period_start)::date as day from purpose.observation
    where dataset = ${datasetOf(run)} limit 1`.execute(tx);
  const held = result.rows[0]?.day as CivilDate | undefined;
  if (held) return held;
  const counts = new Map<CivilDate, number>();
  for (const { value } of rows)
    if (value.fileMonth) counts.set(value.fileMonth, (counts.get(value.fileMonth) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0];
}

function vintageOf(given: Pick<GivenFigure, "vintage">, run: Run): string {
  return given.vintage ?? `seen ${run.seen}`;
}

type Places = Awaited<ReturnType<typeof resolveCodes>>;

/** Where figures of a batch come from and what their codes stand for. */
interface Origin {
  readonly run: Run;
  readonly places: Places;
}

const columns = {
  line: "int",
  indicator_id: "text",
  code: "text",
  dimension: "text",
  period_start: "date",
  period_end: "date",
  vintage: "text",
  status: "text",
  value: "numeric",
  numerator: "numeric",
  denominator: "numeric",
  lower: "numeric",
  upper: "numeric",
  note: "text",
  area_id: "uuid",
  organisation_id: "uuid",
} as const;
type ColumnName = keyof typeof columns;
const columnNames = Object.keys(columns) as readonly ColumnName[];

function cellsOf({ run, places }: Origin): Readonly<Record<ColumnName, (row: Line) => string | undefined>> {
  return {
    line: ({ line }) => String(line),
    indicator_id: ({ value }) => value.indicator.id,
    code: ({ value }) => value.code,
    dimension: ({ value }) => value.dimension,
    period_start: ({ value }) => value.span.start,
    period_end: ({ value }) => value.span.end,
    vintage: ({ value }) => vintageOf(value, run),
    status: ({ value }) => value.status,
    value: ({ value }) => value.value,
    numerator: ({ value }) => value.numerator,
    denominator: ({ value }) => value.denominator,
    lower: ({ value }) => value.lower,
    upper: ({ value }) => value.upper,
    note: ({ value }) => value.note,
    area_id: ({ value }) => places.get(value.code)?.areaId,
    // A board's code often names its area too: figures are about the area.
    organisation_id: ({ value }) => {
      const place = places.get(value.code);
      return place?.areaId ? undefined : place?.organisationId;
    },
  };
}

function givenFigures(rows: readonly Line[], origin: Origin): RawBuilder<unknown> {
  const cells = cellsOf(origin);
  return givenRows(columnNames.map((name) => ({ name, type: columns[name], texts: rows.map(cells[name]) })));
}

/** Rows whose key stands once in a batch; of two that say the same the first, and what contradicts it is refused. */
function withoutTwins(
  rows: readonly Line[],
  run: Run,
): { readonly single: readonly Line[]; readonly contradictions: readonly Refused[] } {
  const seen = new Map<string, GivenFigure>();
  const contradictions: Refused[] = [];
  const single: Line[] = [];
  for (const row of rows) {
    const key = keyOf(row.value, run);
    const earlier = seen.get(key);
    if (!earlier) {
      seen.set(key, row.value);
      single.push(row);
    } else if (!saysTheSame(earlier, row.value)) {
      contradictions.push({
        line: row.line,
        field: run.fields.value,
        reason:
          "An earlier row of this file gives another figure for the same indicator, code, period and edition.",
      });
    }
  }
  return { single, contradictions };
}

/** Of rows whose key is held those that say something else; one just put in says what is held. */
async function contradictionsTo(tx: Db, rows: readonly Line[], origin: Origin): Promise<readonly Refused[]> {
  const result = await sql<{ line: number; was: string | null; status: string; vintage: string }>`
    select given.line, held.value::text as was, held.status, given.vintage
    from ${givenFigures(rows, origin)} as given
    -- One look-up by the key for each row: the planner would read the whole table for a list whose length it does not know.
    cross join lateral (select * from purpose.observation one where one.indicator_id = given.indicator_id
      and one.code = given.code and one.dimension = given.dimension and one.period_start = given.period_start
      and one.period_end = given.period_end and one.vintage = given.vintage limit 1) held
    where (held.status, held.value, held.numerator, held.denominator)
      is distinct from (given.status, given.value, given.numerator, given.denominator)`.execute(tx);
  return result.rows.map(({ line, was, status, vintage }) => ({
    line,
    field: origin.run.fields.value,
    reason: `The edition “${vintage}” is held with ${was === null ? status : Number(was)}. A revision is another edition: give its day or its name.`,
  }));
}

/** An import that brought nothing new leaves no source behind. */
async function forgetIdle(tx: Db, run: Run): Promise<void> {
  await sql`delete from purpose.publication where key = ${datasetOf(run)}
    and not exists (select from purpose.observation where dataset = ${datasetOf(run)})`.execute(tx);
}

function keyOf(given: GivenFigure, run: Run): string {
  const { indicator, code, dimension, span } = given;
  return `${indicator.id}|${code}|${dimension}|${span.start}|${span.end}|${vintageOf(given, run)}`;
}

function saysTheSame(a: GivenFigure, b: GivenFigure): boolean {
  const same = (one: string | undefined, other: string | undefined): boolean =>
    one === other || (one !== undefined && other !== undefined && Number(one) === Number(other));
  return (
    a.status === b.status &&
    same(a.value, b.value) &&
    same(a.numerator, b.numerator) &&
    same(a.denominator, b.denominator)
  );
}

async function keepImport(tx: Db, run: Run): Promise<void> {
  await sql`insert into purpose.publication (key, title, publisher, source, seen, basis, licence)
    values (${datasetOf(run)}, ${run.source}, ${run.publisher.name}, ${run.source}, ${run.seen}, 'published', ${run.publisher.licence})
    on conflict (key) do nothing`.execute(tx);
}

async function keepIndicators(
  tx: Db,
  rows: readonly Line[],
  { run, held }: { readonly run: Run; readonly held: ReadonlyMap<string, HeldIndicator> },
): Promise<void> {
  const fresh = new Map(
    rows
      .filter((row) => !held.has(row.value.indicator.id))
      .map((row) => [row.value.indicator.id, row.value.indicator]),
  );
  for (const one of fresh.values()) {
    await sql`insert into purpose.indicator (id, name, about, unit, direction, collection, breaks, main_file, kept_here, dataset)
      values (${one.id}, ${one.name}, ${one.about}, ${one.unit ?? unitNotKnown}, ${one.direction}, ${one.collection}, ${one.breaks ?? null},
        ${datasetOf(run)}, false, 'imported')
      on conflict (id) do nothing`.execute(tx);
  }
}

/**
 * Puts in what is not held under its key, and counts it: how many figures of which indicator.
 *
 * What is held of an indicator is added to and not counted anew: in a large file that would take hours. A statement does
 * not see what it puts in itself, so an area or organisation that is not found has a figure of the indicator now first.
 */
async function insertFigures(
  tx: Db,
  rows: readonly Line[],
  origin: Origin,
): Promise<ReadonlyMap<string, number>> {
  const result = await sql<{ indicator_id: string; figures: number }>`
    with put_in as (
      insert into purpose.observation (indicator_id, code, dimension, period_start, period_end, vintage, status, value, numerator,
        denominator, lower, upper, note, area_id, organisation_id, dataset, basis)
      select indicator_id, code, dimension, period_start, period_end, vintage, status, value, numerator, denominator, lower, upper,
        note, area_id, organisation_id, ${datasetOf(origin.run)}, 'published'
      from ${givenFigures(rows, origin)} as given
      on conflict (indicator_id, code, dimension, period_end, period_start, vintage) do nothing
      returning indicator_id, area_id, organisation_id, period_start, period_end),
    counted as (
      select indicator_id, count(*)::int as figures, min(period_start) as first_day, max(period_end) as last_day
      from put_in group by indicator_id),
    subject as (select distinct indicator_id, area_id, organisation_id from put_in),
    -- One look-up for each subject, as in contradictionsTo.
    fresh as (
      select indicator_id, count(area_id) as areas, count(organisation_id) as organisations from subject
      where (select true from purpose.observation held where held.area_id = subject.area_id
          and held.indicator_id = subject.indicator_id limit 1) is null
        and (select true from purpose.observation held where held.organisation_id = subject.organisation_id
          and held.indicator_id = subject.indicator_id limit 1) is null
      group by indicator_id),
    covered as (
      insert into purpose.cover (indicator_id, observations, areas, organisations, first_day, last_day)
      select indicator_id, figures, coalesce(areas, 0), coalesce(organisations, 0), first_day, last_day
      from counted left join fresh using (indicator_id)
      on conflict (indicator_id) do update set observations = purpose.cover.observations + excluded.observations,
        areas = purpose.cover.areas + excluded.areas, organisations = purpose.cover.organisations + excluded.organisations,
        first_day = least(purpose.cover.first_day, excluded.first_day),
        last_day = greatest(purpose.cover.last_day, excluded.last_day), stamp = gen_random_uuid())
    select indicator_id, figures from counted`.execute(tx);
  return new Map(result.rows.map((row) => [row.indicator_id, row.figures]));
}
