import { formatCivilDateWithWeekday, parseCivilDate, type CivilDate } from "@concordat/calendar";
import {
  Conflict,
  Invalid,
  NotFound,
  anyOfKind,
  countOf,
  defineCommand,
  millisOf,
  slugIn,
  type Acting,
  type Command,
  type Db,
  type Done,
  type FormAsking,
  type FormModel,
  type PolicyResource,
  type Problem,
} from "../../kernel/index.ts";
import { boardRef, findBoard, isInBeing, resourceOfBoard, type Board } from "../../place/index.ts";
import { meetingKinds, meetingTitle, type Meeting } from "../meeting.ts";
import {
  cancelMeetingSchema,
  editMeetingSchema,
  planMeetingSchema,
  planSeriesSchema,
  type CancelMeeting,
  type EditMeeting,
  type PlanMeeting,
  type PlanSeries,
} from "../schema.ts";
import { addMeeting, changeMeeting, type MeetingToAdd } from "../store-change.ts";
import { listMeetings } from "../store-meetings.ts";
import {
  choicesOf,
  enteredHere,
  meetingActed,
  meetingResource,
  meetingToChange,
  onMeeting,
  refuseOver,
  versionField,
} from "./meeting-act.ts";
import { keeperOf, keepersOfBoard } from "./board-keepers.ts";

const whenFields: FormModel["fields"] = [
  { name: "on", widget: { kind: "date" } },
  { name: "startsAt", widget: { kind: "text", width: 5 } },
  { name: "venue", widget: { kind: "text" } },
  { name: "remoteLink", widget: { kind: "text" } },
];

/** Plans a meeting of a board. */
export const planMeetingCommand: Command = defineCommand<PlanMeeting>({
  name: "meetings.plan-meeting",
  title: "Plan a meeting",
  about:
    "Announces a meeting of a board: day, time and place are public at once, its agenda when it is published.",
  schema: planMeetingSchema,
  path: "/boards/:slug/meetings/add",
  resource: boardToPlan,
  form: async ({ db, params }: FormAsking) =>
    boardForm(await findBoard(db, params["slug"] ?? ""), "Plan a meeting", {
      submit: "Plan the meeting",
      values: { kind: "ordinary" },
      fields: [
        ...whenFields,
        { name: "kind", widget: { kind: "select", options: choicesOf(meetingKinds) } },
        { name: "calledOn", widget: { kind: "date" } },
        { name: "inCommon", widget: { kind: "text" } },
      ],
    }),
  run: async (acting: Acting, input: PlanMeeting): Promise<Done> => {
    const board = await boardThatMeets(acting.tx, input.slug);
    const problems = [...dayProblems(board, input.on, "on"), ...(await clash(acting.tx, board, input))];
    if (problems.length > 0) throw new Invalid(problems);
    const { slug } = await plan(acting, board, input);
    return {
      message: `${board.name} meets on ${formatCivilDateWithWeekday(input.on)}. Everybody sees the day; build the agenda and publish it.`,
      href: `/meetings/${slug}`,
      subject: boardRef(board),
      entry: {
        kind: "meetings.meeting-planned",
        summary: `${board.name} is to meet on ${formatCivilDateWithWeekday(input.on)}${input.startsAt ? ` at ${input.startsAt}` : ""}.`,
        subjects: [boardRef(board)],
        body: {
          meeting: slug,
          on: input.on,
          startsAt: input.startsAt ?? null,
          venue: input.venue ?? null,
          kind: input.kind,
          calledOn: input.calledOn ?? null,
          inCommon: input.inCommon ?? null,
        },
        audience: board.audience,
      },
      changed: [anyOfKind("meetings", "meeting")],
      json: { meeting: slug },
    };
  },
});

/** Plans several dates of a board in one act. */
export const planSeriesCommand: Command = defineCommand<PlanSeries>({
  name: "meetings.plan-series",
  title: "Plan a series of meetings",
  about: "Announces several dates of a board at once, for example those of a municipal year.",
  schema: planSeriesSchema,
  path: "/boards/:slug/meetings/add-series",
  resource: boardToPlan,
  form: async ({ db, params }: FormAsking) =>
    boardForm(await findBoard(db, params["slug"] ?? ""), "Plan a series of meetings", {
      submit: "Plan the meetings",
      fields: [
        { name: "name", widget: { kind: "text" } },
        { name: "dates", widget: { kind: "textarea", rows: 8 } },
        { name: "startsAt", widget: { kind: "text", width: 5 } },
        { name: "venue", widget: { kind: "text" } },
      ],
    }),
  run: runSeries,
});

