import { z } from "zod";
import { bad, good } from "../problem.ts";
import type { Checked } from "../problem.ts";
import { fileProblem } from "./yaml-source.ts";
import type { YamlSource } from "./yaml-source.ts";

const words = z.string().trim().min(1);
const names = z.union([words, z.array(words).min(1)]);
const split = z.union([words, z.record(words, words)]);
const tier = z.record(words, split);
const tolerance = z.strictObject({ "up to": words, within: tier, beyond: z.enum(["excess", "whole"]) });
const yesOrNo = z.enum(["yes", "no"]);

const rule = z.strictObject({
  for: z.union([words, z.record(words, names)]),
  take: z.enum(["together", "each pool", "each scheme", "each component", "each line"]),
  "released if": words.optional(),
  released: z.enum(["all or nothing", "in proportion"]).optional(),
  "kept by": words.optional(),
  "overspend tolerance": tolerance.optional(),
  overspend: z.array(tier).min(1),
  "underspend tolerance": tolerance.optional(),
  underspend: z.array(tier).min(1).optional(),
  "underspend in the last year": z.array(tier).min(1).optional(),
});

/** The shape of an agreement's file: everything is text, and a word the language does not know is refused. */
const agreementShape = z.strictObject({
  agreement: words,
  year: words,
  source: words,
  illustrative: yesOrNo,
  "last year": yesOrNo.optional(),
  partners: z.record(
    words,
    z.strictObject({ name: words, contributes: words.optional(), "pays at most": words.optional() }),
  ),
  host: words.optional(),
  pools: z.record(words, z.strictObject({ name: words, host: words.optional() })).optional(),
  pots: z
    .record(words, z.strictObject({ name: words, holds: words, "provided by": split.optional() }))
    .optional(),
  rules: z.array(rule).min(1),
});

export type RawAgreement = z.infer<typeof agreementShape>;
export type RawRule = z.infer<typeof rule>;
export type RawTier = z.infer<typeof tier>;
export type RawTolerance = z.infer<typeof tolerance>;
export type RawSplit = z.infer<typeof split>;

/** Checks the shape of a file; every mistake with its line, in words. */
export function readShape(source: YamlSource): Checked<RawAgreement> {
  const parsed = agreementShape.safeParse(source.value, { reportInput: true });
  if (parsed.success) return good(parsed.data);
  return bad(
    ...parsed.error.issues.flatMap((issue) => {
      const path = issue.path as (string | number)[];
      if (issue.code !== "unrecognized_keys") {
        return [shapeProblem(source, path, sentence(issue, path))];
      }
      return issue.keys.map((key) =>
        shapeProblem(source, [...path, key], `“${key}” is no word of the language here. Check its spelling.`),
      );
    }),
  );
}

function shapeProblem(
  source: YamlSource,
  path: readonly (string | number)[],
  message: string,
): ReturnType<typeof fileProblem> {
  return fileProblem("agreement-shape", source.file, source.lineOf(path), message, path.join("."));
}

function sentence(issue: z.core.$ZodIssue, path: readonly (string | number)[]): string {
  const name =
    typeof path.at(-1) === "number" ? `Item ${Number(path.at(-1)) + 1}` : `“${path.at(-1) ?? "The file"}”`;
  if (issue.input === undefined) return `${name} is missing.`;
  if (issue.code === "invalid_value")
    return `${name} is “${shown(issue.input)}”. Use one of: ${issue.values.join(", ")}.`;
  if (issue.code === "too_small") return `${name} is empty.`;
  if (issue.code === "invalid_type") return `${name} ${expected[issue.expected] ?? "has the wrong form"}.`;
  return `${name} cannot be read here. Write a word, or a list of names and values as in the examples.`;
}

const expected: Readonly<Record<string, string>> = {
  string: "must be a single text",
  array: "must be a list, each item on a line of its own that begins with a hyphen",
  object: "must be a list of names and values",
  record: "must be a list of names and values",
};

function shown(input: unknown): string {
  return typeof input === "string" ? input : JSON.stringify(input);
}
