import {
  readProposal,
  templateKinds,
  templateText,
  type Law,
  type Proposal,
  type TemplateKind,
} from "@concordat/statute";
import { notKnown } from "./fact-answer.ts";

/** A kind of proposal as it is offered: its title, and what to think of. */
export interface ProposalKind {
  readonly kind: TemplateKind;
  readonly title: string;
  readonly hint: string;
}

const hints: Readonly<Record<TemplateKind, string>> = {
  "service-change":
    "Beds, a ward, a clinic or a whole service moves, opens, closes or is run in another way, for good.",
  "urgent-temporary-closure": "Something must shut now because patients or staff are at risk.",
  "key-decision": "The cabinet, or one of its members, spends much or affects two wards or more.",
  "section-75-agreement": "A council and the NHS pool money, or one acts for the other.",
  "better-care-fund-plan": "The year’s plan for the money that the NHS and the council must pool.",
  "board-merger": "Two integrated care boards become one.",
  "officer-decision": "No meeting: an officer decides under powers that were passed on.",
};

const titles: Readonly<Record<TemplateKind, string>> = {
  "service-change": "Move or change a health service",
  "urgent-temporary-closure": "Close a ward at once, for a time",
  "key-decision": "A key decision of a council’s cabinet",
  "section-75-agreement": "An agreement between a council and the NHS (section 75)",
  "better-care-fund-plan": "A Better Care Fund plan",
  "board-merger": "Merge two integrated care boards",
  "officer-decision": "A decision that an officer takes",
};

/** The kinds there is a beginning for, in the order in which they are offered. */
export const proposalKinds: readonly ProposalKind[] = templateKinds.map((kind) => ({
  kind,
  title: titles[kind],
  hint: hints[kind],
}));

/** The title of a kind. */
export function kindTitle(kind: TemplateKind): string {
  return titles[kind];
}

/** What is usual for a kind of proposal: the kind of body, and facts. What a template leaves open is not among them. */
export function usualOf(
  kind: TemplateKind,
  law: Law,
): { readonly bodyKind: string | undefined; readonly facts: Proposal["facts"] } {
  const read = readProposal(templateText(kind, law.facts, "2026-01-01"), law, `${kind}.yaml`);
  if (!read.ok) throw new Error(`The template of ${kind} cannot be read.`);
  return {
    bodyKind: read.value.bodies[0]?.kind,
    facts: read.value.facts.filter(({ value }) => value !== notKnown),
  };
}

/** The tour's example: stroke beds move between two hospitals in North Central London. Asked as of 12 January 2026. */
export const strokeExample = {
  on: "2026-01-12",
  fields: {
    kind: "service-change",
    name: "Move stroke beds between two hospitals in North Central London (example)",
    body: "nhs-north-central-london-icb",
    meetings: "2026-03-24, 2026-04-21, 2026-05-19",
    "decision.date": "2026-04-21",
    "proposal.place-time-or-way-would-change": "yes",
    "proposal.service-would-start-or-stop": "no",
    "proposal.beds-to-close": "0",
    "proposal.nhs-body-recorded-substantial": "yes",
  },
} as const;

/** The address of the tour's example. */
export const strokeAddress = `/check-a-proposal?${new URLSearchParams({
  at: strokeExample.on,
  ...strokeExample.fields,
}).toString()}`;
