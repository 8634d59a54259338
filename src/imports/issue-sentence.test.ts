import { expect, test } from "vitest";
import { z } from "zod";
import { issueSentence } from "./issue-sentence.ts";

function sentence(schema: z.ZodType, value: unknown): string | undefined {
  const parsed = schema.safeParse(value, { error: issueSentence });
  return parsed.success ? undefined : parsed.error.issues[0]?.message;
}

test.each<[z.ZodType, unknown, string]>([
  [z.string(), undefined, "The cell is empty; a value is needed."],
  [z.enum(["yes", "no"]), undefined, 'The cell is empty; it takes "yes", "no".'],
  [z.union([z.literal("a"), z.literal("b")]), undefined, "The cell is empty; a value is needed."],
  [z.union([z.iso.date(), z.iso.time()]), "soon", '"soon" is not a value this column takes.'],
  [
    z.enum(Array.from({ length: 14 }, (_, index) => `k${index}`)),
    "x",
    '"x" is not one of "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11" and 2 more.',
  ],
  [z.string().min(1), "", '"" is too short: at least 1 character.'],
  [z.coerce.number().gt(0), "0", '"0" is too small: it must be more than 0.'],
  [z.coerce.number().lt(5), "5", '"5" is too large: it must be less than 5.'],
  [z.coerce.number().multipleOf(5), "7", '"7" is not a multiple of 5.'],
  [z.email(), "x", '"x" is not an email address such as name@example.org.'],
  [z.iso.time(), "noon", '"noon" is not a time such as 10:30:00.'],
  [z.string().regex(/^E/), "W1", '"W1" is not written in the form this column takes.'],
  [z.number(), "5", '"5" is not a number. Write digits with a point, without signs such as £ or %.'],
  [z.bigint(), "5", '"5" is not a whole number.'],
  [z.boolean(), "yes", '"yes" is not yes or no.'],
  [z.date(), "today", '"today" is not a date written as year, month, day: 2026-03-31.'],
  [z.array(z.string()), "x", '"x" is not a value this column takes.'],
  [z.string({ error: "Say who." }), undefined, "Say who."],
])("case %#: a cell's fault is told in a plain sentence", (schema, value, expected) => {
  expect(sentence(schema, value)).toBe(expected);
});
