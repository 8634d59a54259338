import type { Manifest } from "../kernel/index.ts";
import { enterPollCommand } from "./commands/enter-poll.ts";
import { mergeOrganisationsCommand } from "./commands/merge-organisations.ts";
import { settleLeftBehindCommand } from "./commands/settle-left-behind.ts";
import { settlePlaceCommand } from "./commands/settle-place.ts";
import { splitOrganisationCommand } from "./commands/split-organisation.ts";
import { controlPanel } from "./web/control-panel.ts";
import { mergePage, splitPage } from "./web/merger-wizard.ts";
import { mergerListPage } from "./web/merger-list.ts";
import { mergerPage } from "./web/merger-page.ts";
import { areaSuccessionPanel, clusterPanel, successionPanel } from "./web/merger-panels.ts";
import { pollPanel } from "./web/poll-panel.ts";
import { leftBehindPanel } from "./web/merger-left-panel.ts";
import { unsettledAreaPanel, unsettledOrganisationPanel, unsettledPage } from "./web/unsettled.ts";

/** What polls, control of councils and the stories of successions add to this module's manifest. */
export const mergers = {
  panels: [
    unsettledAreaPanel,
    unsettledOrganisationPanel,
    successionPanel,
    leftBehindPanel,
    clusterPanel,
    areaSuccessionPanel,
    pollPanel,
    controlPanel,
  ],
  pages: [mergerListPage, unsettledPage, mergerPage, mergePage, splitPage],
  commands: [
    enterPollCommand,
    mergeOrganisationsCommand,
    splitOrganisationCommand,
    settleLeftBehindCommand,
    settlePlaceCommand,
  ],
} as const satisfies Partial<Manifest>;
