import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import { isUuid, newUuid, type Db, type Provenance } from "../kernel/index.ts";
import type { Concerned, Instruction, InstructionEvent, InstructionKind, PowerSort } from "./instruction.ts";
import type { InstructionTables } from "./instruction-tables.ts";
import { freeSlug, namedOf, provenanceOf } from "./store-rows.ts";

/** Which instructions. */
export interface InstructionQuery {
  readonly slug?: string;
  readonly ids?: readonly string[];
  readonly illustrative: boolean;
  /** Those addressed to, touching or given by this body, or all bodies of its area. */
  readonly organisationId?: string;
  /** Those about this area, or about a body of it. */
  readonly areaId?: string;
}

type Row = InstructionTables["decisions.instruction"] & {
  giver_slug: string | null;
  giver_name: string | null;
};
type BodyRow = InstructionTables["decisions.instruction_body"] & {
  slug: string | null;
  name: string | null;
};

/** Instructions with those they concern and what was said to them, the latest first. */
export async function listInstructions(db: Db, query: InstructionQuery): Promise<readonly Instruction[]> {
  const { organisationId, areaId } = query;
  const conditions = [
    sql`true`,
    ...(query.slug === undefined ? [] : [sql`one.slug = ${query.slug}`]),
    ...(query.ids ? [sql`one.id = any(${query.ids.filter(isUuid)}::uuid[])`] : []),
    ...(query.illustrative ? [] : [sql`one.basis <> 'illustrative'`]),
    ...(organisationId
      ? [
          sql`(one.giver_id = ${organisationId} or exists (select from decisions.instruction_body body
            where body.instruction_id = one.id and (body.organisation_id = ${organisationId}
              or body.area_id = (select area_id from place.organisation where id = ${organisationId}))))`,
        ]
      : []),
    ...(areaId
      ? [
          sql`exists (select from decisions.instruction_body body
            left join place.organisation on organisation.id = body.organisation_id
            where body.instruction_id = one.id and (body.area_id = ${areaId} or organisation.area_id = ${areaId}))`,
        ]
      : []),
  ];
  const found = await sql<Row>`
    select one.*, giver.slug as giver_slug, giver.name as giver_name from decisions.instruction one
    left join place.organisation giver on giver.id = one.giver_id
    where ${sql.join(conditions, sql` and `)} order by one.given_on desc, one.slug`.execute(db);
  const ids = found.rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  const bodies = await sql<BodyRow>`
    select body.*, coalesce(organisation.slug, area.slug) as slug, coalesce(organisation.name, area.name) as name
    from decisions.instruction_body body
    left join place.organisation on organisation.id = body.organisation_id
    left join place.area on area.id = body.area_id
    where body.instruction_id = any(${ids}::uuid[]) order by body.instruction_id, body.position`.execute(db);
  const events = await sql<InstructionTables["decisions.instruction_event"]>`
    select * from decisions.instruction_event where instruction_id = any(${ids}::uuid[])
    order by instruction_id, on_date, number`.execute(db);
  return found.rows.map((row) =>
    instructionFromRow(row, {
      concerned: bodies.rows.filter((one) => one.instruction_id === row.id).flatMap(concernedFromRow),
      events: events.rows.filter((one) => one.instruction_id === row.id).map(eventFromRow),
    }),
  );
}

/** The instruction at an address. */
export async function findInstruction(db: Db, slug: string): Promise<Instruction | undefined> {
  return (await listInstructions(db, { slug, illustrative: true }))[0];
}

/** Ids of every instruction, for the search index. */
export async function listInstructionIds(db: Db): Promise<readonly string[]> {
  const result = await sql<{ id: string }>`select id from decisions.instruction order by id`.execute(db);
  return result.rows.map(({ id }) => id);
}

/** Holds an instruction still until the act is over. */
export async function lockInstruction(tx: Db, slug: string): Promise<void> {
  await sql`select from decisions.instruction where slug = ${slug} for update`.execute(tx);
}

/** An instruction to be kept. */
export type InstructionToAdd = Omit<
  Instruction,
  "id" | "slug" | "events" | "version" | "giverBody" | "concerned" | "source" | "seen" | "basis"
> & {
  readonly slugBase: string;
  readonly giverId: string | undefined;
  readonly concerned: readonly Pick<Concerned, "part" | "kind" | "id">[];
  readonly from: Provenance;
};

