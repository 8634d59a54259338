import type { Problem } from "../kernel/index.ts";
import { headingKey } from "./header.ts";
import { shownValue } from "./wording.ts";

/** A column that an import takes. */
export interface ColumnSpec {
  /** Key in the row's schema. */
  readonly field: string;
  /** As the template and the messages write it. */
  readonly heading: string;
  /** Other headings that mean the same. */
  readonly aliases?: readonly string[];
  /** Whether the file must have the column; whether a cell may be empty is the schema's to say. */
  readonly required: boolean;
}

/** Which column of the file belongs to which field. */
export interface ColumnMatch {
  /** Heading in the file, by field. */
  readonly headings: ReadonlyMap<string, string>;
  /** Columns of the file that are not taken; empty unless the import leaves unknown columns out. */
  readonly ignored: readonly string[];
}

/** The match, or every fault of the headings at once. */
export type MatchedColumns =
  | { readonly ok: true; readonly value: ColumnMatch }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Matches the headings of a file with the columns of an import, whatever their case, spacing and order.
 *
 * Done once, before any row is read. Each unknown heading is named with the nearest one that is still missing.
 *
 * @param unknown  whether columns the import does not know refuse the file, or are left out and named
 */
export function matchColumns(
  headings: readonly string[],
  specs: readonly ColumnSpec[],
  unknown: "refuse" | "leave-out" = "refuse",
): MatchedColumns {
  const specByKey = new Map(
    specs.flatMap((spec) =>
      [spec.heading, spec.field, ...(spec.aliases ?? [])].map((name) => [headingKey(name), spec] as const),
    ),
  );
  const found = new Map<string, string>();
  const strangers: string[] = [];
  const problems: Problem[] = [];
  for (const heading of headings) {
    const spec = specByKey.get(headingKey(heading));
    const earlier = spec === undefined ? undefined : found.get(spec.field);
    if (spec === undefined) strangers.push(heading);
    else if (earlier !== undefined) problems.push(twiceProblem(spec, earlier, heading));
    else found.set(spec.field, heading);
  }
  const missing = specs.filter((spec) => !found.has(spec.field));
  problems.push(...missing.filter((spec) => spec.required).map((spec) => missingProblem(spec, strangers)));
  if (unknown === "refuse")
    problems.push(...strangers.map((heading) => unknownProblem(heading, missing, specs)));
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, value: { headings: found, ignored: strangers } };
}

function twiceProblem(spec: ColumnSpec, first: string, second: string): Problem {
  const message = `Columns "${shownValue(first)}" and "${shownValue(second)}" both mean "${spec.heading}". Remove one of them.`;
  return { code: "imports.columns.twice", field: spec.field, message };
}

function missingProblem(spec: ColumnSpec, strangers: readonly string[]): Problem {
  const near = nearestName(spec.heading, strangers);
  const hint = near === undefined ? "Add it and try again." : `Is it the column "${shownValue(near)}"?`;
  return {
    code: "imports.columns.missing",
    field: spec.field,
    message: `The column "${spec.heading}" is missing. ${hint}`,
  };
}

function unknownProblem(
  heading: string,
  missing: readonly ColumnSpec[],
  specs: readonly ColumnSpec[],
): Problem {
  const near = nearestName(
    heading,
    missing.map((spec) => spec.heading),
  );
  const hint =
    near === undefined
      ? `Remove it. The columns taken are ${specs.map((spec) => `"${spec.heading}"`).join(", ")}.`
      : `Did you mean "${near}"?`;
  return {
    code: "imports.columns.unknown",
    message: `The column "${shownValue(heading)}" is not known. ${hint}`,
  };
}

/**
 * The name most like another, or undefined when none is near: at most a third of its letters may differ.
 *
 * @example nearestName("Organistion", ["Area", "Organisation"]) // "Organisation"
 */
export function nearestName(name: string, others: readonly string[]): string | undefined {
  const key = headingKey(name).slice(0, 100);
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const other of others) {
    const otherKey = headingKey(other).slice(0, 100);
    const distance = editDistance(key, otherKey);
    const near = distance <= Math.floor(Math.max(key.length, otherKey.length) / 3);
    if (near && (best === undefined || distance < best.distance)) best = { name: other, distance };
  }
  return best?.name;
}

function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from.charAt(row - 1) === to.charAt(column - 1) ? 0 : 1;
      const [left = 0, above = 0, corner = 0] = [current[column - 1], previous[column], previous[column - 1]];
      current.push(Math.min(left + 1, above + 1, corner + same));
    }
    previous = current;
  }
  return previous.at(-1) ?? 0;
}
