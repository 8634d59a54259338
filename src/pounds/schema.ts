import { z } from "zod";
import { parseCivilDate, type CivilDate } from "@concordat/calendar";
import { moneyMax, parseMoney, vatRegimes, type Pence } from "@concordat/ledger";
import { chargesWords } from "./fund.ts";
import { requirements, hostRequirement } from "./requirement.ts";

/** What an optional field says of what is no text, or of a text that is empty. */
export const orLeaveOut = "Write something here, or leave it out.";

/** A field that several schemas of this module share. */
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

/** An amount as people write it, in whole pence; a minus where `signed` allows one. */
export function money(
  missing: string,
  title: string,
  { signed = false, description = "Such as £1,200 or 1.5m" } = {},
): z.ZodType<Pence> {
  return z
    .string({ error: missing })
    .transform((text, context) => {
      const read = parseMoney(text);
      if (!read.ok) for (const { message } of read.problems) context.addIssue({ code: "custom", message });
      else if (!signed && read.value.pence <= 0n)
        context.addIssue({
          code: "custom",
          message: `${text} is not more than nothing. Enter an amount above £0.`,
        });
      else if (read.value.pence > moneyMax || read.value.pence < 0n - moneyMax)
        context.addIssue({
          code: "custom",
          message: `${text} is more than a trillion pounds. Enter a smaller amount.`,
        });
      else return read.value.pence;
      return z.NEVER;
    })
    .meta({ title, description });
}

/** A field that several schemas of this module share. */
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

export const fundField = z
  .string({ error: "Say which fund." })
  .max(100, "Use at most 100 characters.")
  .meta({ title: "Fund", description: "The fund's address." });
const agreement = z
  .string({ error: "Say which agreement." })
  .max(100, "Use at most 100 characters.")
  .meta({ title: "Agreement", description: "The agreement's address." });
export const schemeField = z
  .string({ error: "Choose a scheme." })
  .min(1, "Choose a scheme.")
  .max(80, "Use at most 80 characters.")
  .meta({ title: "Scheme" });
export const partyField = z
  .string({ error: "Choose a partner." })
  .min(1, "Choose a partner.")
  .max(80, "Use at most 80 characters.")
  .meta({ title: "Partner" });
const entry = z
  .string({ error: "Say which entry." })
  .max(120, "Use at most 120 characters.")
  .meta({ title: "Entry" });

const [fund, scheme, party] = [fundField, schemeField, partyField];

/** How an overspend may be shared when an agreement is made; anything else is written in the risk-share language. */
export const firstRules = {
  "total contribution": "In proportion to what each puts in",
  equally: "In equal parts",
  commissioner: "Each bears its own: whoever commissions the scheme",
  host: "The host bears it",
} as const;

const partnerLine = z.object({ partner: z.string().max(200), contribution: z.string().max(100) });

