import type { Manifest } from "../kernel/index.ts";
import { decisionsEnquiries } from "./cli.ts";
import { giveEvidenceCommand } from "./commands/give-evidence.ts";
import { moveProposalCommand } from "./commands/move-proposal.ts";
import { nameDeciderCommand } from "./commands/name-decider.ts";
import { answerPlanCommand, registerPlanCommand, takeDownPlanCommand } from "./commands/plans.ts";
import { editProposalCommand, registerProposalCommand } from "./commands/register-proposal.ts";
import { fixOptionsCommand, tellPartnerCommand } from "./commands/who-knew.ts";
import { decisionsEndpoints } from "./endpoints.ts";
import { forwardPlanParts } from "./forward-plan-parts.ts";
import { instructionParts } from "./instruction-parts.ts";
import { proposalOpenData } from "./open-data.ts";
import { proposalDatasets } from "./store-datasets.ts";
import { proposalSubjects } from "./subjects.ts";
import { proposalSuccession } from "./succession.ts";
import { checkPage } from "./web/check-page.ts";
import { dutyPage, factsPage, lawPage } from "./web/law-pages.ts";
import { decidingAreaPanel, decidingBoardPanel, decidingBodyPanel, lawfulPanel } from "./web/panels.ts";
import { planListPage, planPage } from "./web/plan-pages.ts";
import { proposalListPage } from "./web/proposal-list-page.ts";
import { pathwayPage } from "./web/pathway-page.ts";
import { proposalPage } from "./web/proposal-page.ts";
import { areaProposalsPanel, boardProposalsPanel, bodyProposalsPanel } from "./web/proposal-panels.ts";

/** What this module adds to the product. */
export const decisionsModule: Manifest = {
  module: "decisions",
  about:
    "When a proposal may lawfully be decided, when it is wise, and who must be asked first; the law it is checked against.",
  policies: "policies.cedar",
  migrations: "migrations/",
  subjects: [...proposalSubjects, ...instructionParts.subjects, ...forwardPlanParts.subjects],
  panels: [
    lawfulPanel,
    decidingBodyPanel,
    decidingBoardPanel,
    decidingAreaPanel,
    areaProposalsPanel,
    boardProposalsPanel,
    bodyProposalsPanel,
    ...instructionParts.panels,
    ...forwardPlanParts.panels,
  ],
  pages: [
    checkPage,
    lawPage,
    factsPage,
    dutyPage,
    proposalListPage,
    proposalPage,
    pathwayPage,
    planListPage,
    planPage,
    ...instructionParts.pages,
    ...forwardPlanParts.pages,
  ],
  enquiries: decisionsEnquiries,
  endpoints: [...decisionsEndpoints, ...forwardPlanParts.endpoints],
  commands: [
    registerProposalCommand,
    editProposalCommand,
    nameDeciderCommand,
    fixOptionsCommand,
    tellPartnerCommand,
    giveEvidenceCommand,
    moveProposalCommand,
    registerPlanCommand,
    answerPlanCommand,
    takeDownPlanCommand,
    ...instructionParts.commands,
    ...forwardPlanParts.commands,
  ],
  gates: forwardPlanParts.gates,
  succession: [proposalSuccession],
  openData: [...proposalOpenData, ...instructionParts.openData],
  datasets: [...proposalDatasets, ...instructionParts.datasets, ...forwardPlanParts.datasets],
};
