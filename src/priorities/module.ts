import type { Manifest } from "../kernel/index.ts";
import { adoptPriorityCommand } from "./commands/adopt.ts";
import { enterFigureCommand, freezePriorityCommand, setTargetCommand } from "./commands/keep.ts";
import { prioritiesReactions } from "./reactions.ts";
import { prioritiesDatasets } from "./store-datasets.ts";
import { prioritiesSubjects } from "./subjects.ts";
import { claimListPage } from "./web/claim-list.ts";
import { claimPage } from "./web/claim-page.ts";
import { didItWorkPanel } from "./web/home-panel.ts";
import { practiceListPage, practicePage } from "./web/practice-pages.ts";
import { areaPrioritiesPanel, priorityListPage, priorityPage } from "./web/priority-pages.ts";

/** What this module adds to the product. */
export const prioritiesModule: Manifest = {
  module: "priorities",
  about:
    "Claims of success beside the published figures, what other places did, and the few outcomes a place promises for twelve months.",
  policies: "policies.cedar",
  migrations: "migrations/",
  subjects: prioritiesSubjects,
  panels: [didItWorkPanel, areaPrioritiesPanel],
  pages: [claimListPage, claimPage, practiceListPage, practicePage, priorityListPage, priorityPage],
  commands: [adoptPriorityCommand, freezePriorityCommand, setTargetCommand, enterFigureCommand],
  reactions: prioritiesReactions,
  datasets: prioritiesDatasets,
};