/** Lines such as "nhs-north-icb = £6m", or the same as a list of objects. */
const otherPartners = z
  .union([z.string().max(5000), z.array(partnerLine).max(50)], {
    error: "Name each further partner on a line of its own, with what it puts in.",
  })
  .transform((given, context): readonly { readonly partner: string; readonly contribution: Pence }[] => {
    const lines = typeof given === "string" ? given.split(/[\n;]/).flatMap(partnerLineOf) : given;
    return lines.flatMap(({ partner: typed, contribution }) => {
      const partner = typed.trim().replace(/^.*\/organisations\//u, "");
      const missing = `It puts in no amount. Write it as ${partner} = £6m.`;
      const read = money(missing, "").safeParse(contribution.trim() || undefined);
      if (read.success) return [{ partner, contribution: read.data }];
      for (const { message } of read.error.issues)
        context.addIssue({ code: "custom", message: `“${partner}”: ${message}` });
      return [];
    });
  });

function partnerLineOf(text: string): readonly z.output<typeof partnerLine>[] {
  const [partner = "", ...rest] = text.split("=");
  return text.trim() === "" ? [] : [{ partner, contribution: rest.join("=") }];
}

export const makeAgreementSchema = z.object({
  organisation: z
    .string({ error: "Say which organisation." })
    .max(150, "Use at most 150 characters.")
    .meta({ title: "Host", description: "The body that hosts the fund." }),
  partner: z
    .string({ error: "Choose the other partner." })
    .min(1, "Choose the other partner.")
    .max(150, "Use at most 150 characters.")
    .meta({ title: "The other partner" }),
  name: words("Enter what it is called.", "Name", { max: 120 }),
  beginsOn: day("Enter its first day.", "First day", "It runs for a year; the fund is that year's."),
  hostContribution: money("Enter what the host puts in.", "What the host puts in for the year"),
  partnerContribution: money(
    "Enter what the partner puts in.",
    "What the other partner puts in for the year",
  ),
  otherPartners: otherPartners.optional().meta({
    title: "Further partners and what each puts in (optional)",
    description:
      "One a line: the last part of its address here, an equals sign, and the amount for the year. For example: nhs-aldermere-and-the-vale-icb = £6m",
  }),
  rule: z
    .enum(Object.keys(firstRules) as [keyof typeof firstRules], {
      error: "Choose how an overspend is shared.",
    })
    .meta({ title: "Who pays for an overspend" }),
});

export const signAgreementSchema = z.object({
  agreement,
  party: party.optional(),
  signedOn: day("Enter the day.", "Day on which it was signed"),
  resolution: words(orLeaveOut, "The resolution by which this partner approved it (optional)", {
    max: 200,
    description: "Its address on this site, such as /resolutions/care-fund-2026-27.",
  }).optional(),
});

export const stateTermSchema = z.object({
  agreement,
  requirement: z
    .enum([...requirements, hostRequirement].map(({ key }) => key) as [string], { error: "Choose a point." })
    .meta({ title: "Point" }),
  words: words("Enter what the agreement says.", "What the agreement says", { max: 2000 }),
});

export const varyAgreementSchema = z.object({
  agreement,
  fromOn: day("Enter the first day.", "From", "The earlier version stands until the day before."),
  why: words("Say why.", "Why"),
  riskShare: z
    .string({ error: "Enter the rules." })
    .min(1, "Enter the rules.")
    .max(20_000)
    .meta({ title: "Risk share", description: "In the risk-share language: who pays, step by step." }),
});

export const addSchemeSchema = z.object({
  fund,
  name: words("Enter what it is called.", "Name", { max: 120 }),
  lead: party.meta({ title: "Who commissions it" }),
  budget: money("Enter its budget.", "Budget for the year"),
  about: words(orLeaveOut, "What it does (optional)").optional(),
  specification: words(orLeaveOut, "Specification (optional)", {
    max: 2000,
    description: "What the deliverer is asked for: how much, for whom, to what standard.",
  }).optional(),
  body: words(orLeaveOut, "Who delivers it (optional)", {
    max: 120,
    description: "A body, not a person. Its full name, as everybody will read it.",
  }).optional(),
  vat: z.enum(vatRegimes).optional().meta({ title: "VAT, which follows who delivers (optional)" }),
  prevention: z
    .enum(["foundational", "primary", "secondary", "tertiary", "none"])
    .optional()
    .meta({ title: "Tier of prevention (optional)" }),
});

export const judgeForecastSchema = z.object({
  fund,
  scheme,
  amount: money("Enter the forecast.", "What it will spend in the year"),
  why: words("Say why.", "Why this is the better forecast"),
});

/** How what is due of a contribution falls in the months of its year. */
export const monthPlans = {
  none: "Not known by month",
  equal: "In equal months, to the penny",
  listed: "As listed below",
} as const;

export const planContributionSchema = z.object({
  fund,
  funding: z
    .string({ error: "Choose a contribution." })
    .regex(/^\d{1,4}$/, "Choose a contribution by its number in the fund's list.")
    .meta({ title: "Contribution", description: "By its number in the fund's list, such as 1." }),
  charges: z
    .enum([...(Object.keys(chargesWords) as (keyof typeof chargesWords)[]), "not-known"], {
      error: "Say whether it is gross or net of charges, or that this is not known.",
    })
    .meta({ title: "Gross or net of charges" }),
  plan: z
    .enum(Object.keys(monthPlans) as [keyof typeof monthPlans], { error: "Say how it falls due by month." })
    .meta({ title: "When it falls due" }),
  months: z
    .union([z.string().max(2000), z.array(z.string().max(100)).max(24)], {
      error: "Write one amount on each line, the first month first.",
    })
    .transform((given) => (typeof given === "string" ? given.split(/[\n;]/) : given))
    .transform((given) => given.map((text) => text.trim()).filter((text) => text !== ""))
    .optional()
    .meta({
      title: "If listed: what falls due in each month",
      description: "One amount on each line, M1 first; £0 where nothing falls due",
    }),
});

export const prepareContributionSchema = z.object({
  fund,
  party,
  what: z
    .enum(["due", "received"], { error: "Say whether it fell due or came in." })
    .meta({ title: "What happened" }),
  amount: money("Enter the amount.", "Amount"),
  on: day("Enter the day.", "Day"),
  id: z
    .string()
    .max(100, "Use at most 100 characters.")
    .regex(/^[a-z0-9]+(?:[-._][a-z0-9]+)*$/, "Use small letters, digits and hyphens.")
    .optional()
    .meta({ title: "Id (optional)", description: "Your own; the same id is never entered twice." }),
});

export const prepareSpendingSchema = z.object({
  fund,
  scheme,
  amount: money("Enter the amount.", "Amount", {
    signed: true,
    description: "With a minus for money that came back",
  }),
  on: day("Enter the day.", "Day"),
  text: words("Say what it was for.", "What it was for", {
    description: "For everybody to read. Name bodies, not people.",
  }),
  id: z
    .string()
    .max(100, "Use at most 100 characters.")
    .regex(/^[a-z0-9]+(?:[-._][a-z0-9]+)*$/, "Use small letters, digits and hyphens.")
    .optional()
    .meta({ title: "Id (optional)", description: "Your own; the same id is never entered twice." }),
});

export const prepareReversalSchema = z.object({
  fund,
  entry,
  on: day("Enter the day.", "Day"),
  reason: words("Say why.", "Why"),
});

export const preparedSchema = z.object({
  prepared: z.uuid({ error: "Say which prepared entry." }).meta({ title: "Prepared entry" }),
});

export const declinePreparedSchema = preparedSchema.extend({ reason: words("Say why.", "Why") });

export const closePeriodSchema = z.object({
  fund,
  period: z
    .string({ error: "Choose a period." })
    .min(1, "Choose a period.")
    .max(10, "Use at most 10 characters.")
    .meta({ title: "Period" }),
});

export const reopenPeriodSchema = z.object({ fund, entry, reason: words("Say why.", "Why") });

export const contestAmountSchema = z.object({
  fund,
  scheme,
  about: words("Say what it is about.", "What it is about", {
    description: "For everybody to read. Name bodies, not people.",
  }),
  on: day("Enter the day.", "Day"),
  amount: money("Enter your figure.", "Your figure", {
    signed: true,
    description: "What you say the scheme owes; £0 where you say nothing is owed",
  }),
  reason: words("Give your reason.", "Your reason"),
  party: party.optional(),
  otherAmount: money("Enter a figure.", "The other partner's figure (optional)", {
    signed: true,
    description: "If it has given one",
  }).optional(),
  otherReason: words(orLeaveOut, "The other partner's reason (optional)").optional(),
});

export const statePositionSchema = z.object({
  fund,
  entry,
  on: day("Enter the day.", "Day"),
  amount: money("Enter your figure.", "Your figure", { signed: true }),
  reason: words("Give your reason.", "Your reason"),
  party: party.optional(),
});

export const settleAmountSchema = z.object({
  fund,
  entry,
  on: day("Enter the day.", "Day"),
  amount: money("Enter the amount.", "Amount agreed or decided", { signed: true }),
  reason: words("Say why.", "Why"),
  decidedBy: words(orLeaveOut, "Who decided, if the partners did not agree (optional)", {
    max: 150,
    description: "A board or an arbiter",
  }).optional(),
});