async function runSeries(acting: Acting, input: PlanSeries): Promise<Done> {
  const board = await boardThatMeets(acting.tx, input.slug);
  const read = datesOf(input);
  const problems: Problem[] = [...read.problems];
  for (const date of read.dates)
    problems.push(
      ...dayProblems(board, date.on, "dates"),
      ...(await clash(acting.tx, board, date)).map((one) => ({ ...one, field: "dates" })),
    );
  if (problems.length > 0) throw new Invalid(problems);
  const slugs: string[] = [];
  for (const date of read.dates) {
    const { slug } = await plan(acting, board, {
      ...date,
      kind: "ordinary",
      venue: input.venue,
      series: input.name,
    });
    slugs.push(slug);
  }
  const summary = `${board.name} planned ${countOf(slugs.length, "meeting")}: ${input.name}.`;
  return {
    message: summary,
    href: `/meetings?board=${board.slug}`,
    subject: boardRef(board),
    entry: {
      kind: "meetings.series-planned",
      summary,
      subjects: [boardRef(board)],
      body: { series: input.name, meetings: slugs },
      audience: board.audience,
    },
    changed: [anyOfKind("meetings", "meeting")],
    json: { meetings: slugs },
  };
}

interface SeriesDate {
  readonly on: CivilDate;
  readonly startsAt?: string;
}

/** The dates that were typed, and every line that is none. */
function datesOf(input: PlanSeries): {
  readonly dates: readonly SeriesDate[];
  readonly problems: readonly Problem[];
} {
  const dates: SeriesDate[] = [];
  const problems: Problem[] = [];
  const problem = (message: string): void =>
    void problems.push({ code: "meetings.series-line", field: "dates", message });
  for (const typed of input.dates.split("\n").map((one) => one.trim())) {
    if (typed === "") continue;
    const found = /^(\S+)(?:\s+([01]?\d|2[0-3])[:.]([0-5]\d))?$/.exec(typed);
    const parsed = parseCivilDate(found?.[1] ?? typed);
    if (!found || !parsed.ok) {
      problem(`“${typed}” is no date with an optional time. Write for example 2027-01-28 14:30.`);
      continue;
    }
    const startsAt = found[2] ? `${found[2].padStart(2, "0")}:${found[3]}` : input.startsAt;
    if (dates.some((one) => one.on === parsed.value)) problem(`${parsed.value} stands twice.`);
    else dates.push({ on: parsed.value, ...(startsAt && { startsAt }) });
  }
  if (dates.length > 60) problem(`${dates.length} dates are too many for one series; 60 at most.`);
  return { dates, problems };
}

/** Moves a meeting, or puts right its time and place. */
export const editMeetingCommand: Command = defineCommand<EditMeeting>({
  name: "meetings.edit-meeting",
  title: "Change a meeting",
  about:
    "Moves a meeting to another day, or puts right its time and place; the record keeps what was announced before.",
  schema: editMeetingSchema,
  path: "/meetings/:slug/edit",
  resource: meetingResource,
  form: onMeeting((meeting) => ({
    title: "Change this meeting",
    submit: "Save",
    values: {
      version: String(meeting.version),
      on: meeting.on,
      startsAt: meeting.startsAt ?? "",
      venue: meeting.venue ?? "",
      remoteLink: meeting.remoteLink ?? "",
      calledOn: meeting.calledOn ?? "",
    },
    fields: [
      versionField,
      ...whenFields,
      { name: "calledOn", widget: { kind: "date" } },
      { name: "reason", widget: { kind: "textarea", rows: 2 } },
    ],
  })),
  run: async (acting: Acting, input: EditMeeting): Promise<Done> => {
    const meeting = await meetingToChange(acting, input.slug, input.version);
    refuseOver(meeting);
    if (meeting.state !== "planned" && input.on !== meeting.on)
      throw new Conflict("meetings.begun", {
        message: "The meeting has begun: its day no longer changes. Adjourn it instead.",
      });
    await changeMeeting(acting.tx, meeting, {
      on_date: input.on,
      starts_at: input.startsAt ?? null,
      venue: input.venue ?? null,
      remote_link: input.remoteLink ?? null,
      called_on: input.calledOn ?? null,
    });
    const moved = input.on !== meeting.on;
    return meetingActed(meeting, {
      kind: "meetings.meeting-changed",
      summary: moved
        ? `The meeting of ${meetingTitle(meeting)} moves to ${formatCivilDateWithWeekday(input.on)}: ${input.reason}`
        : `Time or place of the meeting of ${meetingTitle(meeting)} changed: ${input.reason}`,
      body: {
        before: { on: meeting.on, startsAt: meeting.startsAt ?? null, venue: meeting.venue ?? null },
        after: { on: input.on, startsAt: input.startsAt ?? null, venue: input.venue ?? null },
        reason: input.reason,
      },
    });
  },
});

