import { z } from "zod";
import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import {
  anyOfKind,
  capital,
  definePage,
  subjectText,
  type Asking,
  type PageAction,
  type PageModel,
  type Row,
  type Section,
  type Sentence,
} from "../../kernel/index.ts";
import {
  boardRef,
  findBoard,
  isMembersSeat,
  listSeats,
  resourceOfBoard,
  type Board,
  type Seat,
} from "../../place/index.ts";
import { heldReplyLaw } from "../../scrutiny/index.ts";
import {
  dormantSince,
  figuresOf,
  lastPublicOn,
  spansAt,
  waitingOn,
  type Figures,
  type KeptBoard,
  type PublicActs,
} from "./openness.ts";
import { keptFrom, listAnswers, readActs, type NoticeAnswer } from "./store-openness.ts";
import {
  agendasInWords,
  clearDaysInWords,
  daysToMinutesInWords,
  noticeRule,
  noticeWords,
  partInWords,
  strategicInWords,
  waitingInWords,
} from "./words.ts";

interface Found {
  readonly kept: KeptBoard;
  readonly acts: PublicActs;
}

/** A board that is kept here with all that is public of it; undefined for any other. */
export async function findKept(
  { db, at }: Pick<Asking, "db" | "at">,
  board: Board | undefined,
): Promise<Found | undefined> {
  const kept = board && keptFrom(board, at);
  if (!kept) return undefined;
  const acts = (await readActs(db, [kept], { at, law: await heldReplyLaw() })).get(kept.id);
  return acts && { kept, acts };
}

interface Shown extends Found {
  readonly board: Board;
  readonly seats: readonly Seat[];
  readonly seatsBefore: readonly Seat[];
  readonly answers: readonly NoticeAnswer[];
  readonly dormant?: CivilDate;
}

/** How open one body is that is kept here: twelve months beside the twelve before, the notice, and what it answered. */
export const bodyOpennessPage = definePage({
  name: "app.openness-of-body",
  path: "/openness/:slug",
  about: "How open one body is that is kept here: each figure of twelve months beside the twelve before.",
  params: z.object({ slug: z.string().max(200) }),
  json: z.object({
    board: z.string(),
    dormantSince: z.iso.date().nullable(),
    lastPublicOn: z.iso.date().nullable(),
    answers: z.array(z.object({ on: z.iso.date(), words: z.string(), office: z.string() })),
  }),
  formats: ["csv"],
  async load(asking, { params }): Promise<PageModel | undefined> {
    const board = await findBoard(asking.db, params.slug);
    const found = await findKept(asking, board);
    if (!found || !board) return undefined;
    const dormant = dormantSince(found.kept, found.acts, asking.at);
    const shown: Shown = {
      ...found,
      board,
      seats: await listSeats(asking.db, board.id, asking.at),
      seatsBefore: await listSeats(asking.db, board.id, spansAt(asking.at).before.to),
      answers: (await listAnswers(asking.db, board.id)).filter((one) => one.on <= asking.at),
      ...(dormant && { dormant }),
    };
    return modelOf(shown, asking);
  },
});

function modelOf(shown: Shown, asking: Asking): PageModel {
  const { kept, acts, board, answers, dormant } = shown;
  const ref = boardRef(board);
  return {
    title: `How open is ${kept.name}?`,
    kicker: "Openness",
    illustrative: kept.illustrative,
    answer: answerOf(shown, asking),
    table: figureTable(shown, asking),
    sections: [
      ...noticeSections(shown),
      {
        kind: "words",
        paragraphs: [
          [
            { text: kept.name, href: `/boards/${kept.slug}` },
            " has its meetings, seats and papers on its own page.",
          ],
        ],
      },
    ],
    trail: [{ text: "Openness", href: "/openness" }],
    actions: dormant === undefined ? [] : [answerAction(board)],
    sources: [{ text: "Meetings, decisions, questions and the record as they are kept on this site" }],
    subjects: [
      ref,
      anyOfKind("meetings", "meeting"),
      anyOfKind("meetings", "resolution"),
      anyOfKind("scrutiny", "question"),
      anyOfKind("scrutiny", "review"),
    ],
    check: `/record/of/${subjectText(ref)}`,
    json: {
      board: kept.slug,
      dormantSince: dormant ?? null,
      lastPublicOn: lastPublicOn(acts, asking.at) ?? null,
      answers: answers.map(({ on, words, office }) => ({ on, words, office })),
    },
  };
}

function answerAction(board: Board): PageAction {
  return {
    text: "Answer the notice",
    href: `/openness/${board.slug}/answer`,
    command: "app.answer-notice",
    resource: resourceOfBoard(board),
  };
}

