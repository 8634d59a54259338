import type { Manifest } from "../kernel/index.ts";
import { addActionCommand, settleActionCommand } from "./commands/actions.ts";
import { adoptPriorityCommand } from "./commands/adopt.ts";
import { enterClaimCommand, withdrawClaimCommand } from "./commands/claims.ts";
import { nameOwnerCommand } from "./commands/owners.ts";
import { copyPracticeCommand, reportCopyCommand } from "./commands/copies.ts";
import { addReadingCommand } from "./commands/readings.ts";
import { enterFigureCommand, freezePriorityCommand, setTargetCommand } from "./commands/keep.ts";
import { prioritiesOpenData } from "./open-data.ts";
import { prioritiesReactions } from "./reactions.ts";
import { prioritySuccession } from "./succession.ts";
import { prioritiesDatasets } from "./store-datasets.ts";
import { prioritiesSubjects } from "./subjects.ts";
import { claimListPage } from "./web/claim-list.ts";
import { areaClaimsPanel } from "./web/claim-panel.ts";
import { claimPage } from "./web/claim-page.ts";
import { claimEvidencePage } from "./web/evidence-page.ts";
import { didItWorkPanel } from "./web/home-panel.ts";
import { practiceListPage, practicePage } from "./web/practice-pages.ts";
import { placeReportPage } from "./web/report-page.ts";
import { areaPrioritiesPanel, priorityListPage, priorityPage } from "./web/priority-pages.ts";

/** What this module adds to the product. */
export const prioritiesModule: Manifest = {
  module: "priorities",
  about:
    "Claims of success beside the published figures, what other places did, and the few outcomes a place promises for twelve months.",
  policies: "policies.cedar",
  migrations: "migrations/",
  subjects: prioritiesSubjects,
  panels: [didItWorkPanel, areaPrioritiesPanel, areaClaimsPanel],
  pages: [
    claimListPage,
    claimPage,
    claimEvidencePage,
    practiceListPage,
    practicePage,
    priorityListPage,
    priorityPage,
    placeReportPage,
  ],
  commands: [
    adoptPriorityCommand,
    freezePriorityCommand,
    setTargetCommand,
    enterFigureCommand,
    addActionCommand,
    settleActionCommand,
    nameOwnerCommand,
    enterClaimCommand,
    addReadingCommand,
    withdrawClaimCommand,
    copyPracticeCommand,
    reportCopyCommand,
  ],
  reactions: prioritiesReactions,
  succession: [prioritySuccession],
  openData: prioritiesOpenData,
  datasets: prioritiesDatasets,
};
