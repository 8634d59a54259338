import type { Manifest } from "../kernel/index.ts";
import { enterObservationCommand } from "./commands.ts";
import { figuresAfterEndGates } from "./gates.ts";
import { purposeOpenData } from "./open-data.ts";
import { parseRules } from "./rules.ts";
import { purposeDatasets } from "./store-datasets.ts";
import { indicatorKind } from "./subjects.ts";
import { figuresPanels } from "./web/figures-panel.ts";
import { indicatorListPage } from "./web/indicator-list.ts";
import { indicatorPage } from "./web/indicator-page.ts";

/** What the module needs from the composition. */
export interface PurposePorts {
  /** The text of data/purpose/observations.yaml: how rows of files become observations. */
  readonly rules: string;
}

/**
 * The manifest of the module.
 *
 * @throws RangeError when the rules cannot be followed
 */
export function createPurposeModule(ports: PurposePorts): Manifest {
  return {
    module: "purpose",
    about:
      "Indicators and observations from published data, and figures that bodies keep here: each with its source and date.",
    policies: "policies.cedar",
    migrations: "migrations/",
    subjects: [indicatorKind],
    panels: figuresPanels,
    gates: figuresAfterEndGates,
    pages: [indicatorListPage, indicatorPage],
    commands: [enterObservationCommand],
    openData: purposeOpenData,
    datasets: purposeDatasets(parseRules(ports.rules)),
  };
}
