import {
  evaluateQuorum,
  parseQuorum,
  quorumInWords,
  type BoardKind,
  type QuorumCount,
  type QuorumVerdict,
  type Seat,
  type Tristate,
} from "../place/index.ts";
import type { RemoteEffect } from "./regime.ts";

export const manners = {
  room: "in the room",
  remote: "remote",
  apologies: "apologies",
  absent: "absent",
} as const;
export type Manner = keyof typeof manners;

/** Somebody at a meeting, by seat and office; guests have no seat. */
export interface Attendee {
  readonly id: string;
  readonly seat?: string;
  readonly office: string;
  readonly manner: Manner;
  readonly substitute: boolean;
  /** There from this position on the agenda, until this one, not included; absent: the whole meeting. */
  readonly fromItem?: number;
  readonly untilItem?: number;
}

export const interestKinds = {
  "disclosable-pecuniary": "Disclosable pecuniary interest",
  "other-registrable": "Other registrable interest",
  "non-registrable": "Non-registrable interest",
  financial: "Financial interest (NHS)",
  professional: "Non-financial professional interest (NHS)",
  personal: "Non-financial personal interest (NHS)",
  indirect: "Indirect interest (NHS)",
} as const;

export const interestEffects = {
  "stays-and-votes": "stayed and may vote",
  "stays-without-vote": "stayed and does not vote",
  left: "left for the item",
} as const;

/** What somebody declared, on one item or on all. */
export interface Interest {
  readonly id: string;
  /** Position of the item; absent: the whole meeting. */
  readonly item?: number;
  readonly seat?: string;
  readonly office: string;
  readonly kind: keyof typeof interestKinds;
  /** What was declared; of an interest on a private item only where the viewer may see it. */
  readonly words?: string;
  readonly effect: keyof typeof interestEffects;
  readonly dispensation?: string;
}

/** All that decides who is there for an item, who counts and who votes. */
export interface Room {
  readonly attendees: readonly Attendee[];
  readonly interests: readonly Interest[];
  readonly seats: readonly Seat[];
  readonly remote: RemoteEffect;
  /** What was said of the body's own rule on remote attendance, where no law decides it. */
  readonly remoteRule: Tristate;
}

/** Whether somebody is there for the item at a position: came, has not gone, and did not leave for an interest. */
export function isThere(one: Attendee, position: number, interests: readonly Interest[]): boolean {
  if (one.manner !== "room" && one.manner !== "remote") return false;
  if (one.fromItem !== undefined && position < one.fromItem) return false;
  if (one.untilItem !== undefined && position >= one.untilItem) return false;
  return !interests.some(
    (interest) => sameHolder(interest, one) && interest.effect === "left" && isAbout(interest, position),
  );
}

/** Whether those who are remote count: by law, else by the body's own rule as it was said. */
export function remoteCounts(room: Pick<Room, "remote" | "remoteRule">): Tristate {
  return room.remote.counts === "own-rule" ? room.remoteRule : room.remote.counts;
}

/** The quorum of a board as a text, and on what it rests. */
export interface QuorumRule {
  readonly text: string;
  readonly from: string;
}

/** A full council without an entered rule needs a quarter of its members (LGA 1972 Sch 12 para 6); other boards have their own. */
export function quorumRuleOf(kind: BoardKind, entered: string | undefined): QuorumRule | undefined {
  if (entered !== undefined) return { text: entered, from: "its own rule" };
  return kind === "council" ? { text: "a quarter of members", from: "LGA 1972 Sch 12 para 6" } : undefined;
}

/** Whether an item has a quorum, with the figures. */
export interface QuorumAt {
  readonly verdict: QuorumVerdict;
  readonly present: number;
  readonly words: string;
}

/**
 * Judges the quorum at an item by who is there for it (invariant 7).
 *
 * Where it is not known whether those who are remote count, both answers are tried and only a common one is given.
 */
export function quorumAt(room: Room, rule: QuorumRule | undefined, position: number): QuorumAt {
  const there = room.attendees.filter(
    (one) => one.seat !== undefined && isThere(one, position, room.interests),
  );
  const inRoom = there.filter((one) => one.manner === "room");
  const counts = remoteCounts(room);
  const surely = counts === "yes" ? there : inRoom;
  const members = surely.filter((one) => isMember(one, room.seats)).length;
  if (!rule)
    return {
      verdict: "cannot-tell",
      present: members,
      words: `${members} members present; no quorum of this board is entered here.`,
    };
  const quorum = parseQuorum(rule.text);
  const seats = room.seats.map(countOfSeat);
  if (!quorum.ok)
    return { verdict: "cannot-tell", present: members, words: `The quorum “${rule.text}” cannot be read.` };
  const judge = (present: readonly Attendee[]): QuorumVerdict =>
    evaluateQuorum(
      quorum.value,
      present.flatMap((one) => countOfAttendee(one, room.seats)),
      seats,
    );
  const first = judge(surely);
  const verdict = counts === "not-known" && judge(there) !== first ? "cannot-tell" : first;
  const needs = quorumInWords(quorum.value, seats);
  return {
    verdict,
    present: members,
    words: `${members} ${members === 1 ? "member" : "members"} present; it needs ${needs} (${rule.from}).`,
  };
}

