import { sql } from "kysely";
import { syncRows, type DatasetFacts, type Db, type SyncCount } from "../kernel/index.ts";
import type { StatedObservation } from "./expand.ts";
import type { PurposeTables } from "./tables.ts";

/** An observation of a file with what its code stands for. */
export interface PlacedObservation extends StatedObservation {
  readonly areaId?: string;
  readonly organisationId?: string;
}

const columns = {
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
  unit: "text",
  note: "text",
  area_id: "uuid",
  organisation_id: "uuid",
  basis: "text",
} as const;
type ColumnName = keyof typeof columns;
const columnNames = Object.keys(columns) as readonly ColumnName[];
const key = ["indicator_id", "code", "dimension", "period_start", "period_end", "vintage"] as const;
const rowsPerStatement = 20_000;

type ObservationRow = Readonly<Record<ColumnName, string | undefined>>;

/** Says where a file's figures come from, before they are put in. */
export async function keepPublication(tx: Db, facts: DatasetFacts): Promise<void> {
  const { key: name, title, publisher, source, seen, basis, licence } = facts;
  const row = { title, publisher, source, seen, basis, licence };
  await tx
    .withTables<PurposeTables>()
    .insertInto("purpose.publication")
    .values({ key: name, ...row })
    .onConflict((conflict) => conflict.column("key").doUpdateSet(row))
    .execute();
}

/**
 * Brings the observations of one file to exactly what is given, and counts anew what is held of their indicators.
 *
 * @throws RangeError when two of them are the same observation
 */
export async function keepObservations(
  tx: Db,
  facts: Pick<DatasetFacts, "key" | "basis">,
  observations: readonly PlacedObservation[],
): Promise<SyncCount> {
  const rows = observations.map((one) => rowFrom(one, facts.basis));
  refuseTwins(rows);
  const before = await listIndicatorsIn(tx, facts.key);
  const plan = { table: "purpose.observation", columns, key, dataset: facts.key };
  // Comparing takes twice as long as putting in; on a first start there is nothing to compare with.
  const count = before.length > 0 ? await syncRows(tx, plan, rows) : await insertRows(tx, facts.key, rows);
  // The whole first load is one transaction: without this the planner would take the table for empty until it is analysed.
  if (count.added >= rowsPerStatement / 4) await sql`analyze purpose.observation`.execute(tx);
  await countCover(tx, [...new Set([...before, ...rows.map((row) => row.indicator_id!)])]);
  return count;
}

/** Counts anew what is held of these indicators. */
export async function countCover(tx: Db, indicators: readonly string[]): Promise<void> {
  await sql`delete from purpose.cover where indicator_id = any(${indicators}::text[])`.execute(tx);
  await sql`insert into purpose.cover (indicator_id, observations, areas, organisations, first_day, last_day)
    select indicator_id, count(*), count(distinct area_id), count(distinct organisation_id), min(period_start), max(period_end)
    from purpose.observation where indicator_id = any(${indicators}::text[]) group by indicator_id`.execute(tx);
}

/** The ids of every indicator there is. */
export async function listIndicatorIds(db: Db): Promise<readonly string[]> {
  const rows = await db.withTables<PurposeTables>().selectFrom("purpose.indicator").select("id").orderBy("id").execute();
  return rows.map((row) => row.id);
}

/** Codes that stand for no area or organisation, with what they are called. */
export async function listCodesWithoutPlace(db: Db): Promise<ReadonlyMap<string, string>> {
  const rows = await db.withTables<PurposeTables>().selectFrom("purpose.code_without_place").select(["code", "name"]).execute();
  return new Map(rows.map((row) => [row.code, row.name]));
}

async function listIndicatorsIn(tx: Db, dataset: string): Promise<readonly string[]> {
  const result = await sql<{ id: string }>`select distinct indicator_id as id from purpose.observation
    where dataset = ${dataset}`.execute(tx);
  return result.rows.map((row) => row.id);
}

async function insertRows(tx: Db, dataset: string, rows: readonly ObservationRow[]): Promise<SyncCount> {
  for (let at = 0; at < rows.length; at += rowsPerStatement) {
    await insertPart(tx, dataset, rows.slice(at, at + rowsPerStatement));
  }
  return { added: rows.length, changed: 0, removed: 0 };
}

/** As arrays by column, which PostgreSQL reads in a third of the time it takes for JSON; a column of one value goes once. */
async function insertPart(tx: Db, dataset: string, rows: readonly ObservationRow[]): Promise<void> {
  const first = rows[0]!;
  const varying = columnNames.filter((name) => rows.some((row) => row[name] !== first[name]));
  const selected = columnNames.map((name) =>
    varying.includes(name) ? sql.ref(`given.${name}`) : sql`${first[name] ?? null}::${sql.raw(columns[name])}`,
  );
  const arrays = varying.map((name) => sql`${rows.map((row) => row[name] ?? null)}::${sql.raw(columns[name])}[]`);
  await sql`insert into purpose.observation (${sql.join(columnNames.map((name) => sql.ref(name)))}, dataset)
    select ${sql.join(selected)}, ${dataset}
    from unnest(${sql.join(arrays)}) as given (${sql.join(varying.map((name) => sql.ref(name)))})`.execute(tx);
}

function rowFrom(one: PlacedObservation, basis: string): ObservationRow {
  return {
    indicator_id: one.indicator,
    code: one.code,
    dimension: one.dimension,
    period_start: one.periodStart,
    period_end: one.periodEnd,
    vintage: one.vintage,
    status: one.status,
    value: one.value,
    numerator: one.numerator,
    denominator: one.denominator,
    unit: one.unit,
    note: one.note,
    area_id: one.areaId,
    organisation_id: one.organisationId,
    basis,
  };
}

function refuseTwins(rows: readonly ObservationRow[]): void {
  const seen = new Set<string>();
  for (const row of rows) {
    const text = key.map((name) => row[name]).join("\t");
    if (seen.has(text)) throw new RangeError(`The same observation stands twice in the file: ${text.replaceAll("\t", ", ")}.`);
    seen.add(text);
  }
}
