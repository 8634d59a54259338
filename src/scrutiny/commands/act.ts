import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import {
  capital,
  Invalid,
  type Acting,
  type Done,
  type FormModel,
  type Json,
  type Provenance,
  type Sealing,
  type SubjectRef,
} from "../../kernel/index.ts";
import { organisationRef, type Organisation } from "../../place/index.ts";

/** An input that no schema has read yet. */
export type Input = Readonly<Record<string, unknown>>;

/** A text of an input; empty where there is none. */
export function textIn(input: Input, name: string): string {
  const { [name]: given } = input;
  return typeof given === "string" ? given : "";
}

/** A body as a subject, by the id that a row holds. */
export function bodyRef(id: string): SubjectRef {
  return organisationRef({ id: id as Organisation["id"] });
}

/** Choices of a form from labels. */
export function choicesOf(
  labels: Readonly<Record<string, string>>,
): readonly { readonly value: string; readonly text: string }[] {
  return Object.entries(labels).map(([value, text]) => ({ value, text: capital(text) }));
}

/** Where a fact comes from that somebody entered for a body. */
export function enteredHere(acting: Acting, { basis }: Pick<Provenance, "basis">): Provenance {
  return {
    source: `Entered on this site: ${acting.actor.capacity.title}`,
    seen: acting.today,
    basis: basis === "illustrative" ? "illustrative" : "kept-here",
  };
}

/** Refuses a day on which something cannot have happened yet: before what it follows, or still to come. */
export function refuseDayOutside(
  { today }: Pick<Acting, "today">,
  on: CivilDate,
  { from, why }: { readonly from: CivilDate; readonly why: string },
): void {
  if (on >= from && on <= today) return;
  throw new Invalid([
    {
      code: "scrutiny.day",
      field: "on",
      message: `Give a day from ${formatCivilDate(from)}, ${why}, to today.`,
    },
  ]);
}

/** A form about one thing, labelled where that is made up, under the pages that lead to it. */
export function formOn(
  thing: Pick<Provenance, "basis">,
  trail: NonNullable<FormModel["trail"]>,
  form: Omit<FormModel, "illustrative" | "trail">,
): FormModel {
  return { ...form, illustrative: thing.basis === "illustrative", trail };
}

/** What an act says of itself: to whoever did it, and in the record. */
export interface Said {
  /** Left out: the summary. */
  readonly message?: string;
  readonly kind: string;
  readonly summary: string;
  readonly body: Readonly<Record<string, Json>>;
  readonly sealed?: Sealing;
  readonly json?: Readonly<Record<string, unknown>>;
}

/** The record refuses a summary of more than 1,000 characters; what is cut off stands in the body. */
const summaryMost = 900;

/** What an act on one thing came to: its entry, and the pages that are stale. */
export function doneOn(
  thing: {
    readonly subject: SubjectRef;
    readonly href: string;
    readonly audience: string;
    /** The thing by its address, as the entry and machines name it: `{ question: "lewisham-council-3" }`. */
    readonly named: Readonly<Record<string, string>>;
    /** What else the entry is about. */
    readonly about: readonly SubjectRef[];
    readonly changed: readonly SubjectRef[];
  },
  said: Said,
): Done {
  return {
    message: said.message ?? said.summary,
    href: thing.href,
    subject: thing.subject,
    entry: {
      kind: said.kind,
      summary: said.summary.slice(0, summaryMost),
      subjects: [thing.subject, ...thing.about],
      body: { ...thing.named, ...said.body },
      audience: thing.audience,
      ...(said.sealed && { sealed: said.sealed }),
    },
    changed: thing.changed,
    json: said.json ?? thing.named,
  };
}
