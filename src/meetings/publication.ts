import {
  clearDaysBetween,
  latest,
  type Answer,
  type CivilDate,
  type HolidayTable,
} from "@concordat/calendar";
import { countInWords, type Provenance } from "../kernel/index.ts";
import type { Regime } from "./regime.ts";

export const publicationKinds = {
  agenda: "Agenda",
  supplement: "Supplementary agenda",
  papers: "Papers",
  decisions: "Notice of decisions",
  minutes: "Minutes",
} as const;
export type PublicationKind = keyof typeof publicationKinds;

/** Something was made public on a day. */
export interface Publication extends Provenance {
  readonly id: string;
  readonly kind: PublicationKind;
  readonly number: number;
  readonly on: CivilDate;
  readonly clearDays?: number;
  readonly requiredDays?: number;
  readonly provision?: string;
  readonly calledShort: boolean;
  /** How a source knows the day; absent where it was published here. */
  readonly dayBasis?: string;
}

/** How publication on a day stands to what the law asks. */
export interface Timing {
  /** Clear working days between publication and meeting; absent: the days are outside the known years. */
  readonly clearDays?: number;
  readonly regime?: Regime;
  /** The board's own rule, where it asks more or the law asks nothing. */
  readonly ownDays?: number;
  readonly calledShort: boolean;
  readonly verdict: "in-time" | "late" | "cannot-tell" | "not-known";
}

/** What is judged. */
export interface TimingOf {
  readonly publishedOn: CivilDate;
  readonly meetingOn: CivilDate;
  readonly calledOn?: CivilDate | undefined;
  readonly regime?: Regime | undefined;
  readonly ownDays?: number | undefined;
  readonly holidays: HolidayTable;
}

/**
 * Judges a publication by the regime of the meeting's day: clear working days achieved beside those asked.
 *
 * A meeting convened at shorter notice has its papers open from the day it was convened (LGA 1972 s100B(4); SI 2012/2089 reg 7;
 * 1960 Act s1(4)(a)). Where the working-day reading is only the safe one, too few working days but enough calendar days is no verdict.
 */
export function judgeTiming(asked: TimingOf): Timing {
  const { publishedOn, meetingOn, regime, holidays } = asked;
  const clearDays = daysBetween("clear-days-working", publishedOn, meetingOn, holidays);
  const calledShort = asked.calledOn !== undefined && isShort(asked, asked.calledOn);
  const facts = {
    calledShort,
    ...(clearDays !== undefined && { clearDays }),
    ...(regime && { regime }),
    ...(asked.ownDays !== undefined && asked.ownDays > (regime?.days ?? 0) && { ownDays: asked.ownDays }),
  };
  if (!regime) return { ...facts, verdict: "not-known" };
  if (regime.days === undefined) return { ...facts, verdict: publishedOn <= meetingOn ? "in-time" : "late" };
  if (calledShort) return { ...facts, verdict: publishedOn <= asked.calledOn ? "in-time" : "late" };
  if (clearDays === undefined) return { ...facts, verdict: "cannot-tell" };
  if (clearDays >= regime.days) return { ...facts, verdict: "in-time" };
  const loose = daysBetween("clear-days-calendar", publishedOn, meetingOn, holidays) ?? 0;
  return { ...facts, verdict: regime.readingOpen && loose >= regime.days ? "cannot-tell" : "late" };
}

function isShort({ regime, meetingOn, holidays }: TimingOf, calledOn: CivilDate): boolean {
  if (regime?.days === undefined) return false;
  const given = daysBetween("clear-days-working", calledOn, meetingOn, holidays);
  return given !== undefined && given < regime.days;
}

function daysBetween(
  rule: "clear-days-working" | "clear-days-calendar",
  notice: CivilDate,
  event: CivilDate,
  holidays: HolidayTable,
): number | undefined {
  const counted = clearDaysBetween({ rule, notice, event, holidays });
  return counted.ok ? counted.value : undefined;
}

/** "Published with 4 clear days; 5 required: LGA 1972 s100B." A verdict is added only where `judged`. */
export function timingInWords(timing: Timing, judged: boolean): string {
  const { clearDays, regime } = timing;
  const days =
    clearDays === undefined
      ? "Published; the clear days cannot be counted, as the holidays of those years are not held here"
      : `Published with ${clearDays} clear ${clearDays === 1 ? "day" : "days"}`;
  const required =
    regime === undefined
      ? "what the law asks of this body is not known here"
      : regime.days === undefined
        ? `the law sets no days: ${regime.provision}`
        : `${regime.days} required: ${regime.provision}${regime.what === "notice" ? " (of the notice)" : ""}`;
  const short = timing.calledShort ? " The meeting was convened at shorter notice." : "";
  const own = timing.ownDays === undefined ? "" : ` Its own rule asks ${countInWords(timing.ownDays)}.`;
  return `${days}; ${required}.${short}${own}${judged ? verdictWords[timing.verdict] : ""}`;
}

const verdictWords: Readonly<Record<Timing["verdict"], string>> = {
  "in-time": "",
  late: " That is late.",
  "cannot-tell": " Whether that is enough cannot be told.",
  "not-known": "",
};

/** The last day on which publication is in time; undefined where the regime sets no days or they cannot be counted. */
export function lastPublicationDay(
  regime: Regime | undefined,
  meetingOn: CivilDate,
  holidays: HolidayTable,
): Answer | undefined {
  if (regime?.days === undefined) return undefined;
  const counted = latest({ rule: "clear-days-working", quantity: regime.days, before: meetingOn, holidays });
  return counted.ok ? counted.value : undefined;
}

/** Whether an item may be taken only with the chair's reason: not open for the days that the law asks. */
export function isLateItem(timing: Timing): boolean {
  return timing.verdict === "late" && timing.regime?.barsLateItems === true;
}
