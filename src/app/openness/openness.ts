import { addDays, addYears, daysBetween, type CivilDate } from "@concordat/calendar";
import type { BoardId, BoardKind } from "../../place/index.ts";

/** A house rule, shown as ours: so many days without anything public, and a body that is kept here is called dormant. */
export const dormantAfterDays = 183;

/** A board whose business is kept on this site. */
export interface KeptBoard {
  readonly id: BoardId;
  readonly slug: string;
  readonly kind: BoardKind;
  readonly name: string;
  readonly illustrative: boolean;
  /** The day from which it is kept here, as far as its row says. */
  readonly keptSince: CivilDate;
  readonly organisation?: { readonly id: string; readonly slug: string; readonly name: string };
}

/** An agenda that was made public: by the law of its day, in time or not. */
export interface AgendaOut {
  readonly on: CivilDate;
  readonly meetingOn: CivilDate;
  readonly clearDays?: number;
  readonly requiredDays?: number;
  readonly verdict: "in-time" | "late" | "no-verdict";
}

/** A meeting that took place, with the first day on which minutes of it were public. */
export interface Held {
  readonly on: CivilDate;
  readonly minutesOn?: CivilDate;
}

/** An item of a published agenda. */
export interface Business {
  readonly on: CivilDate;
  readonly private: boolean;
  readonly sort: "strategic" | "assurance" | "administrative" | "not-sorted";
  readonly minutes?: number;
}

export interface Decision {
  readonly on: CivilDate;
  readonly hasReasons: boolean;
}

/** Something that was asked of a body: a question, or a reply to a recommendation. */
export interface Asked {
  readonly on: CivilDate;
  readonly answeredOn?: CivilDate;
  /** The last day in time; absent: no clock is known. */
  readonly dueOn?: CivilDate;
  /** The rule that sets it was not yet seen in a public copy. */
  readonly toBeChecked?: true;
}

/** Everything public that a board did, as far as it is kept here. */
export interface PublicActs {
  readonly agendas: readonly AgendaOut[];
  readonly held: readonly Held[];
  readonly business: readonly Business[];
  readonly decisions: readonly Decision[];
  /** Questions to the body it belongs to. */
  readonly questions: readonly Asked[];
  /** Recommendations on which that body was asked for a reply. */
  readonly replies: readonly Asked[];
  /** Every day on which something of it became public: papers, minutes, notices, entries of the record. */
  readonly publicOn: readonly CivilDate[];
  /** The next meeting that is planned. */
  readonly nextOn?: CivilDate;
}

/** A part of a whole: three of four. */
export interface Part {
  readonly of: number;
  readonly count: number;
}

/** What a board's acts come to within some days. Each stands by itself: nothing is added up to one figure. */
export interface Figures {
  readonly agendas: Part & { readonly late: number; readonly noVerdict: number };
  /** Clear days of the latest agenda; absent: none, or they cannot be counted. */
  readonly clearDays?: number;
  readonly requiredDays?: number;
  /** Meetings with public minutes, of those that took place. */
  readonly minuted: Part;
  /** The middle number of days from a meeting to its minutes. */
  readonly daysToMinutes?: number;
  readonly reasoned: Part;
  readonly private: Part;
  /** Minutes planned for strategic matters, of those planned for items that somebody sorted. */
  readonly strategic: Part;
}

