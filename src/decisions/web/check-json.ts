import { z } from "zod";
import { checkJson } from "@concordat/statute";
import type { Checked } from "../checked.ts";

const day = z.iso.date().nullable();
const verdict = z.enum(["lawful", "not-yet", "barred", "cannot-tell"]);

/** A check as machines get it; absent parts mean that it could not be made, and `problems` says why. */
export const checkShape = z.object({
  verdict: verdict.optional(),
  sentence: z.string().optional(),
  today: day.optional(),
  decisionDate: day.optional(),
  earliestLawfulDate: day.optional(),
  earliestAdvisableDate: day.optional(),
  confirmedOnly: z.object({ verdict, earliestLawfulDate: day, earliestAdvisableDate: day }).optional(),
  firstLawfulMeeting: day.optional(),
  firstAdvisableMeeting: day.optional(),
  duties: z
    .array(
      z.object({
        id: z.string(),
        verdict: z.enum(["held", "failed", "cannot-tell", "not-engaged"]),
        because: z.string(),
        force: z.string(),
        mark: z.string(),
        provision: z.string(),
      }),
    )
    .optional(),
  steps: z
    .array(
      z.object({
        duty: z.string(),
        title: z.string(),
        holder: z.string(),
        force: z.string(),
        mark: z.string(),
        status: z.enum(["done", "due", "late", "missing", "cannot tell", "advisory", "not yet"]),
        earliest: day,
        latest: day,
        on: day,
        slackDays: z.number().nullable(),
        critical: z.boolean(),
        evidence: z.string(),
        provision: z.string(),
      }),
    )
    .optional(),
  criticalPath: z.array(z.string()).optional(),
  questions: z
    .array(z.object({ fact: z.string(), question: z.string(), duties: z.array(z.string()) }))
    .optional(),
  cautions: z.array(z.string()).optional(),
  disclaimer: z.string().optional(),
  problems: z.array(z.object({ code: z.string(), field: z.string(), message: z.string() })),
});

/** A check for machines. */
export function jsonOf(checked: Checked | undefined): z.output<typeof checkShape> {
  const problems = (checked?.problems ?? []).map(({ code, field, message }) => ({ code, field, message }));
  if (checked?.result === undefined) return { problems };
  const { check, questions } = checked.result;
  const made = checkJson(check, questions);
  return {
    ...made,
    confirmedOnly: { ...made.confirmedOnly },
    duties: made.duties.map((duty) => ({ ...duty })),
    steps: made.steps.map((step) => ({ ...step })),
    criticalPath: [...made.criticalPath],
    questions: made.questions.map(({ duties, ...rest }) => ({ ...rest, duties: [...duties] })),
    cautions: [...made.cautions, ...checked.setting.notes],
    problems,
  };
}
