/**
 * Something a person can put right: what is wrong, where, and what to do.
 *
 * Used for input of every kind (form, API, command line, file). Not for refusals that no change of input would cure.
 */
export interface Problem {
  /** Stable code, `module.what`, for machines and tests. */
  readonly code: string;
  /** Name of the field in the command's schema; absent when it is about the whole. Nested fields are joined by a dot. */
  readonly field?: string;
  /** One plain sentence with the value that was refused. */
  readonly message: string;
}

/** An answer that holds either the value or every problem at once. */
export type Checked<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly Problem[] };

/** The good answer. */
export function checked<T>(value: T): Checked<T> {
  return { ok: true, value };
}

/** The answer that lists what to put right; never empty. */
export function failed(...problems: readonly [Problem, ...Problem[]]): Checked<never> {
  return { ok: false, problems };
}
