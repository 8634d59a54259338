import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import { countOf, formatNumber, type Basis, type SubjectRef } from "../kernel/index.ts";
import type { RuleKey } from "./question-rules.ts";

/** From how many signatures a board puts a petition on its agenda, by its own rule. */
export interface PetitionRule {
  readonly fromOn: CivilDate;
  readonly signatures: number;
  readonly who: string;
  readonly source: string;
}

/** A petition to a board. Who signed is in none of it. */
export interface Petition {
  readonly id: string;
  readonly slug: string;
  readonly number: number;
  readonly board: {
    readonly id: string;
    readonly slug: string;
    readonly name: string;
    readonly organisationId?: string;
  };
  readonly startedOn: CivilDate;
  readonly closesOn: CivilDate;
  readonly threshold: number;
  readonly signatures: number;
  readonly reachedOn?: CivilDate;
  readonly state: "waiting" | "published" | "refused";
  readonly moderatedOn?: CivilDate;
  readonly refusedRule?: RuleKey;
  readonly refusedWhy?: string;
  readonly meeting?: { readonly id: string; readonly slug: string; readonly on: CivilDate };
  readonly notedOn?: CivilDate;
  readonly deferredWhy?: string;
  readonly deferredUntil?: CivilDate;
  /** When the board said so. */
  readonly deferredOn?: CivilDate;
  readonly title?: string;
  readonly words?: string;
  readonly basis: Basis;
  readonly audience: string;
}

export function petitionRef(petition: Pick<Petition, "id">): SubjectRef {
  return { module: "scrutiny", kind: "petition", id: petition.id };
}

export function petitionHref(slug: string): string {
  return `/petitions/${slug}`;
}

/** The title where it is public, else the number: what everybody may read, whoever looks. */
export function petitionTitle({ title, state, number, board }: PetitionStood): string {
  return state === "published" && title !== undefined ? title : `Petition ${number} to ${board.name}`;
}

/** Whether it waits to be put on an agenda: it has the signatures, and no meeting takes it. */
export function waitsForAgenda(petition: Petition, on: CivilDate): boolean {
  const { state, reachedOn, meeting, deferredUntil } = petition;
  return (
    state === "published" &&
    reachedOn !== undefined &&
    reachedOn <= on &&
    meeting === undefined &&
    (deferredUntil === undefined || deferredUntil < on)
  );
}

/** How many had signed a petition at the end of a day on which somebody did. */
export interface PetitionCount {
  readonly petitionId: string;
  readonly on: CivilDate;
  readonly signatures: number;
}

/** A petition as it stood on a day; undefined signatures: how many had signed by then is not held. */
export type PetitionStood = Omit<Petition, "signatures"> & { readonly signatures: number | undefined };

/**
 * A petition as it stood at the end of a day: what was signed, read, reached, put on an agenda or put
 * off later is not in it.
 *
 * @param counts  its counts, in any order; those of made-up examples begin with the first signature given on this site
 */
export function petitionOn(
  petition: Petition,
  counts: readonly PetitionCount[],
  on: CivilDate,
): PetitionStood {
  const { reachedOn, meeting, notedOn, deferredWhy, deferredUntil, deferredOn, ...always } = petition;
  const own = counts
    .filter(({ petitionId }) => petitionId === petition.id)
    .toSorted((a, b) => (a.on < b.on ? -1 : 1));
  const readLater = petition.moderatedOn !== undefined && petition.moderatedOn > on;
  return {
    ...(readLater ? unread(always) : always),
    signatures: countOn(petition, own, on),
    ...(reachedOn !== undefined && reachedOn <= on && { reachedOn }),
    ...(meeting !== undefined && notedOn !== undefined && notedOn <= on && { meeting, notedOn }),
    ...(deferredWhy !== undefined &&
      deferredUntil !== undefined &&
      deferredOn !== undefined &&
      deferredOn <= on && { deferredWhy, deferredUntil, deferredOn }),
  };
}

type Standing = Omit<
  Petition,
  "reachedOn" | "meeting" | "notedOn" | "deferredWhy" | "deferredUntil" | "deferredOn"
>;

/** A petition before somebody at the board had read it. */
function unread(petition: Standing): Standing {
  const { title: _, words: _w, moderatedOn: _m, refusedRule: _r, refusedWhy: _y, ...rest } = petition;
  return { ...rest, state: "waiting" };
}

function countOn(
  { signatures, startedOn }: Petition,
  own: readonly PetitionCount[],
  on: CivilDate,
): number | undefined {
  const last = own.findLast((one) => one.on <= on);
  if (last) return last.signatures;
  const [first] = own;
  // Nobody had signed before the first signature, which may have left on the same day; a count that came whole has no days.
  if (signatures === 0 || on < startedOn || (first !== undefined && first.signatures <= 1)) return 0;
  return undefined;
}

/** "120 of the 300 that the board's rule asked for on the first day", or that it is not held. */
export function signaturesInWords({
  signatures,
  threshold,
}: Pick<PetitionStood, "signatures" | "threshold">): string {
  return signatures === undefined
    ? `Not held for this day. The board's rule asked for ${formatNumber(threshold)} on the first day.`
    : `${formatNumber(signatures)} of the ${formatNumber(threshold)} that the board's rule asked for on the first day`;
}

/** How a petition stands, in one sentence. */
export function petitionStanding(petition: PetitionStood, today: CivilDate): string {
  const { state, signatures, threshold, reachedOn, meeting, deferredUntil, closesOn } = petition;
  if (state === "waiting") return "Nobody has read it yet.";
  if (state === "refused") return "It was not published.";
  const signed =
    signatures === undefined
      ? "How many had signed by then is not held here."
      : `${signatures === 1 ? "One person has" : `${formatNumber(signatures)} people have`} signed.`;
  if (meeting) return `${signed} It is on the agenda of ${formatCivilDate(meeting.on)}.`;
  if (reachedOn !== undefined && deferredUntil !== undefined && deferredUntil >= today)
    return `${signed} The board hears it by ${formatCivilDate(deferredUntil)}.`;
  if (reachedOn !== undefined)
    return signatures !== undefined && signatures >= threshold
      ? `${signed} That is enough: it must go on the agenda.`
      : `${signed} It had the ${formatNumber(threshold)} it needed on ${formatCivilDate(reachedOn)}: it must go on the agenda.`;
  const missing =
    signatures === undefined
      ? `It needs ${formatNumber(threshold)} in all`
      : `It needs ${countOf(Math.max(0, threshold - signatures), "more", "more")}`;
  return today > closesOn
    ? `${signed} It closed on ${formatCivilDate(closesOn)} without the ${formatNumber(threshold)} it needed.`
    : `${signed} ${missing} by ${formatCivilDate(closesOn)}.`;
}
