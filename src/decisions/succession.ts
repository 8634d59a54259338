import { formatCivilDate } from "@concordat/calendar";
import type { SuccessionRule } from "../kernel/index.ts";
import { proposalRef, stages } from "./proposal.ts";
import { listProposals } from "./store-proposals.ts";

/** Proposals that are still open when the body ends that makes or decides them: somebody must be asked who takes them on. */
export const proposalSuccession: SuccessionRule = {
  name: "decisions.proposals-of-ended-body",
  onEnd: async ({ tx }, ended, { on }) => {
    if (ended.kind !== "organisation") return [];
    const proposals = await listProposals(tx, { organisationId: ended.id, illustrative: true });
    return proposals
      .filter(({ stage, proposer, decider }) => {
        const isIts = proposer?.id === ended.id || decider?.id === ended.id;
        return isIts && stage !== undefined && !["decided", "in-place", "withdrawn"].includes(stage);
      })
      .map((one) => ({
        subject: proposalRef(one),
        title: one.title,
        outcome: "must-be-asked" as const,
        why: `It is ${one.stage === undefined ? "open" : stages[one.stage]} when the body ends on ${formatCivilDate(on)}: say whether a successor takes it on, or withdraw it.`,
      }));
  },
};
