import type { Manifest } from "../kernel/index.ts";
import { endDelegationCommand } from "./commands/end-delegation.ts";
import { enterDelegationCommand } from "./commands/enter-delegation.ts";
import { transferDelegationCommand } from "./commands/transfer-delegation.ts";
import { delegationsOfEnded } from "./power-ending.ts";
import { whoEndpoint } from "./power-endpoint.ts";
import { delegationImport } from "./power-import.ts";
import { powerOpenData, powerSubjects } from "./power-subjects.ts";
import { functionDatasets } from "./store-functions.ts";
import { delegationPage } from "./web/power-delegation-page.ts";
import { powerListPage } from "./web/power-list.ts";
import { powerPage } from "./web/power-page.ts";
import { areaPowersPanel, boardPowersPanel, organisationPowersPanel } from "./web/power-panels.ts";

/** What powers add to this module's manifest. */
export const powers = {
  subjects: powerSubjects,
  panels: [areaPowersPanel, organisationPowersPanel, boardPowersPanel],
  pages: [powerListPage, powerPage, delegationPage],
  endpoints: [whoEndpoint],
  commands: [enterDelegationCommand, endDelegationCommand, transferDelegationCommand],
  succession: [delegationsOfEnded],
  imports: [delegationImport],
  openData: powerOpenData,
  datasets: functionDatasets,
} as const satisfies Partial<Manifest>;
