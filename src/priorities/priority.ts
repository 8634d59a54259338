import { addMonths, type CivilDate } from "@concordat/calendar";
import { runChart } from "@concordat/statistics";
import { formatNumber, uuidOfName, type Provenance, type SubjectRef } from "../kernel/index.ts";
import type { Direction } from "./verdict.ts";
import { monthInWords } from "./window.ts";

/** An outcome of the shipped catalogue that needs joint work. */
export interface Outcome {
  readonly slug: string;
  readonly title: string;
  readonly whyBoth: string;
  /** A published indicator held here. */
  readonly indicator?: string;
  readonly indicatorWords: string;
  readonly unit: string;
  readonly direction: Direction;
  readonly experience: string;
  readonly cut: string;
  readonly shows: "yes" | "slow";
  readonly showsWords: string;
}

/** Who answers for a priority on one side: an office of a body, never a person. */
export interface Owner {
  readonly body: string;
  readonly office: string;
}

/** An outcome that a place promises for twelve months. */
export interface Priority extends Provenance {
  readonly id: string;
  readonly slug: string;
  readonly areaId: string;
  readonly outcome?: string;
  readonly title: string;
  readonly purpose: string;
  readonly whyTogether: string;
  readonly indicator?: string;
  readonly indicatorWords: string;
  readonly unit: string;
  readonly direction: Direction;
  readonly experience: string;
  readonly cut: string;
  readonly nhs: Owner;
  readonly council: Owner;
  readonly startsOn: CivilDate;
  readonly beyondFive?: string;
  readonly audience: string;
}

/** Baseline and target as they were set from a day on. */
export interface Version {
  readonly number: number;
  readonly baseline: number;
  readonly baselineWords: string;
  readonly target: number;
  /** A level for each of the twelve months. */
  readonly trajectory: readonly number[];
  readonly fromOn: CivilDate;
  readonly why: string;
  readonly frozenOn?: CivilDate;
  readonly resolutionId?: string;
}

/** A month and its level. */
export interface Figure {
  readonly month: CivilDate;
  readonly value: number;
}

/** The two sides that own a priority together. */
export const sides = { nhs: "NHS", council: "council" } as const;
export type Side = keyof typeof sides;

/** Something that one of the two owners does for a priority, until a day. */
export interface Action {
  readonly id: string;
  readonly what: string;
  readonly side: Side;
  readonly office: string;
  readonly dueOn: CivilDate;
  readonly enteredOn: CivilDate;
  readonly settled?: { readonly outcome: "done" | "dropped"; readonly on: CivilDate; readonly words: string };
}

/** Who answered on one side before somebody else did. */
export interface EarlierOwner extends Owner {
  readonly side: Side;
  /** The first day on which somebody else answers. */
  readonly until: CivilDate;
  readonly why: string;
}

/** A priority with its versions, oldest first, its figures in the order of time, its actions by day, and those who owned it before. */
export interface PriorityFile {
  readonly priority: Priority;
  readonly versions: readonly Version[];
  readonly figures: readonly Figure[];
  readonly actions: readonly Action[];
  readonly earlierOwners: readonly EarlierOwner[];
}

/** Who answered on a side on a day. */
export function ownerOn({ priority, earlierOwners }: PriorityFile, side: Side, on: CivilDate): Owner {
  const earlier = earlierOwners
    .filter((one) => one.side === side && one.until > on)
    .toSorted((a, b) => (a.until < b.until ? -1 : 1));
  return earlier[0] ?? priority[side];
}

/** The first day after the twelve months of a priority. */
export function endOf({ startsOn }: Pick<Priority, "startsOn">): CivilDate {
  return addMonths(startsOn, 12);
}

/** How an action stands on a day, by rule. */
export function actionState(
  { dueOn, settled }: Action,
  on: CivilDate,
): "done" | "done-late" | "dropped" | "past-its-day" | "to-be-done" {
  if (settled && settled.on <= on) {
    if (settled.outcome === "dropped") return "dropped";
    return settled.on > dueOn ? "done-late" : "done";
  }
  return dueOn < on ? "past-its-day" : "to-be-done";
}

export const actionLabels: Readonly<Record<ReturnType<typeof actionState>, string>> = {
  done: "Done",
  "done-late": "Done, after its day",
  dropped: "Dropped",
  "past-its-day": "Past its day",
  "to-be-done": "To be done",
};

/** The id of a shipped priority; the same in every installation. */
export function priorityIdOf(slug: string): string {
  return uuidOfName(`priorities:priority:${slug}`);
}

export function priorityRef(priority: Pick<Priority, "id">): SubjectRef {
  return { module: "priorities", kind: "priority", id: priority.id };
}

