import type { Manifest } from "../kernel/index.ts";
import { answerQuestionCommand } from "./commands/question-answer.ts";
import { askQuestionCommand } from "./commands/question-ask.ts";
import { publishQuestionCommand, refuseQuestionCommand } from "./commands/question-moderate.ts";
import { forgetAskerReaction, questionSubject, questionSuccession } from "./question-upkeep.ts";
import { questionDatasets } from "./store-questions-datasets.ts";
import { questionAskPage } from "./web/question-ask-page.ts";
import { questionListPage, questionRulesPage } from "./web/question-list.ts";
import { questionPage } from "./web/question-page.ts";
import { bodyQuestionsPanel } from "./web/question-panel.ts";

/** What questions, petitions, accounts and involvement add to this module's manifest. */
export const questions = {
  subjects: [questionSubject],
  panels: [bodyQuestionsPanel],
  pages: [questionListPage, questionRulesPage, questionAskPage, questionPage],
  commands: [askQuestionCommand, publishQuestionCommand, refuseQuestionCommand, answerQuestionCommand],
  reactions: [forgetAskerReaction],
  succession: [questionSuccession],
  datasets: questionDatasets,
} as const satisfies Partial<Manifest>;
