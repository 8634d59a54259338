import { canBlock } from "../src/index.ts";
import type { Condition } from "../src/condition.ts";
import type { Duty, StepStatus } from "../src/index.ts";

/** Every status, in the words of the interface. */
export const statuses: readonly StepStatus[] = [
  "done",
  "due",
  "late",
  "missing",
  "cannot tell",
  "advisory",
  "not yet",
];

/** What opens these also proves them, so they are never still open. */
const provedByTrigger: Readonly<Record<string, string>> = {
  "la.exclude.confidential": "The reason given, which opens it, shows that the public was left out.",
  "hs.report": "The report, which opens it, is the act.",
  "icb.establish": "The order, which opens it, is the act.",
  "la.remote.2020": "On every day on which it was in force a remote meeting was lawful.",
};

/** Why a duty is never in a status; nothing where it can be. */
export function reasonUnreached(duty: Duty, status: StepStatus): string | undefined {
  return canBlock(duty) ? reasonOfBlocking(duty, status) : reasonOfAdvice(duty, status);
}

function reasonOfBlocking(duty: Duty, status: StepStatus): string | undefined {
  const { act, timed } = duty.timing;
  switch (status) {
    case "advisory":
      return "It blocks, so it is due, late or missing and never mere advice.";
    case "done":
      return duty.held === undefined && duty.proof === undefined ? duty.neverHeld : undefined;
    case "due":
      return provedByTrigger[duty.id] ?? reasonActOpens(duty);
    case "late":
      if (timed === undefined) return provedByTrigger[duty.id] ?? "It has no last day of its own.";
      if (act === undefined && duty.proof === undefined) {
        return "Its last day is that of the decision, after which the record alone is judged.";
      }
      return timed.relation === "after" ? "It follows something, and no law says until when." : undefined;
    case "missing":
      return reasonNeverMissing(duty);
    case "not yet":
      return act === undefined && duty.proof === undefined && duty.timing.window === undefined
        ? "Nothing dates it, so it is never still to come."
        : undefined;
    case "cannot tell":
      return undefined;
  }
}

/** An act is missing when a document shows that it never was, or when the facts show a failure. */
function reasonNeverMissing(duty: Duty): string | undefined {
  const { act } = duty.timing;
  const opens = factsThatMustExist(duty.trigger.when);
  if (act !== undefined && !opens.includes(act)) return undefined;
  if (act !== undefined)
    return provedByTrigger[duty.id] ?? "Its act opens it; one that comes too late is late.";
  if (duty.failed === undefined) return duty.neverFailed;
  if (duty.mark !== "confirmed") return "The rule is to be checked, so the facts never show a failure.";
  return provedByTrigger[duty.id];
}

function reasonActOpens(duty: Duty): string | undefined {
  const { act } = duty.timing;
  const opens = act !== undefined && factsThatMustExist(duty.trigger.when).includes(act);
  return opens && duty.timing.timed !== undefined
    ? "Its act opens it, so it is done, planned or late."
    : undefined;
}

function factsThatMustExist(condition: Condition | undefined): readonly string[] {
  if (condition?.kind === "all") return condition.of.flatMap(factsThatMustExist);
  return condition?.kind === "fact" && condition.test.test === "exists" && condition.test.wanted
    ? [condition.test.fact]
    : [];
}

function reasonOfAdvice(duty: Duty, status: StepStatus): string | undefined {
  switch (status) {
    case "due":
    case "late":
    case "missing":
    case "not yet":
      return "It advises, so it is never due, late or missing.";
    case "done":
      return duty.held === undefined && duty.proof === undefined ? duty.neverHeld : undefined;
    case "advisory":
      return provedByTrigger[duty.id];
    case "cannot tell":
      return duty.nature === "power" || duty.nature === "information"
        ? "A power or a piece of information that may not apply is no step."
        : undefined;
  }
}
