import { civilDateOf, deadline, formatCivilDate, type CivilDate } from "@concordat/calendar";
import { provisionText } from "@concordat/statute";
import { dutyOn, type ReplyLaw } from "./clock.ts";

export const qualitySayings = {
  statement: "A statement",
  "no-statement": "No statement: the committee chose not to comment",
} as const;
export type QualitySaying = keyof typeof qualitySayings;

/** A provider's draft account of the quality of its services, and what a committee said of it. */
export interface QualityAccount {
  readonly boardId: string;
  readonly bodyId: string;
  /** The year it is about begins on 1 April of this one. */
  readonly year: number;
  readonly receivedOn: CivilDate;
  readonly said?: { readonly what: QualitySaying; readonly words: string; readonly on: CivilDate };
}

/** "2025-26". */
export function yearInWords(year: number): string {
  return `${year}-${String((year + 1) % 100).padStart(2, "0")}`;
}

/** By when a provider sends its draft to scrutiny, by the law in force on the first day of the period. */
export function draftDue(
  law: ReplyLaw,
  year: number,
): { readonly due: CivilDate; readonly provision: string; readonly confirmed: boolean } | undefined {
  const first = civilDateOf(year + 1, 4, 1);
  const duty = dutyOn(law, "qa.draft.scrutiny", first);
  const timed = duty?.timing.timed;
  if (!duty || !timed?.rule || timed.quantity === undefined) return undefined;
  const counted = deadline({
    rule: timed.rule,
    quantity: timed.quantity,
    from: first,
    holidays: law.holidays,
  });
  if (!counted.ok) return undefined;
  return {
    due: counted.value.date,
    provision: provisionText(duty),
    confirmed: duty.mark === "confirmed",
  };
}

/** How one account stands, in a sentence. */
export function qualityInWords(one: QualityAccount, law: ReplyLaw): string {
  const due = draftDue(law, one.year);
  const received = `Draft received on ${formatCivilDate(one.receivedOn)}${due ? `; it was to come by ${formatCivilDate(due.due)} (${due.provision}${due.confirmed ? "" : ", to be checked"})` : ""}.`;
  if (!one.said) return `${received} The committee has not said anything of it here yet.`;
  return `${received} ${qualitySayings[one.said.what]}, ${formatCivilDate(one.said.on)}: ${one.said.words}`;
}
