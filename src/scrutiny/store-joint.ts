import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import type { Db } from "../kernel/index.ts";
import type { JointAppointment, JointSort } from "./joint-committee.ts";
import { fillOnce } from "./store-fill.ts";
import type { ChangeTables } from "./tables-changes.ts";

/** Appointments to joint committees: for a change, or to one committee; in the order of their days. */
export async function listJointAppointments(
  db: Db,
  of: { readonly proposalId: string } | { readonly boardId: string },
): Promise<readonly JointAppointment[]> {
  const found = await sql<ChangeTables["scrutiny.joint_appointment"]>`select * from scrutiny.joint_appointment
    where ${"proposalId" in of ? sql`proposal_id = ${of.proposalId}` : sql`board_id = ${of.boardId}`}
    order by appointed_on, id`.execute(db);
  return found.rows.map((row) => ({
    id: row.id,
    proposalId: row.proposal_id,
    councilId: row.council_id,
    boardId: row.board_id,
    sort: row.sort as JointSort,
    members: row.members,
    decided: row.decided,
    on: row.appointed_on as CivilDate,
    audience: row.audience,
    ...(row.ended_on && row.ended_why && { ended: { on: row.ended_on as CivilDate, why: row.ended_why } }),
  }));
}

/** Holds the appointments for a change still until the act is over, so that two councils never name two committees at once. */
export async function lockAppointments(tx: Db, proposalId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`scrutiny.joint_appointment ${proposalId}`}, 0))`.execute(
    tx,
  );
}

/** Keeps an appointment; the database refuses a second one of the same council for the same change at a time. */
export async function insertJointAppointment(tx: Db, one: JointAppointment): Promise<void> {
  await tx
    .withTables<ChangeTables>()
    .insertInto("scrutiny.joint_appointment")
    .values({
      id: one.id,
      proposal_id: one.proposalId,
      council_id: one.councilId,
      board_id: one.boardId,
      sort: one.sort,
      members: one.members,
      decided: one.decided,
      appointed_on: one.on,
      ended_on: null,
      ended_why: null,
      audience: one.audience,
    })
    .execute();
}

/** Ends an appointment; false where it had ended before. */
export async function endJointAppointment(
  tx: Db,
  id: string,
  ended: { readonly on: CivilDate; readonly why: string },
): Promise<boolean> {
  return await fillOnce(tx, "scrutiny.joint_appointment", {
    id,
    empty: ["ended_on"],
    set: { ended_on: ended.on, ended_why: ended.why },
  });
}
