import { sql, type RawBuilder } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import { isUuid, type Basis, type Db } from "../kernel/index.ts";
import { namesOf } from "./store-names.ts";
import type { RuleKey } from "./question-rules.ts";
import type { AnswerOutcome, Asked, Question, QuestionAnswer } from "./question.ts";
import type { QuestionTables } from "./tables-questions.ts";

type QuestionRow = QuestionTables["scrutiny.question"] & {
  title: string | null;
  words: string | null;
  answers: readonly {
    number: number;
    office: string;
    words: string;
    outcome: AnswerOutcome;
    on_date: string;
  }[];
};

/** Which questions: of a body, by id, or all. */
export interface QuestionQuery {
  readonly bodyId?: string;
  readonly ids?: readonly string[];
  /** Put by this day. */
  readonly until?: CivilDate;
}

/** Questions, the newest first, with as much of them as this viewer may read. */
export async function listQuestions(db: Db, query: QuestionQuery = {}): Promise<readonly Question[]> {
  const conditions = [
    ...(query.bodyId === undefined ? [] : [sql`question.organisation_id = ${query.bodyId}`]),
    ...(query.ids === undefined ? [] : [sql`question.id = any(${query.ids.filter(isUuid)}::uuid[])`]),
    ...(query.until === undefined ? [] : [sql`question.asked_on <= ${query.until}`]),
    sql`true`,
  ];
  return await select(db, sql.join(conditions, sql` and `));
}

/** The question at an address. */
export async function findQuestion(db: Db, slug: string): Promise<Question | undefined> {
  return (await select(db, sql`question.slug = ${slug}`))[0];
}

/** Ids of every question, for the search index. */
export async function listQuestionIds(db: Db): Promise<readonly string[]> {
  const found = await sql<{ id: string }>`select id from scrutiny.question order by id`.execute(db);
  return found.rows.map(({ id }) => id);
}

async function select(db: Db, where: RawBuilder<unknown>): Promise<readonly Question[]> {
  const found = await sql<QuestionRow>`
    select question.*, content.title, content.words,
      coalesce((select json_agg(json_build_object('number', number, 'office', office, 'words', words, 'outcome', outcome,
        'on_date', on_date) order by number) from scrutiny.question_answer answer where answer.question_id = question.id), '[]')
        as answers
    from scrutiny.question left join scrutiny.question_content content on content.question_id = question.id
    where ${where} order by question.asked_on desc, question.number desc, question.slug`.execute(db);
  const bodies = await namesOf(
    db,
    found.rows.map((row) => row.organisation_id),
  );
  return found.rows.flatMap((row) => {
    const body = bodies.get(row.organisation_id);
    return body ? [questionFromRow(row, body)] : [];
  });
}

/** A question that is like another, and how much of the shorter one's words it shares. */
export interface Likeness {
  readonly question: Question;
  readonly share: number;
}

const likeLeast = 0.5;
const sharedLeast = 2;
const likeMost = 5;

/** Stems of the words with which any question is asked, and none is about. */
const polite = "{pleas,send,tell,want,know,would,like,could,ask,question,much,mani,long,give,inform}";

/**
 * Published questions to a body that share at least half of the words that carry meaning, the most alike first.
 *
 * Words are compared by their stems, without those of asking politely; of the two texts the shorter one counts.
 */
export async function listLike(
  db: Db,
  asked: { readonly bodyId?: string; readonly words: string },
): Promise<readonly Likeness[]> {
  const found = await sql<{ id: string; share: number }>`
    with asked as (select array(select stem from unnest(tsvector_to_array(to_tsvector('english', ${asked.words}))) as stem
        where stem <> all (${polite}::text[])) as stems),
      held as (select content.question_id as id, asked.stems as wanted,
          array(select stem from unnest(tsvector_to_array(content.found_by)) as stem where stem <> all (${polite}::text[])) as stems
        from asked, scrutiny.question_content content join scrutiny.question on question.id = content.question_id
        where question.state = 'published' and cardinality(asked.stems) > 0
          and ${asked.bodyId === undefined ? sql`true` : sql`question.organisation_id = ${asked.bodyId}`}
          and content.found_by @@ array_to_string(
            array(select quote_literal(stem) from unnest(asked.stems) as stem), ' | ')::tsquery),
      counted as (select id, least(cardinality(wanted), cardinality(stems)) as shorter,
        (select count(*) from unnest(wanted) as stem where stem = any(stems)) as common from held),
      shared as (select id, common::float / shorter as share from counted where common >= least(${sharedLeast}, shorter))
    select id, share from shared where share >= ${likeLeast} order by share desc, id limit ${likeMost}`.execute(
    db,
  );
  const questions = await listQuestions(db, { ids: found.rows.map(({ id }) => id) });
  return found.rows.flatMap(({ id, share }) => {
    const question = questions.find((one) => one.id === id);
    return question ? [{ question, share }] : [];
  });
}

/** Where an answer by post goes; for the body that answers. */
export interface ReplyAddress {
  readonly name?: string;
  readonly to?: string;
}

/** The address for an answer, where this viewer may read it and the sign-in is not gone. */
export async function findReplyAddress(db: Db, questionId: string): Promise<ReplyAddress | undefined> {
  const found = await sql<{ reply_name: string | null; reply_to: string | null }>`
    select reply_name, reply_to from scrutiny.question_asker where question_id = ${questionId}`.execute(db);
  const [row] = found.rows;
  return (
    row && { ...(row.reply_name && { name: row.reply_name }), ...(row.reply_to && { to: row.reply_to }) }
  );
}

function questionFromRow(row: QuestionRow, body: Asked): Question {
  return {
    id: row.id,
    slug: row.slug,
    number: row.number,
    body,
    askedOn: row.asked_on as CivilDate,
    foi: row.foi,
    state: row.state as Question["state"],
    answers: row.answers.map((answer): QuestionAnswer => ({
      number: answer.number,
      on: answer.on_date as CivilDate,
      office: answer.office,
      words: answer.words,
      outcome: answer.outcome,
    })),
    basis: row.basis as Basis,
    audience: row.audience,
    ...(row.due_on && { dueOn: row.due_on as CivilDate }),
    ...(row.moderated_on && { moderatedOn: row.moderated_on as CivilDate }),
    ...(row.refused_rule && { refusedRule: row.refused_rule as RuleKey }),
    ...(row.refused_why && { refusedWhy: row.refused_why }),
    ...(row.answerer && { answerer: row.answerer }),
    ...(row.title && { title: row.title }),
    ...(row.words && { words: row.words }),
  };
}
