import type { Manifest } from "../kernel/index.ts";
import {
  declareInterestCommand,
  noteAdviceCommand,
  noteDeedCommand,
  registerInterestCommand,
} from "./commands/interests.ts";
import { addProgrammeItemCommand, dropProgrammeItemCommand } from "./commands/programme.ts";
import { receiveQualityCommand, sayOfQualityCommand } from "./commands/quality.ts";
import {
  askForReplyCommand,
  checkCommand,
  makeRecommendationCommand,
  replyCommand,
} from "./commands/recommendations.ts";
import { answerRequestCommand, makeRequestCommand } from "./commands/requests.ts";
import { addContributionCommand, endReviewCommand, openReviewCommand } from "./commands/reviews.ts";
import { takeUpSignCommand } from "./commands/take-up-sign.ts";
import { reviewDatasets } from "./store-reviews-datasets.ts";
import { reviewSubjects } from "./subjects.ts";
import { interestListPage } from "./web/interest-list.ts";
import { reviewPage } from "./web/review-page.ts";
import { askedPanel, committeePanel, signPanel } from "./web/review-panels.ts";
import { scrutinyListPage } from "./web/scrutiny-list.ts";
import { barredVoteGate } from "./vote-gate.ts";

/** What reviews, requests, recommendations and interests add to this module's manifest. */
export const reviews = {
  subjects: reviewSubjects,
  panels: [committeePanel, askedPanel, signPanel],
  pages: [scrutinyListPage, interestListPage, reviewPage],
  gates: [barredVoteGate],
  datasets: reviewDatasets,
  commands: [
    openReviewCommand,
    takeUpSignCommand,
    endReviewCommand,
    addContributionCommand,
    makeRequestCommand,
    answerRequestCommand,
    makeRecommendationCommand,
    askForReplyCommand,
    replyCommand,
    checkCommand,
    addProgrammeItemCommand,
    dropProgrammeItemCommand,
    receiveQualityCommand,
    sayOfQualityCommand,
    registerInterestCommand,
    declareInterestCommand,
    noteAdviceCommand,
    noteDeedCommand,
  ],
} as const satisfies Partial<Manifest>;
