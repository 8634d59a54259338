import type { Manifest, SubjectKind } from "../kernel/index.ts";
import { planDecisionCommand } from "./commands/forward-plan.ts";
import {
  noteShorterNoticeCommand,
  setKeySettingCommand,
  settlePlannedCommand,
} from "./commands/forward-plan-changes.ts";
import { dueInWords, plannedHref, plannedRef } from "./forward-plan.ts";
import { forwardPlanDatasets } from "./store-forward-plan-datasets.ts";
import { keyDecisionAloneGate, keyDecisionGate } from "./key-decision-gate.ts";
import { listPlanned, listPlannedIds } from "./store-forward-plan.ts";
import {
  boardForwardPlanPanel,
  forwardPlanCalendar,
  forwardPlanPage,
  plannedPage,
} from "./web/forward-plan-pages.ts";

const subject: SubjectKind = {
  kind: "planned",
  label: "Decision to come",
  plural: "Decisions to come",
  describe: async (db, ids) =>
    (await listPlanned(db, { ids, illustrative: true })).map((one) => ({
      ref: plannedRef(one),
      title: one.title,
      kindLabel: one.keyDecision ? "Notice of a key decision" : "Decision to come",
      summary: `${one.decider} is to decide ${dueInWords(one)}.`,
      href: plannedHref(one.slug),
      audience: one.audience,
      illustrative: one.basis === "illustrative",
    })),
  listIds: listPlannedIds,
};

/** What the forward plan adds to the module's manifest. */
export const forwardPlanParts = {
  subjects: [subject],
  panels: [boardForwardPlanPanel],
  pages: [forwardPlanPage, plannedPage],
  endpoints: [forwardPlanCalendar],
  gates: [keyDecisionGate, keyDecisionAloneGate],
  commands: [planDecisionCommand, noteShorterNoticeCommand, settlePlannedCommand, setKeySettingCommand],
  datasets: forwardPlanDatasets,
} satisfies Partial<Manifest>;
