import type { Manifest } from "../kernel/index.ts";
import { poundsEnquiries } from "./cli.ts";
import { prepareAccrualCommand } from "./commands/accruals.ts";
import { signAgreementCommand, stateTermCommand, varyAgreementCommand } from "./commands/agreements.ts";
import { answerProposalCommand } from "./commands/answer-proposal.ts";
import { stateBalanceCommand } from "./commands/balances.ts";
import {
  answerBcfCommand,
  beginBcfCommand,
  enterBcfIncomeCommand,
  enterBcfLineCommand,
  enterBcfMeasureCommand,
} from "./commands/bcf-entries.ts";
import { signBcfCommand } from "./commands/bcf-sign.ts";
import { proposeSeedCommand, proposeSeedReleaseCommand, statePlanCommand } from "./commands/seeds.ts";
import { contestAmountCommand, settleAmountCommand, statePositionCommand } from "./commands/disputes.ts";
import { giveNoticeCommand, proposeUnwindingCommand } from "./commands/exits.ts";
import { makeAgreementCommand } from "./commands/make-agreement.ts";
import { planContributionCommand } from "./commands/plan-contribution.ts";
import { closePeriodCommand, reopenPeriodCommand } from "./commands/periods.ts";
import {
  approvePreparedCommand,
  declinePreparedCommand,
  prepareContributionCommand,
  prepareReversalCommand,
  prepareSpendingCommand,
} from "./commands/prepare.ts";
import { stateInequalityCommand, stateJointLineCommand, statePlaceSpendCommand } from "./commands/pooled.ts";
import { addSchemeCommand, judgeForecastCommand } from "./commands/schemes.ts";
import { proposeVirementCommand, proposeVirementLimitsCommand } from "./commands/virements.ts";
import { proposeYearEndCommand, proposeYearEndRuleCommand } from "./commands/year-ends.ts";
import { actualsImport } from "./actual-import.ts";
import { poundsOpenData } from "./open-data.ts";
import { poundsDatasets } from "./store-datasets.ts";
import { partyEnds } from "./succession.ts";
import { poundsSubjects } from "./subjects.ts";
import { prepareActualsCommand } from "./web/actual-commands.ts";
import { bcfDelayPage } from "./web/bcf-delay-page.ts";
import { fillWorkbookCommand } from "./web/bcf-fill.ts";
import { bcfPage, bcfWorkbookFile } from "./web/bcf-page.ts";
import { enterBcfSheetCommand } from "./web/bcf-sheet.ts";
import { bcfTemplatePage } from "./web/bcf-template-page.ts";
import { agreementPage } from "./web/agreement-page.ts";
import { booksJournal, booksPage, entryPage } from "./web/books-page.ts";
import { fundListPage } from "./web/fund-list-page.ts";
import { fundPage } from "./web/fund-page.ts";
import { fundPanels, whoPaysPanel } from "./web/panels.ts";
import { pooledPage } from "./web/pooled-page.ts";
import { riskSharePage } from "./web/risk-share-page.ts";
import { reportPage, reportWorkbookFile } from "./web/statement-report-page.ts";
import { statementPage } from "./web/statement-page.ts";
import { preventionPage } from "./web/prevention-page.ts";
import { sandboxPage } from "./web/sandbox-page.ts";
import { strainPage } from "./web/strain-page.ts";
import { yearPage } from "./web/year-page.ts";

/** What this module adds to the product. */
export const poundsModule: Manifest = {
  module: "pounds",
  about:
    "Agreements and pooled funds: who puts in what, what was spent, and who pays if it goes wrong, to the penny.",
  policies: "policies.cedar",
  migrations: "migrations/",
  subjects: poundsSubjects,
  panels: [whoPaysPanel, ...fundPanels],
  pages: [
    fundListPage,
    agreementPage,
    fundPage,
    riskSharePage,
    booksPage,
    entryPage,
    statementPage,
    bcfTemplatePage,
    bcfDelayPage,
    bcfPage,
    reportPage,
    pooledPage,
    yearPage,
    strainPage,
    preventionPage,
    sandboxPage,
  ],
  endpoints: [booksJournal, bcfWorkbookFile, reportWorkbookFile],
  commands: [
    makeAgreementCommand,
    signAgreementCommand,
    stateTermCommand,
    varyAgreementCommand,
    addSchemeCommand,
    judgeForecastCommand,
    planContributionCommand,
    prepareContributionCommand,
    prepareSpendingCommand,
    prepareReversalCommand,
    approvePreparedCommand,
    declinePreparedCommand,
    closePeriodCommand,
    reopenPeriodCommand,
    contestAmountCommand,
    statePositionCommand,
    settleAmountCommand,
    beginBcfCommand,
    enterBcfIncomeCommand,
    enterBcfLineCommand,
    enterBcfSheetCommand,
    enterBcfMeasureCommand,
    answerBcfCommand,
    signBcfCommand,
    fillWorkbookCommand,
    stateJointLineCommand,
    statePlaceSpendCommand,
    stateInequalityCommand,
    prepareActualsCommand,
    prepareAccrualCommand,
    proposeVirementLimitsCommand,
    proposeVirementCommand,
    proposeYearEndRuleCommand,
    proposeYearEndCommand,
    answerProposalCommand,
    stateBalanceCommand,
    giveNoticeCommand,
    proposeUnwindingCommand,
    proposeSeedCommand,
    proposeSeedReleaseCommand,
    statePlanCommand,
  ],
  enquiries: poundsEnquiries,
  imports: [actualsImport],
  succession: [partyEnds],
  openData: poundsOpenData,
  datasets: poundsDatasets,
};
