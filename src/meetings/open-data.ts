import {
  dateColumn,
  numberColumn,
  openDataTable,
  textColumn,
  type Asking,
  type OpenDataTable,
} from "../kernel/index.ts";
import { stateInWords } from "./meeting.ts";
import { listItemsOf } from "./store-items.ts";
import { listMeetings } from "./store-meetings.ts";
import { listResolutions } from "./store-resolutions.ts";

const yesNo = (yes: boolean): string => (yes ? "yes" : "no");

/** Meetings, items and decisions that anyone may download whole. */
export const meetingOpenData: readonly OpenDataTable[] = [
  openDataTable(async ({ db }: Asking) => await listMeetings(db, { illustrative: true }), {
    name: "meetings.meetings",
    title: "Meetings",
    about: "Every meeting that is held here, those of the made-up place marked as illustrative.",
    columns: [
      textColumn("meeting", "Meeting", "The last part of its address", ({ slug }) => slug),
      textColumn("board", "Board", "The last part of the board's address", ({ board }) => board.slug),
      dateColumn("on", "Day", "The day", ({ on }) => on),
      textColumn("time", "Time", "Hour and minute in London", ({ startsAt }) => startsAt),
      textColumn("state", "State", "How it stands", stateInWords),
      textColumn(
        "kept",
        "Kept here",
        "yes: its business is kept on this site; no: known from a source",
        ({ keptHere }) => yesNo(keptHere),
      ),
    ],
  }),
  openDataTable(itemsOfMeetings, {
    name: "meetings.items",
    title: "Items of agendas",
    about: "Items of agendas that are public; of private items the title and the ground.",
    columns: [
      textColumn("meeting", "Meeting", "The last part of its address", ({ meeting }) => meeting),
      numberColumn("position", "Place", "Place on the agenda", ({ position }) => position),
      textColumn("number", "Number", "Number as the agenda prints it", ({ number }) => number),
      textColumn("title", "Title", "Title", ({ title }) => title),
      textColumn("kind", "Kind", "Kind of item", ({ kind }) => kind),
      textColumn("sort", "Sort", "Sort of time it takes", ({ sort }) => sort),
      textColumn("private", "Private", "yes or no", (item) => yesNo(item.private)),
      textColumn(
        "decided",
        "Decided",
        "What the source says was decided",
        ({ decisionWords }) => decisionWords,
      ),
    ],
  }),
  openDataTable(async ({ db }: Asking) => await listResolutions(db, { illustrative: true }), {
    name: "meetings.resolutions",
    title: "Resolutions",
    about: "Decisions of boards and decision-takers kept here; of private ones the public summary.",
    columns: [
      textColumn("resolution", "Resolution", "The last part of its address", ({ slug }) => slug),
      textColumn("taker", "Taken by", "board, leader, officer and so on", ({ taker }) => taker),
      textColumn(
        "body",
        "Body",
        "Board or organisation",
        ({ board, organisation }) => board?.slug ?? organisation?.slug,
      ),
      dateColumn("decidedOn", "Decided", "The day", ({ decidedOn }) => decidedOn),
      textColumn("title", "Title", "Title", ({ title }) => title),
      textColumn("words", "Words", "What everybody may read of it", ({ words }) => words),
      dateColumn("publishedOn", "Notice", "The day of its notice", ({ publishedOn }) => publishedOn),
      dateColumn(
        "callInUntil",
        "Call-in until",
        "The last day for call-in",
        ({ callInUntil }) => callInUntil,
      ),
    ],
  }),
];

async function itemsOfMeetings({ db }: Asking) {
  const meetings = await listMeetings(db, { illustrative: true });
  const items = await listItemsOf(
    db,
    meetings.map(({ id }) => id),
  );
  return meetings.flatMap(({ id, slug }) =>
    (items.get(id) ?? []).map((item) => ({ ...item, meeting: slug })),
  );
}
