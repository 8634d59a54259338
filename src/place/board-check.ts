import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import { capital, countOf, listInWords } from "../kernel/index.ts";
import type { Board, BoardKind } from "./board.ts";
import { matchSeat, type ListedSeat, type SeatMatch } from "./seat-match.ts";
import { isInForce, type Provision } from "./statutory-law.ts";
import {
  requiredSeatInWords,
  requiredSeats,
  type RequiredSeat,
  type StatutorySurroundings,
} from "./statutory-holders.ts";
import { coOpteesVote, prohibitedSeats, seatsAtMost } from "./statutory-seats.ts";

/** What a list of seats says beside one requirement of the law. */
export interface Finding {
  readonly state: "present" | "missing" | "extra" | "prohibited" | "cannot-tell";
  /** What the law asks for, or the seat that is extra or not allowed. */
  readonly seat: string;
  readonly provision: Provision;
  /** One sentence: what the list says. */
  readonly because: string;
  /** Numbers of the seats that it rests on. */
  readonly seats: readonly string[];
}

/** A list of the seats of a board, and what it speaks for. */
export interface SeatList {
  readonly kind: BoardKind;
  readonly seats: readonly ListedSeat[];
  readonly completeness: Board["completeness"];
  /** The first day that its source speaks for; absent: not known, or kept here. */
  readonly sourceOn?: CivilDate;
}

const stateWords: Readonly<Record<Finding["state"], string>> = {
  present: "Listed",
  missing: "Not listed",
  extra: "Not named by the law",
  prohibited: "Not allowed by the law",
  "cannot-tell": "Cannot tell",
};

/** "Not listed": what a finding says in a table; never more than the list says. */
export function findingLabel(state: Finding["state"]): string {
  return stateWords[state];
}

/**
 * What a list of seats says beside the law of a day: every seat that the law asks for, and listed seats that it does not name
 * or does not allow.
 *
 * It says what the list says, never what the body did. Undefined where the law held here names no seats for such a board.
 */
export function checkMembership(
  list: SeatList,
  around: StatutorySurroundings,
): readonly Finding[] | undefined {
  const required = requiredSeats(list.kind, around);
  if (required === undefined) return undefined;
  const matched = required.map((seat) => ({ seat, found: matchesOf(seat, list.seats) }));
  return [
    ...matched.map(({ seat, found }) => findingOf(seat, found, { list, on: around.on })),
    ...extraSeats(list, matched),
    ...prohibited(list, around.on),
    ...votingCoOptees(list, around.on),
    ...tooMany(list, around.on),
  ];
}

type Found = readonly { readonly seat: ListedSeat; readonly match: Exclude<SeatMatch, "no"> }[];

function matchesOf(required: RequiredSeat, seats: readonly ListedSeat[]): Found {
  return seats.flatMap((seat) => {
    const match = matchSeat(required, seat);
    return match === "no" ? [] : [{ seat, match }];
  });
}

interface Looking {
  readonly list: SeatList;
  readonly on: CivilDate;
}

function findingOf(required: RequiredSeat, found: Found, looking: Looking): Finding {
  const seat = requiredSeatInWords(required);
  const finding = (state: Finding["state"], because: string, of: Found): Finding => ({
    state,
    seat: required.least !== undefined && required.least > 1 ? `${seat} (at least ${required.least})` : seat,
    provision: required.provision,
    because,
    seats: of.map((one) => one.seat.number),
  });
  const sure = found.filter((one) => one.match === "is");
  if (sure.length > 0) return enoughOf(required, sure, { ...looking, finding });
  const followed = found.filter((one) => one.match === "followed");
  if (followed.length > 0)
    return finding(
      isKept(looking.list) ? "missing" : "cannot-tell",
      followedSentence(required, followed, looking.list),
      followed,
    );
  const maybe = found.filter((one) => one.match === "may-be");
  if (maybe.length > 0)
    return finding("cannot-tell", `${named(maybe)} may be it: ${who(looking.list)} does not say.`, maybe);
  return finding(...absent(required, seat, looking), []);
}

function enoughOf(
  required: RequiredSeat,
  sure: Found,
  {
    list,
    finding,
  }: Looking & { readonly finding: (state: Finding["state"], because: string, of: Found) => Finding },
): Finding {
  const least = required.least ?? 1;
  const known = sure.reduce((sum, one) => sum + (one.seat.seats ?? 1), 0);
  const caveat = required.holdersNotHeld
    ? " Which bodies of this kind the area has is not held here, so others may be asked for too."
    : "";
  if (known >= least) return finding("present", `${named(sure)}.${caveat}`, sure);
  const open = sure.some((one) => one.seat.seats === undefined) || !isWhole(list);
  return open
    ? finding("cannot-tell", `${named(sure)}; how many there are in all is not known.`, sure)
    : finding("missing", `${capital(who(list))} lists ${known} of at least ${least}: ${named(sure)}.`, sure);
}

