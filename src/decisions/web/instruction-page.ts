import { z } from "zod";
import { formatCivilDate } from "@concordat/calendar";
import {
  definePage,
  subjectText,
  type Asking,
  type Page,
  type PageAction,
  type PageModel,
  type Section,
  type Sentence,
  type Span,
  type TableModel,
} from "../../kernel/index.ts";
import {
  challengersOf,
  keepersOfInstruction,
  resourceOfInstruction,
  subjectsOf,
} from "../commands/instruction-act.ts";
import {
  houseRule,
  instructionHref,
  instructionKinds,
  instructionRef,
  powerInWords,
  standingOn,
  type Concerned,
  type Instruction,
  type InstructionEvent,
  type InstructionStanding,
} from "../instruction.ts";
import { findInstruction } from "../store-instructions.ts";
import { instructionJson, instructionShape } from "./instruction-list.ts";

/** One instruction: what it requires, on which power, for whom, until when; challenges with their answers. */
export const instructionPage: Page = definePage({
  name: "decisions.instruction",
  path: "/instructions/:slug",
  about:
    "One instruction from above: its words and power, whom it is for, until when, challenges and their answers.",
  params: z.object({ slug: z.string().max(150) }),
  json: instructionShape.extend({
    words: z.string(),
    href: z.string().nullable(),
    events: z.array(
      z.object({
        number: z.number(),
        kind: z.string(),
        on: z.iso.date(),
        by: z.string(),
        words: z.string(),
        answers: z.number().nullable(),
        until: z.iso.date().nullable(),
      }),
    ),
    proposals: z.array(z.object({ title: z.string(), href: z.string() })),
  }),
  formats: ["atom"],
  async load(asking, { params }): Promise<PageModel | undefined> {
    const instruction = await findInstruction(asking.db, params.slug);
    if (!instruction) return undefined;
    const standing = standingOn(instruction, asking.at);
    const ref = instructionRef(instruction);
    const events = instruction.events.filter(({ on }) => on <= asking.at);
    const proposals = await proposalsOf(asking, instruction);
    return {
      title: instruction.title,
      kicker: `${instructionKinds[instruction.kind]} from above`,
      illustrative: instruction.basis === "illustrative",
      answer: answerOf(instruction, standing, asking),
      sections: [
        { kind: "words", heading: "What it requires", paragraphs: instruction.words.split(/\n+/u) },
        factsOf(instruction, standing),
        ...challengeSections(events),
        ...eventSection(events),
        ...lastingSection(instruction, proposals),
      ],
      actions: await actionsOf(asking, instruction, standing),
      sources: [
        {
          text: instruction.source,
          seen: instruction.seen,
          basis: instruction.basis,
          ...(instruction.href && { href: instruction.href }),
        },
      ],
      subjects: [ref, ...subjectsOf(instruction)],
      check: `/record/of/${subjectText(ref)}`,
      trail: [{ text: "Instructions from above", href: "/instructions" }],
      json: {
        ...instructionJson({ instruction, standing }),
        words: instruction.words,
        href: instruction.href ?? null,
        events: events.map((one) => ({
          number: one.number,
          kind: one.kind,
          on: one.on,
          by: one.by,
          words: one.words,
          answers: one.answers ?? null,
          until: one.until ?? null,
        })),
        proposals: proposals.map(({ title, href }) => ({ title, href })),
      },
    };
  },
});

async function proposalsOf(asking: Asking, instruction: Instruction) {
  const links = await asking.links.listAround(asking.db, instructionRef(instruction));
  const from = links.filter(({ kind }) => kind === "caused-by").map((one) => one.from);
  const found = await asking.describe(asking.db, from);
  return found.filter(({ ref }) => ref.module === "decisions" && ref.kind === "proposal");
}

function answerOf(instruction: Instruction, standing: InstructionStanding, asking: Asking): Sentence {
  const to = instruction.concerned.filter(({ part }) => part === "addressed");
  const review =
    standing.reviewOn === undefined
      ? ""
      : ` By our house rule it ${standing.reviewOverdue ? "was" : "is"} to be looked at again by ${formatCivilDate(standing.reviewOn)}.`;
  const when = asking.atGiven ? ` on ${formatCivilDate(asking.at)}` : "";
  return [
    `${instruction.giver} gave this to `,
    ...listed(to),
    ` on ${formatCivilDate(instruction.givenOn)}. `,
    { strong: `${standing.words}${when}.` },
    ` ${powerInWords(instruction)}${review}`,
  ];
}

function listed(bodies: readonly Concerned[]): readonly (string | Span)[] {
  return bodies.flatMap((one, index) => [
    index === 0 ? "" : index === bodies.length - 1 ? " and " : ", ",
    { text: one.kind === "area" ? `the bodies of ${one.name}` : one.name, href: `/${one.kind}s/${one.slug}` },
  ]);
}

