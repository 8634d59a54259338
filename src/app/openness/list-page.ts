import { z } from "zod";
import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import {
  anyOfKind,
  capital,
  countInWords,
  countOf,
  definePage,
  type Asking,
  type PageModel,
  type Picture,
  type Row,
  type Section,
  type Sentence,
  type SourceLine,
} from "../../kernel/index.ts";
import { drawBars } from "../../web/index.ts";
import { boardRef } from "../../place/index.ts";
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
import { knownSections } from "./known-sections.ts";
import { listKept, readActs } from "./store-openness.ts";
import {
  agendasInWords,
  daysToMinutesInWords,
  noticeRule,
  partInWords,
  strategicInWords,
  waitingInWords,
} from "./words.ts";

/** One body with what its acts of the last twelve months come to. */
interface Line {
  readonly board: KeptBoard;
  readonly acts: PublicActs;
  readonly figures: Figures;
  readonly dormant?: CivilDate;
}

const bodyShape = z.object({
  board: z.string(),
  illustrative: z.boolean(),
  lastPublicOn: z.iso.date().nullable(),
  dormantSince: z.iso.date().nullable(),
  agendas: z.object({ published: z.int(), inTime: z.int(), late: z.int(), noVerdict: z.int() }),
  clearDays: z.number().nullable(),
  requiredDays: z.number().nullable(),
  meetings: z.int(),
  minuted: z.int(),
  daysToMinutes: z.number().nullable(),
  decisions: z.int(),
  withReasons: z.int(),
  items: z.int(),
  privateItems: z.int(),
});

/** How open each body is that is kept here, and what is held of those that are known from public pages. */
export const opennessPage = definePage({
  name: "app.openness",
  path: "/openness",
  about:
    "For each body kept here: papers, minutes, reasons, private business, questions and who has a voice; for others what we hold and until when.",
  json: z.object({ items: z.array(bodyShape) }),
  formats: ["csv", "atom"],
  async load(asking): Promise<PageModel> {
    const boards = await listKept(asking.db, asking.at);
    const acts = await readActs(asking.db, boards, { at: asking.at, law: await heldReplyLaw() });
    const lines = boards.flatMap((board) => {
      const own = acts.get(board.id);
      return own ? [lineOf(board, own, asking)] : [];
    });
    const known = await knownSections(asking);
    return {
      title: "Openness",
      answer: answerOf(lines, known.boards, asking),
      ...(lines.length > 0 && { picture: pictureOf(lines) }),
      table: {
        caption: `Bodies whose business is kept here, twelve months up to ${formatCivilDate(asking.at)}`,
        columns: [
          { key: "body", label: "Body", kind: "link", filter: "words", sortable: true },
          { key: "last", label: "Last became public", kind: "date", sortable: true },
          { key: "agendas", label: "Agendas", kind: "text" },
          { key: "minutes", label: "From meeting to minutes", kind: "text" },
          { key: "reasons", label: "Decisions with reasons", kind: "text" },
          { key: "private", label: "Private items", kind: "text" },
          { key: "waiting", label: "Questions and replies waiting", kind: "text" },
          { key: "notice", label: "Notice", kind: "text", filter: "choice", sortable: true },
          { key: "strategic", label: "Time for strategic matters", kind: "text", machineOnly: true },
          { key: "clearDays", label: "Clear days of the latest agenda", kind: "number", machineOnly: true },
          { key: "requiredDays", label: "Clear days asked for", kind: "number", machineOnly: true },
        ],
        rows: lines.map((line) => rowOf(line, asking)),
        rowsPerPage: 50,
        empty:
          "No body's business is kept on this site on this day. A body whose business is kept here shows its papers, minutes and answers by itself.",
      },
      sections: [howSection, ...known.sections],
      sources: [
        {
          text: "Meetings, decisions, questions and the record as they are kept on this site",
        } satisfies SourceLine,
        ...known.sources,
      ],
      subjects: [
        ...boards.map(boardRef),
        anyOfKind("place", "board"),
        anyOfKind("meetings", "meeting"),
        anyOfKind("meetings", "resolution"),
        anyOfKind("scrutiny", "question"),
        anyOfKind("scrutiny", "review"),
      ],
      check: "/record",
      json: { items: lines.map((line) => bodyJson(line, asking)) },
    };
  },
});

function lineOf(board: KeptBoard, acts: PublicActs, { at }: Asking): Line {
  const dormant = dormantSince(board, acts, at);
  return { board, acts, figures: figuresOf(acts, spansAt(at).now), ...(dormant && { dormant }) };
}

