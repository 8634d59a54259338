import type { Db } from "../../kernel/index.ts";
import { listBoards, listBoardsById, listMembers, listSeats, type Seat } from "../../place/index.ts";
import { quorumAt, quorumRuleOf, type QuorumAt, type Room } from "../attendance.ts";
import type { Meeting } from "../meeting.ts";
import { remoteEffect } from "../regime.ts";
import { holdersOn, type Holder } from "../room.ts";
import { listAttendees, listInterests } from "../store-business.ts";
import { ruleOn } from "./publish-agenda.ts";

/** Everything that decides who is there, who counts and who votes at a meeting. */
export async function roomOf(db: Db, meeting: Meeting): Promise<Room> {
  return {
    attendees: await listAttendees(db, meeting.id),
    interests: await listInterests(db, meeting.id),
    seats: await listSeats(db, meeting.board.id, meeting.on),
    remote: remoteEffect(meeting.board.kind, meeting.on),
    remoteRule: meeting.remoteRule,
  };
}

/** Judges the quorum at items of a meeting. */
export async function quorumOf(
  db: Db,
  meeting: Meeting,
  room: Room,
): Promise<(position: number) => QuorumAt> {
  const entered = await ruleOn(db, meeting.board.id, "quorum", meeting.on);
  const rule = quorumRuleOf(meeting.board.kind, entered);
  return (position) => quorumAt(room, rule, position);
}

/** Who holds the seats of the board on the day of a meeting. */
export async function holdersOf(db: Db, meeting: Meeting): Promise<readonly Holder[]> {
  const seats = await listSeats(db, meeting.board.id, meeting.on);
  return holdersOn(seats, await listMembers(db, meeting.board.id), meeting.on);
}

/**
 * The offices that hold a seat in the cabinet of the council whose scrutiny committee this is, on the day of the meeting.
 *
 * LGA 2000 s9FA(3): an overview and scrutiny committee may not include a member of the executive. Of a joint committee the
 * executives of all its councils. Empty for boards that are no scrutiny committee.
 */
export async function executiveOffices(
  db: Db,
  meeting: Meeting,
  seats: readonly Seat[],
): Promise<ReadonlySet<string>> {
  if (!["scrutiny-committee", "joint-scrutiny-committee"].includes(meeting.board.kind)) return new Set();
  const [board] = await listBoardsById(db, [meeting.board.id]);
  const councils = new Set([
    ...(board?.organisation ? [board.organisation.slug] : []),
    ...seats.flatMap((seat) => seat.organisation?.slug ?? []),
  ]);
  const cabinets = (await listBoards(db, { kind: "cabinet", at: meeting.on, illustrative: true })).filter(
    (one) => one.organisation && councils.has(one.organisation.slug),
  );
  const offices = new Set<string>();
  for (const cabinet of cabinets) {
    const held = holdersOn(
      await listSeats(db, cabinet.id, meeting.on),
      await listMembers(db, cabinet.id),
      meeting.on,
    );
    for (const one of held) offices.add(one.office.toLowerCase());
  }
  return offices;
}
