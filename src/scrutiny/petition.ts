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
export function petitionTitle({ title, state, number, board }: Petition): string {
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

/** How a petition stands, in one sentence. */
export function petitionStanding(petition: Petition, today: CivilDate): string {
  const { state, signatures, threshold, reachedOn, meeting, deferredUntil, closesOn } = petition;
  if (state === "waiting") return "Nobody has read it yet.";
  if (state === "refused") return "It was not published.";
  const signed = `${signatures === 1 ? "One person has" : `${formatNumber(signatures)} people have`} signed.`;
  if (meeting) return `${signed} It is on the agenda of ${formatCivilDate(meeting.on)}.`;
  if (reachedOn !== undefined)
    return deferredUntil !== undefined && deferredUntil >= today
      ? `${signed} The board hears it by ${formatCivilDate(deferredUntil)}.`
      : `${signed} That is enough: it must go on the agenda.`;
  const missing = `It needs ${countOf(threshold - signatures, "more", "more")}`;
  return today > closesOn
    ? `${signed} It closed on ${formatCivilDate(closesOn)} without the ${formatNumber(threshold)} it needed.`
    : `${signed} ${missing} by ${formatCivilDate(closesOn)}.`;
}
