import { sql, type RawBuilder } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import type { Basis, Db } from "../kernel/index.ts";
import type { Clearance, Item, ItemKind, ItemSort, Paper, PaperPurpose } from "./item.ts";
import type { Publication, PublicationKind } from "./publication.ts";
import type { MeetingTables } from "./tables.ts";

type ItemRow = MeetingTables["meetings.item"] & {
  private: boolean;
  restricted_there: boolean;
  dealt_with: boolean;
  asks: string | null;
  said: string | null;
  clearances: readonly {
    kind: Clearance["kind"];
    state: Clearance["state"];
    office: string;
    words: string | null;
    on_date: string;
  }[];
};

/** The agenda of a meeting, in its order, as far as the viewer may see it. */
export async function listItems(db: Db, meetingId: string): Promise<readonly Item[]> {
  return (await select(db, sql`item.meeting_id = ${meetingId}`)).map(itemFromRow);
}

/** Items of many meetings by the meeting's id. */
export async function listItemsOf(
  db: Db,
  meetingIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Item[]>> {
  const found = new Map<string, Item[]>();
  for (const row of await select(db, sql`item.meeting_id = any(${meetingIds}::uuid[])`)) {
    const list = found.get(row.meeting_id) ?? [];
    list.push(itemFromRow(row));
    found.set(row.meeting_id, list);
  }
  return found;
}

async function select(db: Db, where: RawBuilder<unknown>): Promise<readonly ItemRow[]> {
  const result = await sql<ItemRow>`
    select item.*, content.asks, content.said,
      coalesce((select json_agg(json_build_object('kind', kind, 'state', state, 'office', office, 'words', words, 'on_date', on_date)
        order by kind) from meetings.clearance where clearance.item_id = item.id), '[]') as clearances
    from meetings.item left join meetings.item_content content on content.item_id = item.id
    where ${where} order by item.meeting_id, item.position`.execute(db);
  return result.rows;
}

function itemFromRow(row: ItemRow): Item {
  return {
    id: row.id,
    position: row.position,
    title: row.title,
    kind: row.kind as ItemKind,
    sort: row.sort as ItemSort,
    private: row.private,
    restrictedThere: row.restricted_there,
    dealtWith: row.dealt_with,
    audience: row.audience,
    source: row.source,
    seen: row.seen as CivilDate,
    basis: row.basis as Basis,
    clearances: row.clearances.map((one) => ({
      kind: one.kind,
      state: one.state,
      office: one.office,
      on: one.on_date as CivilDate,
      ...(one.words && { words: one.words }),
    })),
    ...(row.number && { number: row.number }),
    ...(row.minutes !== null && { minutes: row.minutes }),
    ...(row.paper_number && { paperNumber: row.paper_number }),
    ...(row.exemption && { exemption: row.exemption }),
    ...(row.public_interest && { publicInterest: row.public_interest }),
    ...(row.sealed_entry && { sealedEntry: row.sealed_entry }),
    ...(row.late_reason && { lateReason: row.late_reason }),
    ...(row.published_on && { publishedOn: row.published_on as CivilDate }),
    ...(row.publication_number !== null && { publicationNumber: row.publication_number }),
    ...(row.decision_words && { decisionWords: row.decision_words }),
    ...(row.asks && { asks: row.asks }),
    ...(row.said && { said: row.said }),
  };
}

/** The papers of a meeting, older versions after newer ones. */
export async function listPapers(db: Db, meetingId: string): Promise<readonly Paper[]> {
  const rows = await db
    .withTables<MeetingTables>()
    .selectFrom("meetings.paper")
    .selectAll()
    .where("meeting_id", "=", meetingId)
    .orderBy("title")
    .orderBy("version", "desc")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    purpose: row.purpose as PaperPurpose,
    title: row.title,
    version: row.version,
    audience: row.audience,
    source: row.source,
    seen: row.seen as CivilDate,
    basis: row.basis as Basis,
    ...(row.item_id && { itemId: row.item_id }),
    ...(row.replaced_by && { replacedBy: row.replaced_by }),
    ...(row.sha256 && { sha256: row.sha256 }),
    ...(row.file_name && { fileName: row.file_name }),
    ...(row.size !== null && { size: row.size }),
    ...(row.summary && { summary: row.summary }),
    ...(row.href && { href: row.href }),
    ...(row.published_on && { publishedOn: row.published_on as CivilDate }),
    ...(row.publication_number !== null && { publicationNumber: row.publication_number }),
  }));
}

/** What was published for some meetings, by day. */
export async function listPublications(
  db: Db,
  meetingIds: readonly string[],
): Promise<readonly (Publication & { readonly meetingId: string })[]> {
  if (meetingIds.length === 0) return [];
  const rows = await db
    .withTables<MeetingTables>()
    .selectFrom("meetings.publication")
    .selectAll()
    .where("meeting_id", "in", meetingIds)
    .orderBy("on_date")
    .orderBy("kind")
    .orderBy("number")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    meetingId: row.meeting_id!,
    kind: row.kind as PublicationKind,
    number: row.number,
    on: row.on_date as CivilDate,
    calledShort: row.called_short,
    source: row.source,
    seen: row.seen as CivilDate,
    basis: row.basis as Basis,
    ...(row.clear_days !== null && { clearDays: row.clear_days }),
    ...(row.required_days !== null && { requiredDays: row.required_days }),
    ...(row.provision && { provision: row.provision }),
    ...(row.day_basis && { dayBasis: row.day_basis }),
  }));
}
