import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import { syncRows, type DatasetFacts, type Db, type SyncCount } from "../kernel/index.ts";
import type { StatedObservation } from "./expand.ts";
import { givenRows } from "./store-given.ts";
import type { PurposeTables } from "./tables.ts";

/** What the codes of a file stand for; a code without a place is left out. */
export type Places = ReadonlyMap<string, { readonly areaId?: string; readonly organisationId?: string }>;

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

type Cells = (one: StatedObservation) => string | undefined;

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

/** One file's observations, with what they need to be put in. */
export interface Load {
  readonly facts: Pick<DatasetFacts, "key" | "basis">;
  readonly stated: readonly StatedObservation[];
  readonly places: Places;
}

/**
 * Brings the observations of one file to exactly what is given, and counts anew what is held of their indicators.
 *
 * @throws RangeError when two of them are the same observation
 */
export async function keepObservations(tx: Db, load: Load): Promise<SyncCount> {
  const { facts, stated } = load;
  const before = await listIndicatorsIn(tx, facts.key);
  // Comparing takes twice as long as putting in; on a first start there is nothing to compare with.
  const count = before.length > 0 ? await compareRows(tx, load) : await insertRows(tx, load);
  // The whole first load is one transaction: the planner would take the table for nearly empty until a minute after it.
  if (count.added > rowsPerStatement) await sql`analyze purpose.observation`.execute(tx);
  await countCover(tx, [...new Set([...before, ...stated.map((one) => one.indicator)])]);
  return count;
}

async function compareRows(tx: Db, load: Load): Promise<SyncCount> {
  refuseTwins(load.stated);
  const cells = cellsOf(load);
  const rows = load.stated.map((one) =>
    Object.fromEntries(columnNames.map((name) => [name, cells[name](one)])),
  );
  return await syncRows(tx, { table: "purpose.observation", columns, key, dataset: load.facts.key }, rows);
}

/** Counts anew what is held of these indicators. */
export async function countCover(tx: Db, indicators: readonly string[]): Promise<void> {
  await sql`delete from purpose.cover where indicator_id = any(${indicators}::text[])`.execute(tx);
  await sql`insert into purpose.cover (indicator_id, observations, areas, organisations, first_day, last_day)
    select indicator_id, count(*), count(distinct area_id), count(distinct organisation_id), min(period_start), max(period_end)
    from purpose.observation where indicator_id = any(${indicators}::text[]) group by indicator_id`.execute(
    tx,
  );
}

/** The ids of every indicator there is. */
export async function listIndicatorIds(db: Db): Promise<readonly string[]> {
  const rows = await db
    .withTables<PurposeTables>()
    .selectFrom("purpose.indicator")
    .select("id")
    .orderBy("id")
    .execute();
  return rows.map((row) => row.id);
}

/** The last day of the newest period held of any published indicator. */
export async function newestPeriodEnd(db: Db): Promise<CivilDate | undefined> {
  const result = await sql<{ day: string | null }>`select max(cover.last_day) as day from purpose.cover cover
    join purpose.indicator indicator on indicator.id = cover.indicator_id where not indicator.kept_here`.execute(
    db,
  );
  return (result.rows[0]?.day ?? undefined) as CivilDate | undefined;
}

/** Indicators that observations name and nobody describes. */
export async function listOrphans(db: Db): Promise<readonly string[]> {
  const result = await sql<{ id: string }>`select distinct indicator_id as id from purpose.observation
    where indicator_id not in (select id from purpose.indicator) order by id`.execute(db);
  return result.rows.map((row) => row.id);
}

/** Codes that stand for no area or organisation, with what they are called. */
export async function listCodesWithoutPlace(db: Db): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .withTables<PurposeTables>()
    .selectFrom("purpose.code_without_place")
    .select(["code", "name"])
    .execute();
  return new Map(rows.map((row) => [row.code, row.name]));
}

async function listIndicatorsIn(tx: Db, dataset: string): Promise<readonly string[]> {
  const result = await sql<{ id: string }>`select distinct indicator_id as id from purpose.observation
    where dataset = ${dataset}`.execute(tx);
  return result.rows.map((row) => row.id);
}

async function insertRows(tx: Db, load: Load): Promise<SyncCount> {
  const { stated } = load;
  for (let at = 0; at < stated.length; at += rowsPerStatement) {
    await insertPart(tx, load, stated.slice(at, at + rowsPerStatement));
  }
  return { added: stated.length, changed: 0, removed: 0 };
}

async function insertPart(tx: Db, load: Load, part: readonly StatedObservation[]): Promise<void> {
  const cells = cellsOf(load);
  const given = givenRows(
    columnNames.map((name) => ({ name, type: columns[name], texts: part.map(cells[name]) })),
  );
  await sql`insert into purpose.observation (${sql.join(columnNames.map((name) => sql.ref(name)))}, dataset)
    select given.*, ${load.facts.key} from ${given} as given`.execute(tx);
}

function cellsOf({ facts, places }: Load): Readonly<Record<ColumnName, Cells>> {
  return {
    indicator_id: (one) => one.indicator,
    code: (one) => one.code,
    dimension: (one) => one.dimension,
    period_start: (one) => one.periodStart,
    period_end: (one) => one.periodEnd,
    vintage: (one) => one.vintage,
    status: (one) => one.status,
    value: (one) => one.value,
    numerator: (one) => one.numerator,
    denominator: (one) => one.denominator,
    unit: (one) => one.unit,
    note: (one) => one.note,
    area_id: (one) => places.get(one.code)?.areaId,
    organisation_id: (one) => places.get(one.code)?.organisationId,
    basis: () => facts.basis,
  };
}

function refuseTwins(stated: readonly StatedObservation[]): void {
  const seen = new Set<string>();
  for (const one of stated) {
    const text = [one.indicator, one.code, one.dimension, one.periodStart, one.periodEnd, one.vintage].join(
      ", ",
    );
    if (seen.has(text)) throw new RangeError(`The same observation stands twice in the file: ${text}.`);
    seen.add(text);
  }
}
