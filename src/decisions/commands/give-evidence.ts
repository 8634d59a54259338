import {
  Invalid,
  defineCommand,
  millisOf,
  newUuid,
  type Acting,
  type Command,
  type Done,
  type SubjectRef,
  type Widget,
} from "../../kernel/index.ts";
import type { FactDefinition } from "@concordat/statute";
import { answerText, choicesOf, notKnown, readAnswer } from "../fact-answer.ts";
import { standingAnswers } from "../pathway-of.ts";
import { proposalHref } from "../proposal.ts";
import { giveEvidenceSchema, type GiveEvidence } from "../schema-proposals.ts";
import { addAnswer, changeProposal } from "../store-change.ts";
import { heldStatute } from "../store-law.ts";
import { fileOf } from "../store-proposals.ts";
import { enteredHere, onProposal, proposalDone, proposalResource, proposalToChange } from "./proposal-act.ts";

const accepted = [".pdf", ".docx", ".xlsx", ".csv", ".html", ".png", ".jpg", ".jpeg"];

/** The thing that an answer's document is kept for. */
function answerRef(id: string): SubjectRef {
  return { module: "decisions", kind: "answer", id };
}

/** Answers one question of the law for a proposal and attaches what shows it, in one step. */
export const giveEvidenceCommand: Command = defineCommand<GiveEvidence>({
  name: "decisions.give-evidence",
  title: "Answer a question with evidence",
  about:
    "Answers one question of the law for a proposal and says what shows it: in words, with an address, with the document itself. An earlier answer stays and can be read.",
  schema: giveEvidenceSchema,
  path: "/decisions/:slug/evidence/:fact",
  resource: proposalResource,
  form: onProposal(async (proposal, { db, params }) => {
    const { law } = await heldStatute();
    const fact = law.facts.get(params["fact"] ?? "");
    if (fact === undefined) return undefined;
    const { answers } = await fileOf(db, proposal);
    const standing = standingAnswers(answers).find((one) => one.fact === fact.key);
    return {
      title: fact.question,
      ...(fact.evidence.length > 0 && {
        intro: `Look in the ${fact.evidence.map((one) => one.replaceAll("-", " ")).join(" or ")}. What you attach is public at once.`,
      }),
      submit: "Answer it",
      ...(standing && { values: { answer: standing.answer } }),
      fields: [
        { name: "answer", widget: widgetOf(fact), hint: hintOf(fact) },
        { name: "restsOn", widget: { kind: "text" } },
        { name: "href", widget: { kind: "text" } },
        { name: "file", widget: { kind: "file", accept: accepted } },
      ],
    };
  }),
  run: give,
});

function widgetOf(fact: FactDefinition): Widget {
  if (fact.type === "date" || fact.type === "number" || fact.type === "code-list")
    return { kind: "text", width: 20 };
  return {
    kind: "radios",
    options: [...choicesOf(fact), { value: notKnown, text: "Not known" }],
  };
}

function hintOf(fact: FactDefinition): string {
  if (fact.type === "date")
    return "A day such as 21 April 2026; or April 2026, or 2026. Never: it never happened.";
  if (fact.type === "number") return "Figures only, such as 5.";
  if (fact.type === "code-list")
    return `Those that the document has, separated by commas: ${fact.options.map(({ value }) => value).join(", ")}; or none.`;
  return "As the document says it.";
}

async function give(acting: Acting, input: GiveEvidence): Promise<Done> {
  const { tx, clock, today } = acting;
  const { law } = await heldStatute();
  const fact = law.facts.get(input.fact);
  if (fact === undefined)
    throw new Invalid([
      {
        code: "decisions.no-such-fact",
        field: "fact",
        message: `There is no question “${input.fact}”. /law/facts lists them.`,
      },
    ]);
  const typed = fact.type === "date" && input.answer.toLowerCase() === "never" ? "never" : input.answer;
  const read = readAnswer(fact, { [fact.key]: typed });
  if (read.kind !== "answer")
    throw new Invalid([
      {
        code: "decisions.answer",
        field: "answer",
        message: read.kind === "problem" ? read.message : "Give the answer.",
      },
    ]);
  const { proposal } = await proposalToChange(acting, input.slug);
  const id = newUuid(millisOf(clock.now()));
  const kept =
    input.file &&
    (await acting.files.keep(tx, {
      ...input.file,
      subject: answerRef(id),
      audience: proposal.audience,
      purpose: "evidence",
    }));
  await addAnswer(tx, proposal, {
    id,
    fact: fact.key,
    answer: read.text,
    restsOn: input.restsOn,
    ...(input.href !== undefined && { href: input.href }),
    ...(kept && { file: { sha256: kept.sha256, name: kept.name } }),
    sure: true,
    givenOn: today,
    from: enteredHere(acting, proposal),
  });
  await changeProposal(tx, proposal, {});
  const words = answerText(fact, read.text);
  return proposalDone(proposal, {
    kind: "decisions.evidence-given",
    summary: `For the proposal “${proposal.title}” it was answered: ${fact.question} ${words}. What shows it: ${input.restsOn}.`,
    message: `Answered: ${words}. The pathway is worked out anew.`,
    href: `${proposalHref(proposal.slug)}/pathway`,
    body: {
      fact: fact.key,
      answer: read.text,
      restsOn: input.restsOn,
      href: input.href ?? null,
      sha256: kept?.sha256 ?? null,
    },
  });
}
