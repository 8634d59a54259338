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
  readonly audience: string;
}

/**
 * Why a council cannot appoint to a joint committee for a change; undefined when it can.
 *
 * It first answers for itself whether the change is substantial, and only those that consider it so appoint (README invariant 16).
 */
export function reasonNotToAppoint(of: {
  readonly council: { readonly id: string; readonly name: string };
  readonly answers: readonly AnswerOfCouncil[];
  readonly appointments: readonly JointAppointment[];
  readonly boardId: string;
  readonly nameOfBoard: (boardId: string) => string;
  readonly today: CivilDate;
}): string | undefined {
  const { council, appointments, boardId, nameOfBoard } = of;
  const answer = answersOn(of.answers, of.today).find(({ councilId }) => councilId === council.id);
  if (!answer)
    return `${council.name} has not said here whether it considers this change substantial. Each council answers that for itself first.`;
  if (answer.answer !== "substantial")
    return `${council.name} said on ${formatCivilDate(answer.on)} that it does not consider this change substantial. Only councils that do appoint the joint committee.`;
  const own = appointments.find(({ councilId }) => councilId === council.id);
  if (own)
    return `${council.name} appointed members to ${nameOfBoard(own.boardId)} on ${formatCivilDate(own.on)} already.`;
  const other = appointments.find((one) => one.boardId !== boardId);
  if (other)
    return `For this change a council has appointed members to ${nameOfBoard(other.boardId)} already. All appoint one and the same committee, which alone comments.`;
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