/** Adds an instruction; a second of one title and day gets a number behind its address. */
export async function addInstruction(
  tx: Db,
  one: InstructionToAdd,
  millis: number,
): Promise<{ readonly id: string; readonly slug: string }> {
  const slug = await freeSlug(tx, "decisions.instruction", one.slugBase);
  const id = newUuid(millis);
  const { audience, from } = one;
  const decisions = tx.withTables<InstructionTables>();
  await decisions
    .insertInto("decisions.instruction")
    .values({
      id,
      slug,
      title: one.title,
      kind: one.kind,
      words: one.words,
      power_sort: one.powerSort,
      power: one.power ?? null,
      giver: one.giver,
      giver_id: one.giverId ?? null,
      given_on: one.givenOn,
      from_on: one.fromOn,
      until_on: one.untilOn ?? null,
      href: one.href ?? null,
      keeper_id: one.keeperId ?? null,
      dataset: null,
      audience,
      version: 1,
      ...from,
    })
    .execute();
  await decisions
    .insertInto("decisions.instruction_body")
    .values(
      one.concerned.map(({ part, kind, id: concerned }, index) => ({
        instruction_id: id,
        position: index + 1,
        part,
        organisation_id: kind === "organisation" ? concerned : null,
        area_id: kind === "area" ? concerned : null,
        dataset: null,
        audience,
        ...from,
      })),
    )
    .execute();
  return { id, slug };
}

/** Adds what was said or done about an instruction, and counts its version; says the event's number. */
export async function addInstructionEvent(
  tx: Db,
  instruction: Pick<Instruction, "id" | "events" | "audience" | "version">,
  event: Omit<InstructionEvent, "number" | "source" | "seen" | "basis"> & {
    readonly byId: string | undefined;
    readonly from: Provenance;
  },
): Promise<number> {
  const number = Math.max(0, ...instruction.events.map((one) => one.number)) + 1;
  const decisions = tx.withTables<InstructionTables>();
  await decisions
    .insertInto("decisions.instruction_event")
    .values({
      instruction_id: instruction.id,
      number,
      kind: event.kind,
      on_date: event.on,
      by_words: event.by,
      by_id: event.byId ?? null,
      words: event.words,
      answers: event.answers ?? null,
      until_on: event.until ?? null,
      dataset: null,
      audience: instruction.audience,
      ...event.from,
    })
    .execute();
  // Once somebody acted on it here, it is no longer its file's to change.
  await decisions
    .updateTable("decisions.instruction")
    .set({ version: instruction.version + 1, dataset: null })
    .where("id", "=", instruction.id)
    .execute();
  return number;
}

function instructionFromRow(row: Row, parts: Pick<Instruction, "concerned" | "events">): Instruction {
  const giverBody = namedOf(row.giver_id, row.giver_slug, row.giver_name);
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    kind: row.kind as InstructionKind,
    words: row.words,
    powerSort: row.power_sort as PowerSort,
    giver: row.giver,
    givenOn: row.given_on as CivilDate,
    fromOn: row.from_on as CivilDate,
    ...provenanceOf(row),
    audience: row.audience,
    version: row.version,
    ...parts,
    ...(row.power && { power: row.power }),
    ...(giverBody && { giverBody }),
    ...(row.until_on && { untilOn: row.until_on as CivilDate }),
    ...(row.href && { href: row.href }),
    ...(row.keeper_id && { keeperId: row.keeper_id }),
  };
}

function concernedFromRow(row: BodyRow): readonly Concerned[] {
  const id = row.organisation_id ?? row.area_id;
  if (!id || !row.slug || !row.name) return [];
  return [
    {
      part: row.part as Concerned["part"],
      kind: row.organisation_id ? "organisation" : "area",
      id,
      slug: row.slug,
      name: row.name,
    },
  ];
}

function eventFromRow(row: InstructionTables["decisions.instruction_event"]): InstructionEvent {
  return {
    number: row.number,
    kind: row.kind as InstructionEvent["kind"],
    on: row.on_date as CivilDate,
    by: row.by_words,
    words: row.words,
    ...provenanceOf(row),
    ...(row.answers !== null && { answers: row.answers }),
    ...(row.until_on && { until: row.until_on as CivilDate }),
  };
}