/** Why somebody may not vote on the item at a position; undefined where they may (invariants 8 and 9). */
export function whyNoVote(one: Attendee, position: number, room: Room): string | undefined {
  const seat = seatOf(one, room);
  if (!seat) return `${one.office} holds no seat on this board on that day.`;
  return whySurelyNone(one, seat, { room, position }) ?? whyNotKnown(one, seat, room);
}

/**
 * Whether somebody takes part when the item at a position is decided, by vote or by consensus, as far as is recorded: there on
 * a seat, and nothing says that they have no vote. Where that is not known they are taken to.
 */
export function takesPart(one: Attendee, position: number, room: Room): boolean {
  const seat = seatOf(one, room);
  return seat !== undefined && whySurelyNone(one, seat, { room, position }) === undefined;
}

function seatOf(one: Attendee, room: Room): Seat | undefined {
  return room.seats.find((held) => held.number === one.seat);
}

function whySurelyNone(
  one: Attendee,
  seat: Seat,
  { room, position }: { readonly room: Room; readonly position: number },
): string | undefined {
  if (!isThere(one, position, room.interests)) return `${one.office} is not there for this item.`;
  if (one.manner === "remote" && remoteCounts(room) === "no")
    return `${one.office} is remote and may not vote: ${room.remote.why}.`;
  const declared = room.interests.find(
    (interest) =>
      sameHolder(interest, one) && interest.effect === "stays-without-vote" && isAbout(interest, position),
  );
  if (declared) return `${one.office} declared an interest and does not vote on this item.`;
  if (seat.attendsAs === "observer") return `${one.office} is an observer and has no vote.`;
  if (seat.voting === "no") return `The seat “${seat.role}” has no vote.`;
  return undefined;
}

function whyNotKnown(one: Attendee, seat: Seat, room: Room): string | undefined {
  if (one.manner === "remote" && remoteCounts(room) === "not-known")
    return `${one.office} is remote, and whether the body's own rules let remote members vote is not entered. Say so when recording who is there.`;
  if (seat.voting === "not-known")
    return `Whether the seat “${seat.role}” votes is not known. Say so on the board's page first.`;
  return undefined;
}

/** Those who may vote on the item at a position. */
export function votersAt(room: Room, position: number): readonly Attendee[] {
  return room.attendees.filter((one) => whyNoVote(one, position, room) === undefined);
}

function isAbout(interest: Interest, position: number): boolean {
  return interest.item === undefined || interest.item === position;
}

function sameHolder(
  interest: Pick<Interest, "seat" | "office">,
  one: Pick<Attendee, "seat" | "office">,
): boolean {
  return interest.seat === one.seat && interest.office === one.office;
}

function isMember(one: Attendee, seats: readonly Seat[]): boolean {
  const seat = seats.find((held) => held.number === one.seat);
  return seat !== undefined && seat.attendsAs !== "observer" && seat.attendsAs !== "substitute";
}

/** A substitute counts with the role and voice of the member it stands for. */
function countOfAttendee(one: Attendee, seats: readonly Seat[]): readonly QuorumCount[] {
  const seat = seats.find((held) => held.number === one.seat);
  return seat
    ? [{ voice: seat.voice, role: seat.role, voting: seat.voting, attendsAs: seat.attendsAs, count: 1 }]
    : [];
}

function countOfSeat(seat: Seat): QuorumCount {
  const { voice, role, voting, attendsAs } = seat;
  return { voice, role, voting, attendsAs, ...(seat.seats !== undefined && { count: seat.seats }) };
}

/** How a holder of a seat is named in a form and the API: `03|Director of public health`. */
export function holderKey(one: { readonly seat: string; readonly office: string }): string {
  return `${one.seat}|${one.office}`;
}

/** The seat and office in such a name. */
export function holderOf(key: string): { readonly seat: string; readonly office: string } | undefined {
  const at = key.indexOf("|");
  return at < 1 || at === key.length - 1 ? undefined : { seat: key.slice(0, at), office: key.slice(at + 1) };
}
