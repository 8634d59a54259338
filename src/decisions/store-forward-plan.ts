import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import { isUuid, newUuid, type Db, type Provenance } from "../kernel/index.ts";
import type { KeySetting, Planned, ShorterNotice } from "./forward-plan.ts";
import type { ForwardPlanTables } from "./forward-plan-tables.ts";
import { freeSlug, namedOf, provenanceOf } from "./store-rows.ts";

/** Which planned decisions. */
export interface PlannedQuery {
  readonly slug?: string;
  readonly ids?: readonly string[];
  readonly boardId?: string;
  readonly organisationId?: string;
  /** Announced by this day and not settled on it. */
  readonly openOn?: CivilDate;
  readonly illustrative: boolean;
}

type Row = ForwardPlanTables["decisions.planned"] & {
  organisation_slug: string;
  organisation_name: string;
  organisation_kind: string;
  board_slug: string | null;
  board_name: string | null;
};

/** Planned decisions, the earliest first. */
export async function listPlanned(db: Db, query: PlannedQuery): Promise<readonly Planned[]> {
  const conditions = [
    sql`true`,
    ...(query.slug === undefined ? [] : [sql`one.slug = ${query.slug}`]),
    ...(query.ids ? [sql`one.id = any(${query.ids.filter(isUuid)}::uuid[])`] : []),
    ...(query.boardId ? [sql`one.board_id = ${query.boardId}`] : []),
    ...(query.organisationId ? [sql`one.organisation_id = ${query.organisationId}`] : []),
    ...(query.openOn
      ? [
          sql`one.given_on <= ${query.openOn} and (one.settled_on is null or one.settled_on > ${query.openOn})`,
        ]
      : []),
    ...(query.illustrative ? [] : [sql`one.basis <> 'illustrative'`]),
  ];
  const { rows } = await sql<Row>`
    select one.*, organisation.slug as organisation_slug, organisation.name as organisation_name,
      organisation.kind as organisation_kind, board.slug as board_slug, board.name as board_name
    from decisions.planned one join place.organisation on organisation.id = one.organisation_id
    left join place.board on board.id = one.board_id
    where ${sql.join(conditions, sql` and `)} order by one.due_from, one.slug`.execute(db);
  return rows.map(plannedFromRow);
}

/** Ids of every planned decision, for the search index. */
export async function listPlannedIds(db: Db): Promise<readonly string[]> {
  const result = await sql<{ id: string }>`select id from decisions.planned order by id`.execute(db);
  return result.rows.map(({ id }) => id);
}

/** What a council took for a key decision, the earliest setting first. */
export async function listKeySettings(db: Db, organisationId: string): Promise<readonly KeySetting[]> {
  const rows = await db
    .withTables<ForwardPlanTables>()
    .selectFrom("decisions.key_setting")
    .selectAll()
    .where("organisation_id", "=", organisationId)
    .orderBy("from_on")
    .execute();
  return rows.map((row) => ({
    from: row.from_on as CivilDate,
    words: row.words,
    ...provenanceOf(row),
  }));
}

/** Keeps what a council takes for a key decision from a day; false where a setting from that day is held. */
export async function addKeySetting(
  tx: Db,
  organisation: { readonly id: string; readonly audience: string },
  setting: KeySetting,
): Promise<boolean> {
  const { from, ...rest } = setting;
  const row = await tx
    .withTables<ForwardPlanTables>()
    .insertInto("decisions.key_setting")
    .values({
      organisation_id: organisation.id,
      from_on: from,
      dataset: null,
      audience: organisation.audience,
      ...rest,
    })
    .onConflict((conflict) => conflict.columns(["organisation_id", "from_on"]).doNothing())
    .executeTakeFirst();
  return (row.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** A planned decision to be kept. */
export type PlannedToAdd = Omit<
  Planned,
  "id" | "slug" | "organisation" | "board" | "shorter" | "settled" | "version" | "source" | "seen" | "basis"
> & {
  readonly slugBase: string;
  readonly organisationId: string;
  readonly boardId: string | undefined;
  readonly from: Provenance;
};

/** Adds a planned decision; a second of one title and day gets a number behind its address. */
export async function addPlanned(
  tx: Db,
  one: PlannedToAdd,
  millis: number,
): Promise<{ readonly id: string; readonly slug: string }> {
  const slug = await freeSlug(tx, "decisions.planned", one.slugBase);
  const id = newUuid(millis);
  await tx
    .withTables<ForwardPlanTables>()
    .insertInto("decisions.planned")
    .values({
      id,
      slug,
      organisation_id: one.organisationId,
      board_id: one.boardId ?? null,
      title: one.title,
      words: one.words,
      decider: one.decider,
      due_from: one.dueFrom,
      due_until: one.dueUntil,
      key_decision: one.keyDecision,
      documents: one.documents ?? null,
      contact: one.contact ?? null,
      given_on: one.givenOn,
      shorter: null,
      shorter_on: null,
      shorter_words: null,
      settled: null,
      settled_on: null,
      settled_words: null,
      dataset: null,
      audience: one.audience,
      version: 1,
      ...one.from,
    })
    .execute();
  return { id, slug };
}

/** Notes an exception or how it ended, and counts the version; false where that was noted before. */
export async function notePlanned(
  tx: Db,
  id: string,
  note:
    | { readonly shorter: ShorterNotice; readonly on: CivilDate; readonly words: string }
    | {
        readonly settled: "decided" | "withdrawn";
        readonly on: CivilDate;
        readonly words: string | undefined;
      },
): Promise<boolean> {
  const result =
    "shorter" in note
      ? await sql`update decisions.planned set shorter = ${note.shorter}, shorter_on = ${note.on}, shorter_words = ${note.words},
          dataset = null, version = version + 1 where id = ${id} and shorter is null and settled is null`.execute(
          tx,
        )
      : await sql`update decisions.planned set settled = ${note.settled}, settled_on = ${note.on},
          settled_words = ${note.words ?? null}, dataset = null, version = version + 1
          where id = ${id} and settled is null`.execute(tx);
  return (result.numAffectedRows ?? 0n) > 0n;
}

function plannedFromRow(row: Row): Planned {
  const board = namedOf(row.board_id, row.board_slug, row.board_name);
  return {
    id: row.id,
    slug: row.slug,
    organisation: {
      id: row.organisation_id,
      slug: row.organisation_slug,
      name: row.organisation_name,
      kind: row.organisation_kind,
    },
    title: row.title,
    words: row.words,
    decider: row.decider,
    dueFrom: row.due_from as CivilDate,
    dueUntil: row.due_until as CivilDate,
    keyDecision: row.key_decision,
    givenOn: row.given_on as CivilDate,
    ...provenanceOf(row),
    audience: row.audience,
    version: row.version,
    ...(board && { board }),
    ...(row.documents && { documents: row.documents }),
    ...(row.contact && { contact: row.contact }),
    ...(row.shorter && {
      shorter: {
        kind: row.shorter as ShorterNotice,
        on: row.shorter_on as CivilDate,
        words: row.shorter_words ?? "",
      },
    }),
    ...(row.settled && {
      settled: {
        how: row.settled as "decided" | "withdrawn",
        on: row.settled_on as CivilDate,
        ...(row.settled_words && { words: row.settled_words }),
      },
    }),
  };
}
