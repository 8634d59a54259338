import { addYears, formatCivilDate } from "@concordat/calendar";
import {
  Invalid,
  countOf,
  definePreparedCommand,
  millisOf,
  type Clock,
  type Command,
} from "../../kernel/index.ts";
import type { Unread } from "../calendar-file.ts";
import { questionAddress, serviceAddress, type ServiceQuestion } from "../moderngov-service.ts";
import { readAnswer, textOfAnswer, type ListedMeeting, type ReadAnswer } from "../moderngov.ts";
import type { Outgoing } from "../ports.ts";
import { importAddressSchema, type ImportAddress } from "../schema-business.ts";
import {
  importSourced,
  sourcedMeeting,
  sourcedResource,
  type SourcedMeeting,
  type SourcedMeetings,
} from "./sourced-meetings.ts";

/** Agendas asked for in one import; more would keep the other side and this one waiting. */
const meetingsMax = 25;
/** For the list and all agendas; whoever asked waits so long for a page. */
const millisMax = 40_000;

/** Asks a council's Modern.Gov web service for the meetings of a committee, with their agendas. */
export function importAddressCommand(outgoing: Outgoing): Command {
  return definePreparedCommand<ImportAddress, Reading>({
    name: "meetings.import-address",
    title: "Import meetings from a committee system",
    about:
      "Asks a council's Modern.Gov web service for the meetings of one committee with their agendas, and adds what is not held yet. Everything that was not read is listed; nothing is half imported.",
    schema: importAddressSchema,
    path: "/meetings/import-address",
    resource: async () => sourcedResource,
    form: async ({ today }) => ({
      title: "Import meetings from a committee system",
      intro:
        "Meetings that are held already are not changed. Committees are matched to boards by the shipped table of names. A council that lets no robot in is imported from files instead.",
      submit: "Import",
      trail: [{ text: "Meetings", href: "/meetings" }],
      values: { from: today, until: addYears(today, 1), leaveOut: "false", dryRun: "true" },
      fields: [
        { name: "address", widget: { kind: "text" } },
        { name: "committee", widget: { kind: "text" } },
        { name: "from", widget: { kind: "date" } },
        { name: "until", widget: { kind: "date" } },
        { name: "board", widget: { kind: "text" } },
        { name: "leaveOut", widget: { kind: "yes-no" } },
        { name: "dryRun", widget: { kind: "yes-no" } },
      ],
    }),
    // Everything is had before anything is written: no transaction waits for another site.
    prepare: async ({ clock }, input) => await readAddress(clock, input, outgoing),
    run: async (acting, { input, service, read }) =>
      await importSourced(acting, read, {
        field: "address",
        from: `the committee system at ${service.host}`,
        source: service.href,
        host: service.host,
        board: input.board,
        leaveOut: input.leaveOut,
        dryRun: input.dryRun,
      }),
  });
}

/** What was asked for, of which service, and what it answered. */
interface Reading {
  readonly input: ImportAddress;
  readonly service: URL;
  readonly read: SourcedMeetings;
}

async function readAddress(clock: Clock, input: ImportAddress, outgoing: Outgoing): Promise<Reading> {
  const service = serviceAddress(input.address);
  if (!service.ok) throw new Invalid(service.problems);
  if (input.until < input.from)
    throw new Invalid([
      {
        code: "meetings.import-days",
        field: "until",
        message: `${formatCivilDate(input.until)} is before ${formatCivilDate(input.from)}.`,
      },
    ]);
  const millis = (): number => millisOf(clock.now());
  const read = await readService({ service: service.value, outgoing, millis }, input);
  return { input, service: service.value, read };
}

interface Service {
  readonly service: URL;
  readonly outgoing: Outgoing;
  /** The time now. */
  millis(): number;
}

async function readService(of: Service, input: ImportAddress): Promise<SourcedMeetings> {
  const { from, until, committee } = input;
  if (committee === undefined) return await refuseWithCommittees(of);
  const end = of.millis() + millisMax;
  const listed = await ask(of, { ask: "GetMeetings", committee, from, until });
  if (listed.kind !== "meetings")
    throw refused(listed.kind === "refused" ? listed.why : "The answer is no list of meetings.");
  // Some councils' services ignore the days they are asked for.
  const within = listed.meetings.filter(({ on }) => on >= from && on <= until);
  if (within.length > meetingsMax)
    throw refused(
      `The committee has ${countOf(within.length, "meeting")} in these days; ${meetingsMax} at most are asked for at once. Give fewer days.`,
    );
  const unread: Unread[] = [...listed.unread];
  const meetings: SourcedMeeting[] = [];
  for (const one of within) {
    if (of.millis() > end)
      throw refused(
        `The service took more than ${millisMax / 1000} seconds for the list and ${countOf(meetings.length, "agenda")}. Nothing was imported. Give fewer days.`,
      );
    meetings.push(await agendaOf(of, one, unread));
  }
  return { meetings, unread };
}

/** A meeting with its agenda; without it where that is no answer, and then it is listed. */
async function agendaOf(of: Service, one: ListedMeeting, unread: Unread[]): Promise<SourcedMeeting> {
  const question = { ask: "GetMeeting", meeting: one.id } as const;
  const source = questionAddress(of.service, question).href;
  const answer = await ask(of, question);
  if (answer.kind === "meeting" && answer.meeting.id === one.id && answer.meeting.on === one.on) {
    unread.push(...answer.unread);
    return sourcedMeeting({ ...one, ...answer.meeting }, source, answer.meeting);
  }
  const why = answer.kind === "refused" ? answer.why : "The answer is about something else.";
  unread.push({ place: `meeting ${one.id} of ${one.on}, its agenda`, why });
  return sourcedMeeting(one, source);
}

async function refuseWithCommittees(of: Service): Promise<never> {
  const answer = await ask(of, { ask: "GetCommittees" });
  if (answer.kind !== "committees")
    throw refused(answer.kind === "refused" ? answer.why : "The answer is no list of committees.");
  const names = answer.committees.filter(({ gone }) => !gone).map(({ id, title }) => `${id} ${title}`);
  throw new Invalid([
    {
      code: "meetings.import-needs-committee",
      field: "committee",
      message: `Give the number of the committee. The service lists ${names.join("; ")}.`,
    },
  ]);
}

async function ask({ service, outgoing }: Service, question: ServiceQuestion): Promise<ReadAnswer> {
  const answer = await outgoing(questionAddress(service, question));
  return answer.ok ? readAnswer(textOfAnswer(answer.bytes)) : { kind: "refused", why: answer.why };
}

function refused(why: string): Invalid {
  return new Invalid([{ code: "meetings.service-unreadable", field: "address", message: why }]);
}
