import { orderOfVagueDates, type VagueDate } from "@concordat/calendar";
import { countInWords, countOf } from "../kernel/index.ts";
import { onVague, type Partner } from "./proposal.ts";

/** When a partner was told, seen from the day on which options were fixed. */
export type Told = "before" | "same-day" | "after" | "cannot-tell" | "not-known";

/** Who knew when, counted. */
export interface WhoKnew {
  readonly of: number;
  readonly before: number;
  readonly told: readonly { readonly partner: Partner; readonly told: Told }[];
  /** "Told before options were fixed: 3 of 9." */
  readonly sentence: string;
}

/**
 * Counts who was told before options were fixed: only those of whom it is certain (invariant 16).
 *
 * Not for saying that somebody was *not* told: a day that is not known is not known.
 *
 * @param fixedOn  undefined: not fixed yet, or not known
 */
export function whoKnewWhen(
  partners: readonly Partner[],
  fixedOn: VagueDate | undefined,
  { keptHere }: { readonly keptHere: boolean },
): WhoKnew {
  const told = partners.map((partner) => ({ partner, told: toldOf(partner, fixedOn) }));
  const count = (wanted: Told): number => told.filter((one) => one.told === wanted).length;
  const before = count("before");
  const rest = [
    ...(count("after") > 0 ? [`${countInWords(count("after"))} after`] : []),
    ...(count("same-day") > 0 ? [`${countInWords(count("same-day"))} on the same day`] : []),
    ...(count("cannot-tell") > 0 ? [`of ${countInWords(count("cannot-tell"))} it cannot be told`] : []),
    ...(count("not-known") > 0
      ? [`${countInWords(count("not-known"))} ${keptHere ? "with no day entered" : "not known here"}`]
      : []),
  ];
  return { of: partners.length, before, told, sentence: sentenceOf() };

  function sentenceOf(): string {
    if (partners.length === 0)
      return keptHere ? "No partner is listed yet." : "Who was told when is not known here.";
    const days = partners.filter(({ toldOn }) => toldOn !== undefined).length;
    if (fixedOn === undefined) {
      const fixed = keptHere
        ? "Options are not fixed yet"
        : "On which day options were fixed is not known here";
      if (days === 0 && !keptHere)
        return `${fixed}, and neither is when ${partners.length === 1 ? "the one body named" : `any of the ${countOf(partners.length, "body", "bodies")}`} was told.`;
      return `${fixed}; a day of telling is entered for ${days} of ${partners.length}.`;
    }
    return `Told before options were fixed ${onVague(fixedOn)}: ${before} of ${partners.length}${rest.length === 0 ? "" : ` (${rest.join(", ")})`}.`;
  }
}

function toldOf({ toldOn }: Partner, fixedOn: VagueDate | undefined): Told {
  if (toldOn === undefined) return "not-known";
  if (fixedOn === undefined) return "cannot-tell";
  const order = orderOfVagueDates(toldOn, fixedOn);
  return order === "same" ? "same-day" : order;
}
