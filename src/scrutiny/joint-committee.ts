import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import { capital, countOf, listInWords } from "../kernel/index.ts";
import { answersOn, type AnswerOfCouncil } from "./change.ts";

export const jointSorts = {
  "this-change": "Appointed for this change alone",
  standing: "A standing committee, for more than this change",
} as const;
export type JointSort = keyof typeof jointSorts;

/** What one council did: it appointed members to a joint scrutiny committee for a change. */
export interface JointAppointment {
  readonly id: string;
  readonly proposalId: string;
  readonly councilId: string;
  readonly boardId: string;
  readonly sort: JointSort;
  readonly members: number;
  /** Where and when the council decided it. */
  readonly decided: string;
  readonly on: CivilDate;
  readonly ended?: { readonly on: CivilDate; readonly why: string };
  readonly audience: string;
}

/** The appointments that stood at the end of a day. */
export function appointmentsOn(
  appointments: readonly JointAppointment[],
  day: CivilDate,
): readonly JointAppointment[] {
  return appointments.filter(({ on, ended }) => on <= day && (ended === undefined || ended.on > day));
}

/**
 * Why a council cannot appoint to a joint committee for a change; undefined when it can.
 *
 * It first answers for itself whether the change is substantial, and only those that consider it so appoint. The first to appoint
 * keeps the committee or has a seat on it: what works for all who appoint is not taken from another council (README invariant 16).
 */
export function reasonNotToAppoint(of: {
  readonly council: { readonly id: string; readonly name: string };
  readonly answers: readonly AnswerOfCouncil[];
  /** Those for the change that stand. */
  readonly appointments: readonly JointAppointment[];
  /** The committee, with the bodies that keep it or have a seat on it. */
  readonly board: { readonly id: string; readonly name: string; readonly bodyIds: readonly string[] };
  readonly nameOfBoard: (boardId: string) => string;
  readonly today: CivilDate;
}): string | undefined {
  const { council, appointments, board, nameOfBoard } = of;
  const answer = answersOn(of.answers, of.today).find(({ councilId }) => councilId === council.id);
  if (!answer)
    return `${council.name} has not said here whether it considers this change substantial. Each council answers that for itself first.`;
  if (answer.answer !== "substantial")
    return `${council.name} said on ${formatCivilDate(answer.on)} that it does not consider this change substantial. Only councils that do appoint the joint committee.`;
  const own = appointments.find(({ councilId }) => councilId === council.id);
  if (own)
    return `${council.name} appointed members to ${nameOfBoard(own.boardId)} on ${formatCivilDate(own.on)} already.`;
  const other = appointments.find((one) => one.boardId !== board.id);
  if (other)
    return `For this change a council has appointed members to ${nameOfBoard(other.boardId)} already. All appoint one and the same committee, which alone comments.`;
  const appointing = [council.id, ...appointments.map(({ councilId }) => councilId)];
  if (!appointing.some((id) => board.bodyIds.includes(id)))
    return `${council.name} neither keeps ${board.name} nor has a seat on it. A council that does appoints its members first. Otherwise choose another committee or set one up.`;
  return undefined;
}

/** What the appointments for one change come to. */
export function appointmentsInWords(
  appointments: readonly JointAppointment[],
  names: { readonly council: (id: string) => string; readonly board: string },
): string {
  const councils = appointments.map(({ councilId }) => names.council(councilId));
  const members = appointments.reduce((sum, one) => sum + one.members, 0);
  const began = `${listInWords(councils)} appointed ${countOf(members, "member")} to ${names.board}.`;
  return appointments.length < 2
    ? `${began} A joint committee takes at least two councils.`
    : `${capital(began)} It alone comments on the change for them (SI 2013/218 reg 30(5), to be checked).`;
}
