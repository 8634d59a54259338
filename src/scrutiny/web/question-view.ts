import { z } from "zod";
import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import type { Asking, TableModel } from "../../kernel/index.ts";
import type { ResponseRates } from "../question-rates.ts";
import { ruleTitles } from "../question-rules.ts";
import { questionHref, standingOn, standings, titleOf, type Question, type Standing } from "../question.ts";
import { thingCell } from "./shared.ts";

const answerShape = z.object({
  number: z.number(),
  on: z.iso.date(),
  office: z.string(),
  outcome: z.string(),
  words: z.string(),
});

/** A question as machines get it. */
export const questionShape = z.object({
  slug: z.string(),
  body: z.string(),
  bodyName: z.string(),
  number: z.number(),
  title: z.string().nullable(),
  words: z.string().nullable(),
  askedOn: z.iso.date(),
  request: z.boolean().meta({ description: "Under the Freedom of Information Act 2000." }),
  dueOn: z.iso.date().nullable(),
  standing: z.string(),
  answerer: z.string().nullable(),
  refusedRule: z.string().nullable(),
  refusedWhy: z.string().nullable(),
  answers: z.array(answerShape),
  illustrative: z.boolean(),
});

/** What of a question had happened by a day. */
export function questionJson(question: Question, at: CivilDate): z.output<typeof questionShape> {
  const read = question.moderatedOn !== undefined && question.moderatedOn <= at;
  return {
    slug: question.slug,
    body: question.body.slug,
    bodyName: question.body.name,
    number: question.number,
    title: question.title ?? null,
    words: question.words ?? null,
    askedOn: question.askedOn,
    request: question.foi,
    dueOn: question.dueOn ?? null,
    standing: standingOn(question, at),
    answerer: (read && question.answerer) || null,
    refusedRule: (read && question.refusedRule) || null,
    refusedWhy: (read && question.refusedWhy) || null,
    answers: question.answers.filter(({ on }) => on <= at).map((answer) => ({ ...answer })),
    illustrative: question.basis === "illustrative",
  };
}

/** Questions as a table; of one body without its name. */
export function questionTable(
  questions: readonly Question[],
  asking: Asking,
  options: { readonly ofBody?: true; readonly empty: TableModel["empty"]; readonly name?: string },
): TableModel {
  return {
    caption: "Questions",
    ...(options.name !== undefined && { name: options.name }),
    columns: [
      { key: "question", label: "Question", kind: "link", filter: "words", sortable: true },
      { key: "standing", label: "How it stands", kind: "text", ...(!options.ofBody && { filter: "choice" }) },
      ...(options.ofBody
        ? []
        : [{ key: "body", label: "Asked of", kind: "text", filter: "choice", sortable: true } as const]),
      { key: "asked", label: "Asked on", kind: "date", sortable: true },
      { key: "due", label: "Due by", kind: "date", sortable: true },
      { key: "answered", label: "Answered on", kind: "date", machineOnly: true },
      { key: "kind", label: "Kind", kind: "text" },
    ],
    rows: questions.map((question) => ({
      question: thingCell(
        { text: titleOf(question), href: questionHref(question.slug), basis: question.basis },
        asking,
      ),
      body: question.body.name,
      standing: standings[standingOn(question, asking.at)],
      asked: question.askedOn,
      due: question.dueOn ?? "Cannot be counted",
      answered: question.answers.find(({ on }) => on <= asking.at)?.on,
      kind: question.foi ? "Request for information" : "Question",
    })),
    rowsPerPage: 25,
    empty: options.empty,
  };
}

/** The parts into which the questions to a body fall, in the order in which they are drawn. */
export const ratedParts = [
  ["inTime", "Answered in time"],
  ["late", "Answered late"],
  ["uncounted", "Answered, time not counted"],
  ["open", "Waits for its answer"],
  ["overdue", "Overdue"],
  ["unread", "Not read yet"],
  ["refused", "Not published"],
] as const;

/** How many questions of each part. */
export function ratedCounts(rates: ResponseRates): Readonly<Record<(typeof ratedParts)[number][0], number>> {
  const { inTime, late, open, overdue, unread, refused, answered } = rates;
  return { inTime, late, uncounted: answered - inTime - late, open, overdue, unread, refused };
}

/** How a question stands, in a sentence of its own. */
export function standingInWords(question: Question, at: CivilDate, today: CivilDate): string {
  const standing: Standing = standingOn(question, at);
  const due = question.dueOn && formatCivilDate(question.dueOn);
  const first = question.answers.find(({ on }) => on <= at);
  switch (standing) {
    case "waiting":
      return due === undefined
        ? "Nobody has read it yet."
        : `Nobody has read it yet. An answer is due by ${due}.`;
    case "refused":
      return `It was not published. The rule: ${ruleTitles[question.refusedRule!].toLowerCase()}.`;
    case "open":
      return due === undefined ? "It waits for its answer." : `An answer is due by ${due}.`;
    case "overdue":
      return `An answer was due by ${due ?? ""}. None was here ${at === today ? "yet" : `on ${formatCivilDate(at)}`}.`;
    case "in-time":
      return `${first?.office ?? "The body"} gave an answer on ${formatCivilDate(first!.on)}, in time.`;
    case "late":
      return `${first?.office ?? "The body"} gave an answer on ${formatCivilDate(first!.on)}. It was due by ${due ?? ""}, so it came late.`;
    case "answered":
      return `${first?.office ?? "The body"} gave an answer on ${formatCivilDate(first!.on)}.`;
  }
}
