import { sql } from "kysely";
import {
  syncRows,
  uuidOfName,
  type Dataset,
  type DatasetFacts,
  type Db,
  type SyncCount,
} from "../kernel/index.ts";
import { boardIdOf, organisationIdOf } from "../place/index.ts";
import { reviewIdOf } from "./review.ts";

type Given = Readonly<Record<string, string>>;
type Incoming = Readonly<Record<string, string | undefined>>;

const audience = "public";
const unless = sql<boolean>`held.dataset is null`;

/** The made-up reviews that show how this works. */
export const reviewDatasets: readonly Dataset[] = [
  { key: "illustrative-scrutiny-reviews", order: 330, load: loadReviews },
  { key: "illustrative-scrutiny-lines", order: 331, load: loadLines },
];

/** Columns of one SQL type. */
function of(type: string, names: string): Record<string, string> {
  return Object.fromEntries(names.split(" ").map((name) => [name, type]));
}

async function loadReviews(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  return await syncRows(
    tx,
    {
      table: "scrutiny.review",
      key: ["id"],
      dataset: facts.key,
      unless,
      columns: {
        ...of("uuid", "id board_id body_id"),
        ...of("text", "slug title terms indicator ending source basis audience"),
        ...of("date", "opened_on ended_on seen"),
        version: "integer",
      },
    },
    rows.map((row) => ({
      ...filled(row, "slug title terms indicator ending opened_on ended_on"),
      id: reviewIdOf(row["slug"]!),
      board_id: boardIdOf(row["committee"]!),
      body_id: bodyIdOf(row),
      version: "1",
      source: facts.source,
      seen: facts.seen,
      basis: facts.basis,
      audience,
    })),
  );
}

const committee = "aldermere-health-scrutiny-committee";

/** How the rows of one sort become rows of one table. */
interface Sort {
  readonly sort: string;
  readonly table: string;
  readonly key: readonly string[];
  readonly columns: Readonly<Record<string, string>>;
  row(row: Given, at: number): Incoming;
}

const sorts: readonly Sort[] = [
  {
    sort: "request",
    table: "scrutiny.request",
    key: ["id"],
    columns: {
      ...of("uuid", "id review_id body_id"),
      ...of("integer", "number"),
      ...of("text", "kind words outcome answer answered_from audience"),
      ...of("date", "asked_on wanted_by answered_on"),
    },
    row: (row) => ({
      ...filled(row, "number kind words answer answered_on"),
      id: lineIdOf("request", row),
      review_id: reviewIdOf(row["review"]!),
      body_id: bodyIdOf(row),
      asked_on: row["on"],
      wanted_by: row["due_on"] || undefined,
      outcome: row["stance"] || undefined,
      answered_from: row["answered_on"] ? "own" : undefined,
    }),
  },
  {
    sort: "contribution",
    table: "scrutiny.contribution",
    key: ["id"],
    columns: {
      ...of("uuid", "id review_id"),
      ...of("text", "kind who words audience"),
      ...of("date", "said_on"),
    },
    row: (row, at) => ({
      ...filled(row, "kind who words"),
      id: uuidOfName(`scrutiny:contribution:${row["review"]!}:${at}`),
      review_id: reviewIdOf(row["review"]!),
      said_on: row["on"],
    }),
  },
  {
    sort: "interest",
    table: "scrutiny.interest",
    key: ["id"],
    columns: {
      ...of("uuid", "id review_id board_id"),
      ...of("text", "office kind words will advice did audience"),
      ...of("date", "declared_on advised_on did_on"),
    },
    row: (row) => ({
      ...filled(row, "kind words"),
      id: lineIdOf("interest", row),
      review_id: reviewIdOf(row["review"]!),
      board_id: boardIdOf(committee),
      office: row["who"],
      will: "leaves",
      advice: row["answer"],
      advised_on: row["on"],
      did: row["stance"],
      did_on: row["answered_on"],
      declared_on: row["on"],
    }),
  },
  {
    sort: "recommendation",
    table: "scrutiny.recommendation",
    key: ["id"],
    columns: {
      ...of("uuid", "id review_id body_id"),
      ...of("integer", "number"),
      ...of("text", "words why stance reply replied_from audience"),
      ...of("date", "made_on asked_on replied_on"),
    },
    row: (row) => ({
      ...filled(row, "number words why stance"),
      id: lineIdOf("recommendation", row),
      review_id: reviewIdOf(row["review"]!),
      body_id: bodyIdOf(row),
      made_on: row["on"],
      asked_on: row["on"],
      replied_on: row["answered_on"] || undefined,
      reply: row["answer"] || undefined,
      replied_from: row["answered_on"] ? "own" : undefined,
    }),
  },
  {
    sort: "check",
    table: "scrutiny.recommendation_check",
    key: ["recommendation_id", "months"],
    columns: {
      ...of("uuid", "recommendation_id"),
      ...of("integer", "months"),
      ...of("text", "found words audience"),
      ...of("date", "checked_on"),
    },
    row: (row) => ({
      ...filled(row, "months words"),
      recommendation_id: lineIdOf("recommendation", row),
      found: row["kind"],
      checked_on: row["on"],
    }),
  },
  {
    sort: "programme",
    table: "scrutiny.programme_item",
    key: ["id"],
    columns: {
      ...of("uuid", "id board_id review_id"),
      ...of("text", "title why wished_by audience"),
      ...of("date", "planned_on added_on"),
    },
    row: (row) => ({
      ...filled(row, "why"),
      id: uuidOfName(`scrutiny:programme:${row["words"]!}`),
      board_id: boardIdOf(committee),
      review_id: row["review"] ? reviewIdOf(row["review"]) : undefined,
      title: row["words"],
      wished_by: row["kind"],
      planned_on: row["on"],
      added_on: row["due_on"],
    }),
  },
];

async function loadLines(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  let total: SyncCount = { added: 0, changed: 0, removed: 0 };
  for (const { sort, table, key, columns, row } of sorts) {
    const own = rows.filter((one) => one["sort"] === sort);
    const done = await syncRows(
      tx,
      { table, key, columns, dataset: facts.key, unless },
      own.map((one, at) => ({ ...row(one, at), audience })),
    );
    total = {
      added: total.added + done.added,
      changed: total.changed + done.changed,
      removed: total.removed + done.removed,
    };
  }
  return total;
}

function lineIdOf(sort: string, row: Given): string {
  return uuidOfName(`scrutiny:${sort}:${row["review"]!}:${row["number"]!}`);
}

function bodyIdOf(row: Given): string | undefined {
  return row["body"] ? organisationIdOf(row["body"]) : undefined;
}

function filled(row: Given, names: string): Incoming {
  return Object.fromEntries(names.split(" ").map((name) => [name, row[name] || undefined]));
}
