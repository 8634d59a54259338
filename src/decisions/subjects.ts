import type { SubjectKind } from "../kernel/index.ts";
import { planRef, plansPath, planTitle } from "./plan.ts";
import { proposalHref, proposalRef, stages } from "./proposal.ts";
import { listPlanIds, listPlansById } from "./store-plans.ts";
import { listProposalIds, listProposalsById } from "./store-proposals.ts";

/** Proposals and plans heard of, as search, links and feeds show them. */
export const proposalSubjects: readonly SubjectKind[] = [
  {
    kind: "proposal",
    label: "Proposal",
    plural: "Proposals",
    describe: async (db, ids) =>
      (await listProposalsById(db, ids)).map((one) => ({
        ref: proposalRef(one),
        title: one.title,
        kindLabel: "Proposal",
        summary:
          one.stage === undefined
            ? `Known from public sources, in ${one.areaWords ?? one.area.name}.`
            : `In ${one.area.name}; now ${stages[one.stage]}.`,
        href: proposalHref(one.slug),
        audience: one.audience,
        illustrative: one.basis === "illustrative",
        words: [one.what ?? "", one.proposer?.name ?? "", one.decider?.name ?? ""].join(" ").trim(),
      })),
    listIds: listProposalIds,
  },
  {
    kind: "plan",
    label: "Plan heard of",
    plural: "Plans heard of",
    describe: async (db, ids) =>
      (await listPlansById(db, ids)).map((one) => ({
        ref: planRef(one),
        title: planTitle(one),
        kindLabel: "A plan somebody has heard of",
        summary: `Said to be planned by ${one.body.name}; nobody has checked it.`,
        href: `${plansPath}/${one.slug}`,
        audience: one.audience,
        illustrative: one.basis === "illustrative",
      })),
    listIds: listPlanIds,
  },
];
