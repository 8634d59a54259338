import { addDays, type CivilDate } from "@concordat/calendar";
import type { Instant } from "../kernel/index.ts";
import { stateInWords, type Meeting } from "./meeting.ts";

/** Hours that a meeting takes in a calendar where nothing says how long it lasts. */
const hoursUsual = 2;

/** London's time since 1996, so that calendars that do not know the zone still show the right hour. */
const londonZone = [
  "BEGIN:VTIMEZONE",
  "TZID:Europe/London",
  "BEGIN:DAYLIGHT",
  "TZOFFSETFROM:+0000",
  "TZOFFSETTO:+0100",
  "TZNAME:BST",
  "DTSTART:19960331T010000",
  "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
  "END:DAYLIGHT",
  "BEGIN:STANDARD",
  "TZOFFSETFROM:+0100",
  "TZOFFSETTO:+0000",
  "TZNAME:GMT",
  "DTSTART:19961027T020000",
  "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
  "END:STANDARD",
  "END:VTIMEZONE",
];

/**
 * Meetings as an iCalendar file.
 *
 * A meeting whose hour is not known is an event of the whole day. Only what everybody may see belongs in it: agendas do not.
 *
 * @source RFC 5545
 */
export function calendarFile(
  meetings: readonly Meeting[],
  options: { readonly name: string; readonly origin?: string; readonly now: Instant },
): string {
  return fileOf(
    meetings.flatMap((meeting) => event(meeting, options)),
    options.name,
  );
}

/** Something on whole days, for a calendar. */
export interface CalendarDays {
  readonly id: string;
  readonly from: CivilDate;
  /** The last day. */
  readonly until: CivilDate;
  readonly title: string;
  readonly description: string;
}

/** Things on whole days as an iCalendar file. */
export function daysFile(
  things: readonly CalendarDays[],
  { name, now }: { readonly name: string; readonly now: Instant },
): string {
  return fileOf(
    things.flatMap((one) => [
      "BEGIN:VEVENT",
      `UID:${one.id}@concordat`,
      stampAt(now),
      `DTSTART;VALUE=DATE:${one.from.replaceAll("-", "")}`,
      `DTEND;VALUE=DATE:${addDays(one.until, 1).replaceAll("-", "")}`,
      `SUMMARY:${escaped(one.title)}`,
      `DESCRIPTION:${escaped(one.description)}`,
      "END:VEVENT",
    ]),
    name,
  );
}

function stampAt(now: Instant): string {
  return `DTSTAMP:${now.replace(/[-:]|\.\d+/g, "")}`;
}

function fileOf(events: readonly string[], name: string): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Concordat//Meetings//EN",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    `X-WR-CALNAME:${escaped(name)}`,
    ...londonZone,
    ...events,
    "END:VCALENDAR",
  ];
  return `${lines.map(folded).join("\r\n")}\r\n`;
}

function event(
  meeting: Meeting,
  { origin, now }: { readonly origin?: string; readonly now: Instant },
): readonly string[] {
  const day = meeting.on.replaceAll("-", "");
  const times =
    meeting.startsAt === undefined
      ? [`DTSTART;VALUE=DATE:${day}`, `DTEND;VALUE=DATE:${addDays(meeting.on, 1).replaceAll("-", "")}`]
      : [
          `DTSTART;TZID=Europe/London:${day}T${meeting.startsAt.replace(":", "")}00`,
          `DURATION:PT${hoursUsual}H`,
        ];
  return [
    "BEGIN:VEVENT",
    `UID:${meeting.id}@concordat`,
    stampAt(now),
    ...times,
    `SUMMARY:${escaped(meeting.board.name)}`,
    ...(meeting.venue ? [`LOCATION:${escaped(meeting.venue)}`] : []),
    `STATUS:${statusOf(meeting)}`,
    `SEQUENCE:${meeting.version - 1}`,
    ...(origin ? [`URL:${origin}/meetings/${meeting.slug}`] : []),
    `DESCRIPTION:${escaped(`${stateInWords(meeting)}. ${origin ?? ""}/meetings/${meeting.slug}${meeting.basis === "illustrative" ? " (Illustrative: made up)" : ""}`)}`,
    "END:VEVENT",
  ];
}

function statusOf({ state }: Meeting): string {
  return state === "cancelled" || state === "overtaken" ? "CANCELLED" : "CONFIRMED";
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");
}

const octetsPerLine = 75;