function factsOf(instruction: Instruction, standing: InstructionStanding): Section {
  const touched = instruction.concerned.filter(({ part }) => part === "touched");
  const { giverBody } = instruction;
  return {
    kind: "facts",
    heading: "Facts",
    facts: [
      {
        label: "From",
        value: giverBody
          ? [{ text: instruction.giver, href: `/organisations/${giverBody.slug}` }]
          : instruction.giver,
      },
      { label: "To", value: listed(instruction.concerned.filter(({ part }) => part === "addressed")) },
      ...(touched.length > 0 ? [{ label: "Touches besides", value: listed(touched) }] : []),
      { label: "Power it cites", value: instruction.power ?? "No power stated" },
      { label: "Given", value: formatCivilDate(instruction.givenOn) },
      { label: "In force from", value: formatCivilDate(instruction.fromOn) },
      {
        label: "In force until",
        value: standing.until ? formatCivilDate(standing.until) : "It names no end",
      },
      ...(standing.reviewOn
        ? [{ label: "To be looked at again", value: `${formatCivilDate(standing.reviewOn)}. ${houseRule}` }]
        : []),
      ...(instruction.href
        ? [{ label: "Document", value: [{ text: instruction.href, href: instruction.href }] }]
        : []),
    ],
  };
}

const eventWords = {
  challenge: "Challenge",
  answer: "Answer",
  review: "Looked at again",
  withdrawal: "Withdrawn",
} as const;

/** Everything in its order; where nothing was said or done, nothing is shown. */
function eventSection(events: readonly InstructionEvent[]): readonly Section[] {
  return events.length === 0
    ? []
    : [{ kind: "table", heading: "Everything that was said and done about it", table: eventTable(events) }];
}

function eventTable(events: readonly InstructionEvent[]): TableModel {
  return {
    name: "events",
    caption: "What was said and done about it",
    columns: [
      { key: "on", label: "Day", kind: "date", sortable: true },
      { key: "what", label: "What", kind: "text" },
      { key: "by", label: "By", kind: "text" },
      { key: "words", label: "In their words", kind: "text" },
    ],
    rows: events.map((one) => ({
      on: one.on,
      what: `${eventWords[one.kind]}${one.kind === "challenge" ? ` ${one.number}` : ""}${one.answers === undefined ? "" : ` to challenge ${one.answers}`}`,
      by: one.by,
      words: `${one.words}${one.until ? ` It goes on until ${formatCivilDate(one.until)}.` : ""}`,
    })),
    empty: "Nobody has challenged it here, and it has not been looked at again.",
  };
}

/** Each challenge with its answer beside it; neither is merged into the other. */
function challengeSections(events: readonly InstructionEvent[]): readonly Section[] {
  const challenges = events.filter(({ kind }) => kind === "challenge");
  if (challenges.length === 0) return [];
  return [
    {
      kind: "table",
      heading: "Challenges and their answers, side by side",
      table: {
        name: "challenges",
        caption: "Challenges",
        columns: [
          { key: "challenge", label: "Challenge", kind: "text" },
          { key: "answer", label: "Answer", kind: "text" },
        ],
        rows: challenges.map((one) => {
          const answer = events.find(({ answers }) => answers === one.number);
          return {
            challenge: `${one.by}, ${formatCivilDate(one.on)}: ${one.words}`,
            answer: answer
              ? `${answer.by}, ${formatCivilDate(answer.on)}: ${answer.words}`
              : "No answer is recorded here.",
          };
        }),
        empty: "No challenge.",
      },
    },
  ];
}

function lastingSection(
  instruction: Instruction,
  proposals: readonly { readonly title: string; readonly href: string }[],
): readonly Section[] {
  return [
    {
      kind: "list",
      heading: "Is it to last?",
      intro:
        "An instruction ends. Making what it did permanent is a proposal of its own, which runs the whole pathway.",
      items: [
        ...(proposals.length === 0
          ? [
              [
                "No proposal to make it permanent is linked. ",
                { text: "See what the law would ask of one", href: "/check-a-proposal?kind=service-change" },
                ".",
              ],
            ]
          : proposals.map(({ title, href }): Sentence => [{ text: title, href }])),
        [
          {
            text: "The whole thread, from instruction to result",
            href: `/threads/decisions/instruction/${instruction.id}`,
          },
        ],
      ],
    },
  ];
}

async function actionsOf(
  asking: Asking,
  instruction: Instruction,
  standing: InstructionStanding,
): Promise<readonly PageAction[]> {
  if (instruction.keeperId === undefined && instruction.basis !== "illustrative") return [];
  const concerned = await resourceOfInstruction(asking.db, instruction, challengersOf);
  const kept = await resourceOfInstruction(asking.db, instruction, keepersOfInstruction);
  const act = (
    text: string,
    path: string,
    command: string,
    resource: PageAction["resource"],
  ): PageAction => ({
    text,
    href: `${instructionHref(instruction.slug)}/${path}`,
    command: `decisions.${command}`,
    ...(resource && { resource }),
  });
  const answered = new Set(instruction.events.flatMap(({ answers }) => answers ?? []));
  const ended = standing.state === "lapsed" || standing.state === "withdrawn";
  return [
    ...(ended ? [] : [act("Challenge it", "challenge", "challenge-instruction", concerned)]),
    ...instruction.events
      .filter(({ kind, number }) => kind === "challenge" && !answered.has(number))
      .map(({ number }) =>
        act(
          `Record the answer to challenge ${number}`,
          `challenges/${number}/answer`,
          "answer-challenge",
          kept,
        ),
      ),
    ...(ended
      ? []
      : [
          act("Review it", "review", "review-instruction", kept),
          act("Record that it was withdrawn", "withdraw", "withdraw-instruction", kept),
        ]),
    act("Name the proposal that would make it last", "proposal", "link-instruction", kept),
  ];
}
