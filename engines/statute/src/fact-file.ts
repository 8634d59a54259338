import { isCivilDate } from "@concordat/calendar";
import type { CivilDate } from "@concordat/calendar";
import { z } from "zod";
import { messageOf, placeOf } from "./duty-file.ts";
import type { LawFile } from "./duty-file.ts";
import { conclusionsIn } from "./fact.ts";
import type { FactDefinition } from "./fact.ts";
import type { Problem } from "./problem.ts";
import { readText } from "./text.ts";

const line = z.string().trim().min(1, "Is empty.");
const day = z.custom<CivilDate>(
  (value) => typeof value === "string" && isCivilDate(value),
  "Write a day like 2026-11-21.",
);
const layout = z.array(
  z.strictObject({
    key: z.string().regex(/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/, "Write group.name in small letters."),
    question: line.refine((text) => text.endsWith("?"), "A question ends with a question mark."),
    type: z.enum(["yes-no-not-known", "choice", "number", "date", "code-list"]),
    options: z
      .array(z.union([line, z.strictObject({ value: line, from: day.optional(), to: day.optional() })]))
      .default([]),
    evidence: z.array(line).min(1, "Name at least one kind of document."),
    event: z.array(line).default([]),
    "not-before": line.optional(),
    tier: z.enum(["core", "extra"]),
  }),
);

/** Reads `facts.yaml`; gives every fault with its line, among them a fact that states a conclusion of law. */
export function readFacts(
  file: LawFile,
): { readonly facts: readonly FactDefinition[] } | { readonly problems: readonly Problem[] } {
  const read = readText(file.text, file.path);
  if ("problems" in read) return read;
  const parsed = layout.safeParse(read.value);
  if (!parsed.success) {
    return { problems: parsed.error.issues.map((issue) => read.problemAt(placeOf(issue), messageOf(issue))) };
  }
  const problems: Problem[] = [];
  const facts = parsed.data.map((row): FactDefinition => ({
    key: row.key,
    question: row.question,
    type: row.type,
    options: row.options.map((option) => (typeof option === "string" ? { value: option } : option)),
    evidence: row.evidence,
    events: row.event,
    notBefore: row["not-before"],
    tier: row.tier,
  }));
  const types = new Map<string, string>();
  facts.forEach((fact, index) => {
    const say = (field: string, message: string): void =>
      void problems.push(read.problemAt([index, field], message));
    if (types.has(fact.key)) say("key", `“${fact.key}” is listed twice.`);
    types.set(fact.key, fact.type);
    const words = conclusionsIn(fact);
    if (words.length > 0) {
      say("question", `“${words.join("”, “")}” states a conclusion of law. Ask what a document says.`);
    }
    const isList = fact.type === "choice" || fact.type === "code-list";
    if (isList !== fact.options.length > 0)
      say("options", "A choice or code-list has options, and nothing else has.");
    if (fact.events.length > 0 && fact.type !== "date")
      say("event", "Only a date fact is dated by an event.");
  });
  facts.forEach((fact, index) => {
    if (fact.notBefore !== undefined && types.get(fact.notBefore) !== "date") {
      problems.push(read.problemAt([index, "not-before"], `“${fact.notBefore}” is not a date fact.`));
    }
  });
  return problems.length > 0 ? { problems } : { facts };
}
