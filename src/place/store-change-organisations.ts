import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import type { Db, Provenance } from "../kernel/index.ts";
import type { AreaId } from "./area.ts";
import type { CodeScheme } from "./codes.ts";
import type { OrganisationId, OrganisationKind, Succession } from "./organisation.ts";
import { organisationIdOf } from "./store-datasets.ts";
import type { PlaceTables } from "./tables.ts";

/** An organisation as somebody adds it. */
export interface NewOrganisation {
  readonly slug: string;
  readonly kind: OrganisationKind;
  readonly name: string;
  readonly officialName?: string;
  readonly areaId?: AreaId;
  readonly beginsOn?: CivilDate;
  readonly keptHere: boolean;
  readonly from: Provenance;
}

/**
 * Adds an organisation under the id that a shipped file would give it, so that a later file finds it here.
 *
 * @returns undefined when the slug is taken, also by somebody at the same moment
 */
export async function addOrganisation(tx: Db, one: NewOrganisation): Promise<OrganisationId | undefined> {
  const row = await tx
    .withTables<PlaceTables>()
    .insertInto("place.organisation")
    .values({
      id: organisationIdOf(one.slug),
      slug: one.slug,
      kind: one.kind,
      name: one.name,
      official_name: one.officialName ?? null,
      area_id: one.areaId ?? null,
      foundation: null,
      kept_here: one.keptHere,
      begins_on: one.beginsOn ?? null,
      ends_on: null,
      dataset: null,
      ...one.from,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  return row && (row.id as OrganisationId);
}

/** Gives an organisation a code. */
export async function addCode(
  tx: Db,
  given: {
    readonly organisation: OrganisationId;
    readonly scheme: CodeScheme;
    readonly code: string;
    readonly beginsOn?: CivilDate;
    readonly from: Provenance;
  },
): Promise<void> {
  await tx
    .withTables<PlaceTables>()
    .insertInto("place.identifier")
    .values({
      area_id: null,
      organisation_id: given.organisation,
      scheme: given.scheme,
      code: given.code,
      begins_on: given.beginsOn ?? null,
      ends_on: null,
      dataset: null,
      ...given.from,
    })
    .execute();
}

/** Makes this transaction the only one that gives out a code, so that two cannot take it at the same moment. */
export async function lockCode(
  tx: Db,
  given: { readonly scheme: string; readonly code: string },
): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`place.identifier ${given.scheme} ${given.code}`}, 0))`.execute(
    tx,
  );
}

/**
 * Writes name, official name and area of an organisation and takes the row over from its shipped file.
 *
 * @returns false when somebody changed it since `version`
 */
export async function writeOrganisation(
  tx: Db,
  of: { readonly id: OrganisationId; readonly version: number },
  facts: {
    readonly name: string;
    readonly officialName?: string;
    readonly areaId?: AreaId;
    readonly from: Provenance;
  },
): Promise<boolean> {
  const done = await tx
    .withTables<PlaceTables>()
    .updateTable("place.organisation")
    .set((column) => ({
      name: facts.name,
      official_name: facts.officialName ?? null,
      area_id: facts.areaId ?? null,
      dataset: null,
      version: column("version", "+", 1),
      ...facts.from,
    }))
    .where("id", "=", of.id)
    .where("version", "=", of.version)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** Keeps a name that an organisation had until a day. */
export async function keepFormerName(
  tx: Db,
  former: {
    readonly organisation: OrganisationId;
    readonly name: string;
    readonly beginsOn?: CivilDate;
    readonly endsOn: CivilDate;
    readonly from: Provenance;
  },
): Promise<void> {
  await tx
    .withTables<PlaceTables>()
    .insertInto("place.organisation_name")
    .values({
      organisation_id: former.organisation,
      name: former.name,
      begins_on: former.beginsOn ?? null,
      ends_on: former.endsOn,
      dataset: null,
      ...former.from,
    })
    .execute();
}

/** The day on which the latest of the former names stopped holding. */
export async function lastRenamingOn(db: Db, id: OrganisationId): Promise<CivilDate | undefined> {
  const row = await db
    .withTables<PlaceTables>()
    .selectFrom("place.organisation_name")
    .select("ends_on")
    .where("organisation_id", "=", id)
    .where("ends_on", "is not", null)
    .orderBy("ends_on", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.ends_on ? (row.ends_on as CivilDate) : undefined;
}

/**
 * Ends an organisation on a day and takes the row over from its shipped file.
 *
 * @returns false when it has ended already or was changed since `version`, also by somebody at the same moment
 */
export async function endOrganisation(
  tx: Db,
  of: { readonly id: OrganisationId; readonly version: number },
  endsOn: CivilDate,
): Promise<boolean> {
  const done = await tx
    .withTables<PlaceTables>()
    .updateTable("place.organisation")
    .set((column) => ({ ends_on: endsOn, dataset: null, version: column("version", "+", 1) }))
    .where("id", "=", of.id)
    .where("version", "=", of.version)
    .where("ends_on", "is", null)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** Writes down what follows a body that ends. */
export async function addSuccession(
  tx: Db,
  given: {
    readonly from: OrganisationId;
    readonly to: OrganisationId;
    readonly on: CivilDate;
    readonly kind: Succession["kind"];
    readonly share?: number;
    readonly known: Provenance;
  },
): Promise<void> {
  await tx
    .withTables<PlaceTables>()
    .insertInto("place.succession")
    .values({
      from_id: given.from,
      to_id: given.to,
      on_date: given.on,
      kind: given.kind,
      share: given.share === undefined ? null : String(given.share),
      dataset: null,
      ...given.known,
    })
    .execute();
}
