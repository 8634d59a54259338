import { canBlock } from "./duty.ts";
import type { Duty } from "./duty.ts";
import { countOf, inTime } from "./evaluate.ts";
import type { Sheet } from "./evaluate.ts";
import type { FactValue } from "./fact.ts";
import type { Happening } from "./proposal.ts";
import type { ReadyDuty, Statute } from "./statute.ts";
import { no, yes } from "./truth.ts";
import type { Truth } from "./truth.ts";
import type { Judgement } from "./verdict.ts";

/** What a schedule is made from. Days are day numbers; `day` is the day of the decision. */
export type Scene = {
  readonly statute: Statute;
  readonly judgement: Judgement;
  readonly events: readonly Happening[];
  readonly day: number | undefined;
  readonly today: number | undefined;
  /** The decision was made: only what was recorded counts. */
  readonly isPast: boolean;
};

/** What is known of one duty's act. */
export type Act = {
  readonly ready: ReadyDuty;
  /** The act was done, in time or without a time. */
  readonly isDone: boolean;
  /** The act was done too late for the moment it is measured against. */
  readonly isLate: boolean;
  /** The day of the act, done or planned, where one is stated. */
  readonly day: number | undefined;
  readonly isVague: boolean;
  /** The last lawful day of the act, by its own rule. */
  readonly latest: number | undefined;
  /** The moment the act is measured against, where it is known. */
  readonly moment: FactValue | undefined;
};

const decisionMoments = new Set([
  "decision.date",
  "meeting.date",
  "agreement.signed-date",
  "agreement.start-date",
]);

/** Whether the decision (or the meeting, or the signature) waits for a duty's act. */
export function waitsFor(duty: Duty): boolean {
  return duty.bearsOn === "decision" || duty.bearsOn === "meeting" || duty.bearsOn === "agreement";
}

/** Reads what is known of one duty's act from facts and events. */
export function actOf(ready: ReadyDuty, scene: Scene): Act {
  const { sheet } = scene.judgement;
  const { timed } = ready.duty.timing;
  const evidence = evidenceFor(ready, scene);
  const moment = momentOf(ready, sheet, scene.day, evidence[0]);
  const quantity = quantityOf(ready, sheet, scene.statute);
  let chosen = evidence[0];
  let isInTime = false;
  // An act before the moment it must follow is not late: it is not that act.
  let isLate = evidence.length > 0 && timed?.relation !== "after";
  for (const value of evidence) {
    const truth = timed === undefined ? yes : inTime(value, moment, timed, quantity, scene.statute.count);
    if (truth !== no) isLate = false;
    if (truth === yes && !isInTime) {
      isInTime = true;
      chosen = value;
    }
  }
  const isHeld = scene.judgement.verdicts[ready.number] === "held";
  return {
    ready,
    isDone:
      (isHeld && (chosen === undefined || isOver(chosen, scene))) ||
      isProved(ready, scene) ||
      (isInTime && chosen !== undefined && isOver(chosen, scene)),
    isLate,
    day: chosen?.last,
    isVague: chosen !== undefined && chosen.first !== chosen.last,
    latest: latestOf(ready, moment, quantity, scene),
    moment,
  };
}

/** What dates the act: the fact, and every event of its kinds. One that is in time is enough. */
function evidenceFor(ready: ReadyDuty, { judgement, events }: Scene): readonly FactValue[] {
  const stated = ready.act === undefined ? undefined : judgement.sheet[ready.act];
  const found = stated?.first === undefined ? [] : [stated];
  for (const event of events) {
    if (ready.actEvents.has(event.kind))
      found.push({ first: event.first, last: event.last, sure: event.sure });
  }
  return found;
}

function isOver(value: { readonly last?: number }, { today }: Scene): boolean {
  return value.last !== undefined && (today === undefined || value.last <= today);
}

function isProved(ready: ReadyDuty, scene: Scene): boolean {
  return scene.events.some((event) => event.kind === ready.proofEvent && isOver(event, scene));
}

