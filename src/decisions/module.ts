import type { Manifest } from "../kernel/index.ts";
import { decisionsEndpoints } from "./endpoints.ts";
import { checkPage } from "./web/check-page.ts";
import { dutyPage, factsPage, lawPage } from "./web/law-pages.ts";
import { decidingAreaPanel, decidingBoardPanel, decidingBodyPanel, lawfulPanel } from "./web/panels.ts";

/** What this module adds to the product. It keeps nothing yet, so it has no tables and no commands. */
export const decisionsModule: Manifest = {
  module: "decisions",
  about:
    "When a proposal may lawfully be decided, when it is wise, and who must be asked first; the law it is checked against.",
  panels: [lawfulPanel, decidingBodyPanel, decidingBoardPanel, decidingAreaPanel],
  pages: [checkPage, lawPage, factsPage, dutyPage],
  endpoints: decisionsEndpoints,
};
