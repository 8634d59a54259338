import type { Manifest } from "../kernel/index.ts";
import { placeEnquiries } from "./cli.ts";
import { addAreaCommand } from "./commands/add-area.ts";
import { addSeatCommand, changeSeatCommand, endSeatCommand } from "./commands/change-seat.ts";
import { addOrganisationCommand } from "./commands/add-organisation.ts";
import {
  addPostCommand,
  changePostCommand,
  endPostCommand,
  notePostVacancyCommand,
} from "./commands/change-post.ts";
import { draftBoardCommand } from "./commands/draft-board.ts";
import { editBoardCommand } from "./commands/edit-board.ts";
import { editOrganisationCommand } from "./commands/edit-organisation.ts";
import { endOrganisationCommand } from "./commands/end-organisation.ts";
import { keepDocumentCommand } from "./commands/keep-document.ts";
import { seatMemberCommand, unseatMemberCommand } from "./commands/seat-member.ts";
import { endBoardRuleCommand } from "./commands/end-board-rule.ts";
import { setBoardRuleCommand } from "./commands/set-board-rule.ts";
import { publishBoardCommand } from "./commands/publish-board.ts";
import { putAreaInCommand } from "./commands/put-area-in.ts";
import { placeSuccession } from "./ending.ts";
import { placeGates } from "./gates.ts";
import { boardImport, seatImport } from "./import-boards.ts";
import { organisationImport } from "./import-organisations.ts";
import { lookupEndpoint } from "./lookup.ts";
import { placeOpenData } from "./open-data.ts";
import { mergers } from "./module-mergers.ts";
import { powers } from "./module-powers.ts";
import { placeReactions } from "./reactions.ts";
import { placeDatasets } from "./store-datasets.ts";
import { placeSubjects } from "./subjects.ts";
import { areaListPage } from "./web/area-list.ts";
import { areaPage } from "./web/area-page.ts";
import { boardListPage } from "./web/board-list.ts";
import { balancePanel } from "./web/balance-panel.ts";
import { compareBoardsPage } from "./web/compare-boards-page.ts";
import { votingPowerPage } from "./web/voting-power-page.ts";
import { importBoardFileCommand } from "./web/board-import.ts";
import { boardPage } from "./web/board-page.ts";
import { postListPage, postPage, postPanel } from "./web/post-page.ts";
import { areaStatutoryPanel, organisationStatutoryPanel, requiredBoardsPage } from "./web/board-statutory.ts";
import { boardWorkspacePage } from "./web/board-workspace.ts";
import { importSeatsCommand, mendSeatCommand } from "./web/seat-import.ts";
import { whoSitsPanel } from "./web/table-panel.ts";
import { whoRunsHealthPanel } from "./web/home-panel.ts";
import { organisationListPage } from "./web/organisation-list.ts";
import { organisationPage } from "./web/organisation-page.ts";

/** What this module adds to the product. */
export const placeModule: Manifest = {
  module: "place",
  about:
    "Areas, organisations through time, boards and seats: who runs health here, and who sits at the table.",
  policies: "policies.cedar",
  migrations: "migrations/",
  subjects: [...placeSubjects, ...powers.subjects],
  panels: [
    whoRunsHealthPanel,
    whoSitsPanel,
    balancePanel,
    areaStatutoryPanel,
    organisationStatutoryPanel,
    postPanel,
    ...powers.panels,
    ...mergers.panels,
  ],
  pages: [
    areaListPage,
    areaPage,
    organisationListPage,
    organisationPage,
    boardListPage,
    boardPage,
    boardWorkspacePage,
    requiredBoardsPage,
    postListPage,
    postPage,
    votingPowerPage,
    compareBoardsPage,
    ...powers.pages,
    ...mergers.pages,
  ],
  endpoints: [lookupEndpoint, ...powers.endpoints],
  commands: [
    addAreaCommand,
    putAreaInCommand,
    addOrganisationCommand,
    editOrganisationCommand,
    endOrganisationCommand,
    draftBoardCommand,
    publishBoardCommand,
    keepDocumentCommand,
    editBoardCommand,
    addSeatCommand,
    changeSeatCommand,
    endSeatCommand,
    seatMemberCommand,
    unseatMemberCommand,
    setBoardRuleCommand,
    endBoardRuleCommand,
    importSeatsCommand,
    mendSeatCommand,
    importBoardFileCommand,
    addPostCommand,
    changePostCommand,
    endPostCommand,
    notePostVacancyCommand,
    ...powers.commands,
    ...mergers.commands,
  ],
  enquiries: placeEnquiries,
  reactions: placeReactions,
  gates: placeGates,
  succession: [...placeSuccession, ...powers.succession],
  imports: [organisationImport, boardImport, seatImport, ...powers.imports],
  openData: [...placeOpenData, ...powers.openData],
  datasets: [...placeDatasets, ...powers.datasets],
};
