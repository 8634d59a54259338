import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import {
  Conflict,
  Invalid,
  NotAllowed,
  defineCommand,
  type Acting,
  type Command,
  type Done,
  type Viewer,
} from "../../kernel/index.ts";
import { findLatestOrganisation, listOrganisationsById } from "../../place/index.ts";
import { instructionRef, standingOn, type Instruction } from "../instruction.ts";
import {
  answerChallengeSchema,
  challengeInstructionSchema,
  linkInstructionSchema,
  reviewInstructionSchema,
  withdrawInstructionSchema,
  type AnswerChallenge,
  type ChallengeInstruction,
  type LinkInstruction,
  type ReviewInstruction,
  type WithdrawInstruction,
} from "../instruction-schema.ts";
import { proposalRef } from "../proposal.ts";
import { addInstructionEvent } from "../store-instructions.ts";
import { findProposal } from "../store-proposals.ts";
import {
  challengersOf,
  instructionDone,
  instructionResource,
  instructionToChange,
  keepersOfInstruction,
  onInstruction,
} from "./instruction-act.ts";
import { enteredHere } from "./proposal-act.ts";

const textarea = { kind: "textarea", rows: 5 } as const;

/** A body that an instruction is addressed to, or touches, contests it. */
export const challengeInstructionCommand: Command = defineCommand<ChallengeInstruction>({
  name: "decisions.challenge-instruction",
  title: "Challenge an instruction",
  about: "Records a body's challenge to an instruction, beside it, for everybody to read.",
  schema: challengeInstructionSchema,
  path: "/instructions/:slug/challenge",
  resource: instructionResource(challengersOf),
  form: onInstruction(async (instruction, { db, viewer }) => {
    const may = await challengersOf(db, instruction);
    const bodies = await listOrganisationsById(
      db,
      may.filter((id) => keeps(viewer, id)),
    );
    return {
      title: "Challenge this instruction",
      intro:
        "The challenge stands beside the instruction, and the answer beside the challenge. Neither ends it.",
      submit: "Record the challenge",
      values: bodies[0] ? { body: bodies[0].slug } : {},
      fields: [
        {
          name: "body",
          widget: { kind: "radios", options: bodies.map(({ slug, name }) => ({ value: slug, text: name })) },
        },
        { name: "words", widget: textarea },
      ],
    };
  }),
  run: async (acting: Acting, input: ChallengeInstruction): Promise<Done> => {
    const { tx, today, actor } = acting;
    const instruction = await instructionToChange(acting, input.slug);
    refuseEnded(instruction, today, "challenged");
    const body = await findLatestOrganisation(tx, input.body);
    if (!body || !keeps(actor.viewer, body.id) || !(await challengersOf(tx, instruction)).includes(body.id))
      throw new NotAllowed("decisions.not-concerned", {
        message: `Only a body that this instruction is addressed to or touches can challenge it, through those who keep it here; “${input.body}” is none that you keep.`,
      });
    const number = await addInstructionEvent(tx, instruction, {
      kind: "challenge",
      on: today,
      by: body.name,
      byId: body.id,
      words: input.words,
      from: enteredHere(acting, instruction),
    });
    return instructionDone(instruction, {
      kind: "instruction-challenged",
      summary: `${body.name} challenged the instruction “${instruction.title}” of ${instruction.giver}.`,
      message: "The challenge stands beside the instruction. Its answer will stand beside the challenge.",
      body: { challenge: number, by: body.slug, words: input.words },
      json: { challenge: number },
    });
  },
});

