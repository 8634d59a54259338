import { sql, type RawBuilder } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import { isUuid, type Db } from "../kernel/index.ts";
import type { Document, Ground, Plan } from "./plan.ts";
import { provenanceOf } from "./store-rows.ts";
import type { DecisionTables } from "./tables.ts";

type Joined = DecisionTables["decisions.plan"] & {
  readonly body_slug: string;
  readonly body_name: string;
  readonly proposal_slug: string | null;
  readonly proposal_title: string | null;
};

/** Plans heard of, the latest first; of one body where it is given. */
export async function listPlans(
  db: Db,
  query: { readonly organisationId?: string; readonly illustrative: boolean },
): Promise<readonly Plan[]> {
  const conditions = [
    sql`true`,
    ...(query.organisationId ? [sql`plan.organisation_id = ${query.organisationId}`] : []),
    ...(query.illustrative ? [] : [sql`plan.basis <> 'illustrative'`]),
  ];
  return await select(db, sql.join(conditions, sql` and `));
}

/** The plan at an address, where the viewer may see it. */
export async function findPlan(db: Db, slug: string): Promise<Plan | undefined> {
  return (await select(db, sql`plan.slug = ${slug}`))[0];
}

/** Plans by id; those that are not there, or not visible, are left out. */
export async function listPlansById(db: Db, ids: readonly string[]): Promise<readonly Plan[]> {
  return await select(db, sql`plan.id = any(${ids.filter(isUuid)}::uuid[])`);
}

/** Ids of every plan whose words are still held. */
export async function listPlanIds(db: Db): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select id from decisions.plan where title is not null`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

/** How many plans were registered on a day: of one body, and in all. Counted under a lock, so that two at once count. */
export async function countPlansOn(
  tx: Db,
  day: CivilDate,
  organisationId: string,
): Promise<{ readonly ofOneBody: number; readonly inAll: number }> {
  await sql`select pg_advisory_xact_lock(hashtextextended('concordat.plans-heard-of', 0))`.execute(tx);
  const { rows } = await sql<{ of_one: number; in_all: number }>`
    select count(*) filter (where organisation_id = ${organisationId})::int as of_one, count(*)::int as in_all
    from decisions.plan where registered_on = ${day} and dataset is null`.execute(tx);
  return { ofOneBody: rows[0]?.of_one ?? 0, inAll: rows[0]?.in_all ?? 0 };
}

/** Puts in a plan that somebody has heard of. */
export async function insertPlan(
  tx: Db,
  plan: Omit<Plan, "version" | "takenDown" | "answeredOn" | "answer" | "proposal">,
): Promise<void> {
  await tx
    .withTables<DecisionTables>()
    .insertInto("decisions.plan")
    .values({
      id: plan.id,
      slug: plan.slug,
      title: plan.title ?? null,
      what: plan.what ?? null,
      organisation_id: plan.body.id,
      asked_on: plan.askedOn ?? null,
      document: plan.document,
      document_href: plan.documentHref ?? null,
      answered_on: null,
      answer: null,
      proposal_id: null,
      registered_on: plan.registeredOn,
      taken_down_on: null,
      ground: null,
      source: plan.source,
      seen: plan.seen,
      basis: plan.basis,
      dataset: null,
      audience: plan.audience,
      version: 1,
    })
    .execute();
}

/** Holds a plan still until the act is over. */
export async function lockPlan(tx: Db, slug: string): Promise<void> {
  await sql`select from decisions.plan where slug = ${slug} for update`.execute(tx);
}

/** What the body itself says of a plan, in place of an earlier answer. */
export async function keepAnswer(
  tx: Db,
  plan: Pick<Plan, "id">,
  given: { readonly answer: string; readonly on: CivilDate; readonly proposalId: string | undefined },
): Promise<void> {
  await tx
    .withTables<DecisionTables>()
    .updateTable("decisions.plan")
    .set({
      answer: given.answer,
      answered_on: given.on,
      ...(given.proposalId !== undefined && { proposal_id: given.proposalId }),
      dataset: null,
      version: sql<number>`version + 1`,
    })
    .where("id", "=", plan.id)
    .execute();
}

/** Takes the words of a plan away; that it was, when and why stays. */
export async function takeDown(
  tx: Db,
  plan: Pick<Plan, "id">,
  given: { readonly on: CivilDate; readonly ground: Ground },
): Promise<void> {
  await tx
    .withTables<DecisionTables>()
    .updateTable("decisions.plan")
    .set({
      title: null,
      what: null,
      document_href: null,
      taken_down_on: given.on,
      ground: given.ground,
      dataset: null,
      version: sql<number>`version + 1`,
    })
    .where("id", "=", plan.id)
    .execute();
}

async function select(db: Db, where: RawBuilder<unknown>): Promise<readonly Plan[]> {
  const { rows } = await sql<Joined>`
    select plan.*, body.slug as body_slug, body.name as body_name, proposal.slug as proposal_slug,
      proposal.title as proposal_title
    from decisions.plan
    join place.organisation body on body.id = plan.organisation_id
    left join decisions.proposal on proposal.id = plan.proposal_id
    where ${where} order by plan.registered_on desc, plan.slug`.execute(db);
  return rows.map(planFromRow);
}

function planFromRow(row: Joined): Plan {
  return {
    id: row.id,
    slug: row.slug,
    body: { id: row.organisation_id, slug: row.body_slug, name: row.body_name },
    document: row.document as Document,
    registeredOn: row.registered_on as CivilDate,
    audience: row.audience,
    version: row.version,
    ...provenanceOf(row),
    ...(row.title !== null && { title: row.title }),
    ...(row.what !== null && { what: row.what }),
    ...(row.asked_on !== null && { askedOn: row.asked_on as CivilDate }),
    ...(row.document_href !== null && { documentHref: row.document_href }),
    ...(row.answered_on !== null && { answeredOn: row.answered_on as CivilDate }),
    ...(row.answer !== null && { answer: row.answer }),
    ...(row.proposal_slug !== null &&
      row.proposal_title !== null && { proposal: { slug: row.proposal_slug, title: row.proposal_title } }),
    ...(row.taken_down_on !== null &&
      row.ground !== null && {
        takenDown: { on: row.taken_down_on as CivilDate, ground: row.ground as Ground },
      }),
  };
}
