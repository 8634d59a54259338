import { addDays } from "@concordat/calendar";
import type { CivilDate } from "@concordat/calendar";
import type { ProposalCheck } from "./check.ts";
import type { Step } from "./pathway.ts";

/**
 * The dates of a pathway as an iCalendar file: the last day of every step still to do, and the earliest dates.
 *
 * Whole days, without alarms. The same proposal and the same day give the same text, and a step keeps its identity when
 * its date moves, so that a calendar that reads the file again moves the entry.
 *
 * @param check  as `checkProposal` gave it
 * @param of     `id` and `name` of the proposal, and the day the file is made
 * @source RFC 5545
 * @example calendarFile(check, { id: "a", name: "A", today: "2026-11-22" }).split("\r\n")[0] // "BEGIN:VCALENDAR"
 */
export function calendarFile(
  check: ProposalCheck,
  of: { readonly id: string; readonly name: string; readonly today: CivilDate },
): string {
  const stamp = `${of.today.replaceAll("-", "")}T000000Z`;
  const entries = [
    ...check.steps.filter(isToDo).map((step) => ({
      uid: `${step.duty}.${of.id}`,
      day: step.latest as CivilDate,
      summary: `Last day: ${step.title}`,
      text: `${step.holder}. ${step.provision} (${step.force}). ${of.name}.`,
    })),
    ...decisionEntries(check, of),
  ];
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Concordat//Pathway//EN",
    "CALSCALE:GREGORIAN",
    ...entries.flatMap(({ uid, day, summary, text }) => [
      "BEGIN:VEVENT",
      `UID:${uid.replaceAll(/[^A-Za-z0-9.-]/g, "-")}@concordat`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${day.replaceAll("-", "")}`,
      `DTEND;VALUE=DATE:${addDays(day, 1).replaceAll("-", "")}`,
      "TRANSP:TRANSPARENT",
      `SUMMARY:${escaped(summary)}`,
      `DESCRIPTION:${escaped(`${text} ${check.disclaimer}`)}`,
      "END:VEVENT",
    ]),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

function isToDo(step: Step): boolean {
  const isOpen = step.status === "due" || step.status === "not yet" || step.status === "advisory";
  return isOpen && step.latest !== undefined && step.window === undefined;
}

function decisionEntries(
  check: ProposalCheck,
  of: { readonly id: string; readonly name: string },
): readonly {
  readonly uid: string;
  readonly day: CivilDate;
  readonly summary: string;
  readonly text: string;
}[] {
  const { decision, earliestLawful, earliestAdvisable } = check;
  return [
    {
      uid: "decision",
      day: decision.basis === "earliest" ? undefined : decision.date,
      summary: `Decision: ${of.name}`,
      text: check.sentence,
    },
    {
      uid: "earliest-lawful",
      day: earliestLawful.date,
      summary: `Earliest lawful date: ${of.name}`,
      text: check.sentence,
    },
    {
      uid: "earliest-advisable",
      day: earliestAdvisable.date,
      summary: `Earliest advisable date: ${of.name}`,
      text: check.sentence,
    },
  ].flatMap(({ uid, day, summary, text }) =>
    day === undefined ? [] : [{ uid: `${uid}.${of.id}`, day, summary, text }],
  );
}

function escaped(text: string): string {
  return text
    .replaceAll("\\", "\\\\")
    .replaceAll(";", "\\;")
    .replaceAll(",", "\\,")
    .replaceAll(/\r?\n/g, "\\n");
}

const octetsMax = 75;

/** Lines are at most 75 octets; the rest goes on after a line break and a space, never inside a character. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = "";
  let octets = 0;
  for (const character of line) {
    const size = octetsOf(character);
    if (octets + size > octetsMax) {
      parts.push(part);
      part = " ";
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join("\r\n");
}

function octetsOf(character: string): number {
  const point = character.codePointAt(0) ?? 0;
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
}
