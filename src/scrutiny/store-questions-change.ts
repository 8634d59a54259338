import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import type { Audience, Db } from "../kernel/index.ts";
import type { Question, QuestionAnswer } from "./question.ts";
import type { QuestionTables } from "./tables-questions.ts";

/** The number of the next question to a body; whoever asks at the same moment waits. */
export async function nextQuestionNumber(tx: Db, bodyId: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`scrutiny.question:${bodyId}`}, 0))`.execute(tx);
  const found = await sql<{ next: number }>`
    select coalesce(max(number), 0) + 1 as next from scrutiny.question where organisation_id = ${bodyId}`.execute(
    tx,
  );
  return found.rows[0]?.next ?? 1;
}

/** A question as it is put: its words are for the body alone. */
export interface NewQuestion {
  readonly id: string;
  readonly slug: string;
  readonly number: number;
  readonly bodyId: string;
  readonly askedOn: CivilDate;
  readonly foi: boolean;
  readonly dueOn?: CivilDate | undefined;
  readonly title: string;
  readonly words: string;
  readonly illustrative: boolean;
  readonly own: Audience;
  readonly audience: string;
  readonly asker?: {
    readonly accountId: string;
    readonly name?: string | undefined;
    readonly to?: string | undefined;
  };
}

/** Puts in a question, its words and who asked. */
export async function insertQuestion(tx: Db, question: NewQuestion): Promise<void> {
  const tables = tx.withTables<QuestionTables>();
  await tables
    .insertInto("scrutiny.question")
    .values({
      id: question.id,
      organisation_id: question.bodyId,
      number: question.number,
      slug: question.slug,
      asked_on: question.askedOn,
      foi: question.foi,
      due_on: question.dueOn ?? null,
      state: "waiting",
      moderated_on: null,
      refused_rule: null,
      refused_why: null,
      answerer: null,
      source: "Asked on this site",
      seen: question.askedOn,
      basis: question.illustrative ? "illustrative" : "kept-here",
      dataset: null,
      audience: question.audience,
    })
    .execute();
  await tables
    .insertInto("scrutiny.question_content")
    .values({
      question_id: question.id,
      title: question.title,
      words: question.words,
      dataset: null,
      audience: question.own,
    })
    .execute();
  if (question.asker)
    await tables
      .insertInto("scrutiny.question_asker")
      .values({
        question_id: question.id,
        account_id: question.asker.accountId,
        reply_name: question.asker.name ?? null,
        reply_to: question.asker.to ?? null,
        audience: question.own,
      })
      .execute();
}

/** Makes the words of a question public and names who answers. */
export async function publishQuestion(
  tx: Db,
  question: Question,
  said: { readonly on: CivilDate; readonly answerer: string },
): Promise<void> {
  const tables = tx.withTables<QuestionTables>();
  await tables
    .updateTable("scrutiny.question")
    .set({ state: "published", moderated_on: said.on, answerer: said.answerer, dataset: null })
    .where("id", "=", question.id)
    .execute();
  await tables
    .updateTable("scrutiny.question_content")
    .set({ audience: question.audience, dataset: null })
    .where("question_id", "=", question.id)
    .execute();
}

/** Keeps a question off the site; its words go, unless the law asks for an answer to them. */
export async function refuseQuestion(
  tx: Db,
  question: Question,
  said: { readonly on: CivilDate; readonly rule: string; readonly why: string },
): Promise<void> {
  const tables = tx.withTables<QuestionTables>();
  await tables
    .updateTable("scrutiny.question")
    .set({
      state: "refused",
      moderated_on: said.on,
      refused_rule: said.rule,
      refused_why: said.why,
      dataset: null,
    })
    .where("id", "=", question.id)
    .execute();
  if (question.foi) return;
  await tables.deleteFrom("scrutiny.question_content").where("question_id", "=", question.id).execute();
  await tables.deleteFrom("scrutiny.question_asker").where("question_id", "=", question.id).execute();
}

/** Puts an answer beside those before it. */
export async function insertAnswer(tx: Db, question: Question, answer: QuestionAnswer): Promise<void> {
  await tx
    .withTables<QuestionTables>()
    .insertInto("scrutiny.question_answer")
    .values({
      question_id: question.id,
      number: answer.number,
      office: answer.office,
      words: answer.words,
      outcome: answer.outcome,
      on_date: answer.on,
      dataset: null,
      audience: question.audience,
    })
    .execute();
}

/** Forgets that an account asked anything; what was asked stays. */
export async function forgetAsker(tx: Db, accountId: string): Promise<void> {
  await sql`delete from scrutiny.question_asker where account_id = ${accountId}`.execute(tx);
}
