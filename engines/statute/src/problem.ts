/** One fault of a law file or a proposal, with its place, in words that say what to write instead. */
export type Problem = {
  /** The file it stands in, as it was named to the reader; absent for a text without a name. */
  readonly file?: string;
  /** The line, counted from 1; absent where the fault is of the whole. */
  readonly line?: number;
  /** The field, for instance `facts[3].value`; empty for the whole. */
  readonly field: string;
  readonly message: string;
};

/** A value, or every fault at once. */
export type Checked<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * A fault in one line: file, line, field and sentence.
 *
 * @example problemText({ file: "law/facts.yaml", line: 3, field: "[0].key", message: "Is missing." }) // "law/facts.yaml:3 [0].key: Is missing."
 */
export function problemText(problem: Problem): string {
  const place = [problem.file, problem.line].filter((part) => part !== undefined).join(":");
  return [place, problem.field === "" ? problem.message : `${problem.field}: ${problem.message}`]
    .filter((part) => part !== "")
    .join(" ");
}
