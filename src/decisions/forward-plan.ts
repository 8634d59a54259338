import {
  addDays,
  clearDaysBetween,
  formatCivilDate,
  type CivilDate,
  type HolidayTable,
} from "@concordat/calendar";
import type { Provenance, SubjectRef } from "../kernel/index.ts";
import type { Named } from "./proposal.ts";

/** Why a key decision may be taken on shorter notice. */
export const shorterNotices = {
  general: "General exception: 28 days are impracticable, and scrutiny is told (reg 10)",
  special:
    "Special urgency: the chair of scrutiny, or who stands for them, agrees that it cannot wait (reg 11)",
} as const;
export type ShorterNotice = keyof typeof shorterNotices;

/** Something that is to be decided. */
export interface Planned extends Provenance {
  readonly id: string;
  readonly slug: string;
  readonly organisation: Named & { readonly kind: string };
  readonly board?: Named;
  readonly title: string;
  readonly words: string;
  readonly decider: string;
  readonly dueFrom: CivilDate;
  readonly dueUntil: CivilDate;
  readonly keyDecision: boolean;
  readonly documents?: string;
  readonly contact?: string;
  readonly givenOn: CivilDate;
  readonly shorter?: { readonly kind: ShorterNotice; readonly on: CivilDate; readonly words: string };
  readonly settled?: {
    readonly how: "decided" | "withdrawn";
    readonly on: CivilDate;
    readonly words?: string;
  };
  readonly audience: string;
  readonly version: number;
}

/** What a council takes for a key decision, from a day. */
export interface KeySetting extends Provenance {
  readonly from: CivilDate;
  readonly words: string;
}

export function plannedRef(planned: Pick<Planned, "id">): SubjectRef {
  return { module: "decisions", kind: "planned", id: planned.id };
}

export function plannedHref(slug: string): string {
  return `/forward-plan/${slug}`;
}

const keyDays = 28;
const generalDays = 5;

/** How the notice of a planned decision stands. */
export interface NoticeStanding {
  readonly verdict: "not-key" | "in-time" | "short" | "general" | "special" | "cannot-tell";
  /** Clear days between the notice and the first day on which it may be decided. */
  readonly clearDays?: number;
  /** By this notice alone, the first day on which it may be decided. */
  readonly earliest?: CivilDate;
  readonly words: string;
}

/**
 * How the notice of a key decision stands: 28 clear days before it is made, or an exception.
 *
 * Counted to the first of the days within which it is to be decided, since it may be decided then.
 *
 * @source SI 2012/2089 regs 9 to 11, text read on 21 November 2026
 */
export function noticeOf(
  planned: Pick<Planned, "keyDecision" | "givenOn" | "dueFrom" | "shorter">,
  holidays: HolidayTable,
): NoticeStanding {
  if (!planned.keyDecision)
    return {
      verdict: "not-key",
      words: "It is not entered as a key decision, so the law asks no 28 days of notice.",
    };
  const { givenOn, dueFrom, shorter } = planned;
  const counted = clearDaysBetween({
    rule: "clear-days-calendar",
    notice: givenOn,
    event: dueFrom,
    holidays,
  });
  const earliest = addDays(givenOn, keyDays + 1);
  if (!counted.ok)
    return { verdict: "cannot-tell", words: "The clear days of its notice cannot be counted." };
  const clearDays = Math.max(0, counted.value);
  const given = `Notice was given on ${formatCivilDate(givenOn)}, ${clearDays} clear ${clearDays === 1 ? "day" : "days"} before it may be decided; ${keyDays} are required (SI 2012/2089 reg 9)`;
  if (counted.value >= keyDays) return { verdict: "in-time", clearDays, earliest, words: `${given}.` };
  if (shorter?.kind === "special")
    return {
      verdict: "special",
      clearDays,
      words: `${given}. Special urgency was agreed, as published on ${formatCivilDate(shorter.on)} (reg 11): ${shorter.words}`,
    };
  if (shorter?.kind === "general")
    return generalNotice({ given, clearDays, earliest, dueFrom, shorter, holidays });
  return {
    verdict: "short",
    clearDays,
    earliest,
    words: `${given}. By this notice it may be decided from ${formatCivilDate(earliest)}; earlier only with the general exception (reg 10) or special urgency (reg 11).`,
  };
}

function generalNotice(of: {
  readonly given: string;
  readonly clearDays: number;
  readonly earliest: CivilDate;
  readonly dueFrom: CivilDate;
  readonly shorter: NonNullable<Planned["shorter"]>;
  readonly holidays: HolidayTable;
}): NoticeStanding {
  const { given, clearDays, earliest, shorter } = of;
  const told = clearDaysBetween({
    rule: "clear-days-working",
    notice: shorter.on,
    event: of.dueFrom,
    holidays: of.holidays,
  });
  if (!told.ok)
    return {
      verdict: "cannot-tell",
      clearDays,
      words: `${given}. The days of the exception cannot be counted.`,
    };
  const days = Math.max(0, told.value);
  const words = `${given}. Scrutiny was told on ${formatCivilDate(shorter.on)}, ${days} clear working ${days === 1 ? "day" : "days"} before; ${generalDays} are required (reg 10): ${shorter.words}`;
  return told.value >= generalDays
    ? { verdict: "general", clearDays, words }
    : { verdict: "short", clearDays, earliest, words };
}

/**
 * Why a key decision may not be taken on a day for want of notice; empty where notice or an exception holds (invariant 26).
 *
 * @param planned  its notice in the forward plan; undefined: none was found
 * @param decision its title, its day, and who takes it, as a sentence names them
 */
export function noticeGaps(
  planned: Planned | undefined,
  decision: { readonly title: string; readonly on: CivilDate; readonly by: string },
  holidays: HolidayTable,
): readonly string[] {
  if (planned === undefined)
    return [
      `The forward plan holds no notice of the key decision “${decision.title}” by ${decision.by}; ${keyDays} clear days of notice are required (SI 2012/2089 reg 9). Name its notice, or announce it; where ${keyDays} days are impracticable, publish the general exception (reg 10) or special urgency (reg 11) with it.`,
    ];
  const { verdict, words } = noticeOf({ ...planned, keyDecision: true, dueFrom: decision.on }, holidays);
  return verdict === "short" || verdict === "cannot-tell"
    ? [`The day of the key decision “${decision.title}” is ${formatCivilDate(decision.on)}. ${words}`]
    : [];
}

/** "between 1 and 31 January 2027", or one day. */
export function dueInWords({ dueFrom, dueUntil }: Pick<Planned, "dueFrom" | "dueUntil">): string {
  return dueFrom === dueUntil
    ? `on ${formatCivilDate(dueFrom)}`
    : `between ${formatCivilDate(dueFrom)} and ${formatCivilDate(dueUntil)}`;
}

/** The setting that holds on a day. */
export function settingOn(settings: readonly KeySetting[], day: CivilDate): KeySetting | undefined {
  return settings.findLast(({ from }) => from <= day);
}