/** A line of at most 75 octets; the rest goes on after a break and a blank, never within a character. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = "";
  let octets = 0;
  for (const character of line) {
    const size = new TextEncoder().encode(character).length;
    if (octets + size > octetsPerLine) {
      parts.push(part);
      part = "";
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join("\r\n ");
}

/** An event of a calendar file, as far as a list of meetings needs it. */
export interface CalendarEvent {
  readonly line: number;
  readonly summary: string;
  readonly on: CivilDate;
  readonly startsAt?: string;
  readonly venue?: string;
  readonly cancelled: boolean;
}

/** What could not be read, and where it stands. */
export interface Unread {
  readonly place: string;
  readonly why: string;
}

/**
 * Reads the events of an iCalendar file, for lists of meetings.
 *
 * Local and whole-day times are taken as they stand, times in UTC as London's. A repeated event is read once, and the rule is
 * listed as unread: dates are never guessed.
 */
export function readCalendarFile(
  text: string,
  londonOf: (utc: string) => { readonly on: CivilDate; readonly time: string } | undefined,
): { readonly events: readonly CalendarEvent[]; readonly unread: readonly Unread[] } {
  const events: CalendarEvent[] = [];
  const unread: Unread[] = [];
  let held: Map<string, string> | undefined;
  let began = 0;
  let inner = 0;
  for (const { line, name, parameters, value } of contentLines(text)) {
    if (name === "BEGIN" && value.toUpperCase() === "VEVENT" && held === undefined) {
      held = new Map();
      began = line;
      inner = 0;
    } else if (held === undefined) continue;
    else if (name === "BEGIN") inner += 1;
    else if (name === "END" && inner > 0) inner -= 1;
    else if (name === "END" && value.toUpperCase() === "VEVENT") {
      const read = eventOf(held, began, londonOf);
      if ("why" in read) unread.push(read);
      else events.push(read);
      const place = `event at line ${began}`;
      for (const rule of ["RRULE", "RDATE"])
        if (held.has(rule))
          unread.push({ place, why: `It repeats (${rule}); only its first date was read.` });
      held = undefined;
    } else if (inner === 0) {
      held.set(name, value);
      held.set(`${name} parameters`, parameters);
    }
  }
  if (held !== undefined)
    unread.push({ place: `event at line ${began}`, why: "The file ends within this event." });
  return { events, unread };
}

interface ContentLine {
  readonly line: number;
  readonly name: string;
  readonly parameters: string;
  readonly value: string;
}

function contentLines(text: string): readonly ContentLine[] {
  const lines: { line: number; text: string }[] = [];
  text.split(/\r?\n/).forEach((raw, index) => {
    const last = lines.at(-1);
    if (/^[ \t]/.test(raw) && last) last.text += raw.slice(1);
    else lines.push({ line: index + 1, text: raw });
  });
  return lines.flatMap(({ line, text: whole }) => {
    const found = /^([A-Za-z-]+)((?:;(?:"[^"]*"|[^":])*)?):(.*)$/.exec(whole);
    return found
      ? [{ line, name: found[1]!.toUpperCase(), parameters: found[2] ?? "", value: found[3] ?? "" }]
      : [];
  });
}

function eventOf(
  held: ReadonlyMap<string, string>,
  line: number,
  londonOf: (utc: string) => { readonly on: CivilDate; readonly time: string } | undefined,
): CalendarEvent | Unread {
  const place = `event at line ${line}`;
  const start = held.get("DTSTART");
  const summary = unescaped(held.get("SUMMARY") ?? "").trim();
  if (start === undefined || summary === "")
    return { place, why: `It has no ${start === undefined ? "DTSTART" : "SUMMARY"}.` };
  const found = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})\d{2}(Z)?)?$/.exec(start);
  if (!found) return { place, why: `“${start}” is not a date of iCalendar.` };
  const [, year, month, day, hour, minute, utc] = found;
  const iso = `${year}-${month}-${day}`;
  const local = utc ? londonOf(`${iso}T${hour}:${minute}:00Z`) : undefined;
  if (utc && !local) return { place, why: `“${start}” is not a moment.` };
  const startsAt = local?.time ?? (hour === undefined ? undefined : `${hour}:${minute}`);
  const venue = unescaped(held.get("LOCATION") ?? "").trim();
  return {
    line,
    summary,
    on: local?.on ?? (iso as CivilDate),
    cancelled: held.get("STATUS")?.toUpperCase() === "CANCELLED",
    ...(startsAt && { startsAt }),
    ...(venue && { venue }),
  };
}

function unescaped(text: string): string {
  return text.replace(/\\([\\;,nN])/g, (_whole, character: string) =>
    character.toLowerCase() === "n" ? " " : character,
  );
}
