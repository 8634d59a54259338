import pg from "pg";

/** Schema of the job queue, which pg-boss makes and upgrades itself. */
export const jobSchema = "job";

/** SQL condition on a schema's name, `%`: schemas that hold Concordat's own things. */
export function isOwnSchema(name: string): string {
  return `(${name} !~ '^pg_' and ${name} not in ('information_schema', '${jobSchema}'))`;
}

/** A table with the columns whose values are stored, in their order. */
export type StoredTable = {
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly string[];
};

/** A sequence, of an identity column or by itself. */
export type StoredSequence = { readonly schema: string; readonly sequence: string };

const notOfExtension = (catalog: string): string =>
  `not exists (select from pg_depend d where d.classid = '${catalog}'::regclass and d.objid = c.oid and d.deptype = 'e')`;

/** Every table with rows of its own, by name; a partitioned table stands for its parts. */
export async function listStoredTables(client: pg.ClientBase): Promise<readonly StoredTable[]> {
  const found = await client.query<StoredTable>(`
    select n.nspname as schema, c.relname as table,
      (select coalesce(array_agg(a.attname::text order by a.attnum), '{}') from pg_attribute a
       where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and ${isOwnSchema("n.nspname")}
      and ${notOfExtension("pg_class")}
    order by n.nspname collate "C", c.relname collate "C"`);
  return found.rows;
}

/** Every sequence, by name. */
export async function listSequences(client: pg.ClientBase): Promise<readonly StoredSequence[]> {
  const found = await client.query<StoredSequence>(`
    select n.nspname as schema, c.relname as sequence
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'S' and ${isOwnSchema("n.nspname")} and ${notOfExtension("pg_class")}
    order by n.nspname collate "C", c.relname collate "C"`);
  return found.rows;
}

/** Every materialised view, in the order they were made. */
export async function listMaterialisedViews(
  client: pg.ClientBase,
): Promise<readonly { readonly schema: string; readonly view: string }[]> {
  const found = await client.query<{ schema: string; view: string }>(`
    select n.nspname as schema, c.relname as view from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'm' and ${isOwnSchema("n.nspname")} order by c.oid`);
  return found.rows;
}

/** A name with its schema, quoted for SQL. */
export function qualified(schema: string, name: string): string {
  return `${quoted(schema)}.${quoted(name)}`;
}

/** A name quoted for SQL. */
export function quoted(name: string): string {
  return pg.escapeIdentifier(name);
}
