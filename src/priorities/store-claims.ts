import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import type { Basis, Db } from "../kernel/index.ts";
import type { Cashable, Claim, ClaimKind, Definition, Role } from "./claim.ts";
import type { PrioritiesTables } from "./tables.ts";
import type { Direction, Windows } from "./verdict.ts";
import { windowFrom, windowText } from "./window.ts";

type ClaimRow = PrioritiesTables["priorities.claim"];
type DefinitionRow = PrioritiesTables["priorities.claim_definition"];

/** Which claims: at an address, about an area, or all. */
export interface ClaimQuery {
  readonly slugs?: readonly string[];
  readonly areaId?: string;
}

/** Claims in the order of their titles. */
export async function listClaims(db: Db, query: ClaimQuery = {}): Promise<readonly Claim[]> {
  const result = await sql<ClaimRow>`select * from priorities.claim
    where ${query.slugs ? sql`slug = any(${query.slugs}::text[])` : sql`true`}
      and ${query.areaId ? sql`area_id = ${query.areaId}` : sql`true`}
    order by title collate kernel.natural_order, slug`.execute(db);
  return result.rows.map(claimFromRow);
}

/** The claim at an address. */
export async function findClaim(db: Db, slug: string): Promise<Claim | undefined> {
  return (await listClaims(db, { slugs: [slug] }))[0];
}

/** Every way these claims are read, in their order. */
export async function listDefinitions(db: Db, claims: readonly string[]): Promise<readonly Definition[]> {
  const result = await sql<DefinitionRow>`select * from priorities.claim_definition
    where claim = any(${claims}::text[]) order by claim, place`.execute(db);
  return result.rows.map(definitionFromRow);
}

function claimFromRow(row: ClaimRow): Claim {
  return {
    slug: row.slug,
    title: row.title,
    who: row.who,
    said: row.said,
    kind: row.kind as ClaimKind,
    whatChanged: row.what_changed,
    where: row.where_words,
    since: row.since,
    byHowMuch: row.by_how_much,
    cause: row.cause,
    limits: row.limits,
    source: row.source,
    seen: row.seen as CivilDate,
    basis: row.basis as Basis,
    ...(row.area_id && { areaId: row.area_id }),
    ...(row.cashable && { cashable: row.cashable as Cashable }),
    ...(row.saved_for && { savedFor: row.saved_for }),
    ...(row.saved_when && { savedWhen: row.saved_when }),
    ...(row.source_url && { sourceUrl: row.source_url }),
    ...(row.entered_by &&
      row.entered_on && { entered: { by: row.entered_by, on: row.entered_on as CivilDate } }),
    ...(row.withdrawn_on &&
      row.withdrawn_why && { withdrawn: { on: row.withdrawn_on as CivilDate, why: row.withdrawn_why } }),
  };
}

function definitionFromRow(row: DefinitionRow): Definition {
  const list = (text: string | null): readonly string[] => (text ?? "").split(" ").filter(Boolean);
  const { claimed_from: from, claimed_to: to, claimed_change: change } = row;
  return {
    claim: row.claim,
    place: row.place,
    role: row.role as Role,
    label: row.label,
    indicators: list(row.indicators),
    wholes: list(row.wholes),
    subjects: list(row.subjects),
    against: list(row.against),
    vintage: row.vintage,
    windows: windowsOf(row),
    decimals: row.decimals,
    scale: Number(row.scale),
    unit: row.unit,
    ...(row.direction && { direction: row.direction as Direction }),
    ...(change !== null && {
      claimed: {
        change: Number(change),
        ...(from !== null && { from: Number(from) }),
        ...(to !== null && { to: Number(to) }),
      },
    }),
    ...(row.note && { note: row.note }),
    ...(row.tried_on && { triedOn: row.tried_on as CivilDate }),
  };
}

function windowsOf(row: DefinitionRow): Windows {
  const { earlier, before, after, later } = row;
  return {
    ...(earlier && { earlier: windowFrom(earlier) }),
    ...(before && { before: windowFrom(before) }),
    ...(after && { after: windowFrom(after) }),
    ...(later && { later: windowFrom(later) }),
  };
}

/** Puts in a claim that a body enters here. */
export async function insertClaim(tx: Db, claim: Claim & Required<Pick<Claim, "entered">>): Promise<void> {
  await tx
    .withTables<PrioritiesTables>()
    .insertInto("priorities.claim")
    .values({
      slug: claim.slug,
      title: claim.title,
      who: claim.who,
      said: claim.said,
      kind: claim.kind,
      what_changed: claim.whatChanged,
      where_words: claim.where,
      area_id: claim.areaId ?? null,
      since: claim.since,
      by_how_much: claim.byHowMuch,
      cause: claim.cause,
      cashable: claim.cashable ?? null,
      saved_for: claim.savedFor ?? null,
      saved_when: claim.savedWhen ?? null,
      limits: claim.limits,
      source: claim.source,
      source_url: claim.sourceUrl ?? null,
      seen: claim.seen,
      basis: claim.basis,
      dataset: null,
      entered_by: claim.entered.by,
      entered_on: claim.entered.on,
      withdrawn_on: null,
      withdrawn_why: null,
    })
    .execute();
}

/** Puts in a reading of a claim that a body tries here; it is never changed. */
export async function insertReading(
  tx: Db,
  definition: Definition,
  tried: { readonly by: string; readonly on: CivilDate },
): Promise<void> {
  const { windows, claimed } = definition;
  const text = (window: Windows[keyof Windows]): string | null => (window ? windowText(window) : null);
  await tx
    .withTables<PrioritiesTables>()
    .insertInto("priorities.claim_definition")
    .values({
      claim: definition.claim,
      place: definition.place,
      role: definition.role,
      label: definition.label,
      indicators: definition.indicators.join(" "),
      wholes: definition.wholes.join(" ") || null,
      subjects: definition.subjects.join(" "),
      against: definition.against.join(" ") || null,
      vintage: definition.vintage,
      direction: definition.direction ?? null,
      earlier: text(windows.earlier),
      before: text(windows.before),
      after: text(windows.after),
      later: text(windows.later),
      claimed_from: null,
      claimed_to: null,
      claimed_change: claimed === undefined ? null : String(claimed.change),
      decimals: definition.decimals,
      scale: String(definition.scale),
      unit: definition.unit,
      note: definition.note ?? null,
      dataset: null,
      tried_on: tried.on,
      tried_by: tried.by,
    })
    .execute();
}

/** Marks a claim as withdrawn; false where it was before. */
export async function withdrawClaim(
  tx: Db,
  slug: string,
  withdrawn: { readonly on: CivilDate; readonly why: string },
): Promise<boolean> {
  const done = await tx
    .withTables<PrioritiesTables>()
    .updateTable("priorities.claim")
    .set({ withdrawn_on: withdrawn.on, withdrawn_why: withdrawn.why })
    .where("slug", "=", slug)
    .where("dataset", "is", null)
    .where("withdrawn_on", "is", null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}