function momentOf(
  ready: ReadyDuty,
  sheet: Sheet,
  day: number | undefined,
  act: FactValue | undefined,
): FactValue | undefined {
  const { timed } = ready.duty.timing;
  const anchor = act ?? (day === undefined ? undefined : { first: day, last: day, sure: true });
  const found = ready.moment?.(sheet, anchor);
  if (found?.first !== undefined || timed === undefined) return found;
  // A signature that has no date yet cannot come before the decision to sign.
  const isSignature =
    typeof timed.moment === "string" &&
    timed.moment.startsWith("agreement.") &&
    decisionMoments.has(timed.moment);
  return isSignature && day !== undefined ? { first: day, last: day, sure: true } : found;
}

function quantityOf(ready: ReadyDuty, sheet: Sheet, statute: Statute): number | undefined {
  const { timed } = ready.duty.timing;
  const own =
    timed?.quantityFrom === undefined
      ? undefined
      : sheet[statute.factNumbers.get(timed.quantityFrom) ?? -1]?.number;
  return own !== undefined && own >= 1 ? own : timed?.quantity;
}

function latestOf(
  ready: ReadyDuty,
  moment: FactValue | undefined,
  quantity: number | undefined,
  scene: Scene,
): number | undefined {
  const { timed } = ready.duty.timing;
  if (timed === undefined || moment?.first === undefined) {
    return timed === undefined && waitsFor(ready.duty) ? scene.day : undefined;
  }
  const count = countOf(timed, quantity);
  switch (timed.relation) {
    case "before":
      return count === undefined ? moment.first - 1 : scene.statute.count("latest", count, moment.first);
    case "by":
      return count === undefined ? moment.first : scene.statute.count("latest", count, moment.first);
    case "within":
      return count === undefined ? undefined : scene.statute.count("deadline", count, moment.first);
    case "length":
      return waitsFor(ready.duty) && scene.day !== undefined ? scene.day - 1 : undefined;
    case "after":
      return undefined;
  }
}

/** The plan of one duty: when its act can be at the earliest, and the first day it lets the decision be made. */
export type Plan = {
  readonly act: number | undefined;
  readonly gate: number | undefined;
  readonly after: number | undefined;
};

/** Which duties count: those that block, or all that ask for something; with or without rules still to be checked. */
export type Strictness = { readonly advisory: boolean; readonly unconfirmed: boolean };

/** The plans of all duties that count, by number, and the first day they leave for the decision, with the duty that sets it. */
export type Schedule = {
  readonly plans: readonly (Plan | undefined)[];
  readonly date: number | undefined;
  readonly set: number | undefined;
  /** Duties that no waiting can cure. */
  readonly barring: readonly number[];
};

/** Whether a duty counts towards a date of the given strictness. */
export function counts({ duty }: ReadyDuty, { advisory, unconfirmed }: Strictness): boolean {
  if (!unconfirmed && duty.mark !== "confirmed") return false;
  return advisory ? duty.nature !== "definition" : canBlock(duty);
}

/**
 * Plans every act in its order, from today, and finds the first day on which the decision can be made.
 *
 * @param acts  by depth: what a duty waits for comes before it, see `byDepth`
 */
export function schedule(acts: readonly Act[], scene: Scene, strictness: Strictness): Schedule {
  const counted = acts.filter(({ ready }) => counts(ready, strictness));
  const plans: (Plan | undefined)[] = scene.statute.blank.nothing.slice();
  let date = scene.today;
  let set: number | undefined;
  for (const act of counted) {
    const plan = planOf(act, plans, scene);
    plans[act.ready.number] = plan;
    const { gate } = plan;
    if (gate !== undefined && (date === undefined || gate > date || (gate === date && set === undefined))) {
      date = gate;
      set = act.ready.number;
    }
  }
  const barring = counted.filter((act) => isBarred(act, scene)).map(({ ready }) => ready.number);
  return outOfWindows({ plans, date, set, barring }, counted, scene);
}

/** What a duty waits for has a lower depth, so it is planned before it. */
export function byDepth(a: Act, b: Act): number {
  return a.ready.depth - b.ready.depth;
}

function planOf(act: Act, plans: readonly (Plan | undefined)[], scene: Scene): Plan {
  let start = scene.today;
  let after: number | undefined;
  for (const number of act.ready.dependsOn) {
    const day = plans[number]?.act;
    if (day !== undefined && (start === undefined || day > start || (day === start && after === undefined))) {
      start = day;
      after = number;
    }
  }
  const { act: day, gate } = planned(act, start, scene);
  return { act: day, gate, after };
}

