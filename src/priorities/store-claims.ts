import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import type { Basis, Db } from "../kernel/index.ts";
import type { Cashable, Claim, ClaimKind, Definition, Role } from "./claim.ts";
import type { PrioritiesTables } from "./tables.ts";
import type { Direction, Windows } from "./verdict.ts";
import { windowFrom } from "./window.ts";

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
