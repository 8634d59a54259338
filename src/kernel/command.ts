import type { CivilDate } from "@concordat/calendar";
import type { z } from "zod";
import type { Actor, Viewer } from "./actor.ts";
import type { Clock } from "./clock.ts";
import type { Db } from "./db.ts";
import type { EntryDraft, Recorder } from "./entry.ts";
import type { Files, Links } from "./ports.ts";
import type { PolicyResource } from "./policy.ts";
import type { SourceLine } from "./provenance.ts";
import type { Sentence } from "./sentence.ts";
import type { SubjectRef } from "./subject.ts";
import type { SuccessionOutcome } from "./succession.ts";

/** What a command is given: the transaction it shares with its record entry, who acts, and the ports it may use. */
export interface Acting {
  readonly tx: Db;
  readonly actor: Actor;
  readonly clock: Clock;
  readonly today: CivilDate;
  readonly links: Links;
  readonly files: Files;
  readonly record: Recorder;
  /** Asks every module what becomes of its things when a body ends; settles what it can within this transaction. */
  succeed(ended: SubjectRef, on: CivilDate): Promise<readonly SuccessionOutcome[]>;
}

/** What an act came to. */
export interface Done {
  /** Shown on the next page and by the command line. */
  readonly message: string;
  /** Where to go next. */
  readonly href: string;
  readonly subject: SubjectRef;
  /** The line of the record; every act writes one. */
  readonly entry: EntryDraft;
  /** Everything whose pages are now stale, and which search must describe anew; the entry's subjects are added. */
  readonly changed?: readonly SubjectRef[];
  /** The command's answer for machines. */
  readonly json?: Readonly<Record<string, unknown>>;
}

/** How the form asks for one field. Its label and hint are the schema's `title` and `description` in `.meta()`. */
export type Widget =
  | {
      readonly kind: "text";
      readonly width?: 5 | 10 | 20 | 30;
      readonly autocomplete?: string;
      readonly secret?: boolean;
    }
  | { readonly kind: "textarea"; readonly rows?: number }
  | { readonly kind: "date" }
  | { readonly kind: "radios" | "select"; readonly options: readonly Choice[] }
  | { readonly kind: "checkboxes"; readonly options: readonly Choice[] }
  | { readonly kind: "yes-no" }
  | { readonly kind: "measured"; readonly unit?: string }
  | { readonly kind: "file"; readonly accept: readonly string[] }
  | { readonly kind: "hidden" };

export interface Choice {
  readonly value: string;
  readonly text: string;
  readonly hint?: string;
}

/** A form before it is filled in, for this viewer and these address parameters. */
export interface FormModel {
  readonly title: string;
  readonly intro?: Sentence;
  readonly submit: string;
  readonly fields: readonly {
    readonly name: string;
    readonly widget: Widget;
    readonly label?: string;
    readonly hint?: string;
  }[];
  /** Values to begin with, as text. */
  readonly values?: Readonly<Record<string, string>>;
  readonly illustrative?: boolean;
  readonly trail?: readonly { readonly text: string; readonly href: string }[];
  readonly sources?: readonly SourceLine[];
}

/** What a form is drawn from. */
export interface FormAsking {
  readonly db: Db;
  readonly viewer: Viewer;
  readonly today: CivilDate;
  readonly params: Readonly<Record<string, string>>;
}

/** What a command has before its transaction begins. */
export interface Preparing {
  readonly clock: Clock;
}

/**
 * An act: one schema for form, JSON API and command line; one policy question; one transaction with its record entry.
 *
 * The shell parses, asks the policies, asks the gates, runs, records, lets reactions happen, and commits; a retry with the
 * same idempotency key gives the first answer again. A command with `prepare` is asked about twice: before that, and in the
 * transaction.
 */
export interface Command<Input = unknown, Ready = Input> {
  /** `place.end-organisation`: the API's address and the command line's words. */
  readonly name: string;
  /** "End an organisation". */
  readonly title: string;
  readonly about: string;
  readonly schema: z.ZodType<Input>;
  /** Fields that are kept nowhere, not even as a hash: passwords. */
  readonly secrets?: readonly string[];
  /** The form's address, `/organisations/:slug/end`; left out for commands that only machines use. */
  readonly path?: string;
  /** What the policies are asked: may this actor do `name` to this? Undefined: there is no such thing, 404. */
  resource(db: Db, input: Readonly<Record<string, unknown>>): Promise<PolicyResource | undefined>;
  form?(asking: FormAsking): Promise<FormModel | undefined>;
  /**
   * What must be waited for elsewhere, such as another site's answer: had before the transaction, which would be ended for
   * idling, and only for somebody who may act. What it gives takes the place of the input.
   */
  prepare?(preparing: Preparing, input: Input): Promise<Ready>;
  /** `ready` is the input, or what `prepare` made of it. */
  run(acting: Acting, ready: Ready): Promise<Done>;
}

/** Types the input of a command from its schema; the list in a manifest forgets it again. */
export function defineCommand<Input>(command: Command<Input>): Command {
  return command;
}

/** The same for a command that has something before its transaction begins. */
export function definePreparedCommand<Input, Ready>(
  command: Command<Input, Ready> & Required<Pick<Command<Input, Ready>, "prepare">>,
): Command {
  return command;
}

/**
 * The `slug` of an input that no schema has read yet, for `resource` and gates; empty where there is none.
 *
 * Not for an input whose slug may be a whole address: it is given as it stands.
 */
export function slugIn({ slug }: Readonly<Record<string, unknown>>): string {
  return typeof slug === "string" ? slug : "";
}
