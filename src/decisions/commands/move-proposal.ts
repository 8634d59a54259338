import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import {
  capital,
  countOf,
  Invalid,
  NotFound,
  defineCommand,
  listInWords,
  type Acting,
  type Command,
  type Done,
} from "../../kernel/index.ts";
import { findResolution, resolutionRef, type Resolution } from "../../meetings/index.ts";
import { checkAsked } from "../checked.ts";
import { deciderGaps, isOfDecider, mayDecideOf } from "../decider.ts";
import { askedOf } from "../pathway-of.ts";
import { proposalRef, stages, type ProposalFile, type Stage } from "../proposal.ts";
import { moveProposalSchema, type MoveProposal } from "../schema-proposals.ts";
import { addEvent, changeProposal } from "../store-change.ts";
import { waitsFor } from "../step-view.ts";
import { choicesOf } from "../words.ts";
import { enteredHere, onProposal, proposalDone, proposalResource, proposalToChange } from "./proposal-act.ts";

/** Moves a proposal on; other modules' gates stand before it. */
export const moveProposalCommand: Command = defineCommand<MoveProposal>({
  name: "decisions.move-proposal",
  title: "Move a proposal on",
  about:
    "Says how far a proposal has come, up to its decision and beyond, or withdraws it. Decided while a step is still open, it needs a reason, and the record names the steps.",
  schema: moveProposalSchema,
  path: "/decisions/:slug/move",
  resource: proposalResource,
  form: onProposal((proposal, { today }) => ({
    title: "Move this proposal on",
    intro: `Now: ${stages[proposal.stage ?? "idea"]}.`,
    submit: "Move it on",
    values: { stage: proposal.stage ?? "idea", on: today, version: String(proposal.version) },
    fields: [
      { name: "stage", widget: { kind: "radios", options: choicesOf(stages) } },
      { name: "on", widget: { kind: "date" } },
      { name: "resolution", widget: { kind: "text" } },
      { name: "reason", widget: { kind: "textarea", rows: 3 } },
      { name: "version", widget: { kind: "hidden" } },
    ],
  })),
  run: move,
});

async function move(acting: Acting, input: MoveProposal): Promise<Done> {
  const { tx, today } = acting;
  const file = await proposalToChange(acting, input.slug, input.version);
  const { proposal } = file;
  const on = input.on ?? today;
  refuseUnfit(file, input, { on, today });
  const resolution =
    input.resolution === undefined ? undefined : await getResolution(acting, input.resolution);
  const open = input.stage === "decided" ? await openSteps(acting, file, { on, resolution }) : [];
  if (open.length > 0 && input.reason === undefined)
    throw new Invalid([
      {
        code: "decisions.steps-open",
        field: "reason",
        message: `${capital(countOf(open.length, "step"))} that the decision waits for ${open.length === 1 ? "is" : "are"} not shown as done: ${listInWords(open)}. Attach what shows them, or say why it was decided all the same.`,
      },
    ]);
  await changeProposal(tx, proposal, { stage: input.stage });
  await addEvent(tx, proposal, {
    on,
    kind: input.stage === "decided" ? "decision" : "stage",
    what: resolution?.title ?? stages[input.stage],
    state: "happened",
    from: enteredHere(acting, proposal),
  });
  if (resolution !== undefined)
    await acting.links.add(tx, {
      from: resolutionRef(resolution),
      kind: "decides",
      to: proposalRef(proposal),
      on,
    });
  const missing =
    open.length === 0
      ? ""
      : ` ${capital(countOf(open.length, "step"))} that the decision waits for ${open.length === 1 ? "was" : "were"} not shown as done: ${listInWords(open)}.`;
  const why = input.reason === undefined ? "" : ` Reason: ${input.reason}`;
  return proposalDone(proposal, {
    kind: "decisions.proposal-moved",
    summary: `The proposal “${proposal.title}” is now ${stages[input.stage]}, since ${formatCivilDate(on)}.${missing}${why}`,
    message: `It is now ${stages[input.stage]}.${missing}`,
    body: {
      stage: input.stage,
      on,
      resolution: resolution?.slug ?? null,
      stepsOpen: open,
      reason: input.reason ?? null,
    },
    subjects: resolution === undefined ? [] : [resolutionRef(resolution)],
  });
}

const ended: readonly Stage[] = ["in-place", "withdrawn"];

function refuseUnfit(
  { proposal }: ProposalFile,
  { stage, reason }: MoveProposal,
  { on, today }: { readonly on: CivilDate; readonly today: CivilDate },
): void {
  const was = proposal.stage ?? "idea";
  const refuse = (field: string, message: string): never => {
    throw new Invalid([{ code: "decisions.move", field, message }]);
  };
  if (ended.includes(was))
    refuse("stage", `“${proposal.title}” is ${stages[was]}, which ends it. What follows is a new proposal.`);
  if (stage === was) refuse("stage", `It is ${stages[was]} already.`);
  if (on > today) refuse("on", `${formatCivilDate(on)} is still to come. Say it on that day.`);
  if (stage === "in-place" && was !== "decided")
    refuse("stage", "It has not been decided, so it cannot be in place. Say first when it was decided.");
  if (was === "decided" && stage !== "in-place" && stage !== "withdrawn")
    refuse(
      "stage",
      "It is decided. It can be put in place or withdrawn; to decide anew, register a new proposal.",
    );
  if (stage === "withdrawn" && reason === undefined) refuse("reason", "Say why it is withdrawn.");
}

async function getResolution({ tx }: Acting, slug: string): Promise<Resolution> {
  const resolution = await findResolution(tx, slug);
  if (resolution === undefined)
    throw new NotFound("decisions.no-such-decision", {
      message: `There is no decision “${slug}” under /resolutions.`,
    });
  return resolution;
}

/**
 * Titles of the steps that the decision waits for and that no answer shows as done; who decides is one of them.
 *
 * @param decision.on  the day it was taken, whose law and schemes say who might
 */
async function openSteps(
  { tx, today }: Acting,
  file: ProposalFile,
  { on, resolution }: { readonly on: CivilDate; readonly resolution: Resolution | undefined },
): Promise<readonly string[]> {
  const { statute, result } = await checkAsked(tx, askedOf(file, []), today);
  const open = ["due", "not yet", "late", "missing"];
  const may = await mayDecideOf(tx, file.proposal, on);
  return [
    ...(result?.check.steps ?? [])
      .filter((step) => waitsFor(statute.law, step) && open.includes(step.status))
      .map(({ title }) => title),
    ...(deciderGaps(may, file.proposal).length > 0 ? ["naming who may decide it"] : []),
    ...(resolution && !isOfDecider(resolution, file.proposal, may)
      ? ["a decision by whoever is named to decide it"]
      : []),
  ];
}
