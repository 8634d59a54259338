import { z } from "zod";
import { formatCivilDate } from "@concordat/calendar";
import {
  capital,
  anyOfKind,
  countOf,
  definePage,
  type Asking,
  type Page,
  type PageAction,
  type PageModel,
  type Sentence,
  type TableModel,
} from "../../kernel/index.ts";
import { findBoard } from "../../place/index.ts";
import { resourceOfResolution } from "../commands/report-back.ts";
import { recordOf } from "../commands/meeting-act.ts";
import { callInInWords, howDecided, resolutionRef, takers, type Resolution } from "../resolution.ts";
import { findResolution, listResolutions } from "../store-resolutions.ts";
import { sourceLine, sourcesOf } from "../words.ts";
import { provenanceShape, slugParams } from "./shared.ts";

const resolutionShape = z.object({
  slug: z.string(),
  title: z.string(),
  words: z.string(),
  taker: z.string(),
  office: z.string().nullable(),
  board: z.string().nullable(),
  organisation: z.string().nullable(),
  meeting: z.string().nullable(),
  decidedOn: z.iso.date(),
  decidedBy: z.string(),
  for: z.number().nullable(),
  against: z.number().nullable(),
  abstained: z.number().nullable(),
  executive: z.boolean(),
  keyDecision: z.string(),
  private: z.boolean(),
  publishedOn: z.iso.date().nullable(),
  callInUntil: z.iso.date().nullable(),
  ...provenanceShape,
});

/** A resolution as machines get it. */
export function resolutionJson(one: Resolution): z.output<typeof resolutionShape> {
  return {
    slug: one.slug,
    title: one.title,
    words: one.words,
    taker: one.taker,
    office: one.office ?? null,
    board: one.board?.slug ?? null,
    organisation: one.organisation?.slug ?? null,
    meeting: one.meeting?.slug ?? null,
    decidedOn: one.decidedOn,
    decidedBy: one.decidedBy,
    for: one.votesFor ?? null,
    against: one.votesAgainst ?? null,
    abstained: one.abstained ?? null,
    executive: one.executive,
    keyDecision: one.keyDecision,
    private: one.private,
    publishedOn: one.publishedOn ?? null,
    callInUntil: one.callInUntil ?? null,
    source: one.source,
    seen: one.seen,
    basis: one.basis,
  };
}

/** A table of resolutions. */
export function resolutionTable(
  resolutions: readonly Resolution[],
  options: {
    readonly name?: string;
    readonly caption: string;
    readonly empty: string;
    readonly rowsPerPage?: number;
  },
): TableModel {
  return {
    caption: options.caption,
    columns: [
      { key: "decidedOn", label: "Decided", kind: "date", sortable: true },
      { key: "title", label: "Decision", kind: "link", filter: "words" },
      { key: "who", label: "By", kind: "text", filter: "words" },
      { key: "callIn", label: "Call-in until", kind: "date", sortable: true },
    ],
    rows: resolutions.map((one) => ({
      decidedOn: one.decidedOn,
      title: {
        text: one.title,
        href: `/resolutions/${one.slug}`,
        ...(one.basis === "illustrative" && { tag: "Illustrative" }),
      },
      who: one.board?.name ?? `${one.office}, ${one.organisation?.name ?? ""}`,
      callIn: one.callInUntil,
    })),
    rowsPerPage: options.rowsPerPage ?? 25,
    empty: options.empty,
    ...(options.name && { name: options.name }),
  };
}

/** What boards and decision-takers whose business is kept here decided. */
export const resolutionListPage: Page = definePage({
  name: "meetings.resolutions",
  path: "/resolutions",
  about: "Decisions taken at meetings and without them, with their notices and the last day for call-in.",
  query: z.object({
    board: z.string().max(150).optional().meta({ description: "The last part of a board's address." }),
    illustrative: z
      .enum(["include", "leave-out"])
      .optional()
      .meta({ description: "Whether decisions of the made-up place are listed too." }),
  }),
  json: z.object({ items: z.array(resolutionShape) }),
  formats: ["csv", "atom"],
  async load(asking, { query }): Promise<PageModel> {
    const board = query.board ? await findBoard(asking.db, query.board) : undefined;
    const illustrative = query.illustrative === "include" || board?.basis === "illustrative";
    const found =
      query.board && !board
        ? []
        : await listResolutions(asking.db, { illustrative, ...(board && { boardId: board.id }) });
    const open = found.filter((one) => one.callInUntil !== undefined && one.callInUntil >= asking.today);
    return {
      title: board ? `Decisions of ${board.name}` : "Resolutions and notices of decisions",
      illustrative: board?.basis === "illustrative",
      answer: [
        { strong: capital(countOf(found.length, "decision")) },
        ` ${found.length === 1 ? "is" : "are"} kept here${board ? ` of ${board.name}` : ""}; `,
        open.length === 0
          ? "none can be called in today."
          : `${countOf(open.length, "can", "can")} be called in today.`,
      ],
      table: resolutionTable(found, {
        caption: "Decisions, the latest first",
        empty:
          "No decision is kept here yet. Decisions of boards known from sources stand with their meetings, in the source's words.",
      }),
      ...(illustrative || board
        ? {}
        : { actions: [{ text: "Show the made-up place too", href: "/resolutions?illustrative=include" }] }),
      trail: [{ text: "Meetings", href: "/meetings" }],
      sources: sourcesOf(found),
      subjects: [anyOfKind("meetings", "resolution")],
      json: { items: found.map(resolutionJson) },
    };
  },
});