/** Calls a meeting off. */
export const cancelMeetingCommand: Command = defineCommand<CancelMeeting>({
  name: "meetings.cancel-meeting",
  title: "Cancel a meeting",
  about: "Says that a meeting will not be held, and why. It stays listed as cancelled.",
  schema: cancelMeetingSchema,
  path: "/meetings/:slug/cancel",
  resource: meetingResource,
  form: onMeeting((meeting) => ({
    title: "Cancel this meeting",
    submit: "Cancel the meeting",
    values: { version: String(meeting.version) },
    fields: [versionField, { name: "reason", widget: { kind: "textarea", rows: 2 } }],
  })),
  run: async (acting: Acting, input: CancelMeeting): Promise<Done> => {
    const meeting = await meetingToChange(acting, input.slug, input.version);
    if (meeting.state !== "planned")
      throw new Conflict("meetings.begun", {
        message: `The meeting of ${meetingTitle(meeting)} has begun or is over; only a planned one is cancelled.`,
      });
    await changeMeeting(acting.tx, meeting, { state: "cancelled", cancelled_why: input.reason });
    return meetingActed(meeting, {
      kind: "meetings.meeting-cancelled",
      summary: `The meeting of ${meetingTitle(meeting)} is cancelled: ${input.reason}`,
      body: { reason: input.reason },
    });
  },
});

async function boardToPlan(
  db: Db,
  input: Readonly<Record<string, unknown>>,
): Promise<PolicyResource | undefined> {
  const board = await findBoard(db, slugIn(input));
  return board && { ...resourceOfBoard(board), keepers: await keepersOfBoard(db, board) };
}

/** The board that is to meet; its business has to be kept here. */
async function boardThatMeets(tx: Db, slug: string): Promise<Board> {
  const board = await findBoard(tx, slug);
  if (!board) throw new NotFound("meetings.no-such-board", { message: `There is no board “${slug}” here.` });
  if (board.completeness !== "kept-here")
    throw new Conflict("meetings.board-not-kept-here", {
      message: `What is held of ${board.name} is what its source says. Say on its page first that its membership is kept here; then its meetings can be planned.`,
    });
  return board;
}

function boardForm(
  board: Board | undefined,
  title: string,
  form: Omit<FormModel, "title" | "illustrative" | "trail">,
): FormModel | undefined {
  return (
    board && {
      title,
      intro: board.name,
      illustrative: board.basis === "illustrative",
      trail: [
        { text: "Boards", href: "/boards" },
        { text: board.name, href: `/boards/${board.slug}` },
      ],
      ...form,
    }
  );
}

async function plan(
  acting: Acting,
  board: Board,
  given: Omit<MeetingToAdd, "board" | "keptHere" | "audience" | "from" | "keeperId">,
): Promise<{ readonly slug: string }> {
  const keeperId = await keeperOf(acting, board);
  if (keeperId === undefined)
    throw new Conflict("meetings.no-keeper", {
      message: `${board.name} belongs to no body, and no body of its area is kept here: nobody would keep its papers.`,
    });
  return await addMeeting(
    acting.tx,
    {
      on: given.on,
      startsAt: given.startsAt,
      venue: given.venue,
      remoteLink: given.remoteLink,
      kind: given.kind,
      series: given.series,
      inCommon: given.inCommon,
      calledOn: given.calledOn,
      board,
      keeperId,
      keptHere: true,
      audience: board.audience,
      from: enteredHere(acting, board),
    },
    millisOf(acting.clock.now()),
  );
}

function dayProblems(board: Board, on: CivilDate, field: string): readonly Problem[] {
  if (isInBeing(board, on)) return [];
  const message = `${board.name} is not in being on ${formatCivilDateWithWeekday(on)}.`;
  return [{ code: "meetings.board-not-in-being", field, message }];
}

/** A second meeting of a board at one time is a slip. */
async function clash(
  tx: Db,
  board: Board,
  date: { readonly on: CivilDate; readonly startsAt?: string | undefined },
): Promise<readonly Problem[]> {
  const twin = (
    await listMeetings(tx, { boardId: board.id, from: date.on, until: date.on, illustrative: true })
  ).find((one: Meeting) => one.startsAt === date.startsAt && one.state !== "cancelled");
  if (!twin) return [];
  const message = `${board.name} is planned for ${formatCivilDateWithWeekday(date.on)}${date.startsAt ? ` at ${date.startsAt}` : ""} already.`;
  return [{ code: "meetings.planned-already", field: "on", message }];
}
