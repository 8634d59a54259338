import type { CivilDate } from "@concordat/calendar";
import type { Db } from "./db.ts";

/** Where an answer of the command line goes: what was asked for, and everything else apart. */
export interface Output {
  result(line: string): void;
  note(line: string): void;
}

/** What was typed after the words of a command, and the day it was typed. */
export interface Enquired {
  readonly rest: readonly string[];
  /** By the names of fields: `--ends-on` is `endsOn`. Only those of the usage come here. */
  readonly options: Readonly<Record<string, string | true>>;
  readonly today: CivilDate;
}

interface EnquiryFacts {
  /** The words that call it: `["powers", "who"]`. */
  readonly words: readonly string[];
  /** All it takes; every option is named here, others are refused: `FILE [--at YYYY-MM-DD] [--json]`. */
  readonly usage: string;
  readonly about: string;
}

/**
 * A question that the command line answers: `concordat powers who --function F --area A`. It changes nothing; acts are
 * commands, and every page is asked with `concordat show`.
 *
 * `reads` says what it needs: nothing but files and what was typed; what the public sees (a new data folder is first given
 * the shipped facts); or everything, for whoever runs the machine, in a database that must be there.
 *
 * `answer` gives the exit code: 0 answered, 1 the answer is no or something was found, 2 it cannot be carried out; it may
 * throw a Refusal or Invalid.
 */
export type Enquiry =
  | (EnquiryFacts & {
      readonly reads: "nothing";
      answer(asked: Enquired, out: Output): Promise<number>;
    })
  | (EnquiryFacts & {
      readonly reads: "public" | "everything";
      answer(asked: Enquired & { readonly db: Db }, out: Output): Promise<number>;
    });
