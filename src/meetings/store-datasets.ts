import { sql } from "kysely";
import {
  syncRows,
  uuidOfName,
  type Dataset,
  type DatasetFacts,
  type Db,
  type Json,
  type SyncCount,
} from "../kernel/index.ts";
import { boardIdOf, organisationIdOf } from "../place/index.ts";
import { stateOfWords } from "./import-words.ts";
import { meetingSlug } from "./meeting.ts";
import type { CivilDate } from "@concordat/calendar";

type Given = Readonly<Record<string, string>>;
type Loaded = Readonly<Record<string, Json | undefined>>;

/** Meetings of real boards, their items, when papers were published, and what other lists call the boards. */
export const meetingDatasets: readonly Dataset[] = [
  { key: "board-names", order: 29, load: loadNames },
  { key: "meetings", order: 30, load: loadMeetings },
  { key: "items", order: 31, load: loadItems },
  { key: "publication-lag", order: 32, load: loadPublications },
  { key: "illustrative-meetings-meetings", order: 30, load: loadMeetings },
  { key: "illustrative-meetings-items", order: 31, load: loadItems },
  { key: "illustrative-meetings-publications", order: 32, load: loadPublications },
  { key: "illustrative-meetings-resolutions", order: 33, load: loadResolutions },
];

/** What somebody changed on this site is no longer the file's to change: such a row belongs to no dataset. */
const takenOver = sql<boolean>`held.dataset is null`;
/** Made-up meetings are kept here; real ones are known from their sources. */
const isKept = (row: Given): boolean => row["basis"] === "illustrative";

const sourced = { source: "text", seen: "date", basis: "text" } as const;

/** The id of a shipped meeting; the same in every installation. */
export function meetingIdOf(board: string, on: string): string {
  return uuidOfName(`meetings:meeting:${board} ${on}`);
}

async function loadNames(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  return await syncRows(
    tx,
    {
      table: "meetings.board_name",
      key: ["list", "name"],
      dataset: facts.key,
      columns: { list: "text", name: "text", board_id: "uuid", ...sourced },
    },
    rows.map((row) => ({
      list: row["list"],
      name: row["name"],
      board_id: boardIdOf(row["board"] ?? ""),
      ...sources(row, facts),
    })),
  );
}

async function loadMeetings(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  const columns = {
    id: "uuid",
    slug: "text",
    board_id: "uuid",
    on_date: "date",
    starts_at: "text",
    kind: "text",
    state: "text",
    state_words: "text",
    note: "text",
    date_basis: "text",
    kept_here: "boolean",
    venue: "text",
    presiding: "text",
    ...sourced,
  };
  return await syncRows(
    tx,
    { table: "meetings.meeting", key: ["id"], dataset: facts.key, unless: takenOver, columns },
    rows.map((row) => {
      const board = row["board"] ?? "";
      const on = (row["date"] ?? "") as CivilDate;
      return {
        id: meetingIdOf(board, on),
        slug: meetingSlug(board, on),
        board_id: boardIdOf(board),
        on_date: on,
        starts_at: row["time"] || undefined,
        ...(isKept(row) ? { state: row["status"], kind: row["kind"] } : stateOfWords(row["status"] ?? "")),
        note: row["note"] || undefined,
        date_basis: row["date_basis"] || undefined,
        kept_here: isKept(row),
        venue: row["venue"] || undefined,
        presiding: row["presiding"] || undefined,
        ...sources(row, facts),
      };
    }),
  );
}

async function loadItems(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  const columns = {
    id: "uuid",
    meeting_id: "uuid",
    position: "integer",
    number: "text",
    title: "text",
    kind: "text",
    paper_number: "text",
    decision_words: "text",
    sort: "text",
    private: "boolean",
    restricted_there: "boolean",
    dealt_with: "boolean",
    minutes: "integer",
    published_on: "date",
    publication_number: "integer",
    audience: "text",
    ...sourced,
  };
  return await syncRows(
    tx,
    { table: "meetings.item", key: ["id"], dataset: facts.key, unless: takenOver, columns },
    rows.map((row) => {
      const meeting = meetingIdOf(row["board"] ?? "", row["date"] ?? "");
      return {
        id: uuidOfName(`meetings:item:${meeting} ${row["position"]}`),
        meeting_id: meeting,
        position: String(Number(row["position"])),
        number: row["item_number"] || undefined,
        title: row["title"],
        kind: row["kind"],
        paper_number: row["paper_number"] || undefined,
        decision_words: row["decision"] || undefined,
        sort: row["sort"] || "not-sorted",
        private: false,
        restricted_there: false,
        dealt_with: row["dealt_with"] === "yes",
        minutes: row["minutes"] || undefined,
        published_on: row["published_on"] || undefined,
        publication_number: row["published_on"] ? "1" : undefined,
        audience: "public",
        ...sources(row, facts),
      };
    }),
  );
}

