import { formatCivilDate, formatVagueDate, parseVagueDate, type CivilDate } from "@concordat/calendar";
import { countOf, formatNumber } from "../../kernel/index.ts";
import { dormantAfterDays, type Figures, type Part } from "./openness.ts";
import type { SiteSignal } from "./store-known.ts";

/** "3 of 4"; where there was nothing to count, what there was none of: "no decision". */
export function partInWords({ count, of }: Part, what: string): string {
  return of === 0 ? `no ${what}` : `${count} of ${of}`;
}

/** "3 of 4 in time, 1 late", "1, no verdict": what is known of when agendas were public. */
export function agendasInWords({ agendas }: Figures): string {
  if (agendas.of === 0) return "none published";
  const parts = [
    agendas.late > 0 ? `${agendas.late} late` : "",
    agendas.noVerdict > 0 ? `${agendas.noVerdict} without a verdict` : "",
  ].filter(Boolean);
  return [`${agendas.count} of ${agendas.of} in time`, ...parts].join(", ");
}

/** "7 clear days; 5 asked by law". */
export function clearDaysInWords({ clearDays, requiredDays }: Figures): string {
  if (clearDays === undefined) return "not known";
  const asked =
    requiredDays === undefined ? "what the law asks is not known here" : `the law asks ${requiredDays}`;
  return `${countOf(clearDays, "clear day")}; ${asked}`;
}

/** "12 days". */
export function daysToMinutesInWords({ minuted, daysToMinutes }: Figures): string {
  if (minuted.of === 0) return "no meeting took place";
  if (daysToMinutes === undefined) return `no minutes yet of ${countOf(minuted.of, "meeting")}`;
  return `${formatNumber(daysToMinutes, daysToMinutes % 1 === 0 ? 0 : 1)} ${daysToMinutes === 1 ? "day" : "days"} (the middle of ${minuted.count} of ${minuted.of})`;
}

/** "110 of 160 minutes planned". */
export function strategicInWords({ strategic }: Figures): string {
  if (strategic.of === 0) return "no minutes were planned for items that somebody sorted";
  return `${strategic.count} of ${strategic.of} minutes planned`;
}

/** What the notice says, in one sentence. */
export function noticeWords(name: string, since: CivilDate, wasPublic: boolean): string {
  const last = formatCivilDate(since);
  return wasPublic
    ? `Dormant since ${last}: nothing of ${name} has become public here after that day.`
    : `Dormant since ${last}: it has been kept here since that day, and nothing of ${name} has become public.`;
}

/** How the notice comes about, beside it. */
export const noticeRule = `The notice appears by itself when nothing of a body that is kept here has become public for ${dormantAfterDays} days: a rule of this site, not of law. Nobody can switch it off. It goes when the body publishes.`;

/** What a stored copy of a site shows, in words that say no more than was seen. */
export const signalWords: Readonly<Record<SiteSignal, string>> = {
  live: "in use when it was seen",
  "old-page": "an older page; the site may have gone on elsewhere",
  "closing-banner": "says itself that it is closed",
  "body-ended": "of a body that has ended since",
  "body-not-meeting": "says itself that the body has not met",
  "outcome-not-shown": "does not show what was decided",
  "test-copy": "a supplier's test copy",
};

/** "April 2021", "2022": as exactly as it is known. */
export function itemDateInWords(text: string): string {
  const parsed = parseVagueDate(text);
  return parsed.ok ? formatVagueDate(parsed.value) : text;
}
