import type { Manifest } from "../kernel/index.ts";
import { signAgreementCommand, stateTermCommand, varyAgreementCommand } from "./commands/agreements.ts";
import { contestAmountCommand, settleAmountCommand, statePositionCommand } from "./commands/disputes.ts";
import { makeAgreementCommand } from "./commands/make-agreement.ts";
import { closePeriodCommand, reopenPeriodCommand } from "./commands/periods.ts";
import {
  approvePreparedCommand,
  declinePreparedCommand,
  prepareContributionCommand,
  prepareReversalCommand,
  prepareSpendingCommand,
} from "./commands/prepare.ts";
import { addSchemeCommand, judgeForecastCommand } from "./commands/schemes.ts";
import { poundsOpenData } from "./open-data.ts";
import { poundsDatasets } from "./store-datasets.ts";
import { partyEnds } from "./succession.ts";
import { poundsSubjects } from "./subjects.ts";
import { agreementPage } from "./web/agreement-page.ts";
import { booksJournal, booksPage, entryPage } from "./web/books-page.ts";
import { fundListPage } from "./web/fund-list-page.ts";
import { fundPage } from "./web/fund-page.ts";
import { fundPanels, whoPaysPanel } from "./web/panels.ts";
import { riskSharePage } from "./web/risk-share-page.ts";
import { statementPage } from "./web/statement-page.ts";

/** What this module adds to the product. */
export const poundsModule: Manifest = {
  module: "pounds",
  about:
    "Agreements and pooled funds: who puts in what, what was spent, and who pays if it goes wrong, to the penny.",
  policies: "policies.cedar",
  migrations: "migrations/",
  subjects: poundsSubjects,
  panels: [whoPaysPanel, ...fundPanels],
  pages: [fundListPage, agreementPage, fundPage, riskSharePage, booksPage, entryPage, statementPage],
  endpoints: [booksJournal],
  commands: [
    makeAgreementCommand,
    signAgreementCommand,
    stateTermCommand,
    varyAgreementCommand,
    addSchemeCommand,
    judgeForecastCommand,
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
  ],
  succession: [partyEnds],
  openData: poundsOpenData,
  datasets: poundsDatasets,
};