/** The answer to a challenge, beside it. */
export const answerChallengeCommand: Command = defineCommand<AnswerChallenge>({
  name: "decisions.answer-challenge",
  title: "Record the answer to a challenge",
  about: "Records who answered a challenge to an instruction, when and how; each challenge is answered once.",
  schema: answerChallengeSchema,
  path: "/instructions/:slug/challenges/:challenge/answer",
  resource: instructionResource(keepersOfInstruction),
  form: onInstruction((instruction, { params, today }) => ({
    title: `Record the answer to challenge ${params["challenge"] ?? ""}`,
    intro: instruction.events.find(({ number }) => String(number) === params["challenge"])?.words ?? "",
    submit: "Record the answer",
    values: { by: instruction.giver, on: today },
    fields: [
      { name: "by", widget: { kind: "text" } },
      { name: "on", widget: { kind: "date" } },
      { name: "words", widget: textarea },
    ],
  })),
  run: async (acting: Acting, input: AnswerChallenge): Promise<Done> => {
    const instruction = await instructionToChange(acting, input.slug);
    const challenge = instruction.events.find(
      ({ number, kind }) => number === input.challenge && kind === "challenge",
    );
    if (!challenge)
      throw new Conflict("decisions.no-such-challenge", {
        message: `There is no challenge ${input.challenge} to “${instruction.title}”.`,
      });
    if (instruction.events.some(({ answers }) => answers === challenge.number))
      throw new Conflict("decisions.challenge-answered", {
        message: `Challenge ${challenge.number} is answered already; answers are not changed.`,
      });
    refuseDay(input.on, { from: challenge.on, today: acting.today });
    await addInstructionEvent(acting.tx, instruction, {
      kind: "answer",
      on: input.on,
      by: input.by,
      byId: undefined,
      words: input.words,
      answers: challenge.number,
      from: enteredHere(acting, instruction),
    });
    return instructionDone(instruction, {
      kind: "challenge-answered",
      summary: `${input.by} answered the challenge of ${challenge.by} to the instruction “${instruction.title}”.`,
      message: "The answer stands beside the challenge.",
      body: { challenge: challenge.number, by: input.by, on: input.on, words: input.words },
    });
  },
});

/** Looked at again: it goes on. */
export const reviewInstructionCommand: Command = defineCommand<ReviewInstruction>({
  name: "decisions.review-instruction",
  title: "Review an instruction",
  about: "Records that an instruction was looked at again and goes on, until a day or without one.",
  schema: reviewInstructionSchema,
  path: "/instructions/:slug/review",
  resource: instructionResource(keepersOfInstruction),
  form: onInstruction(() => ({
    title: "Review this instruction",
    intro:
      "It goes on after this. If it is to end, record its withdrawal; if its effect is to last, that is a proposal.",
    submit: "Record the review",
    fields: [
      { name: "words", widget: textarea },
      { name: "until", widget: { kind: "date" } },
    ],
  })),
  run: async (acting: Acting, input: ReviewInstruction): Promise<Done> => {
    const { today } = acting;
    const instruction = await instructionToChange(acting, input.slug);
    refuseEnded(instruction, today, "reviewed");
    if (input.until !== undefined && input.until < today)
      throw new Invalid([
        {
          code: "decisions.instruction",
          field: "until",
          message: `${formatCivilDate(input.until)} is past. Give a day from today on, or leave it out.`,
        },
      ]);
    await addInstructionEvent(acting.tx, instruction, {
      kind: "review",
      on: today,
      by: acting.actor.capacity.title,
      byId: undefined,
      words: input.words,
      ...(input.until && { until: input.until }),
      from: enteredHere(acting, instruction),
    });
    const until = input.until ? `until ${formatCivilDate(input.until)}` : "without an end date";
    return instructionDone(instruction, {
      kind: "instruction-reviewed",
      summary: `The instruction “${instruction.title}” was looked at again and goes on ${until}.`,
      message: `It goes on ${until}.`,
      body: { until: input.until ?? null, words: input.words },
    });
  },
});

