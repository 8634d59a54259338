import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import type { Basis, SubjectRef } from "../kernel/index.ts";
import type { RuleKey } from "./question-rules.ts";

/** How an answer answers. */
export const answerOutcomes = {
  answered: "Answered in full",
  partly: "Answered in part",
  withheld: "Not given, with the ground in law",
  "not-held": "The body does not hold it",
} as const;
export type AnswerOutcome = keyof typeof answerOutcomes;

/** A body, as a question or petition is put to it. */
export interface Asked {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

/** An answer; the first stops the clock. */
export interface QuestionAnswer {
  readonly number: number;
  readonly on: CivilDate;
  readonly office: string;
  readonly words: string;
  readonly outcome: AnswerOutcome;
}

/** A question that anyone put to a body kept here. Who asked is in none of it. */
export interface Question {
  readonly id: string;
  readonly slug: string;
  readonly number: number;
  readonly body: Asked;
  readonly askedOn: CivilDate;
  /** A request under the Freedom of Information Act. */
  readonly foi: boolean;
  /** The last day in time; absent: cannot be counted. */
  readonly dueOn?: CivilDate;
  readonly state: "waiting" | "published" | "refused";
  readonly moderatedOn?: CivilDate;
  readonly refusedRule?: RuleKey;
  readonly refusedWhy?: string;
  /** The office that answers. */
  readonly answerer?: string;
  /** Absent for those who may not read it: not public yet, or never. */
  readonly title?: string;
  readonly words?: string;
  readonly answers: readonly QuestionAnswer[];
  readonly basis: Basis;
  readonly audience: string;
}

export function questionRef(question: Pick<Question, "id">): SubjectRef {
  return { module: "scrutiny", kind: "question", id: question.id };
}

export function questionHref(slug: string): string {
  return `/questions/${slug}`;
}

/** How a question stood on a day. */
export const standings = {
  waiting: "Not read yet",
  refused: "Not published",
  open: "Waits for its answer",
  overdue: "Overdue",
  "in-time": "Answered in time",
  late: "Answered late",
  answered: "Answered",
} as const;
export type Standing = keyof typeof standings;

type Stood = Pick<Question, "state" | "moderatedOn" | "dueOn" | "foi"> & {
  readonly answers: readonly Pick<QuestionAnswer, "on">[];
};

/**
 * How a question stood on a day.
 *
 * A refused question is over, but a request for information is not: the law asks for an answer to it even where its words
 * are kept off this site.
 */
export function standingOn(question: Stood, at: CivilDate): Standing {
  const first = question.answers.find(({ on }) => on <= at);
  const { dueOn } = question;
  if (first) {
    if (dueOn === undefined) return "answered";
    return first.on <= dueOn ? "in-time" : "late";
  }
  const moderated = question.moderatedOn !== undefined && question.moderatedOn <= at;
  if (moderated && question.state === "refused" && !question.foi) return "refused";
  if (dueOn !== undefined && dueOn < at) return "overdue";
  return moderated ? "open" : "waiting";
}

/** The title where it is public, else the number of the question: what everybody may read, whoever looks. */
export function titleOf(question: Pick<Question, "title" | "state" | "number" | "body">): string {
  const { title, state, number, body } = question;
  return state === "published" && title !== undefined ? title : `Question ${number} to ${body.name}`;
}

/** The last day for an answer, in words. */
export function dueInWords({ dueOn }: Pick<Question, "dueOn">): string {
  return dueOn === undefined ? "a day that cannot be counted" : formatCivilDate(dueOn);
}
