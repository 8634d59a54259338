import { anyOfKind, defineImport, type ImportColumn, type ImportKind } from "../kernel/index.ts";
import { sortRows } from "./import-check.ts";
import { organisationRow, type OrganisationRow } from "./import-row.ts";
import { organisationKindKeys } from "./organisation.ts";
import { organisationRef } from "./refs.ts";
import { addImported, holdForImport } from "./store-import.ts";
import type { OrganisationId } from "./organisation.ts";

const columns: readonly ImportColumn[] = [
  column("name", "Its name.", "Aldermere Council", true),
  column("kind", `One of ${organisationKindKeys.join(", ")}.`, "council", true),
  column("slug", "Last part of its address; left out: made from the name.", "aldermere-council"),
  column("official_name", "Its official name, where it differs.", "Aldermere Metropolitan Borough Council"),
  column("area", "Last part of the address of the area that it is for.", "aldermere"),
  column("begins_on", "First day it was in being, year-month-day.", "2022-07-01"),
  column("ends_on", "First day it was no longer in being.", "2026-04-01"),
  column("ods_code", "Its NHS organisation code.", "QWE"),
  column("gss_code", "Its ONS code.", "E09000023"),
  column("kept_here", "yes where its business is kept on this site.", "no"),
  column(
    "source",
    "Where the row is known from; left out: the source of the whole file.",
    "https://example.org/list",
  ),
  column("seen", "The day it was seen there.", "2026-11-21"),
];

function column(name: string, about: string, example: string, required = false): ImportColumn {
  return { name, about, example, required };
}

/** A list of organisations. Rows that say what is held change nothing, so a file may be imported twice. */
export const organisationImport: ImportKind = defineImport<OrganisationRow>({
  name: "place.organisations",
  title: "Organisations",
  about:
    "Adds organisations. A row that says what is held already changes nothing; one that contradicts it is listed and left out.",
  columns,
  row: organisationRow,
  apply: async ({ tx }, rows, run) => {
    const held = await holdForImport(tx, rows);
    const { fresh, refused } = sortRows(rows, held);
    const ids = await addImported(tx, fresh, { ...run, held });
    const added = ids.map((id) => organisationRef({ id: id as OrganisationId }));
    return { refused, changed: added.length === 0 ? [] : [anyOfKind("place", "organisation"), ...added] };
  },
});