/** Days that figures are of: the first, and the last. */
export interface Span {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/** The twelve months up to a day, and the twelve months before them. */
export function spansAt(at: CivilDate): { readonly now: Span; readonly before: Span } {
  const from = addDays(addYears(at, -1), 1);
  const to = addDays(from, -1);
  return { now: { from, to: at }, before: { from: addDays(addYears(to, -1), 1), to } };
}

/** What a board's acts come to within some days, by the day of the publication, meeting or decision. */
export function figuresOf(acts: PublicActs, { from, to }: Span): Figures {
  const within = (day: CivilDate): boolean => from <= day && day <= to;
  const agendas = acts.agendas.filter((one) => within(one.on));
  const held = acts.held.filter((one) => within(one.on));
  const business = acts.business.filter((one) => within(one.on));
  const decisions = acts.decisions.filter((one) => within(one.on));
  const waits = held.flatMap(({ on, minutesOn }) =>
    minutesOn !== undefined && minutesOn <= to ? [daysBetween(on, minutesOn)] : [],
  );
  const timed = business.filter((one) => one.sort !== "not-sorted" && one.minutes !== undefined);
  const minutesOf = (items: readonly Business[]): number =>
    items.reduce((sum, one) => sum + (one.minutes ?? 0), 0);
  const latest = agendas.toSorted((a, b) => (a.on < b.on ? 1 : -1))[0];
  const middle = medianOf(waits);
  return {
    agendas: {
      of: agendas.length,
      count: agendas.filter((one) => one.verdict === "in-time").length,
      late: agendas.filter((one) => one.verdict === "late").length,
      noVerdict: agendas.filter((one) => one.verdict === "no-verdict").length,
    },
    minuted: { of: held.length, count: waits.length },
    reasoned: { of: decisions.length, count: decisions.filter((one) => one.hasReasons).length },
    private: { of: business.length, count: business.filter((one) => one.private).length },
    strategic: { of: minutesOf(timed), count: minutesOf(timed.filter((one) => one.sort === "strategic")) },
    ...(latest?.clearDays !== undefined && { clearDays: latest.clearDays }),
    ...(latest?.requiredDays !== undefined && { requiredDays: latest.requiredDays }),
    ...(middle !== undefined && { daysToMinutes: middle }),
  };
}

/** What was asked and has no answer on a day. */
export interface Waiting {
  readonly waiting: number;
  /** How much of it is past its last day. */
  readonly overdue: number;
  /** The earliest last day of what waits; absent: nothing that waits has one. */
  readonly dueOn?: CivilDate;
  /** The rule that sets that day was not yet seen in a public copy. */
  readonly toBeChecked?: true;
  /** Since when the first of it waits. */
  readonly oldest?: CivilDate;
}

/** What was asked and has no answer on a day, and how much of that is past its last day. */
export function waitingOn(asked: readonly Asked[], at: CivilDate): Waiting {
  const open = asked.filter((one) => one.on <= at && (one.answeredOn === undefined || one.answeredOn > at));
  const oldest = open.map((one) => one.on).toSorted()[0];
  const due = open
    .flatMap(({ dueOn, toBeChecked }) => (dueOn ? [{ dueOn, toBeChecked }] : []))
    .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
  return {
    waiting: open.length,
    overdue: due.filter(({ dueOn }) => dueOn < at).length,
    ...(due[0] && { dueOn: due[0].dueOn }),
    ...(due[0]?.toBeChecked && { toBeChecked: true }),
    ...(oldest && { oldest }),
  };
}

/** The last day up to a day on which something of a board became public here; absent: nothing did. */
export function lastPublicOn(acts: PublicActs, at: CivilDate): CivilDate | undefined {
  return acts.publicOn
    .filter((day) => day <= at)
    .toSorted()
    .at(-1);
}

/**
 * Since when a board that is kept here has been dormant: the last day on which anything of it became public, or since it is
 * kept here where nothing ever did; absent while that is no longer than half a year ago.
 *
 * Only for boards whose business is kept on this site: of others silence here says nothing.
 */
export function dormantSince(
  board: Pick<KeptBoard, "keptSince">,
  acts: PublicActs,
  at: CivilDate,
): CivilDate | undefined {
  const since = lastPublicOn(acts, at) ?? board.keptSince;
  return addDays(since, dormantAfterDays) < at ? since : undefined;
}

/** The middle of some numbers, of an even number of them the mean of the two in the middle; absent for none. */
function medianOf(numbers: readonly number[]): number | undefined {
  const sorted = numbers.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? undefined : (upper + lower) / 2;
}
