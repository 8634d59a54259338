import { civilDateAt, instant, isInstant, timeOfDayAt } from "../../kernel/index.ts";
import { Invalid, countOf, defineCommand, type Command } from "../../kernel/index.ts";
import { readCalendarFile } from "../calendar-file.ts";
import {
  importSourced,
  sourcedMeeting,
  sourcedResource,
  type SourcedMeetings,
} from "../commands/sourced-meetings.ts";
import { readAnswer, textOfAnswer } from "../moderngov.ts";
import { importFileSchema, type ImportFile } from "../schema-business.ts";

const bytesMax = 20_000_000;

/** Takes an answer of a committee system's web service, or a calendar, as it is. */
export const importFileCommand: Command = defineCommand<ImportFile>({
  name: "meetings.import-file",
  title: "Import meetings from a file",
  about:
    "Adds meetings that are known from a source: an answer of Modern.Gov's web service or an ICS calendar. Everything that was not read is listed.",
  schema: importFileSchema,
  path: "/meetings/import",
  resource: async () => sourcedResource,
  form: async () => ({
    title: "Import meetings from a file",
    intro:
      "Meetings that are held already are not changed. Committees of the system are matched to boards by the shipped table of names. Lists in CSV go through the imports page.",
    submit: "Import",
    trail: [{ text: "Meetings", href: "/meetings" }],
    values: { leaveOut: "false", dryRun: "false" },
    fields: [
      { name: "file", widget: { kind: "file", accept: [".xml", ".ics", ".txt"] } },
      { name: "host", widget: { kind: "text" } },
      { name: "board", widget: { kind: "text" } },
      { name: "source", widget: { kind: "text" } },
      { name: "leaveOut", widget: { kind: "yes-no" } },
      { name: "dryRun", widget: { kind: "yes-no" } },
    ],
  }),
  run: async (acting, input) =>
    await importSourced(acting, readFile(input), { ...input, field: "file", from: "a file" }),
});

function readFile(input: ImportFile): SourcedMeetings {
  if (input.file.bytes.byteLength > bytesMax)
    throw refused(`The file has ${input.file.bytes.byteLength} bytes; ${bytesMax} at most are read.`);
  const text = textOfAnswer(input.file.bytes);
  if (/^\s*\uFEFF?BEGIN:VCALENDAR/i.test(text)) return readCalendar(text, input);
  const answer = readAnswer(text);
  switch (answer.kind) {
    case "refused":
      throw refused(answer.why);
    case "committees":
      return {
        meetings: [],
        unread: [
          ...answer.unread,
          {
            place: "the whole list",
            why: `It lists ${countOf(answer.committees.length, "committee")} (${answer.committees
              .filter((one) => !one.gone)
              .map((one) => `${one.id} ${one.title}`)
              .join("; ")}) and no meeting. Import the answer of GetMeetings for the number you want.`,
          },
        ],
      };
    case "meetings":
      return {
        meetings: answer.meetings.map((one) => sourcedMeeting(one, input.source)),
        unread: answer.unread,
      };
    case "meeting":
      return {
        meetings: [sourcedMeeting(answer.meeting, input.source, answer.meeting)],
        unread: answer.unread,
      };
  }
}

function readCalendar(text: string, input: ImportFile): SourcedMeetings {
  if (input.board === undefined)
    throw new Invalid([
      {
        code: "meetings.import-needs-board",
        field: "board",
        message: "A calendar does not say of which board it is. Name the board.",
      },
    ]);
  const { events, unread } = readCalendarFile(text, (utc) =>
    isInstant(utc) ? { on: civilDateAt(instant(utc)), time: timeOfDayAt(instant(utc)) } : undefined,
  );
  return {
    unread,
    meetings: events.map((event) => ({
      place: `event at line ${event.line}, ${event.summary}`,
      source: input.source,
      board: input.board ?? "",
      items: [],
      published: false,
      meeting: {
        on: event.on,
        status: event.cancelled ? "cancelled" : "planned",
        ...(event.startsAt && { startsAt: event.startsAt }),
        ...(event.venue && { venue: event.venue }),
      },
    })),
  };
}

function refused(why: string): Invalid {
  return new Invalid([{ code: "meetings.file-unreadable", field: "file", message: why }]);
}
