import type { Manifest, SubjectKind } from "../kernel/index.ts";
import {
  answerChallengeCommand,
  challengeInstructionCommand,
  linkInstructionCommand,
  reviewInstructionCommand,
  withdrawInstructionCommand,
} from "./commands/instruction-answers.ts";
import { recordInstructionCommand } from "./commands/instruction-record.ts";
import { instructionOpenData } from "./instruction-open-data.ts";
import { instructionHref, instructionKinds, instructionRef } from "./instruction.ts";
import { instructionDatasets } from "./store-instruction-datasets.ts";
import { listInstructionIds, listInstructions } from "./store-instructions.ts";
import { instructionListPage } from "./web/instruction-list.ts";
import { instructionPage } from "./web/instruction-page.ts";
import { areaInstructionsPanel, organisationInstructionsPanel } from "./web/instruction-panels.ts";

const subject: SubjectKind = {
  kind: "instruction",
  label: "Instruction from above",
  plural: "Instructions from above",
  describe: async (db, ids) =>
    (await listInstructions(db, { ids, illustrative: true })).map((one) => ({
      ref: instructionRef(one),
      title: one.title,
      kindLabel: instructionKinds[one.kind],
      summary: `Given by ${one.giver}.`,
      href: instructionHref(one.slug),
      audience: one.audience,
      illustrative: one.basis === "illustrative",
      words: [one.words, one.power ?? "", ...one.concerned.map(({ name }) => name)].join(" ").trim(),
    })),
  listIds: listInstructionIds,
};

/** What instructions from above add to the module's manifest. */
export const instructionParts = {
  subjects: [subject],
  panels: [organisationInstructionsPanel, areaInstructionsPanel],
  pages: [instructionListPage, instructionPage],
  commands: [
    recordInstructionCommand,
    challengeInstructionCommand,
    answerChallengeCommand,
    reviewInstructionCommand,
    withdrawInstructionCommand,
    linkInstructionCommand,
  ],
  openData: instructionOpenData,
  datasets: instructionDatasets,
} satisfies Partial<Manifest>;
