import { countOf, type Panel, type PanelModel } from "../../kernel/index.ts";
import { findLatestOrganisation, listOrganisationsById } from "../../place/index.ts";
import { lawHolidays } from "../../decisions/index.ts";
import { responseRates } from "../question-rates.ts";
import { questionRef } from "../question.ts";
import { listQuestions } from "../store-questions.ts";
import { questionTable } from "./question-view.ts";
import { withAt } from "./shared.ts";

const shownMost = 10;

/** What a body was asked, and how it answered, on its page. Nothing is said of a body that is not kept here. */
export const bodyQuestionsPanel: Panel = {
  name: "scrutiny.questions-of-body",
  on: "organisation",
  order: 150,
  async load(asking, subject): Promise<PanelModel | undefined> {
    const { db, at } = asking;
    const [found] = subject ? await listOrganisationsById(db, [subject.id]) : [];
    const body = found && (await findLatestOrganisation(db, found.slug));
    if (!body?.keptHere) return undefined;
    const questions = await listQuestions(db, { bodyId: body.id, until: at });
    const { answered, inTime, overdue, refused, medianDays } = responseRates(questions, at, lawHolidays());
    const said =
      questions.length === 0
        ? "Nobody has asked a question here yet."
        : `${countOf(questions.length, "question")} asked, ${answered} answered (${inTime} in time), ${overdue} overdue, ${refused} not published.${medianDays === undefined ? "" : ` Half of the answers came within ${countOf(medianDays, "working day")}.`}`;
    return {
      heading: "Questions from anyone",
      answer: [`${said} You can `, { text: "ask a question", href: `/questions/ask?body=${body.slug}` }, "."],
      ...(questions.length > 0 && {
        table: questionTable(questions.slice(0, shownMost), asking, {
          ofBody: true,
          name: "questions",
          empty: "Nobody has asked.",
        }),
      }),
      href: withAt("/questions", asking),
      subjects: questions.map(questionRef),
      json: { asked: questions.length, answered, inTime, overdue, refused },
    };
  },
};