function answerOf(lines: readonly Line[], known: number, { at }: Asking): Sentence {
  const rest = ` We know ${countOf(known, "board")} from public pages. Of those we say only what we hold and until when. Our silence about them means nothing.`;
  if (lines.length === 0) return `No body's business is kept here on ${formatCivilDate(at)}.${rest}`;
  const publishing = lines.filter(({ figures }) => figures.agendas.of > 0);
  const late = lines.filter(({ figures }) => figures.agendas.late > 0).length;
  const dormant = lines.filter((one) => one.dormant !== undefined).length;
  const madeUp = lines.filter(({ board }) => board.illustrative).length;
  return [
    `Of ${countOf(lines.length, "body", "bodies")} kept here`,
    madeUp === 0
      ? ""
      : madeUp === lines.length
        ? ", all of a made-up place,"
        : `, ${countInWords(madeUp)} of them made up,`,
    " ",
    { strong: `${countInWords(publishing.length)} published an agenda` },
    ` in twelve months. ${late === 0 ? "No agenda was late" : `${capital(countInWords(late))} had a late one`}, and ${dormant === 0 ? "none is dormant" : `${countInWords(dormant)} ${dormant === 1 ? "is" : "are"} dormant`}.`,
    rest,
  ].filter((span) => span !== "");
}

function pictureOf(lines: readonly Line[]): Picture {
  const asked = new Set(lines.flatMap(({ figures }) => figures.requiredDays ?? []));
  const [only] = [...asked];
  const counted = lines.filter(({ figures }) => figures.clearDays !== undefined);
  return drawBars(
    {
      item: "Body",
      measure: "Clear days between its latest agenda and the meeting",
      bars: lines.map(({ board, figures }) => ({
        label: board.name,
        figure:
          figures.clearDays === undefined
            ? { kind: "no-data" }
            : figures.clearDays === 0
              ? { kind: "zero" }
              : { kind: "value", value: figures.clearDays },
      })),
      ...(asked.size === 1 &&
        only !== undefined && { levels: [{ value: only, label: `${only} asked for` }] }),
    },
    {
      summary: `Clear days between the latest agenda and its meeting: ${[
        ...counted.map(({ board, figures }) => `${board.name} ${figures.clearDays}`),
        `${countInWords(lines.length - counted.length)} without an agenda in twelve months`,
      ].join(", ")}.`,
      caption: "Clear days of the latest agenda in twelve months",
    },
  );
}

function rowOf({ board, acts, figures, dormant }: Line, asking: Asking): Row {
  const questions = waitingOn(acts.questions, asking.at);
  const replies = waitingOn(acts.replies, asking.at);
  return {
    body: {
      text: board.name,
      href: `/openness/${board.slug}${asking.atGiven ? `?at=${asking.at}` : ""}`,
      ...(board.illustrative && { tag: "Illustrative" }),
    },
    last: lastPublicOn(acts, asking.at) ?? "Nothing yet",
    agendas: capital(agendasInWords(figures)),
    minutes: capital(daysToMinutesInWords(figures)),
    reasons: capital(partInWords(figures.reasoned, "decision")),
    private: capital(partInWords(figures.private, "item")),
    waiting: capital(
      [
        ...(questions.waiting > 0 ? [waitingInWords(questions, "question")] : []),
        ...(replies.waiting > 0 ? [waitingInWords(replies, "reply", "replies")] : []),
      ].join("; ") || "none",
    ),
    notice: dormant === undefined ? "None" : `Dormant since ${formatCivilDate(dormant)}`,
    strategic: capital(strategicInWords(figures)),
    clearDays: figures.clearDays,
    requiredDays: figures.requiredDays,
  };
}

function bodyJson({ board, acts, figures, dormant }: Line, { at }: Asking): z.output<typeof bodyShape> {
  return {
    board: board.slug,
    illustrative: board.illustrative,
    lastPublicOn: lastPublicOn(acts, at) ?? null,
    dormantSince: dormant ?? null,
    agendas: {
      published: figures.agendas.of,
      inTime: figures.agendas.count,
      late: figures.agendas.late,
      noVerdict: figures.agendas.noVerdict,
    },
    clearDays: figures.clearDays ?? null,
    requiredDays: figures.requiredDays ?? null,
    meetings: figures.minuted.of,
    minuted: figures.minuted.count,
    daysToMinutes: figures.daysToMinutes ?? null,
    decisions: figures.reasoned.of,
    withReasons: figures.reasoned.count,
    items: figures.private.of,
    privateItems: figures.private.count,
  };
}

const howSection: Section = {
  kind: "list",
  heading: "How to read it",
  items: [
    "Each figure stands by itself. They are not added up to a score: a body can be early with its papers and give no reasons.",
    "An agenda is in time when as many clear days lay between it and the meeting as the law of that day asks; where the law is not known here, there is no verdict.",
    noticeRule,
  ],
};
