import { vagueDateText } from "@concordat/calendar";
import type { Asking, OpenDataTable, Row } from "../kernel/index.ts";
import type { ProposalFile } from "./proposal.ts";
import { standingOf } from "./proposal-view.ts";
import { listPlans } from "./store-plans.ts";
import { fileOf, listProposals } from "./store-proposals.ts";

const licence = "Open Government Licence v3.0";
const provenance = [
  { key: "source", label: "Source", kind: "text", about: "Where the fact is known from" },
  { key: "seen", label: "Seen", kind: "date", about: "The day it was seen there" },
  { key: "basis", label: "Basis", kind: "text", about: "On what it rests" },
] as const;

async function filesOf({ db }: Asking): Promise<readonly ProposalFile[]> {
  const proposals = await listProposals(db, { illustrative: true });
  return await Promise.all(proposals.map(async (one) => await fileOf(db, one)));
}

/** Proposals, what happened to them, who was told when, and plans heard of, for anyone to download whole. */
export const proposalOpenData: readonly OpenDataTable[] = [
  {
    name: "decisions.proposals",
    title: "Proposals",
    about: "Every proposal held here, those of the made-up place marked as illustrative.",
    licence,
    columns: [
      { key: "proposal", label: "Proposal", kind: "text", about: "The last part of its address" },
      { key: "title", label: "Title", kind: "text", about: "Title" },
      { key: "area", label: "Area", kind: "text", about: "The last part of the area's address" },
      { key: "standing", label: "How it stands", kind: "text", about: "Its stage, or what the sources show" },
      { key: "kept", label: "Kept here", kind: "text", about: "yes, or no: known from sources" },
      ...provenance,
    ],
    rows: async (asking) =>
      (await filesOf(asking)).map(({ proposal, events }): Row => ({
        proposal: proposal.slug,
        title: proposal.title,
        area: proposal.area.slug,
        standing: standingOf({ proposal, events }),
        kept: proposal.keptHere ? "yes" : "no",
        source: proposal.source,
        seen: proposal.seen,
        basis: proposal.basis,
      })),
  },
  {
    name: "decisions.events",
    title: "Events of proposals",
    about: "What happened to proposals, or was planned to, each with the page that says so.",
    licence,
    columns: [
      { key: "proposal", label: "Proposal", kind: "text", about: "The last part of its address" },
      { key: "on", label: "When", kind: "text", about: "Day, month or year, as far as it is known" },
      { key: "kind", label: "Kind", kind: "text", about: "Kind of event" },
      { key: "what", label: "What", kind: "text", about: "What happened, in short" },
      { key: "state", label: "State", kind: "text", about: "happened, or planned: the source says no more" },
      ...provenance,
    ],
    rows: async (asking) =>
      (await filesOf(asking)).flatMap(({ proposal, events }) =>
        events.map(({ on, kind, what, state, source, seen, basis }): Row => ({
          proposal: proposal.slug,
          on: vagueDateText(on),
          kind,
          what,
          state,
          source,
          seen,
          basis,
        })),
      ),
  },
  {
    name: "decisions.partners",
    title: "Who knew when",
    about: "Who was told of a proposal and when; an empty day is not known, never a no.",
    licence,
    columns: [
      { key: "proposal", label: "Proposal", kind: "text", about: "The last part of its address" },
      { key: "partner", label: "Partner", kind: "text", about: "A body, or the public" },
      { key: "told", label: "Told", kind: "text", about: "Day, month or year" },
      { key: "fixed", label: "Options fixed", kind: "text", about: "Day, month or year" },
      ...provenance,
    ],
    rows: async (asking) =>
      (await filesOf(asking)).flatMap(({ proposal, partners }) =>
        partners.map(({ name, toldOn, source, seen, basis }): Row => ({
          proposal: proposal.slug,
          partner: name,
          told: toldOn && vagueDateText(toldOn),
          fixed: proposal.optionsFixedOn && vagueDateText(proposal.optionsFixedOn),
          source,
          seen,
          basis,
        })),
      ),
  },
  {
    name: "decisions.plans",
    title: "Plans heard of",
    about: "Plans that somebody has heard of and no body has registered; nobody has checked them.",
    licence,
    columns: [
      { key: "plan", label: "Plan", kind: "text", about: "The last part of its address" },
      { key: "body", label: "Body", kind: "text", about: "The last part of the body's address" },
      { key: "asked", label: "Asked on", kind: "date", about: "The day on which the body was asked" },
      {
        key: "document",
        label: "Document",
        kind: "text",
        about: "Whether one is published, says whoever registered it",
      },
      { key: "answered", label: "Answered on", kind: "date", about: "The day of the body's answer" },
      { key: "takenDown", label: "Taken down on", kind: "date", about: "Its words are then held no more" },
      ...provenance,
    ],
    rows: async ({ db }) =>
      (await listPlans(db, { illustrative: true })).map((plan): Row => ({
        plan: plan.slug,
        body: plan.body.slug,
        asked: plan.askedOn,
        document: plan.document,
        answered: plan.answeredOn,
        takenDown: plan.takenDown?.on,
        source: plan.source,
        seen: plan.seen,
        basis: plan.basis,
      })),
  },
];