/** Publication of papers of meetings that are held here; a row about a meeting that is not is not kept, as it has no page. */
async function loadPublications(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  const known = await tx
    .withTables<{ "meetings.meeting": { id: string } }>()
    .selectFrom("meetings.meeting")
    .select("id")
    .execute();
  const ids = new Set(known.map((row) => row.id));
  const columns = {
    id: "uuid",
    meeting_id: "uuid",
    kind: "text",
    number: "integer",
    on_date: "date",
    day_basis: "text",
    called_short: "boolean",
    audience: "text",
    ...sourced,
  };
  return await syncRows(
    tx,
    { table: "meetings.publication", key: ["id"], dataset: facts.key, columns },
    rows
      .filter((row) => ids.has(meetingIdOf(row["board"] ?? "", row["date"] ?? "")))
      .map((row) => {
        const meeting = meetingIdOf(row["board"] ?? "", row["date"] ?? "");
        const kind = row["what"] === "decision" ? "decisions" : row["what"];
        return {
          id: uuidOfName(`meetings:publication:${meeting} ${kind}`),
          meeting_id: meeting,
          kind,
          number: 1,
          on_date: row["published_on"],
          day_basis: row["lag_basis"] || undefined,
          called_short: false,
          audience: "public",
          ...sources(row, facts),
        };
      }),
  );
}

async function loadResolutions(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  const columns = {
    id: "uuid",
    slug: "text",
    meeting_id: "uuid",
    item_id: "uuid",
    board_id: "uuid",
    organisation_id: "uuid",
    report_to: "uuid",
    executive: "boolean",
    private: "boolean",
    audience: "text",
    ...Object.fromEntries(resolutionTexts.map((name) => [name, "text"])),
    ...Object.fromEntries(resolutionNumbers.map((name) => [name, "integer"])),
    ...Object.fromEntries(resolutionDays.map((name) => [name, "date"])),
    ...sourced,
  };
  return await syncRows(
    tx,
    { table: "meetings.resolution", key: ["id"], dataset: facts.key, unless: takenOver, columns },
    rows.map((row) => {
      const board = row["board"] || undefined;
      const meeting = board && row["meeting_date"] ? meetingIdOf(board, row["meeting_date"]) : undefined;
      return {
        id: uuidOfName(`meetings:resolution:${row["slug"]}`),
        slug: row["slug"],
        meeting_id: meeting,
        item_id: meeting && uuidOfName(`meetings:item:${meeting} ${row["item"]}`),
        board_id: board && boardIdOf(board),
        organisation_id: row["organisation"] ? organisationIdOf(row["organisation"]) : undefined,
        report_to: row["report_to"] ? boardIdOf(row["report_to"]) : undefined,
        executive: (row["call_in_days"] ?? "") !== "",
        private: false,
        audience: "public",
        ...Object.fromEntries(
          [...resolutionTexts, ...resolutionNumbers, ...resolutionDays].map((name) => [
            name,
            row[name] || undefined,
          ]),
        ),
        ...sources(row, facts),
      };
    }),
  );
}

const resolutionTexts = [
  "title",
  "words",
  "taker",
  "office",
  "power",
  "decided_by",
  "reasons",
  "alternatives",
  "interests",
  "key_decision",
] as const;
const resolutionNumbers = ["votes_for", "votes_against", "abstained", "call_in_days"] as const;
const resolutionDays = ["decided_on", "published_on", "call_in_until"] as const;

function sources(row: Given, facts: DatasetFacts): Loaded {
  return {
    source: row["source"] || facts.source,
    seen: row["seen"] || facts.seen,
    basis: row["basis"] || facts.basis,
  };
}
