import { formatCivilDate, formatVagueDate, parseVagueDate, type CivilDate } from "@concordat/calendar";
import { countInWords, countOf, formatNumber } from "../../kernel/index.ts";
import { dormantAfterDays, type Figures, type Part, type Waiting } from "./openness.ts";
import type { SiteSignal } from "./store-known.ts";

/** "3 of 4"; where there was nothing to count, what there was none of: "no decision". */
export function partInWords({ count, of }: Part, what: string): string {
  return of === 0 ? `no ${what}` : `${count} of ${of}`;
}

/** "3 of 4 in time, 1 late", "1 published, no verdict": what is known of when agendas were public. */
export function agendasInWords({ agendas }: Figures): string {
  const { of, count, late, noVerdict } = agendas;
  if (of === 0) return "none published";
  if (noVerdict === of) return `${of} published, no verdict`;
  return [
    `${count} of ${of} in time`,
    ...(late > 0 ? [`${late} late`] : []),
    ...(noVerdict > 0 ? [`${noVerdict} without a verdict`] : []),
  ].join(", ");
}

/** "7 clear days; 5 are asked for": by law, or by rules whose force is still to be checked. */
export function clearDaysInWords({ agendas, clearDays, requiredDays }: Figures): string {
  if (clearDays === undefined) return agendas.of === 0 ? "no agenda" : "not known";
  const days = `${clearDays} clear ${clearDays === 1 ? "day" : "days"}`;
  return requiredDays === undefined
    ? `${days}; how many are asked for is not known here`
    : `${days}; ${requiredDays} ${requiredDays === 1 ? "is" : "are"} asked for`;
}

/** "one reply, overdue (was due by 3 December 2026)"; "no questions". */
export function waitingInWords(
  { waiting, overdue, dueOn, toBeChecked }: Waiting,
  singular: string,
  plural?: string,
): string {
  const what = countOf(waiting, singular, plural);
  if (dueOn === undefined) return what;
  const day = `${formatCivilDate(dueOn)}${toBeChecked ? ", by a rule that is to be checked" : ""}`;
  if (overdue === 0) return `${what} (${waiting === 1 ? "due" : "the first due"} by ${day})`;
  const many = overdue === waiting ? "overdue" : `${countInWords(overdue)} overdue`;
  return `${what}, ${many} (${overdue === 1 ? "was due" : "the first was due"} by ${day})`;
}

/** "12 days". */
export function daysToMinutesInWords({ minuted, daysToMinutes }: Figures): string {
  if (minuted.of === 0) return "no meeting";
  if (daysToMinutes === undefined) return `no minutes yet of ${countOf(minuted.of, "meeting")}`;
  return `${formatNumber(daysToMinutes, daysToMinutes % 1 === 0 ? 0 : 1)} ${daysToMinutes === 1 ? "day" : "days"} (the middle of ${minuted.count} of ${minuted.of})`;
}

/** "110 of 160 minutes planned". */
export function strategicInWords({ strategic }: Figures): string {
  if (strategic.of === 0) return "not known: no time was planned for items that somebody sorted";
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
