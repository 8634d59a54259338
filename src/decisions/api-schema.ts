import { z } from "zod";
import type { CheckJson } from "@concordat/statute";

const dayOrNull = z.iso.date().nullable();
const proposalVerdict = z.enum(["lawful", "not-yet", "barred", "cannot-tell"]);

/** A check of a proposal as machines get it; the statute engine says what each field means. */
export const checkShape = z.object({
  verdict: proposalVerdict,
  sentence: z.string(),
  today: dayOrNull,
  decisionDate: dayOrNull,
  earliestLawfulDate: dayOrNull,
  earliestAdvisableDate: dayOrNull,
  confirmedOnly: z.object({
    verdict: proposalVerdict,
    earliestLawfulDate: dayOrNull,
    earliestAdvisableDate: dayOrNull,
  }),
  firstLawfulMeeting: dayOrNull,
  firstAdvisableMeeting: dayOrNull,
  duties: z.array(
    z.object({
      id: z.string(),
      verdict: z.enum(["held", "failed", "cannot-tell", "not-engaged"]),
      because: z.string(),
      force: z.string(),
      mark: z.string(),
      provision: z.string(),
    }),
  ),
  steps: z.array(
    z.object({
      duty: z.string(),
      title: z.string(),
      holder: z.string(),
      force: z.string(),
      mark: z.string(),
      status: z.enum(["done", "due", "late", "missing", "cannot tell", "advisory", "not yet"]),
      earliest: dayOrNull,
      latest: dayOrNull,
      on: dayOrNull,
      slackDays: z.number().nullable(),
      critical: z.boolean(),
      evidence: z.string(),
      provision: z.string(),
    }),
  ),
  criticalPath: z.array(z.string()),
  questions: z.array(z.object({ fact: z.string(), question: z.string(), duties: z.array(z.string()) })),
  cautions: z.array(z.string()),
  disclaimer: z.string(),
}) satisfies z.ZodType<CheckJson>;

const body = z.union([
  z.string(),
  z.object({
    name: z.string().optional(),
    kind: z.string().optional(),
    from: z.string().optional(),
    to: z.string().optional(),
  }),
]);

/** A proposal as machines send it: the layout of a file for `concordat pathway check`, which says what is wrong in it. */
export const proposalShape = z
  .looseObject({
    id: z.string().optional(),
    name: z.string().optional(),
    today: z.string().optional().meta({ description: "The day it is judged on; ?at= goes before it." }),
    body: z
      .union([body, z.array(body)])
      .optional()
      .meta({ description: "The body that decides, or several with the days on which each does." }),
    meetings: z.array(z.unknown()).optional().meta({ description: "Days on which it could be decided." }),
    areas: z.array(z.unknown()).optional().meta({ description: "Council areas touched, by name." }),
    polls: z.array(z.unknown()).optional().meta({ description: "Polls, in place of those the law lists." }),
    facts: z
      .union([z.record(z.string(), z.unknown()), z.array(z.unknown())])
      .optional()
      .meta({ description: "Answers by the key of a fact; /law/facts lists the facts." }),
    events: z.array(z.unknown()).optional().meta({ description: "What happened, or is planned, and when." }),
  })
  .meta({ description: "Whether and when this may lawfully be decided; nothing of it is kept." });

/** Days counted, as machines get them; `explanation` tells every day that was counted or left out. */
export const datesShape = z.object({
  date: z.iso.date(),
  ask: z.enum(["latest", "earliest", "deadline"]),
  rule: z.string(),
  quantity: z.int(),
  unit: z.string(),
  event: z.iso.date(),
  mark: z.string().nullable(),
  explanation: z.unknown(),
});
