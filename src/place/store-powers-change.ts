import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import { newUuid, type Db, type Provenance } from "../kernel/index.ts";
import type { ProposedDelegation } from "./power-delegation-check.ts";
import type { Delegation, DelegationId } from "./power-delegation.ts";

/** One change of schemes at a time: circles and second holders show only when all lines are seen. */
export async function lockDelegations(tx: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('place.delegation', 0))`.execute(tx);
}

/** Keeps a line that has been checked; returns its id. */
export async function addDelegation(
  tx: Db,
  line: ProposedDelegation & { readonly known: Provenance; readonly continues?: DelegationId },
  millis: number,
): Promise<DelegationId> {
  const id = newUuid(millis);
  const { from, to, known } = line;
  await sql`insert into place.delegation (id, function_id, from_organisation_id, from_board_id, from_post, to_organisation_id,
      to_board_id, to_post, area_id, limit_pence, conditions, legal_basis, passes_on, begins_on, ends_on, continues_id, source, seen, basis)
    values (${id}, ${line.function.id}, ${from.organisationId ?? null}, ${from.boardId ?? null}, ${from.post ?? null},
      ${to.organisationId ?? null}, ${to.boardId ?? null}, ${to.post ?? null}, ${line.areaId ?? null}, ${line.limit ?? null},
      ${line.conditions ?? null}, ${line.legalBasis}, ${line.passesOn}, ${line.beginsOn}, ${line.endsOn ?? null},
      ${line.continues ?? null}, ${known.source}, ${known.seen}, ${known.basis})`.execute(tx);
  return id as DelegationId;
}

/** Ends a line on a day, where the version is still the one that was seen; false otherwise. */
export async function endDelegation(
  tx: Db,
  line: Pick<Delegation, "id" | "version">,
  end: { readonly on: CivilDate; readonly reason: string },
): Promise<boolean> {
  const result =
    await sql`update place.delegation set ends_on = ${end.on}, end_reason = ${end.reason}, dataset = null,
      version = version + 1 where id = ${line.id} and version = ${line.version}`.execute(tx);
  return result.numAffectedRows === 1n;
}

/** Lines that a body made or received and that do not end by the day it ends. */
export async function listLinesOfBody(
  tx: Db,
  organisation: string,
  on: CivilDate,
): Promise<readonly string[]> {
  const result = await sql<{ id: string }>`select id from place.delegation
    where (from_organisation_id = ${organisation} or to_organisation_id = ${organisation}
        or to_board_id in (select id from place.board where organisation_id = ${organisation}))
      and coalesce(ends_on > ${on}, true) order by id`.execute(tx);
  return result.rows.map((row) => row.id);
}

/** Lines end with the body; one that would only have begun afterwards is taken away, since it never held. */
export async function lapseLines(
  tx: Db,
  ids: readonly string[],
  end: { readonly on: CivilDate; readonly reason: string },
): Promise<void> {
  await sql`update place.delegation set ends_on = ${end.on}, end_reason = ${end.reason}, lapsed = true, dataset = null,
      version = version + 1 where id = any(${ids}::uuid[]) and begins_on < ${end.on}`.execute(tx);
  await sql`delete from place.delegation where id = any(${ids}::uuid[]) and begins_on >= ${end.on}`.execute(
    tx,
  );
}
