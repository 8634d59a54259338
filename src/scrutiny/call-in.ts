import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import { callInInWords, type Resolution } from "../meetings/index.ts";
import { lowerFirst } from "./words.ts";

export const callInOutcomes = {
  stands: "The decision stands and may be acted on",
  "sent-back": "Sent back to whoever took it, to decide again",
  "to-council": "Put before the full council",
} as const;
export type CallInOutcome = keyof typeof callInOutcomes;

/** A decision that scrutiny asked to look at before anybody acts on it. */
export interface CallIn {
  readonly id: string;
  readonly resolutionId: string;
  readonly proposalIds: readonly string[];
  readonly boardId: string;
  readonly reasons: string;
  /** Which offices asked for it. */
  readonly byWhom: string;
  readonly calledOn: CivilDate;
  readonly until: CivilDate;
  readonly heard?: { readonly outcome: CallInOutcome; readonly words: string; readonly on: CivilDate };
  readonly audience: string;
}

type Decision = Pick<Resolution, "executive" | "callInWaived" | "publishedOn" | "callInUntil">;

/**
 * Why a decision cannot be called in on a day; undefined where it can.
 *
 * Only a council executive's decision that was published, is not exempt, and whose days for call-in (the council's own rule,
 * counted by `meetings`) are not over (LGA 2000 s9F(2)(a), (4)).
 */
export function whyNoCallIn(one: Decision, today: CivilDate): string | undefined {
  if (!one.executive) return "Only a decision of a council's executive can be called in; this is none.";
  return isOpen(one, today) ? undefined : callInInWords(one, today);
}

function isOpen({ callInWaived, publishedOn, callInUntil }: Decision, today: CivilDate): boolean {
  if (callInWaived || publishedOn === undefined || callInUntil === undefined) return false;
  return today <= callInUntil;
}

/** Whether nobody may act on the decision: called in and not settled, or sent back. */
export function holdsUp(callIn: Pick<CallIn, "heard">): boolean {
  return callIn.heard?.outcome !== "stands";
}

/** What a call-in means for whoever would act on the decision, as one sentence. */
export function calledInInWords(callIn: CallIn): string {
  const called = `It was called in on ${formatCivilDate(callIn.calledOn)}.`;
  if (!callIn.heard) return `${called} Until scrutiny has heard it, nobody may act on it.`;
  return `${called} On ${formatCivilDate(callIn.heard.on)} scrutiny heard it: ${lowerFirst(callInOutcomes[callIn.heard.outcome])}.`;
}