function followedSentence(required: RequiredSeat, followed: Found, list: SeatList): string {
  const former = followed[0]!.seat.organisation;
  const step =
    required.holder?.followed.find((one) => one.slug === former?.slug) ?? required.holder?.followed[0];
  const name = required.holder?.name ?? "another body";
  const took = `${name} took the place of ${former?.name ?? "that body"}${step ? ` on ${formatCivilDate(step.on)}` : ""}`;
  return isKept(list)
    ? `The seat entered here is for ${former?.name ?? "a former body"}; ${took}, and no seat is entered for it.`
    : `The source lists ${former?.name ?? "a former body"}; ${took}. Whether it sits there since then is not held here.`;
}

/** Nothing listed is or may be it. */
function absent(
  required: RequiredSeat,
  seat: string,
  { list }: Looking,
): readonly [Finding["state"], string] {
  if (isKept(list)) return ["missing", `No seat is entered for this: ${seat}.`];
  if (list.sourceOn !== undefined && list.sourceOn < required.from) {
    const [then, since] = [formatCivilDate(list.sourceOn), formatCivilDate(required.from)];
    return ["cannot-tell", `The source is of ${then}, before the law asked for this on ${since}.`];
  }
  if (!isWhole(list))
    return ["cannot-tell", `The source does not list every seat; among those that it lists is no ${seat}.`];
  return ["missing", `The source lists no ${seat}.`];
}

function extraSeats(
  list: SeatList,
  matched: readonly { readonly seat: RequiredSeat; readonly found: Found }[],
): readonly Finding[] {
  const provision = matched[0]!.seat.provision;
  const taken = new Set(
    matched.flatMap(({ found }) =>
      found.filter((one) => one.match !== "followed" || !isKept(list)).map((one) => one.seat.number),
    ),
  );
  return list.seats
    .filter((seat) => seat.statutory === "yes" && !taken.has(seat.number))
    .map((seat) => ({
      state: "extra",
      seat: quoted(seat),
      provision,
      because: `${isKept(list) ? "It is entered" : "The source marks it"} as required by law; the law of the day as it is held here names no such seat.`,
      seats: [seat.number],
    }));
}

function prohibited(list: SeatList, on: CivilDate): readonly Finding[] {
  return (prohibitedSeats[list.kind] ?? [])
    .filter((rule) => isInForce(rule, on))
    .flatMap((rule) =>
      list.seats
        .filter((seat) => rule.words.test(seat.role) && !rule.notWords.test(seat.role))
        .map((seat) => ({
          state: "prohibited" as const,
          seat: quoted(seat),
          provision: rule.provision,
          because: `${capital(who(list))} lists ${quoted(seat)}: the law does not allow ${article(rule.role)} on such a body.`,
          seats: [seat.number],
        })),
    );
}

function votingCoOptees(list: SeatList, on: CivilDate): readonly Finding[] {
  if (!list.kind.endsWith("scrutiny-committee") || !isInForce(coOpteesVote, on)) return [];
  const voting = list.seats.filter(
    (seat) => seat.voting === "yes" && (seat.attendsAs === "co-optee" || !mayBeCouncillor(seat)),
  );
  return voting.map((seat) => ({
    state: "cannot-tell",
    seat: `${quoted(seat)}, with a vote`,
    provision: coOpteesVote.provision,
    because:
      "A co-opted member votes only where the council has made a scheme for it; whether it has is not held here.",
    seats: [seat.number],
  }));
}

function mayBeCouncillor(seat: ListedSeat): boolean {
  return seat.voice === "council-elected" || seat.voice === "not-known";
}

function tooMany(list: SeatList, on: CivilDate): readonly Finding[] {
  const limit = seatsAtMost[list.kind];
  if (!limit || !isInForce(limit, on)) return [];
  const total = list.seats.reduce((sum, seat) => sum + (seat.seats ?? 1), 0);
  if (total <= limit.most) return [];
  return [
    {
      state: "extra",
      seat: `more than ${countOf(limit.most, "seat")}`,
      provision: limit.provision,
      because: `${capital(who(list))} lists at least ${countOf(total, "seat")}; the law names ${limit.most} at most.`,
      seats: [],
    },
  ];
}

function isKept(list: SeatList): boolean {
  return list.completeness === "kept-here";
}

function isWhole(list: SeatList): boolean {
  return list.completeness === "complete" || isKept(list);
}

/** Whose list it is. */
function who(list: SeatList): string {
  return isKept(list) ? "what is entered here" : "the source";
}

function named(found: Found): string {
  return listInWords(found.map(({ seat }) => quoted(seat)));
}

function quoted(seat: ListedSeat): string {
  return `“${seat.role}”${seat.organisation ? ` (${seat.organisation.name})` : ""}`;
}

function article(role: string): string {
  return /^[aeiou]/i.test(role) ? `an ${role}` : `a ${role}`;
}
