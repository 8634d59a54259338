import { uuidOfName, type Dataset, type DatasetFacts, type Db, type SyncCount } from "../kernel/index.ts";
import { boardIdOf, organisationIdOf } from "../place/index.ts";
import { reviewIdOf } from "./review.ts";
import { filled, sumOf, syncSheet, type Given, type Sheet } from "./store-shipped.ts";

/** The made-up reviews that show how this works. */
export const reviewDatasets: readonly Dataset[] = [
  { key: "illustrative-scrutiny-reviews", order: 330, load: loadReviews },
  { key: "illustrative-scrutiny-lines", order: 331, load: loadLines },
];

async function loadReviews(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  return await syncSheet(
    tx,
    facts,
    {
      table: "scrutiny.review",
      key: "id",
      columns: {
        uuid: "id board_id body_id",
        text: "slug title terms indicator ending source basis",
        date: "opened_on ended_on seen",
      },
    },
    rows.map((row) => ({
      ...filled(row, "slug title terms indicator ending opened_on ended_on"),
      id: reviewIdOf(row["slug"]!),
      board_id: boardIdOf(row["committee"]!),
      body_id: bodyIdOf(row),
      source: facts.source,
      seen: facts.seen,
      basis: facts.basis,
    })),
  );
}

const committee = "aldermere-health-scrutiny-committee";

/** How the rows of one sort become rows of one table. */
interface Sort extends Sheet {
  readonly sort: string;
  readonly row: (row: Given, at: number) => Readonly<Record<string, string | undefined>>;
}

const sorts: readonly Sort[] = [
  {
    sort: "request",
    table: "scrutiny.request",
    key: "id",
    columns: {
      uuid: "id review_id body_id",
      integer: "number",
      text: "kind words outcome answer answered_from",
      date: "asked_on wanted_by answered_on",
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
    key: "id",
    columns: {
      uuid: "id review_id",
      text: "kind who words",
      date: "said_on",
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
    key: "id",
    columns: {
      uuid: "id review_id board_id",
      text: "office kind words will advice did",
      date: "declared_on advised_on did_on",
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
    key: "id",
    columns: {
      uuid: "id review_id body_id",
      integer: "number",
      text: "words why stance reply replied_from",
      date: "made_on asked_on replied_on",
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
    key: "recommendation_id months",
    columns: {
      uuid: "recommendation_id",
      integer: "months",
      text: "found words",
      date: "checked_on",
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
    key: "id",
    columns: {
      uuid: "id board_id review_id",
      text: "title why wished_by",
      date: "planned_on added_on",
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
  const counts: SyncCount[] = [];
  for (const { sort, row, ...sheet } of sorts) {
    const own = rows.filter((one) => one["sort"] === sort);
    counts.push(await syncSheet(tx, facts, sheet, own.map(row)));
  }
  return sumOf(counts);
}

function lineIdOf(sort: string, row: Given): string {
  return uuidOfName(`scrutiny:${sort}:${row["review"]!}:${row["number"]!}`);
}

function bodyIdOf(row: Given): string | undefined {
  return row["body"] ? organisationIdOf(row["body"]) : undefined;
}