function planned(
  act: Act,
  start: number | undefined,
  scene: Scene,
): { act: number | undefined; gate: number | undefined } {
  const { duty } = act.ready;
  const { timed, holdsDecision } = duty.timing;
  const isHeld = scene.judgement.verdicts[act.ready.number] === "held";
  if (timed?.relation === "length") return plannedLength(act, start, scene);
  const day = act.day ?? (act.isDone ? undefined : start);
  if (holdsDecision) return { act: day, gate: holdOf(act, scene) };
  if (!waitsFor(duty) || day === undefined) return { act: day, gate: undefined };
  if (timed === undefined)
    return { act: day, gate: duty.nature === "bar" || duty.timing.window !== undefined ? undefined : day };
  if (isHeld && (act.day === undefined || act.isLate)) return { act: day, gate: undefined };
  const isForDecision = typeof timed.moment === "string" && decisionMoments.has(timed.moment);
  const count = countOf(timed, quantityOf(act.ready, scene.judgement.sheet, scene.statute));
  if (isForDecision && timed.relation === "before") {
    return { act: day, gate: count === undefined ? day + 1 : scene.statute.count("earliest", count, day) };
  }
  if (isForDecision && timed.relation === "by") return { act: day, gate: day };
  if (timed.relation === "by" && !act.isDone && act.moment?.last !== undefined) {
    return { act: day, gate: Math.max(day, act.moment.last) + 1 };
  }
  return { act: day, gate: day + (timed.relation === "before" ? (timed.quantity ?? 1) : 0) };
}

/** A period that must run: from its opening, done or planned, to its close. The decision comes after it. */
function plannedLength(
  act: Act,
  start: number | undefined,
  scene: Scene,
): { act: number | undefined; gate: number | undefined } {
  const { timed } = act.ready.duty.timing;
  const opened = act.moment?.first ?? start;
  const count = timed === undefined ? undefined : countOf(timed, timed.quantity);
  const least =
    opened === undefined || count === undefined ? undefined : scene.statute.count("deadline", count, opened);
  const close = act.day === undefined ? least : Math.max(act.day, act.isDone ? act.day : (least ?? act.day));
  return { act: close, gate: close === undefined ? undefined : close + 1 };
}

/** A minister's period holds the decision until it is over, or until the minister has decided. */
function holdOf(act: Act, scene: Scene): number | undefined {
  if (act.moment?.first === undefined) return undefined;
  if (act.day !== undefined) return act.day;
  const { timed } = act.ready.duty.timing;
  const count = timed === undefined ? undefined : countOf(timed, timed.quantity);
  const end = count === undefined ? undefined : scene.statute.count("deadline", count, act.moment.first);
  return end === undefined ? undefined : end + 1;
}

/** Failed, and not for want of time: another date does not cure it. */
function isBarred(act: Act, scene: Scene): boolean {
  const { number, duty } = act.ready;
  if (scene.judgement.verdicts[number] !== "failed" || !waitsFor(duty) || !canBlock(duty)) return false;
  const { timed } = duty.timing;
  if (timed === undefined) return true;
  const truth: Truth = act.ready.timely?.(scene.judgement.sheet, { verdictOf: () => "open" }) ?? no;
  return truth !== no;
}

/**
 * Moves the date out of every period of restraint. A day chosen for the decision that lies in such a period is answered
 * by the first day after it, though an earlier day outside would do: the question is asked for the day chosen.
 */
function outOfWindows(found: Schedule, counted: readonly Act[], scene: Scene): Schedule {
  const { sheet } = scene.judgement;
  let { date, set } = found;
  const windows = counted
    .filter(({ ready }) => ready.duty.bearsOn === "decision" && ready.window !== undefined)
    .map(({ ready }) => ({ number: ready.number, days: ready.window?.(sheet) }));
  if (windows.length === 0) return found;
  const isCaught = (day: number): boolean =>
    windows.some(({ days }) => days !== undefined && day >= days.startLast && day <= days.end);
  if (scene.day !== undefined && (date === undefined || scene.day > date) && isCaught(scene.day))
    date = scene.day;
  for (let moved = true; moved && date !== undefined;) {
    moved = false;
    for (const { number, days } of windows) {
      if (days === undefined || date < days.startLast || date > days.end) continue;
      date = days.end + 1;
      set = number;
      moved = true;
    }
  }
  return { ...found, date, set };
}
