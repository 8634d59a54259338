import { z } from "zod";
import { parseCivilDate, type CivilDate } from "@concordat/calendar";
import type { Measured } from "../kernel/index.ts";

/** A day as ISO text; what is no day is refused with what was given. */
function day(missing: string, title: string, description: string): z.ZodType<CivilDate> {
  return z
    .string({ error: missing })
    .transform((text, context) => {
      const parsed = parseCivilDate(text.trim());
      if (parsed.ok) return parsed.value;
      context.addIssue(parsed.problem);
      return z.NEVER;
    })
    .meta({ title, description });
}

const noNumberToo = z.never({ error: "Give a number or the reason why there is none, not both." }).optional();

const figure = z
  .discriminatedUnion(
    "kind",
    [
      z.object({
        kind: z.literal("value"),
        value: z
          .number({ error: "Give the figure as a number, such as 94 or 94.5." })
          .min(-1e12, "That number is too small.")
          .max(1e12, "That number is too large."),
      }),
      z.object({
        kind: z.literal("zero"),
        value: z.literal(0, { error: "Zero is 0: leave the number out." }).optional(),
      }),
      z.object({ kind: z.literal("no-data"), value: noNumberToo }),
      z.object({ kind: z.literal("not-applicable"), value: noNumberToo }),
      z.object({ kind: z.literal("suppressed"), value: noNumberToo }),
    ],
    { error: "Give the figure, or choose the reason why there is none." },
  )
  .transform((given): Measured => {
    if (given.kind !== "value") return { kind: given.kind };
    return given.value === 0 ? { kind: "zero" } : { kind: "value", value: given.value };
  })
  .meta({
    title: "Figure",
    description: "A number, or the reason why there is none. None of the reasons is 0.",
  });

/** Entering a figure of an area kept here. What depends on the day or on what is held is asked when it is carried out. */
export const enterObservationSchema = z.object({
  slug: z
    .string({ error: "Say which area." })
    .max(150)
    .meta({ title: "Area", description: "The area's address, such as aldermere." }),
  indicator: z
    .string({ error: "Choose what was counted." })
    .min(1, "Choose what was counted.")
    .max(100)
    .meta({ title: "What was counted" }),
  periodStart: day("Give the first day of the period.", "First day of the period", "Counted in."),
  periodEnd: day(
    "Give the last day of the period.",
    "Last day of the period",
    "Counted in. The period must have ended.",
  ),
  figure,
  note: z
    .string()
    .overwrite((text) => text.replace(/\s+/gu, " ").trim())
    .max(300, "Use at most 300 characters.")
    .regex(/^[^\p{Cc}]*$/u, "Take out the characters that cannot be seen.")
    .optional()
    .meta({
      title: "Note (optional)",
      description:
        "One sentence for everybody to read, shown beside the figure. Name offices and bodies, not people.",
    }),
  corrects: z
    .union([z.boolean(), z.enum(["true", "false"]).transform((text) => text === "true")], {
      error: "Say yes or no.",
    })
    .optional()
    .meta({
      title: "Does this correct a figure entered earlier for the same period? (optional)",
      description: "The new figure then takes the place of the old one; the record keeps both.",
    }),
});

export type EnterObservation = z.output<typeof enterObservationSchema>;
