import { z } from "zod";
import { dayOf, parseCivilDate, type CivilDate } from "@concordat/calendar";

/** Words that must be given. */
export function words(
  missing: string,
  title: string,
  { max = 300, description = "" } = {},
): z.ZodType<string> {
  return z
    .string({ error: missing })
    .overwrite((text) => text.replace(/\s+/gu, " ").trim())
    .min(1, missing)
    .max(max, `Use at most ${max} characters.`)
    .regex(/^[^\p{Cc}]*$/u, "Take out the characters that cannot be seen.")
    .meta({ title, ...(description !== "" && { description }) });
}

/** Words that may be left empty. */
export function optionalWords(
  title: string,
  description: string,
  { max = 300 } = {},
): z.ZodType<string | undefined> {
  return z
    .string()
    .max(max, `Use at most ${max} characters.`)
    .regex(/^[^\p{Cc}]*$/u, "Take out the characters that cannot be seen.")
    .transform((text) => text.replace(/\s+/gu, " ").trim() || undefined)
    .optional()
    .meta({ title, description });
}

/** A day, as parts of a form or as ISO text. */
export function day(missing: string, title: string, description?: string): z.ZodType<CivilDate> {
  return z
    .string({ error: missing })
    .transform((text, context) => {
      const parsed = parseCivilDate(text.trim());
      if (parsed.ok) return parsed.value;
      context.addIssue(parsed.problem);
      return z.NEVER;
    })
    .meta({ title, ...(description !== undefined && { description }) });
}

/** The first day of a month. */
export function firstOfMonth(missing: string, title: string): z.ZodType<CivilDate> {
  return day(missing, title, "The first day of a month")
    .refine((on) => dayOf(on) === 1, "This is not the first day of a month. Give the first day.")
    .meta({ title, description: "The first day of a month" });
}

/** A number in the unit of an indicator. */
export function level(missing: string, title: string): z.ZodType<number> {
  return z
    .union([z.string(), z.number()], { error: missing })
    .transform((given, context) => {
      const text = String(given).trim();
      const value = Number(text);
      if (/^-?\d{1,12}(\.\d{1,6})?$/.test(text) && Number.isFinite(value)) return value;
      context.addIssue({ code: "custom", message: `“${text}” is no number. Write it like 1.25.` });
      return z.NEVER;
    })
    .meta({ title, description: "A number, in the unit of the indicator" });
}
