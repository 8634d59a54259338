import type { Manifest } from "../kernel/index.ts";
import { lookupEndpoint } from "./lookup.ts";
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

export const placeModule: Manifest = {
  module: "place",
  about: "Areas, organisations through time, boards and seats: who runs health here, and who sits at the table.",
  migrations: "migrations/",
  subjects: placeSubjects,
  panels: [whoRunsHealthPanel, whoSitsPanel],
  pages: [areaListPage, areaPage, organisationListPage, organisationPage, boardListPage, boardPage],
  endpoints: [lookupEndpoint],
  datasets: placeDatasets,
};