function answerOf({ kept, acts, dormant }: Shown, { at }: Asking): Sentence {
  const last = lastPublicOn(acts, at);
  if (dormant !== undefined) return [{ strong: noticeWords(kept.name, dormant, last !== undefined) }];
  const { now } = spansAt(at);
  const figures = figuresOf(acts, now);
  const next = acts.nextOn === undefined ? "" : ` Its next meeting is on ${formatCivilDate(acts.nextOn)}.`;
  if (last === undefined)
    return `Nothing of ${kept.name} has become public here yet; it has been kept here since ${formatCivilDate(kept.keptSince)}.${next}`;
  return [
    "Something of it last became public here on ",
    { strong: formatCivilDate(last) },
    `. In the twelve months up to ${formatCivilDate(now.to)} its agendas were: ${agendasInWords(figures)}; decisions with reasons: ${partInWords(figures.reasoned, "decision")}.${next}`,
  ];
}

/** Each figure in a row, the twelve months beside the twelve before. */
function figureTable({ acts, seats, seatsBefore }: Shown, { at }: Asking): NonNullable<PageModel["table"]> {
  const { now, before } = spansAt(at);
  const [late, early] = [figuresOf(acts, now), figuresOf(acts, before)];
  const row = (what: string, one: string, other: string): Row => ({
    what,
    now: capital(one),
    before: capital(other),
  });
  const both = (what: string, words: (figures: Figures) => string): Row =>
    row(what, words(late), words(early));
  const waiting = (asked: PublicActs["questions"], what: string): Row =>
    row(what, withoutAnswer(asked, now.to), withoutAnswer(asked, before.to));
  const voice = (what: string, one: Seat["voice"]): Row =>
    row(what, voiceInWords(seats, one), voiceInWords(seatsBefore, one));
  return {
    caption: "Twelve months, and the twelve before",
    columns: [
      { key: "what", label: "What", kind: "text" },
      { key: "now", label: `Up to ${formatCivilDate(now.to)}`, kind: "text" },
      { key: "before", label: `Up to ${formatCivilDate(before.to)}`, kind: "text" },
    ],
    rows: [
      both("Agendas", agendasInWords),
      both("Clear days of the latest agenda", clearDaysInWords),
      both("From meeting to minutes", daysToMinutesInWords),
      both("Decisions with reasons", ({ reasoned }) => partInWords(reasoned, "decision")),
      both("Private items, of those on public agendas", ({ private: part }) => partInWords(part, "item")),
      both("Time for strategic matters", strategicInWords),
      waiting(acts.questions, "Questions without an answer, to the body it belongs to"),
      waiting(acts.replies, "Recommendations without a reply, to that body"),
      voice("Seats for elected councillors", "council-elected"),
      voice("Seats for Healthwatch and the public", "healthwatch-public"),
    ],
    empty: "Nothing is held.",
  };
}

function withoutAnswer(asked: PublicActs["questions"], at: CivilDate): string {
  const found = waitingOn(asked, at);
  if (found.waiting === 0) return asked.some((one) => one.on <= at) ? "none" : "nothing was asked here";
  const since = found.oldest
    ? `; ${found.waiting === 1 ? "asked on" : "the oldest asked on"} ${formatCivilDate(found.oldest)}`
    : "";
  return `${waitingInWords(found, "is waiting", "are waiting")}${since}`;
}

/** "2 of 9": members' seats of one voice on the last day of the months. */
function voiceInWords(seats: readonly Seat[], voice: Seat["voice"]): string {
  const members = seats.filter(isMembersSeat);
  const count = (own: readonly Seat[]): number => own.reduce((sum, seat) => sum + (seat.seats ?? 0), 0);
  if (members.length === 0) return "its seats are not held";
  return `${count(members.filter((seat) => seat.voice === voice))} of ${count(members)}`;
}

function noticeSections({ kept, dormant, answers }: Shown): readonly Section[] {
  const said: readonly Section[] =
    answers.length === 0
      ? []
      : [
          {
            kind: "table",
            heading: "What it answered",
            table: {
              name: "answers",
              caption: `What ${kept.name} answered to the notice`,
              columns: [
                { key: "on", label: "On", kind: "date" },
                { key: "words", label: "Its answer", kind: "text" },
                { key: "office", label: "Given by", kind: "text" },
                { key: "since", label: "Dormant since", kind: "date" },
              ],
              rows: answers.map((one) => ({
                on: one.on,
                words: one.words,
                office: one.office,
                since: one.dormantSince,
              })),
              empty: "It has not answered.",
            },
          },
        ];
  if (dormant === undefined) return said;
  const hasAnswered = answers.some((one) => one.dormantSince === dormant);
  return [
    {
      kind: "words",
      heading: "The notice",
      paragraphs: [
        noticeRule,
        hasAnswered
          ? "The body has answered; its answer stands below, and the notice stays."
          : "The body has not answered. Those who keep it may answer here.",
      ],
    },
    ...said,
  ];
}
