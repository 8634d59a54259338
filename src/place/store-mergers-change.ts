import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import type { Db } from "../kernel/index.ts";

/** One merger or split at a time: each looks at what the others would change. */
export async function lockSuccessions(tx: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('place.succession', 0))`.execute(tx);
}

/** Slugs of every body that another came from, however far back; without itself. */
export async function listAncestors(db: Db, organisation: string): Promise<readonly string[]> {
  const result = await sql<{ slug: string }>`
    with recursive before (id) as (
      select from_id from place.succession where to_id = ${organisation}
      union select earlier.from_id from place.succession earlier join before on earlier.to_id = before.id)
    select organisation.slug from before join place.organisation on organisation.id = before.id
    where organisation.id <> ${organisation} order by organisation.slug`.execute(db);
  return result.rows.map((row) => row.slug);
}

/** One thing that a body left behind, with its address. */
export interface LeftThing {
  readonly id: string;
  readonly organisationId: string;
  readonly title: string;
  readonly outcome: "passes-on" | "ends" | "must-be-asked";
  readonly subject: string;
  readonly why: string;
  readonly on: CivilDate;
  readonly settledOn?: CivilDate;
  readonly askedWhy?: string;
}

/** Things that a body left behind, as they stand; those that somebody has settled keep what was asked. */
export async function listLeftThings(db: Db, organisation: string): Promise<readonly LeftThing[]> {
  return await select(db, sql`organisation_id = ${organisation}`);
}

/** One of them by its id. */
export async function findLeftThing(db: Db, id: string): Promise<LeftThing | undefined> {
  return (await select(db, sql`id = ${id}`))[0];
}

async function select(db: Db, where: ReturnType<typeof sql>): Promise<readonly LeftThing[]> {
  const result = await sql<{
    id: string;
    organisation_id: string;
    title: string;
    outcome: LeftThing["outcome"];
    subject: string;
    why: string;
    on_date: string;
    settled_on: string | null;
    asked_why: string | null;
  }>`select id, organisation_id, title, outcome, subject, why, on_date, settled_on, asked_why from place.left_behind
    where ${where} order by (outcome = 'must-be-asked') desc, settled_on nulls last, title`.execute(db);
  return result.rows.map((row) => ({
    id: row.id,
    organisationId: row.organisation_id,
    title: row.title,
    outcome: row.outcome,
    subject: row.subject,
    why: row.why,
    on: row.on_date as CivilDate,
    ...(row.settled_on !== null && { settledOn: row.settled_on as CivilDate }),
    ...(row.asked_why !== null && { askedWhy: row.asked_why }),
  }));
}

/**
 * Settles an unsettled thing; what was asked is kept beside the answer.
 *
 * @returns false when somebody has settled it already
 */
export async function settleLeftThing(
  tx: Db,
  thing: Pick<LeftThing, "id">,
  answer: {
    readonly as: "passes-on" | "ends";
    readonly to?: string;
    readonly why: string;
    readonly on: CivilDate;
  },
): Promise<boolean> {
  const done =
    await sql`update place.left_behind set outcome = ${answer.as}, to_subject = ${answer.to ?? null}, asked_why = why,
      why = ${answer.why}, settled_on = ${answer.on} where id = ${thing.id} and outcome = 'must-be-asked'`.execute(
      tx,
    );
  return done.numAffectedRows === 1n;
}
