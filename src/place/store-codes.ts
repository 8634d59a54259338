import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import type { Db } from "../kernel/index.ts";
import type { Days } from "./in-being.ts";

/** Who holds a code: an organisation, and for which days, at most as long as it is in being. */
export interface CodeHolder extends Days {
  readonly scheme: string;
  readonly code: string;
  readonly organisationId: string;
  readonly slug: string;
  readonly name: string;
}

/** Organisations that hold or held any of these codes. Areas are left out: a board's code often names its area too. */
export async function listCodeHolders(
  db: Db,
  codes: readonly { readonly scheme: string; readonly code: string }[],
): Promise<readonly CodeHolder[]> {
  if (codes.length === 0) return [];
  const result = await sql<{
    scheme: string;
    code: string;
    organisation_id: string;
    slug: string;
    name: string;
    begins_on: string | null;
    ends_on: string | null;
  }>`
    select identifier.scheme, identifier.code, identifier.organisation_id, organisation.slug, organisation.name,
      greatest(identifier.begins_on, organisation.begins_on) as begins_on, least(identifier.ends_on, organisation.ends_on) as ends_on
    from jsonb_to_recordset(${JSON.stringify(codes.map(({ scheme, code }) => ({ scheme, code })))}::jsonb) as asked (scheme text, code text)
    join place.identifier on identifier.code = asked.code and identifier.scheme = asked.scheme
    join place.organisation on organisation.id = identifier.organisation_id
    order by begins_on nulls first`.execute(db);
  return result.rows.map((row) => ({
    scheme: row.scheme,
    code: row.code,
    organisationId: row.organisation_id,
    slug: row.slug,
    name: row.name,
    ...(row.begins_on && { beginsOn: row.begins_on as CivilDate }),
    ...(row.ends_on && { endsOn: row.ends_on as CivilDate }),
  }));
}