/** Taken back by whoever gave it. */
export const withdrawInstructionCommand: Command = defineCommand<WithdrawInstruction>({
  name: "decisions.withdraw-instruction",
  title: "Record a withdrawal",
  about: "Records that an instruction was withdrawn, by whom and from which day.",
  schema: withdrawInstructionSchema,
  path: "/instructions/:slug/withdraw",
  resource: instructionResource(keepersOfInstruction),
  form: onInstruction((instruction, { today }) => ({
    title: "Record that it was withdrawn",
    submit: "Record the withdrawal",
    values: { by: instruction.giver, on: today },
    fields: [
      { name: "by", widget: { kind: "text" } },
      { name: "on", widget: { kind: "date" } },
      { name: "words", widget: textarea },
    ],
  })),
  run: async (acting: Acting, input: WithdrawInstruction): Promise<Done> => {
    const instruction = await instructionToChange(acting, input.slug);
    refuseEnded(instruction, acting.today, "withdrawn");
    refuseDay(input.on, { from: instruction.givenOn, today: acting.today });
    await addInstructionEvent(acting.tx, instruction, {
      kind: "withdrawal",
      on: input.on,
      by: input.by,
      byId: undefined,
      words: input.words,
      from: enteredHere(acting, instruction),
    });
    return instructionDone(instruction, {
      kind: "instruction-withdrawn",
      summary: `${input.by} withdrew the instruction “${instruction.title}” on ${formatCivilDate(input.on)}.`,
      message: `It is no longer in force from ${formatCivilDate(input.on)}.`,
      body: { by: input.by, on: input.on, words: input.words },
    });
  },
});

/** A temporary change that is to last is a proposal: this names it. */
export const linkInstructionCommand: Command = defineCommand<LinkInstruction>({
  name: "decisions.link-instruction",
  title: "Name the proposal that follows from an instruction",
  about:
    "Links an instruction to the proposal that would make its effect last; the proposal runs its own pathway.",
  schema: linkInstructionSchema,
  path: "/instructions/:slug/proposal",
  resource: instructionResource(keepersOfInstruction),
  form: onInstruction(() => ({
    title: "Name the proposal that would make it last",
    intro:
      "An instruction ends. Making its effect permanent is a proposal, with every duty the law asks of one.",
    submit: "Link them",
    fields: [{ name: "proposal", widget: { kind: "text" } }],
  })),
  run: async (acting: Acting, input: LinkInstruction): Promise<Done> => {
    const instruction = await instructionToChange(acting, input.slug);
    const proposal = await findProposal(acting.tx, input.proposal);
    if (!proposal)
      throw new Invalid([
        {
          code: "decisions.instruction",
          field: "proposal",
          message: `There is no proposal “${input.proposal}” here. Register it first, then name it.`,
        },
      ]);
    await acting.links.add(acting.tx, {
      from: proposalRef(proposal),
      kind: "caused-by",
      to: instructionRef(instruction),
      on: acting.today,
    });
    return instructionDone(instruction, {
      kind: "instruction-linked",
      summary: `The proposal “${proposal.title}” follows from the instruction “${instruction.title}”.`,
      message: "They are linked: each shows in the other's thread.",
      body: { proposal: proposal.slug },
      subjects: [proposalRef(proposal)],
    });
  },
});

/** Whether somebody keeps a body; administrators alone have no say in its name. */
function keeps(viewer: Viewer, bodyId: string): boolean {
  return (
    viewer.kind === "person" &&
    viewer.standings.some(({ role, organisationId }) => role === "keeper" && organisationId === bodyId)
  );
}

function refuseEnded(instruction: Instruction, today: CivilDate, done: string): void {
  const { state, words } = standingOn(instruction, today);
  if (state === "lapsed" || state === "withdrawn")
    throw new Conflict("decisions.instruction-ended", {
      message: `“${instruction.title}” is no longer in force and cannot be ${done}: ${words.charAt(0).toLowerCase()}${words.slice(1)}.`,
    });
}

function refuseDay(on: CivilDate, of: { readonly from: CivilDate; readonly today: CivilDate }): void {
  if (on >= of.from && on <= of.today) return;
  throw new Invalid([
    {
      code: "decisions.instruction",
      field: "on",
      message: `${formatCivilDate(on)} is not between ${formatCivilDate(of.from)} and today. Give the day on which it happened.`,
    },
  ]);
}
