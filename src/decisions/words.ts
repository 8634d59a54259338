import { capital } from "../kernel/index.ts";
import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import {
  canBlock,
  type Duty,
  type Force,
  type LawMark,
  type Nature,
  type ProposalCheck,
  type StepStatus,
  type Verdict,
} from "@concordat/statute";

/** How strong a rule is, in words. */
export const forceText: Readonly<Record<Force, string>> = {
  statute: "Act of Parliament",
  regulations: "Regulations",
  "common-law": "Common law",
  direction: "Direction",
  "statutory-guidance": "Statutory guidance",
  "national-policy": "National policy",
  convention: "Convention",
  custom: "Custom",
  "local-rule": "Local rule",
};

/** Whether a rule can stop a decision, in words. */
export function weightText(rule: { readonly nature: Nature; readonly force: Force }): string {
  if (canBlock(rule)) return "Can stop a decision";
  return rule.nature === "duty" || rule.nature === "bar" ? "Advises" : "Informs";
}

/** What a rule is, in words. */
export const natureText: Readonly<Record<Nature, string>> = {
  duty: "Duty",
  bar: "Bar",
  power: "Power",
  definition: "Definition",
  information: "Information",
};

/** How sure we are of a rule. */
export const markText: Readonly<Record<LawMark, string>> = {
  confirmed: "Seen in its source",
  "to-be-checked": "To be checked",
};

/** How a step stands, in a reader's words. */
export const statusText: Readonly<Record<StepStatus, string>> = {
  done: "Done",
  due: "To do",
  "not yet": "To do later",
  late: "Too late",
  missing: "Not done",
  advisory: "Advice",
  "cannot tell": "Cannot tell yet",
};

/** The answer for one duty, in a reader's words. What only advises is followed or not; it is never kept or broken. */
export function verdictText(
  verdict: Verdict,
  rule: { readonly nature: Nature; readonly force: Force },
): string {
  const binds = canBlock(rule);
  switch (verdict) {
    case "held":
      return binds ? "kept" : "followed";
    case "failed":
      return binds ? "not kept" : "not followed";
    case "cannot-tell":
      return "cannot tell";
    case "not-engaged":
      return "does not apply";
  }
}

/** The answer for a proposal in two or three words. */
export const proposalVerdictText: Readonly<Record<ProposalCheck["verdict"], string>> = {
  lawful: "Nothing found against it",
  "not-yet": "Not yet",
  barred: "Barred",
  "cannot-tell": "Cannot tell",
};

/** Where a rule bears, in words. */
export const bearingText: Readonly<Record<Duty["bearsOn"], string>> = {
  decision: "The decision waits for it",
  meeting: "The meeting that decides waits for it",
  agreement: "Signing the agreement waits for it",
  consultation: "Opening a consultation waits for it",
  action: "Acting on the decision waits for it",
  publicity: "Publicity waits for it",
  nothing: "Nothing waits for it",
};

/** "21 April 2026", or the words for a day that is not there. */
export function dayText(day: CivilDate | undefined, missing: string): string {
  return day === undefined ? missing : formatCivilDate(day);
}

/** What the two dates do not say, under every answer. */
export const datesCaveat =
  "The earliest lawful day counts only the periods that a law fixes. Involving people and considering what they say takes longer, and no law says how long.";

/** Choices of a form from labels, each with a capital. */
export function choicesOf(
  labels: Readonly<Record<string, string>>,
): readonly { readonly value: string; readonly text: string }[] {
  return Object.entries(labels).map(([value, text]) => ({ value, text: capital(text) }));
}
