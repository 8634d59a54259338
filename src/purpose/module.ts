import type { Manifest } from "../kernel/index.ts";
import { purposeEnquiries } from "./cli.ts";
import { enterObservationCommand } from "./commands.ts";
import { figuresAfterEndGates } from "./gates.ts";
import { purposeImports } from "./import-kinds.ts";
import { purposeOpenData } from "./open-data.ts";
import type { FileRule } from "./rules.ts";
import { purposeDatasets } from "./store-datasets.ts";
import { indicatorKind, signKind } from "./subjects.ts";
import { funnelPage, gapPage } from "./web/comparison-pages.ts";
import { delaysPage } from "./web/delays-page.ts";
import { figuresPanels } from "./web/figures-panel.ts";
import { outlierPanel } from "./web/home-panel.ts";
import { indicatorListPage } from "./web/indicator-list.ts";
import { areaProfilePage, organisationProfilePage } from "./web/profile-page.ts";
import { signListPage } from "./web/sign-list.ts";
import { signPage } from "./web/sign-page.ts";
import { signPanels } from "./web/sign-panel.ts";
import { createMapFileCommand, type MapFilePorts } from "./web/map-file.ts";
import { mortalityPage } from "./web/mortality-page.ts";
import { indicatorPage } from "./web/indicator-page.ts";

/** What the module needs from the composition. */
export interface PurposePorts extends MapFilePorts {
  /** How rows of files become observations: what `parseRules` reads in data/purpose/observations.yaml. */
  readonly rules: readonly FileRule[];
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
    subjects: [indicatorKind, signKind],
    panels: [outlierPanel, ...figuresPanels, ...signPanels],
    gates: figuresAfterEndGates,
    pages: [
      indicatorListPage,
      mortalityPage,
      delaysPage,
      indicatorPage,
      funnelPage,
      gapPage,
      signListPage,
      signPage,
      areaProfilePage,
      organisationProfilePage,
    ],
    commands: [enterObservationCommand, createMapFileCommand(ports)],
    enquiries: purposeEnquiries,
    imports: purposeImports,
    openData: purposeOpenData,
    datasets: purposeDatasets(ports.rules),
  };
}
