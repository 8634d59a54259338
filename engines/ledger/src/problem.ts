/**
 * Something a person can put right: what is wrong, where, and what to do.
 *
 * The shape is that of the application's problems, so that a form, an API or a command line shows it as it is; a problem
 * found in a file also names the file and the line.
 */
export interface Problem {
  /** Stable code, `ledger.what`, for machines and tests. */
  readonly code: string;
  /** The field of the act, or the place in the file; parts are joined by a dot. */
  readonly field?: string;
  readonly file?: string;
  /** Counted from 1. */
  readonly line?: number;
  /** Plain English: what happened with the values, and what to do. Names the file and the line where there is one. */
  readonly message: string;
}

/** An answer that holds either the value or every problem at once. */
export type Checked<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly Problem[] };

export function good<T>(value: T): Checked<T> {
  return { ok: true, value };
}

export function bad(...problems: readonly Problem[]): Checked<never> {
  return { ok: false, problems };
}

/** A problem about one field, or about the whole where the field is left out. */
export function problem(code: string, message: string, field?: string): Problem {
  return { code: `ledger.${code}`, message, ...(field === undefined ? {} : { field }) };
}

/** The values of all answers, or the problems of all. */
export function all<T>(answers: readonly Checked<T>[]): Checked<readonly T[]> {
  const problems = answers.flatMap((answer) => (answer.ok ? [] : answer.problems));
  if (problems.length > 0) return bad(...problems);
  return good(answers.flatMap((answer) => (answer.ok ? [answer.value] : [])));
}
