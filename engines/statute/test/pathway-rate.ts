import { civilDate } from "@concordat/calendar";
import { checkProposal, readCase, readProposal } from "../src/index.ts";
import type { Proposal } from "../src/index.ts";
import { folderLaw, folderStatute, lawFiles } from "./law-folder.ts";
import { strokeText } from "./stroke.ts";

/** Proposals to measure with: the seven real cases, and the stroke proposal ahead of its decision. */
export function measuredProposals(): readonly Proposal[] {
  const cases = lawFiles()
    .filter(({ path }) => path.startsWith("law/cases/"))
    .map((file) => readCase(file, folderLaw()))
    .map((read) => (read.ok ? read.value.proposal : undefined));
  const stroke = readProposal(strokeText, folderLaw());
  return [...cases, stroke.ok ? stroke.value : undefined].filter((proposal) => proposal !== undefined);
}

/** Makes so many pathways over all duties, one proposal after another; gives the number of steps, so that none is left out. */
export function makePathways(times: number, proposals: readonly Proposal[]): number {
  const statute = folderStatute();
  const today = civilDate("2026-01-12");
  let steps = 0;
  for (let turn = 0; turn < times; turn += 1) {
    const check = checkProposal(statute, proposals[turn % proposals.length] as Proposal, today);
    steps += check.ok ? check.value.steps.length : 0;
  }
  return steps;
}
