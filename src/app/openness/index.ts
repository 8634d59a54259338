import type { Manifest } from "../../kernel/index.ts";
import { answerNoticeCommand } from "./answer-notice.ts";
import { bodyOpennessPage } from "./body-page.ts";
import { opennessPage } from "./list-page.ts";
import { opennessPanel } from "./panel.ts";
import { opennessDatasets } from "./store-known.ts";

/** What the view of openness adds to the pages that belong to no module. */
export const openness = {
  pages: [opennessPage, bodyOpennessPage],
  panels: [opennessPanel],
  commands: [answerNoticeCommand],
  datasets: opennessDatasets,
} as const satisfies Partial<Manifest>;
