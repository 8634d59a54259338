import { sql } from "kysely";
import type { Db, Json } from "../kernel/index.ts";
import { listCodeHolders } from "./store-codes.ts";
import { listOrganisationsBySlug } from "./store-organisations.ts";
import { listAreasBySlug } from "./store-areas.ts";
import { organisationIdOf } from "./store-datasets.ts";
import { codesOfRow, slugOfRow } from "./import-row.ts";
import type { HeldForImport, ImportLine } from "./import-check.ts";

/** Everything held that a batch of rows speaks of, in three queries; one import at a time. */
export async function holdForImport(tx: Db, rows: readonly ImportLine[]): Promise<HeldForImport> {
  await sql`select pg_advisory_xact_lock(hashtextextended('place.organisations import', 0))`.execute(tx);
  const slugs = [...new Set(rows.map(({ value }) => slugOfRow(value)))];
  const areas = [...new Set(rows.flatMap(({ value }) => value.area ?? []))];
  const codes = rows.flatMap(({ value }) => codesOfRow(value));
  return {
    areas: new Map((await listAreasBySlug(tx, areas)).map((area) => [area.slug, area])),
    organisations: new Map((await listOrganisationsBySlug(tx, slugs)).map((one) => [one.slug, one])),
    holders: await listCodeHolders(tx, codes),
  };
}

/** Adds the organisations of good rows with their codes, in two statements whatever their number. Returns their ids. */
export async function addImported(
  tx: Db,
  rows: readonly ImportLine[],
  run: { readonly source: string; readonly seen: string; readonly held: HeldForImport },
): Promise<readonly string[]> {
  if (rows.length === 0) return [];
  const organisations = rows.map(({ value }) => organisationOf(value, run));
  await sql`insert into place.organisation (id, slug, kind, name, official_name, area_id, kept_here, begins_on, ends_on, source, seen, basis)
    select * from jsonb_to_recordset(${JSON.stringify(organisations)}::jsonb) as given (id uuid, slug text, kind text, name text,
      official_name text, area_id uuid, kept_here boolean, begins_on date, ends_on date, source text, seen date, basis text)`.execute(
    tx,
  );
  const codes = rows.flatMap(({ value }, index) =>
    codesOfRow(value).map(({ scheme, code }) => {
      const { id, begins_on, ends_on, source, seen, basis } = organisations[index]!;
      return { organisation_id: id, scheme, code, begins_on, ends_on, source, seen, basis };
    }),
  );
  await sql`insert into place.identifier (organisation_id, scheme, code, begins_on, ends_on, source, seen, basis)
    select * from jsonb_to_recordset(${JSON.stringify(codes)}::jsonb) as given (organisation_id uuid, scheme text, code text,
      begins_on date, ends_on date, source text, seen date, basis text)`.execute(tx);
  return organisations.map(({ id }) => id);
}

function organisationOf(
  row: ImportLine["value"],
  run: { readonly source: string; readonly seen: string; readonly held: HeldForImport },
): { readonly id: string } & Readonly<Record<string, Json>> {
  const slug = slugOfRow(row);
  const area = row.area === undefined ? undefined : run.held.areas.get(row.area);
  return {
    id: organisationIdOf(slug),
    slug,
    kind: row.kind,
    name: row.name,
    official_name: row.official_name ?? null,
    area_id: area?.id ?? null,
    kept_here: row.kept_here === "yes",
    begins_on: row.begins_on ?? null,
    ends_on: row.ends_on ?? null,
    source: row.source ?? run.source,
    seen: row.seen ?? run.seen,
    basis: area?.basis === "illustrative" ? "illustrative" : "kept-here",
  };
}