/** One decision: who took it, how, why, what else was considered, until when it can be called in. */
export const resolutionPage: Page = definePage({
  name: "meetings.resolution",
  path: "/resolutions/:slug",
  about:
    "One decision: its words, who took it on what power, votes, reasons, alternatives, interests, call-in deadline.",
  params: slugParams,
  json: resolutionShape.extend({
    reasons: z.string().nullable(),
    alternatives: z.string().nullable(),
    interests: z.string().nullable(),
    power: z.string().nullable(),
    dissent: z.string().nullable(),
    exemption: z.string().nullable(),
    publicInterest: z.string().nullable(),
    fullWords: z
      .string()
      .nullable()
      .meta({ description: "Of a private decision, once it is open to everybody." }),
    reportTo: z.string().nullable(),
    reportedOn: z.iso.date().nullable(),
  }),
  formats: ["atom"],
  async load(asking, { params }): Promise<PageModel | undefined> {
    const one = await findResolution(asking.db, params.slug);
    if (!one) return undefined;
    const ref = resolutionRef(one);
    return {
      title: one.title,
      kicker: one.taker === "board" ? "Resolution" : "Decision without a meeting",
      illustrative: one.basis === "illustrative",
      answer: answerOf(one, asking),
      sections: [
        {
          kind: "words",
          heading: one.private ? "Summary of a private decision" : "What was decided",
          paragraphs: one.words.split(/\n+/),
        },
        ...words(
          one.opened ? "Full words, opened since" : "Full words, for your organisation only",
          one.private ? one.privateWords : undefined,
        ),
        ...words("Reasons", one.reasons),
        ...words("What else was considered", one.alternatives),
        ...words("Interests declared", one.interests && capital(one.interests)),
        ...words("Dissent", one.dissent),
        { kind: "facts", heading: "Facts", facts: factsOf(one) },
      ],
      trail: one.meeting
        ? [
            { text: "Meetings", href: "/meetings" },
            {
              text: `${one.board?.name}, ${formatCivilDate(one.meeting.on)}`,
              href: `/meetings/${one.meeting.slug}`,
            },
          ]
        : [{ text: "Decisions", href: "/resolutions" }],
      actions: actionsOf(one),
      sources: [sourceLine(one)],
      subjects: [ref],
      panels: { on: "decision", subject: ref },
      check: recordOf(ref),
      json: {
        ...resolutionJson(one),
        reasons: one.reasons ?? null,
        alternatives: one.alternatives ?? null,
        interests: one.interests ?? null,
        power: one.power ?? null,
        dissent: one.dissent ?? null,
        exemption: one.exemption ?? null,
        publicInterest: one.publicInterest ?? null,
        fullWords: (one.opened && one.privateWords) || null,
        reportTo: one.reportTo?.slug ?? null,
        reportedOn: one.reportedOn ?? null,
      },
    };
  },
});

function actionsOf(one: Resolution): readonly PageAction[] {
  const act = (text: string, path: string, command: string): PageAction => ({
    text,
    href: `/resolutions/${one.slug}/${path}`,
    command: `meetings.${command}`,
    resource: resourceOfResolution(one),
  });
  return [
    ...(one.reportTo && !one.reportedOn
      ? [act("Say that it was reported back", "report-back", "report-back")]
      : []),
    ...(one.taker !== "board" && one.sealedEntry && !one.opened
      ? [act("Open it", "open", "open-decision")]
      : []),
  ];
}

function answerOf(one: Resolution, asking: Asking): Sentence {
  const who = one.board
    ? `${one.board.name} decided this`
    : `${one.office} of ${one.organisation?.name} decided this without a meeting`;
  const how = one.decidedBy === "alone" ? "" : ` ${howDecided(one)}`;
  const callIn = callInInWords(one, asking.today);
  const report =
    one.reportTo === undefined
      ? ""
      : one.reportedOn
        ? ` ${one.reportTo.name} was told on ${formatCivilDate(one.reportedOn)}.`
        : ` ${one.reportTo.name} has still to be told.`;
  return [
    `${who} on `,
    { strong: formatCivilDate(one.decidedOn) },
    `${how}.${callIn ? ` ${callIn}` : ""}${report}`,
  ];
}

function words(heading: string, text: string | undefined) {
  return text ? [{ kind: "words" as const, heading, paragraphs: text.split(/\n+/) }] : [];
}

const yesNo = { yes: "yes", no: "no", "not-known": "not known" };

function factsOf(one: Resolution): readonly { readonly label: string; readonly value: Sentence }[] {
  return [
    { label: "Taken by", value: one.board ? takers.board : takers[one.taker] },
    ...(one.power ? [{ label: "On what power", value: one.power }] : []),
    ...(one.board
      ? [{ label: "Board", value: [{ text: one.board.name, href: `/boards/${one.board.slug}` }] }]
      : []),
    ...(one.organisation
      ? [
          {
            label: "Body",
            value: [{ text: one.organisation.name, href: `/organisations/${one.organisation.slug}` }],
          },
        ]
      : []),
    ...(one.meeting && one.item
      ? [
          {
            label: "Item",
            value: [
              {
                text: `item ${one.item} of the agenda`,
                href: `/meetings/${one.meeting.slug}/items/${one.item}`,
              },
            ],
          },
        ]
      : []),
    ...(one.executive || one.keyDecision === "yes"
      ? [{ label: "Key decision", value: yesNo[one.keyDecision] }]
      : []),
    { label: "Notice published", value: one.publishedOn ? formatCivilDate(one.publishedOn) : "Not yet" },
    ...(one.exemption ? [{ label: "Private because", value: one.exemption }] : []),
    ...(one.publicInterest ? [{ label: "Public interest", value: one.publicInterest }] : []),
    ...(one.sealedEntry
      ? [
          {
            label: one.opened ? "Sealed then, opened since" : "Sealed",
            value: [{ text: "Check the seal in the record", href: `/record/${one.sealedEntry}` }],
          },
        ]
      : []),
  ];
}
