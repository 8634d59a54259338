/** Rows of questions and their answers. Dates are civil dates as text; absent is null, as in SQL. */
export type QuestionTables = {
  "scrutiny.question": {
    id: string;
    organisation_id: string;
    number: number;
    slug: string;
    asked_on: string;
    foi: boolean;
    due_on: string | null;
    state: string;
    moderated_on: string | null;
    refused_rule: string | null;
    refused_why: string | null;
    answerer: string | null;
    source: string;
    seen: string;
    basis: string;
    dataset: string | null;
    audience: string;
  };
  "scrutiny.question_content": {
    question_id: string;
    title: string;
    words: string;
    dataset: string | null;
    audience: string;
  };
  "scrutiny.question_asker": {
    question_id: string;
    account_id: string;
    reply_name: string | null;
    reply_to: string | null;
    audience: string;
  };
  "scrutiny.question_answer": {
    question_id: string;
    number: number;
    office: string;
    words: string;
    outcome: string;
    on_date: string;
    dataset: string | null;
    audience: string;
  };
};
