import { sql } from "kysely";
import { z } from "zod";
import { defineImport, type Acting, type Db, type ImportKind } from "../../src/kernel/index.ts";

/** The table that `sampleKind` fills; made in a test's own database. */
export async function makeSampleTable(db: Db): Promise<void> {
  await sql`create table public.sample (
    code text primary key, name text not null check (name <> 'forbidden'), opened_on date,
    line integer not null, run uuid not null, source text not null, seen date not null)`.execute(db);
}

/** Everything in that table, in order, as one text. */
export async function sampleRows(db: Db): Promise<string> {
  const found = await sql<{ rows: string | null }>`
    select string_agg(concat_ws('|', code, name, opened_on, line, source, seen), E'\\n' order by code) as rows from public.sample`.execute(
    db,
  );
  return found.rows[0]?.rows ?? "";
}

const row = z.object({
  code: z.string().regex(/^[A-Z]\d+$/, { error: "A code is a capital letter and digits." }),
  name: z.string().max(60),
  opened_on: z.iso.date().optional(),
});

/** A small import with every sort of refusal: by schema, by what is held, by a constraint, by what it throws. */
export function sampleKind(
  options: { readonly beforeApply?: (lines: readonly number[]) => Promise<void> | void } = {},
): ImportKind {
  return defineImport<z.output<typeof row>>({
    name: "place.samples",
    title: "Import samples",
    about: "Samples by code.",
    columns: [
      { name: "code", about: "Its code", required: true, example: "A1" },
      { name: "name", about: "Its name", required: true, example: "Harbour Clinic" },
      { name: "opened_on", about: "When it opened", required: false, example: "2024-04-01" },
    ],
    row,
    apply: async (acting: Acting, rows, run) => {
      await options.beforeApply?.(rows.map((one) => one.line));
      const given = rows.map(({ line, value }) => ({ ...value, line }));
      const added = await sql<{ code: string }>`
        insert into public.sample (code, name, opened_on, line, run, source, seen)
        select code, name, opened_on, line, ${run.id}, ${run.source}, ${run.seen}::date
        from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given (code text, name text, opened_on date, line integer)
        order by line on conflict (code) do nothing returning code`.execute(acting.tx);
      const codes = new Map(added.rows.map((one) => [one.code, one.code]));
      const refused = rows
        .filter(({ value }) => !codes.delete(value.code))
        .map(({ line, value }) => ({
          line,
          field: "code",
          reason: `There is a sample "${value.code}" already.`,
        }));
      return {
        refused,
        changed: added.rows.map((one) => ({ module: "place", kind: "sample", id: one.code })),
      };
    },
  });
}
