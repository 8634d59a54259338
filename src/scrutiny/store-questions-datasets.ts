import { civilDate } from "@concordat/calendar";
import {
  organisationAudience,
  uuidOfName,
  type Dataset,
  type DatasetFacts,
  type Db,
  type SyncCount,
} from "../kernel/index.ts";
import { lawHolidays } from "../decisions/index.ts";
import { organisationIdOf } from "../place/index.ts";
import { answerDue } from "./question-clock.ts";
import { filled, sumOf, syncSheet, type Given } from "./store-shipped.ts";

/** The made-up questions that show how this works. */
export const questionDatasets: readonly Dataset[] = [
  { key: "illustrative-questions", order: 340, load: loadQuestions },
];

async function loadQuestions(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  return sumOf([
    await syncQuestions(tx, rows, facts),
    await syncContents(tx, rows, facts),
    await syncAnswers(tx, rows, facts),
  ]);
}

function slugOf(row: Given): string {
  return `${row["body"]!}-${row["number"]!}`;
}

function questionIdOf(row: Given): string {
  return uuidOfName(`scrutiny:question:${slugOf(row)}`);
}

async function syncQuestions(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  return await syncSheet(
    tx,
    facts,
    {
      table: "scrutiny.question",
      key: "id",
      columns: {
        uuid: "id organisation_id",
        integer: "number",
        boolean: "foi",
        text: "slug state refused_rule refused_why answerer source basis",
        date: "asked_on due_on moderated_on seen",
      },
    },
    rows.map((row) => ({
      ...filled(row, "number asked_on moderated_on state refused_rule refused_why answerer"),
      id: questionIdOf(row),
      organisation_id: organisationIdOf(row["body"]!),
      slug: slugOf(row),
      foi: row["foi"] === "yes",
      due_on: answerDue(civilDate(row["asked_on"]!), lawHolidays()),
      source: facts.source,
      seen: facts.seen,
      basis: facts.basis,
    })),
  );
}

async function syncContents(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  return await syncSheet(
    tx,
    facts,
    {
      table: "scrutiny.question_content",
      key: "question_id",
      columns: { uuid: "question_id", text: "title words" },
    },
    rows
      .filter((row) => row["words"] !== "")
      .map((row) => ({
        ...filled(row, "title words"),
        question_id: questionIdOf(row),
        ...(row["state"] !== "published" && {
          audience: organisationAudience(organisationIdOf(row["body"]!)),
        }),
      })),
  );
}

async function syncAnswers(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  return await syncSheet(
    tx,
    facts,
    {
      table: "scrutiny.question_answer",
      key: "question_id number",
      columns: { uuid: "question_id", integer: "number", date: "on_date", text: "office words outcome" },
    },
    rows
      .filter((row) => row["answered_on"] !== "")
      .map((row) => ({
        question_id: questionIdOf(row),
        number: 1,
        on_date: row["answered_on"]!,
        office: row["answerer"]!,
        words: row["answer"]!,
        outcome: row["outcome"]!,
      })),
  );
}
