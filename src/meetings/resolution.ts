import { deadline, formatCivilDate, type CivilDate, type HolidayTable } from "@concordat/calendar";
import type { Provenance, SubjectRef } from "../kernel/index.ts";
import { isCouncil, type Tristate } from "../place/index.ts";

/** Who took a decision. */
export const takers = {
  board: "A board, at a meeting",
  leader: "Leader of the council",
  mayor: "Elected mayor",
  "portfolio-holder": "Portfolio holder",
  officer: "Officer",
  "chief-executive": "Chief executive",
  "urgent-action": "Chair's urgent action",
} as const;
export type Taker = keyof typeof takers;

/** What a board or decision-taker decided. */
export interface Resolution extends Provenance {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  /** What everybody may read; of a private matter its public summary. */
  readonly words: string;
  /** The full words of a private matter, where the viewer may see them. */
  readonly privateWords?: string;
  readonly taker: Taker;
  readonly office?: string;
  readonly power?: string;
  readonly board?: { readonly id: string; readonly slug: string; readonly name: string };
  readonly organisation?: { readonly id: string; readonly slug: string; readonly name: string };
  readonly meeting?: { readonly id: string; readonly slug: string; readonly on: CivilDate };
  /** Position of the item on the agenda. */
  readonly item?: number;
  readonly motionId?: string;
  readonly decidedOn: CivilDate;
  readonly decidedBy: "vote" | "consensus" | "alone" | "not-known";
  readonly votesFor?: number;
  readonly votesAgainst?: number;
  readonly abstained?: number;
  readonly dissent?: string;
  readonly executive: boolean;
  readonly keyDecision: Tristate;
  readonly reasons?: string;
  readonly alternatives?: string;
  readonly interests?: string;
  readonly private: boolean;
  readonly exemption?: string;
  readonly publicInterest?: string;
  /** Whether the full words of a private matter have been opened to everybody. */
  readonly opened: boolean;
  readonly publishedOn?: CivilDate;
  readonly callInDays?: number;
  readonly callInUntil?: CivilDate;
  readonly callInWaived?: string;
  readonly reportTo?: { readonly id: string; readonly slug: string; readonly name: string };
  readonly reportedOn?: CivilDate;
  readonly reportedAt?: string;
  readonly sealedEntry?: string;
  readonly audience: string;
  readonly version: number;
}

export function resolutionRef(resolution: Pick<Resolution, "id">): SubjectRef {
  return { module: "meetings", kind: "resolution", id: resolution.id };
}

/**
 * The last day on which an executive decision may be called in: so many working days after its notice (LGA 2000 s9F(4); the
 * period is the council's own).
 *
 * @returns undefined where the days cannot be counted
 */
export function callInUntil(
  publishedOn: CivilDate,
  days: number,
  holidays: HolidayTable,
): CivilDate | undefined {
  if (days === 0) return publishedOn;
  const counted = deadline({ rule: "working-days-ew", quantity: days, from: publishedOn, holidays });
  return counted.ok ? counted.value.date : undefined;
}

/**
 * Whether a decision is one of a council's executive, which alone can be called in.
 *
 * Of an officer's decisions only the key ones are taken to be: key decisions are the executive's by definition (SI 2012/2089
 * reg 8); of others nothing says whose function it was.
 */
export function isExecutive(
  taker: Taker,
  place: {
    readonly boardKind?: string | undefined;
    readonly organisationKind?: string | undefined;
    readonly keyDecision?: Tristate;
  },
): boolean {
  if (taker === "board") return place.boardKind === "cabinet";
  const council = place.organisationKind !== undefined && isCouncil({ kind: place.organisationKind });
  if (taker === "officer" || taker === "chief-executive") return council && place.keyDecision === "yes";
  return council && ["leader", "mayor", "portfolio-holder"].includes(taker);
}

/** What can be said of call-in on a day, as one sentence; undefined of a decision that is none of an executive. */
export function callInInWords(
  one: Pick<Resolution, "executive" | "callInWaived" | "publishedOn" | "callInUntil">,
  today: CivilDate,
): string | undefined {
  if (!one.executive) return undefined;
  if (one.callInWaived) return `It is not open to call-in: ${one.callInWaived}`;
  if (one.publishedOn === undefined)
    return "Its notice has not been published, so no time for call-in runs yet.";
  if (one.callInUntil === undefined)
    return "No call-in period of this body is entered here, so no deadline can be given.";
  const until = formatCivilDate(one.callInUntil);
  return one.callInUntil < today
    ? `It could be called in until ${until}.`
    : `It can be called in until ${until}.`;
}

/** How it was decided: "by 5 votes to 2, 1 abstaining". */
export function howDecided(one: Resolution): string {
  switch (one.decidedBy) {
    case "consensus":
      return "by consensus";
    case "vote":
      return `by ${one.votesFor ?? 0} votes to ${one.votesAgainst ?? 0}${one.votesFor === one.votesAgainst ? " with the casting vote" : ""}${one.abstained ? `, ${one.abstained} abstaining` : ""}`;
    case "alone":
      return `by ${one.office ?? takers[one.taker]}`;
    case "not-known":
      return "how it was decided is not known here";
  }
}