/** The address of a priority. */
export function priorityHref(slug: string): string {
  return `/priorities/${slug}`;
}

/** How many a place has unless it says why. */
export const prioritiesMost = 5;

/** Twelve levels in equal steps, the last of them the target, to six decimals. */
export function straightLine(baseline: number, target: number): readonly number[] {
  return Array.from({ length: 12 }, (_, month) =>
    month === 11 ? target : Number((baseline + ((target - baseline) * (month + 1)) / 12).toFixed(6)),
  );
}

/** The version that holds on a day: the latest that has begun, else the first. */
export function versionOn(versions: readonly Version[], on: CivilDate): Version | undefined {
  return versions.findLast(({ fromOn }) => fromOn <= on) ?? versions[0];
}

/** Why a target may promise less than it seems (README invariant 11); empty: nothing speaks against it. */
export function warningsOf(given: {
  readonly direction: Direction;
  readonly unit: string;
  readonly startsOn: CivilDate;
  readonly target: number;
  readonly figures: readonly Figure[];
  readonly outcome: Outcome | undefined;
}): readonly string[] {
  const { direction, unit, target, startsOn, outcome } = given;
  const history = given.figures.filter(({ month }) => month < startsOn);
  const slow =
    outcome?.shows === "slow"
      ? [`This outcome may not show within twelve months: ${lowered(outcome.showsWords)}.`]
      : [];
  if (history.length < historyLeast)
    return [
      ...slow,
      `Only ${history.length} monthly figures from before the start are held, so nobody can tell yet whether the target lies inside ordinary variation; ${historyLeast} are needed.`,
    ];
  const better = direction === "up" ? ("higher" as const) : ("lower" as const);
  const wording = {
    point: (index: number): string => monthInWords(history[index]!.month),
    amount: (value: number): string => `${formatNumber(value, 2)} ${unit}`,
  };
  const values = Float64Array.from(history, ({ value }) => value);
  const judged = runChart({ values, better, wording, target }).assurance;
  if (judged?.kind === "hit-and-miss")
    return [...slow, `The target lies inside ordinary variation. ${judged.reason}`];
  if (judged?.kind === "consistently-met")
    return [...slow, `The target asks for nothing new. ${judged.reason}`];
  return slow;
}

const historyLeast = 12;

function lowered(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

/** How it stands, by rule (README invariant 12). */
export type Progress =
  | { readonly kind: "no-figure"; readonly words: string }
  | {
      readonly kind: "reached" | "on-trajectory" | "behind" | "wrong-way";
      readonly words: string;
      readonly month: CivilDate;
      readonly value: number;
      readonly planned: number;
    };

/**
 * The latest figure of the twelve months against the trajectory of its month.
 *
 * *Reached*: the target is met. *On trajectory*: the month's level is met. *Wrong way*: worse than the baseline. *Behind*: anything between.
 */
export function progressOf(file: PriorityFile, on: CivilDate): Progress {
  const { priority, versions, figures } = file;
  const { direction, startsOn, unit } = priority;
  const version = versionOn(versions, on);
  const latest = figures.findLast(({ month }) => month >= startsOn && addMonths(month, 1) <= on);
  if (!version || !latest) return { kind: "no-figure", words: "No figure of its twelve months is held yet." };
  const months = Array.from({ length: 12 }, (_, at) => addMonths(startsOn, at));
  const planned = version.trajectory[months.indexOf(latest.month)] ?? version.target;
  const { value, month } = latest;
  const sign = direction === "up" ? 1 : -1;
  const meets = (level: number): boolean => sign * (value - level) >= 0;
  const amount = (level: number): string => `${formatNumber(level, 2)} ${unit}`;
  const kind = meets(version.target)
    ? "reached"
    : meets(planned)
      ? "on-trajectory"
      : meets(version.baseline)
        ? "behind"
        : "wrong-way";
  const rest = {
    reached: `the target of ${amount(version.target)} is met`,
    "on-trajectory": `on its trajectory, which asks for ${amount(planned)} by then`,
    behind: `behind its trajectory, which asks for ${amount(planned)} by then`,
    "wrong-way": `worse than where it began, ${amount(version.baseline)}`,
  }[kind];
  return { kind, words: `${amount(value)} in ${monthInWords(month)}: ${rest}.`, month, value, planned };
}

export const progressLabels: Readonly<Record<Progress["kind"], string>> = {
  "no-figure": "No figure yet",
  reached: "Target met",
  "on-trajectory": "On its trajectory",
  behind: "Behind its trajectory",
  "wrong-way": "Worse than where it began",
};
