import { sql } from "kysely";
import { civilDate, type CivilDate } from "@concordat/calendar";
import {
  organisationAudience,
  syncRows,
  uuidOfName,
  type Dataset,
  type DatasetFacts,
  type Db,
  type SyncCount,
} from "../kernel/index.ts";
import { lawHolidays } from "../decisions/index.ts";
import { organisationIdOf } from "../place/index.ts";
import { answerDue } from "./question-clock.ts";

type Given = Readonly<Record<string, string>>;

const audience = "public";
const unless = sql<boolean>`held.dataset is null`;

/** The made-up questions that show how this works. */
export const questionDatasets: readonly Dataset[] = [
  { key: "illustrative-questions", order: 340, load: loadQuestions },
];

async function loadQuestions(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  return sum([
    await syncQuestions(tx, rows, facts),
    await syncContents(tx, rows, facts),
    await syncAnswers(tx, rows, facts),
  ]);
}

async function syncQuestions(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  return await syncRows(
    tx,
    {
      table: "scrutiny.question",
      key: ["id"],
      dataset: facts.key,
      unless,
      columns: {
        id: "uuid",
        organisation_id: "uuid",
        number: "integer",
        foi: "boolean",
        ...texts("slug", "state", "refused_rule", "refused_why", "answerer", "source", "basis", "audience"),
        ...dates("asked_on", "due_on", "moderated_on", "seen"),
      },
    },
    rows.map((row) => ({
      ...filled(
        row,
        "number",
        "asked_on",
        "moderated_on",
        "state",
        "refused_rule",
        "refused_why",
        "answerer",
      ),
      id: questionIdOf(row),
      organisation_id: organisationIdOf(row["body"]!),
      slug: `${row["body"]!}-${row["number"]!}`,
      foi: row["foi"] === "yes",
      due_on: answerDue(dayIn(row, "asked_on"), lawHolidays()),
      source: facts.source,
      seen: facts.seen,
      basis: facts.basis,
      audience,
    })),
  );
}

async function syncContents(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  return await syncRows(
    tx,
    {
      table: "scrutiny.question_content",
      key: ["question_id"],
      dataset: facts.key,
      unless,
      columns: { question_id: "uuid", ...texts("title", "words", "audience") },
    },
    rows
      .filter((row) => row["words"] !== "")
      .map((row) => ({
        ...filled(row, "title", "words"),
        question_id: questionIdOf(row),
        audience:
          row["state"] === "published" ? audience : organisationAudience(organisationIdOf(row["body"]!)),
      })),
  );
}

async function syncAnswers(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  return await syncRows(
    tx,
    {
      table: "scrutiny.question_answer",
      key: ["question_id", "number"],
      dataset: facts.key,
      unless,
      columns: {
        question_id: "uuid",
        number: "integer",
        on_date: "date",
        ...texts("office", "words", "outcome", "audience"),
      },
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
        audience,
      })),
  );
}

function questionIdOf(row: Given): string {
  return uuidOfName(`scrutiny:question:${row["body"]!}-${row["number"]!}`);
}

function dayIn(row: Given, name: string): CivilDate {
  return civilDate(row[name]!);
}

/** Columns of text. */
export function texts(...names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, "text"]));
}

/** Columns of days. */
export function dates(...names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, "date"]));
}

/** The cells of a row that are filled in; empty is absent. */
export function filled(row: Given, ...names: readonly string[]): Record<string, string | undefined> {
  return Object.fromEntries(names.map((name) => [name, row[name] || undefined]));
}

/** What several tables of one file came to. */
export function sum(counts: readonly SyncCount[]): SyncCount {
  const all = (key: keyof SyncCount): number => counts.reduce((total, count) => total + count[key], 0);
  return { added: all("added"), changed: all("changed"), removed: all("removed") };
}
