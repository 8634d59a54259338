import type { Manifest } from "../kernel/index.ts";
import { addAreaCommand } from "./commands/add-area.ts";
import { addOrganisationCommand } from "./commands/add-organisation.ts";
import { draftBoardCommand } from "./commands/draft-board.ts";
import { editOrganisationCommand } from "./commands/edit-organisation.ts";
import { endOrganisationCommand } from "./commands/end-organisation.ts";
import { keepDocumentCommand } from "./commands/keep-document.ts";
import { publishBoardCommand } from "./commands/publish-board.ts";
import { putAreaInCommand } from "./commands/put-area-in.ts";
import { placeSuccession } from "./ending.ts";
import { placeGates } from "./gates.ts";
import { organisationImport } from "./import-organisations.ts";
import { lookupEndpoint } from "./lookup.ts";
import { placeOpenData } from "./open-data.ts";
import { placeReactions } from "./reactions.ts";
import { placeDatasets } from "./store-datasets.ts";
import { placeSubjects } from "./subjects.ts";
import { areaListPage } from "./web/area-list.ts";
import { areaPage } from "./web/area-page.ts";
import { boardListPage } from "./web/board-list.ts";
import { boardPage } from "./web/board-page.ts";
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
  subjects: placeSubjects,
  panels: [whoRunsHealthPanel, whoSitsPanel],
  pages: [areaListPage, areaPage, organisationListPage, organisationPage, boardListPage, boardPage],
  endpoints: [lookupEndpoint],
  commands: [
    addAreaCommand,
    putAreaInCommand,
    addOrganisationCommand,
    editOrganisationCommand,
    endOrganisationCommand,
    draftBoardCommand,
    publishBoardCommand,
    keepDocumentCommand,
  ],
  reactions: placeReactions,
  gates: placeGates,
  succession: placeSuccession,
  imports: [organisationImport],
  openData: placeOpenData,
  datasets: placeDatasets,
};
