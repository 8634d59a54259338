import type { Manifest } from "../kernel/index.ts";
import { callInCommand, settleCallInCommand } from "./commands/call-ins.ts";
import { answerChangeCommand, answerOfMinisterCommand, askMinisterCommand } from "./commands/changes.ts";
import { appointJointCommand } from "./commands/joint-committee.ts";
import { endJointCommand } from "./commands/joint-committee-end.ts";
import { callInGates } from "./gates.ts";
import { callInPanel, changePanel } from "./web/change-panels.ts";
import { jointPanel } from "./web/joint-panel.ts";
import { ministerPage } from "./web/minister-page.ts";

/** What call-in, councils' answers on a change and requests to the minister add to this module's manifest. */
export const changes = {
  panels: [callInPanel, changePanel, jointPanel],
  pages: [ministerPage],
  gates: callInGates,
  commands: [
    callInCommand,
    settleCallInCommand,
    answerChangeCommand,
    appointJointCommand,
    endJointCommand,
    askMinisterCommand,
    answerOfMinisterCommand,
  ],
} as const satisfies Partial<Manifest>;
