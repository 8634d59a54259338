import type { Manifest } from "../kernel/index.ts";
import { importParts, type ImportPorts } from "./imports/index.ts";
import { accessibilityPage } from "./pages/accessibility.ts";
import { apiPage } from "./pages/api.ts";
import { problemsPage } from "./pages/problems.ts";
import { glossaryPage } from "./pages/glossary.ts";
import { homePage } from "./pages/home.ts";
import { openness } from "./openness/index.ts";
import { openDataPages, type OpenDataPorts } from "./pages/open-data.ts";
import { policiesPage, type PolicyPages } from "./pages/policies.ts";
import { searchPage } from "./pages/search.ts";
import { threadPage, threadPanel } from "./thread-page.ts";
import { tourPage } from "./tour/page.ts";

/** What the pages that belong to no module are made from. */
export interface AppPorts extends OpenDataPorts, ImportPorts {
  policies(): PolicyPages;
}

/** The pages that belong to no module: home, tour, search, threads, openness, policies, open data. */
export function appModule(ports: AppPorts): Manifest {
  const imports = importParts(ports);
  return {
    module: "app",
    about: "The first page, the tour, search, threads, openness, the policies, open data and imports.",
    policies: "policies.cedar",
    migrations: "migrations/",
    subjects: [
      {
        kind: "open-data",
        label: "Open data",
        plural: "Open data",
        describe: async (_db, ids) =>
          ids.map((id) => ({
            ref: { module: "app", kind: "open-data", id },
            title: "The published facts that come with Concordat",
            kindLabel: "Open data",
            summary: "Every file with its source, licence and breaks.",
            href: "/open-data",
            audience: "public",
            illustrative: false,
          })),
        listIds: async () => ["shipped"],
      },
      ...imports.subjects,
    ],
    pages: [
      homePage,
      searchPage,
      threadPage,
      policiesPage(ports.policies),
      apiPage,
      problemsPage,
      accessibilityPage,
      glossaryPage,
      ...openDataPages(ports),
      ...imports.pages,
      ...openness.pages,
      tourPage(ports),
    ],
    endpoints: imports.endpoints,
    commands: [...imports.commands, ...openness.commands],
    panels: [threadPanel, ...openness.panels],
    datasets: openness.datasets,
    jobs: imports.jobs,
  };
}
