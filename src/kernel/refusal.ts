import type { Problem } from "./problem.ts";

/** What a refusal may carry besides its sentence. */
export interface RefusalDetail {
  /** One plain sentence: what happened, with the values, and what to do. */
  readonly message: string;
  /** Facts for machines and for the page that explains the refusal. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

/**
 * The answer is no, and asking again in the same way will not change it.
 *
 * The code is stable (`module.what`) and listed in docs/reference/errors.md. The web shell turns it into a page, the API
 * into an RFC 9457 problem document, the command line into a message and exit code 2.
 */
export abstract class Refusal extends Error {
  abstract readonly status: number;
  readonly code: string;
  readonly facts: Readonly<Record<string, unknown>>;

  constructor(code: string, detail: RefusalDetail) {
    super(detail.message);
    this.name = new.target.name;
    this.code = code;
    this.facts = detail.facts ?? {};
  }
}

/** There is nothing at this address, or nothing that this viewer may know of: the two are never told apart. */
export class NotFound extends Refusal {
  readonly status = 404;
}

/** The person is known and may not do this. */
export class NotAllowed extends Refusal {
  readonly status = 403;
}

/** Nobody is signed in, and this needs somebody. */
export class NotSignedIn extends Refusal {
  readonly status = 401;
}

/** What is asked contradicts how things stand. */
export class Conflict extends Refusal {
  readonly status = 409;
}

/** It was here and has ended for good. */
export class Gone extends Refusal {
  readonly status = 410;
}

/** Larger, more or faster than the stated limit. */
export class TooMuch extends Refusal {
  readonly status = 413;
}

/** Too many tries in a short time. */
export class TooOften extends Refusal {
  readonly status = 429;
}

/** Something we depend on is away for the moment; trying again later is right. */
export class Unavailable extends Refusal {
  readonly status = 503;
}

/** The input itself is at fault; carries every problem so that a form can show them beside their fields. */
export class Invalid extends Refusal {
  readonly status = 422;
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super("input.invalid", { message: problems.map((problem) => problem.message).join(" ") });
    this.problems = problems;
  }
}

/**
 * States what must be true if the program is right; a failure is a bug, answered with 500 and logged.
 *
 * Not for anything a person typed.
 */
export function assert(condition: boolean, claim: string): asserts condition {
  if (!condition) throw new Error(`Broken invariant: ${claim}.`);
}
