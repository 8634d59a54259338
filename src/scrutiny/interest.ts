import type { CivilDate } from "@concordat/calendar";
import { listInWords } from "../kernel/index.ts";
import { lowerFirst, sentenceOf } from "./words.ts";

export const interestKinds = {
  "disclosable-pecuniary": "Disclosable pecuniary interest: the law bars taking part",
  decided: "Decided on the matter elsewhere",
  sponsored: "Sponsored or proposed the matter",
  employed: "Employed by the body concerned",
  governor: "Governor of the body concerned",
  "sits-on-board": "Sits on the board concerned",
  family: "A member of the family is concerned",
  other: "Another interest",
} as const;
export type InterestKind = keyof typeof interestKinds;

export const intentions = {
  leaves: "leaves for the item",
  "asks-advice": "asks the monitoring officer for advice",
  stays: "stays",
} as const;
export type Intention = keyof typeof intentions;

export const deeds = {
  left: "left for the item",
  stayed: "stayed",
  "was-not-there": "was not there",
} as const;
export type Deed = keyof typeof deeds;

/** What somebody who scrutinises declared, about a body or about one review. */
export interface Interest {
  readonly id: string;
  readonly boardId: string;
  /** An office, never a person. */
  readonly office: string;
  readonly kind: InterestKind;
  readonly words: string;
  readonly bodyId?: string;
  readonly reviewId?: string;
  readonly declaredOn: CivilDate;
  readonly endedOn?: CivilDate;
  readonly will?: Intention;
  readonly dispensation?: string;
  readonly advice?: { readonly words: string; readonly on: CivilDate };
  readonly did?: { readonly what: Deed; readonly on: CivilDate };
  readonly audience: string;
  /** The account that declared it, where the viewer is of the council concerned. */
  readonly accountId?: string;
}

/**
 * Whether the law bars this office from the review: a disclosable pecuniary interest without a dispensation (Localism Act 2011
 * s31(4), s33). Nothing else that is declared takes anybody's part away.
 */
export function isBarred(
  interest: Pick<Interest, "kind" | "dispensation" | "reviewId" | "endedOn">,
): boolean {
  return (
    interest.kind === "disclosable-pecuniary" &&
    interest.dispensation === undefined &&
    interest.reviewId !== undefined &&
    interest.endedOn === undefined
  );
}

/** What is known of somebody before an item: barred by law, or to be declared. */
export interface Told {
  readonly kind: "barred" | "to-declare" | "declared";
  readonly words: string;
}

/** What a reader is told of their own position before a review is taken. */
export function toldBefore(of: {
  /** Seats in the cabinets of the committee's councils, as the reader's own offices say. */
  readonly executive: readonly string[];
  /** Offices and seats the reader holds at the body concerned. */
  readonly atBody: readonly string[];
  /** What the reader has declared about the body, outside this review. */
  readonly ties: readonly Pick<Interest, "kind" | "words">[];
  /** What the reader has declared on this review. */
  readonly declared: readonly Interest[];
  readonly body: string | undefined;
}): readonly Told[] {
  const body = of.body ?? "the body concerned";
  const barred: readonly Told[] =
    of.executive.length === 0
      ? []
      : [
          {
            kind: "barred",
            words: `You are ${listInWords(of.executive)}. A member of a council's executive takes no part in its scrutiny (Local Government Act 2000 s9FA(3)).`,
          },
        ];
  const own = of.declared.map((one): Told => ({
    kind: isBarred(one) ? "barred" : "declared",
    words: isBarred(one)
      ? "You declared a disclosable pecuniary interest. Without a dispensation you take no part and cast no vote on this item (Localism Act 2011 s31(4))."
      : `You declared: ${lowerFirst(interestKinds[one.kind])}. ${one.words}`,
  }));
  if (of.declared.length > 0) return [...barred, ...own];
  const ties = of.ties.map((one): Told => ({
    kind: "to-declare",
    words: `You have registered an interest in ${body}: ${lowerFirst(interestKinds[one.kind])}. ${one.words} Declare it before this item, then leave or ask for advice.`,
  }));
  const offices: readonly Told[] =
    of.atBody.length === 0
      ? []
      : [
          {
            kind: "to-declare",
            words: `You are ${listInWords(of.atBody)}. Declare it before this item, then leave or ask for advice.`,
          },
        ];
  return [...barred, ...ties, ...offices];
}

/** One interest in a sentence for everybody. */
export function interestInWords(one: Interest): string {
  const parts = [
    `${one.office}: ${lowerFirst(interestKinds[one.kind])}. ${one.words}`,
    ...(one.dispensation ? [`Dispensation: ${one.dispensation}`] : []),
    ...(one.advice ? [`Advice of the monitoring officer: ${one.advice.words}`] : []),
  ];
  return parts.map(sentenceOf).join(" ");
}
