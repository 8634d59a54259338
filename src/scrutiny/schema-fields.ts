import { z } from "zod";
import { parseCivilDate, type CivilDate } from "@concordat/calendar";

const invisible = "Take out the characters that cannot be seen.";

/** One line of text: breaks and runs of spaces become one space, characters that cannot be seen are refused. */
export function line(missing: string, max: number): z.ZodString {
  return z
    .string({ error: missing })
    .overwrite((text) => text.replace(/\s+/gu, " ").trim())
    .min(1, missing)
    .max(max, `Use at most ${max} characters.`)
    .regex(/^[^\p{Cc}]*$/u, invisible);
}

/** One line that may be left out; empty is left out. */
export function lineOrNone(max: number): z.ZodType<string | undefined> {
  return z
    .string()
    .max(max, `Use at most ${max} characters.`)
    .regex(/^[^\p{Cc}]*$/u, invisible)
    .transform((text) => text.replace(/\s+/gu, " ").trim() || undefined)
    .optional();
}

/** Several lines of text. */
export function lines(missing: string, max: number): z.ZodString {
  return z
    .string({ error: missing })
    .overwrite((text) => text.replace(/\r\n?/g, "\n").trim())
    .min(1, missing)
    .max(max, `Use at most ${max} characters.`)
    .regex(/^[^\p{Cc}]*(?:[\n\t][^\p{Cc}]*)*$/u, invisible);
}

/** A day, in any of the ways in which people write one. */
export function day(missing: string): z.ZodType<CivilDate> {
  return z
    .string({ error: missing })
    .trim()
    .transform((text, context): CivilDate => {
      const parsed = parseCivilDate(text);
      if (parsed.ok) return parsed.value;
      context.addIssue({ code: "custom", message: parsed.problem });
      return z.NEVER;
    });
}

/** One of the keys of some labels. */
export function oneOf<Key extends string>(
  labels: Readonly<Record<Key, string>>,
  what: string,
): z.ZodType<Key> {
  const keys = Object.keys(labels) as unknown as readonly [Key, ...Key[]];
  return z.enum(keys, { error: `Choose ${what}.` });
}

/** Yes or no; left out is no. */
export const yesOrNo = z
  .union([z.boolean(), z.enum(["true", "false", "yes", "no", ""])], { error: "Choose yes or no." })
  .optional()
  .transform((answer) => answer === true || answer === "true" || answer === "yes");

/** The address of a thing. */
export function address(what: string): z.ZodString {
  return z
    .string({ error: `Name the ${what}.` })
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, `This is no address of a ${what}.`)
    .max(150);
}

/** Whole numbers from 1. */
export function count(max: number): z.ZodType<number> {
  return z.coerce
    .number({ error: "Write a whole number." })
    .int("Write a whole number.")
    .min(1, "Write a number from 1.")
    .max(max, `At most ${max}.`);
}
