import { vagueDateText } from "@concordat/calendar";
import { dateColumn, openDataTable, textColumn, type Asking, type OpenDataTable } from "../kernel/index.ts";
import { deciderName } from "./decider.ts";
import type { ProposalFile } from "./proposal.ts";
import { standingOf } from "./proposal-view.ts";
import { listPlans } from "./store-plans.ts";
import { fileOf, listProposals } from "./store-proposals.ts";

async function filesOf({ db }: Asking): Promise<readonly ProposalFile[]> {
  const proposals = await listProposals(db, { illustrative: true });
  return await Promise.all(proposals.map(async (one) => await fileOf(db, one)));
}

/** What hangs on proposals, each with the proposal's address. */
async function partsOf<T extends object>(asking: Asking, parts: (file: ProposalFile) => readonly T[]) {
  return (await filesOf(asking)).flatMap((file) =>
    parts(file).map((one) => ({ ...one, of: file.proposal.slug })),
  );
}

const ofProposal = textColumn(
  "proposal",
  "Proposal",
  "The last part of its address",
  (one: { readonly of: string }) => one.of,
);

/** Proposals, what happened to them, who was told when, and plans heard of, for anyone to download whole. */
export const proposalOpenData: readonly OpenDataTable[] = [
  openDataTable(
    async (asking: Asking) =>
      (await filesOf(asking)).map((file) => ({ ...file.proposal, standing: standingOf(file) })),
    {
      name: "decisions.proposals",
      title: "Proposals",
      about: "Every proposal held here, those of the made-up place marked as illustrative.",
      columns: [
        textColumn("proposal", "Proposal", "The last part of its address", ({ slug }) => slug),
        textColumn("title", "Title", "Title", ({ title }) => title),
        textColumn("area", "Area", "The last part of the area's address", ({ area }) => area.slug),
        textColumn(
          "standing",
          "How it stands",
          "Its stage, or what the sources show",
          ({ standing }) => standing,
        ),
        textColumn(
          "decider",
          "Who decides",
          "A body, board or office; empty: not named or not known",
          (one) => deciderName(one),
        ),
        textColumn(
          "higherWhy",
          "Why not more locally",
          "The reason, where one was asked for",
          ({ higherWhy }) => higherWhy,
        ),
        textColumn("kept", "Kept here", "yes, or no: known from sources", ({ keptHere }) =>
          keptHere ? "yes" : "no",
        ),
      ],
    },
  ),
  openDataTable(async (asking: Asking) => await partsOf(asking, ({ events }) => events), {
    name: "decisions.events",
    title: "Events of proposals",
    about: "What happened to proposals, or was planned to, each with the page that says so.",
    columns: [
      ofProposal,
      textColumn("on", "When", "Day, month or year, as far as it is known", ({ on }) => vagueDateText(on)),
      textColumn("kind", "Kind", "Kind of event", ({ kind }) => kind),
      textColumn("what", "What", "What happened, in short", ({ what }) => what),
      textColumn("state", "State", "happened, or planned: the source says no more", ({ state }) => state),
    ],
  }),
  openDataTable(
    async (asking: Asking) =>
      await partsOf(asking, ({ partners, proposal }) =>
        partners.map((one) => ({ ...one, fixedOn: proposal.optionsFixedOn })),
      ),
    {
      name: "decisions.partners",
      title: "Who knew when",
      about: "Who was told of a proposal and when; an empty day is not known, never a no.",
      columns: [
        ofProposal,
        textColumn("partner", "Partner", "A body, or the public", ({ name }) => name),
        textColumn("told", "Told", "Day, month or year", ({ toldOn }) => toldOn && vagueDateText(toldOn)),
        textColumn(
          "fixed",
          "Options fixed",
          "Day, month or year",
          ({ fixedOn }) => fixedOn && vagueDateText(fixedOn),
        ),
      ],
    },
  ),
  openDataTable(async ({ db }: Asking) => await listPlans(db, { illustrative: true }), {
    name: "decisions.plans",
    title: "Plans heard of",
    about: "Plans that somebody has heard of and no body has registered; nobody has checked them.",
    columns: [
      textColumn("plan", "Plan", "The last part of its address", ({ slug }) => slug),
      textColumn("body", "Body", "The last part of the body's address", ({ body }) => body.slug),
      dateColumn("asked", "Asked on", "The day on which the body was asked", ({ askedOn }) => askedOn),
      textColumn(
        "document",
        "Document",
        "Whether one is published, says whoever registered it",
        ({ document }) => document,
      ),
      dateColumn("answered", "Answered on", "The day of the body's answer", ({ answeredOn }) => answeredOn),
      dateColumn(
        "takenDown",
        "Taken down on",
        "Its words are then held no more",
        ({ takenDown }) => takenDown?.on,
      ),
    ],
  }),
];
