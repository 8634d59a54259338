import { z } from "zod";
import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import {
  anyOfKind,
  capital,
  countOf,
  definePage,
  formatNumber,
  type Asking,
  type PageAction,
  type PageModel,
  type Panel,
  type Picture,
  type Section,
} from "../../kernel/index.ts";
import { boardRef, listBoardsById, resourceOfBoard, type BoardId } from "../../place/index.ts";
import { drawBars } from "../../web/index.ts";
import { resourceOfPetition } from "../commands/petition-act.ts";
import {
  petitionHref,
  petitionOn,
  petitionRef,
  petitionStanding,
  petitionTitle,
  signaturesInWords,
  waitsForAgenda,
  type Petition,
  type PetitionStood,
} from "../petition.ts";
import { ruleTitles } from "../question-rules.ts";
import { findPetition, findPetitionRule, listPetitionCounts, listPetitions } from "../store-petitions.ts";
import { countFigure, drawnLabel, recordOf, thingCell, withAt } from "./shared.ts";
import { ofThem, sentenceOf } from "../words.ts";

const petitionShape = z.object({
  slug: z.string(),
  board: z.string(),
  title: z.string().nullable(),
  words: z.string().nullable(),
  startedOn: z.iso.date(),
  closesOn: z.iso.date(),
  signatures: z.number().nullable(),
  threshold: z.number(),
  reachedOn: z.iso.date().nullable(),
  state: z.string(),
  refusedRule: z.string().nullable(),
  meeting: z.string().nullable(),
  deferredUntil: z.iso.date().nullable(),
  illustrative: z.boolean(),
});

function petitionJson(petition: PetitionStood): z.output<typeof petitionShape> {
  return {
    slug: petition.slug,
    board: petition.board.slug,
    title: petition.title ?? null,
    words: petition.words ?? null,
    startedOn: petition.startedOn,
    closesOn: petition.closesOn,
    signatures: petition.signatures ?? null,
    threshold: petition.threshold,
    reachedOn: petition.reachedOn ?? null,
    state: petition.state,
    refusedRule: petition.refusedRule ?? null,
    meeting: petition.meeting?.slug ?? null,
    deferredUntil: petition.deferredUntil ?? null,
    illustrative: petition.basis === "illustrative",
  };
}

/** Petitions to the boards kept here. */
export const petitionListPage = definePage({
  name: "scrutiny.petitions",
  path: "/petitions",
  about:
    "Petitions to boards kept here: how many signed, how many each board asks for, and which agenda takes them.",
  json: z.object({ items: z.array(petitionShape) }),
  formats: ["csv", "atom"],
  async load(asking): Promise<PageModel> {
    const petitions = await asTheyStood(await listPetitions(asking.db, { until: asking.at }), asking);
    const real = petitions.filter(({ basis }) => basis !== "illustrative");
    const shown = real.length === 0 ? petitions : real;
    return {
      title: "Petitions",
      answer:
        petitions.length === 0
          ? "Nobody has started a petition yet."
          : answerOf(shown, { madeUp: real.length === 0, at: asking.at }),
      ...(petitions.some(({ state }) => state === "published") && { picture: pictureOf(petitions) }),
      table: {
        caption: "Petitions",
        columns: [
          { key: "petition", label: "Petition", kind: "link", filter: "words", sortable: true },
          { key: "board", label: "To", kind: "text", filter: "choice" },
          { key: "signatures", label: "Signatures", kind: "number", decimals: 0, sortable: true },
          { key: "threshold", label: "Needed", kind: "number", decimals: 0 },
          { key: "standing", label: "How it stands", kind: "text" },
          { key: "closes", label: "Closes on", kind: "date", sortable: true },
        ],
        rows: petitions.map((petition) => ({
          petition: thingCell(
            { text: petitionTitle(petition), href: petitionHref(petition.slug), basis: petition.basis },
            asking,
          ),
          board: petition.board.name,
          signatures: petition.signatures ?? "not held",
          threshold: petition.threshold,
          standing: petitionStanding(petition, asking.at),
          closes: petition.closesOn,
        })),
        rowsPerPage: 25,
        empty: "No petition is held. A petition begins on the page of a board that has a rule for petitions.",
      },
      actions: [
        { text: "Read the rules for questions and petitions", href: "/questions/rules" },
        { text: "See questions", href: "/questions" },
      ],
      sources: [
        { text: "Started and signed on this site; who signed is shown to nobody", basis: "kept-here" },
      ],
      check: "/record?kind=scrutiny.petition-started",
      subjects: [anyOfKind("scrutiny", "petition")],
      json: { items: petitions.map(petitionJson) },
    };
  },
});

/** The petitions as they stood on the day asked about. */
async function asTheyStood(
  petitions: readonly Petition[],
  { db, at, today }: Asking,
): Promise<readonly PetitionStood[]> {
  if (at >= today) return petitions;
  const counts = await listPetitionCounts(
    db,
    petitions.map(({ id }) => id),
  );
  return petitions.map((petition) => petitionOn(petition, counts, at));
}

function answerOf(
  shown: readonly PetitionStood[],
  { madeUp, at }: { readonly madeUp: boolean; readonly at: CivilDate },
): string {
  const reached = shown.filter(({ reachedOn }) => reachedOn !== undefined && reachedOn <= at).length;
  const there = `${shown.length === 1 ? "is" : "are"} ${countOf(shown.length, "petition")}`;
  const enough =
    shown.length === 1
      ? `It has ${reached === 1 ? "reached" : "not yet reached"} the number of names it takes.`
      : `${capital(ofThem(reached))} ${reached === 1 ? "has" : "have"} reached the number of names it takes.`;
  return `${madeUp ? "No real board has a petition yet. In the made-up place there" : "There"} ${there}. ${enough}`;
}

function pictureOf(petitions: readonly PetitionStood[]): Picture {
  const shown = petitions.filter(({ state }) => state === "published").slice(0, 12);
  return drawBars(
    {
      item: "Petition",
      measure: "Per cent of the signatures needed",
      bars: shown.map((petition) => ({
        label: drawnLabel(petitionTitle(petition), petition),
        figure:
          petition.signatures === undefined
            ? { kind: "no-data" }
            : countFigure((100 * petition.signatures) / petition.threshold),
      })),
      levels: [{ value: 100, label: "goes on the agenda" }],
    },
    {
      summary: "Signatures of each petition, in per cent of what its board asks for.",
      caption: "Signatures in per cent of those needed",
      decimals: 0,
      unit: "%",
    },
  );
}

/** One petition. */
export const petitionPage = definePage({
  name: "scrutiny.petition",
  path: "/petitions/:slug",
  about: "One petition: what it asks for, how many signed, and on which agenda it stands.",
  params: z.object({ slug: z.string().max(150) }),
  json: petitionShape,
  formats: ["atom"],
  async load(asking, { params }): Promise<PageModel | undefined> {
    const held = await findPetition(asking.db, params.slug);
    if (!held || held.startedOn > asking.at) return undefined;
    const [petition] = await asTheyStood([held], asking);
    if (!petition) return undefined;
    const { board, words, state } = petition;
    return {
      title: petitionTitle(petition),
      kicker: "Petition",
      illustrative: petition.basis === "illustrative",
      answer: [`To ${board.name}. `, { strong: petitionStanding(petition, asking.at) }],
      sections: [
        {
          kind: "words",
          heading: "What it asks for",
          paragraphs: words?.split(/\n+/u) ?? [
            state === "refused"
              ? "The words are not shown."
              : "The words show when somebody at the board has read them.",
          ],
        },
        { kind: "facts", heading: "The way it goes", facts: factsOf(petition, asking) },
        ...signSection(held, asking),
      ],
      actions: actionsOf(held, asking),
      sources: [{ text: "Started and signed on this site", basis: petition.basis }],
      check: recordOf(petitionRef(petition)),
      subjects: [
        petitionRef(petition),
        boardRef({ id: board.id as BoardId }),
        ...(petition.meeting
          ? [{ module: "meetings", kind: "meeting", id: petition.meeting.id } as const]
          : []),
      ],
      trail: [{ text: "Petitions", href: withAt("/petitions", asking) }],
      json: petitionJson(petition),
    };
  },
});

/** For who has not signed in: how to sign. */
function signSection(petition: Petition, { viewer, today }: Asking): readonly Section[] {
  if (viewer.kind !== "visitor" || petition.state !== "published" || today > petition.closesOn) return [];
  const next = encodeURIComponent(`${petitionHref(petition.slug)}/sign`);
  return [
    {
      kind: "words",
      heading: "Sign it",
      paragraphs: [
        [
          "You sign it with a sign-in. You need no office for that, and who signed is never shown. ",
          { text: "Sign in", href: `/sign-in?next=${next}` },
          ". New here? ",
          { text: "Make a sign-in", href: `/sign-in/new?next=${next}` },
          ".",
        ],
      ],
    },
  ];
}

function factsOf(petition: PetitionStood, asking: Asking) {
  const { board, meeting, refusedRule, deferredUntil } = petition;
  return [
    { label: "To", value: [{ text: board.name, href: withAt(`/boards/${board.slug}`, asking) }] },
    { label: "Started on", value: formatCivilDate(petition.startedOn) },
    { label: "Last day to sign", value: formatCivilDate(petition.closesOn) },
    {
      label: "Signatures",
      value: signaturesInWords(petition),
    },
    ...(petition.reachedOn ? [{ label: "Reached on", value: formatCivilDate(petition.reachedOn) }] : []),
    ...(meeting
      ? [
          {
            label: "On the agenda of",
            value: [{ text: formatCivilDate(meeting.on), href: `/meetings/${meeting.slug}` }],
          },
        ]
      : []),
    ...(deferredUntil
      ? [
          {
            label: `Heard by ${formatCivilDate(deferredUntil)}`,
            value: petition.deferredWhy ?? "",
          },
        ]
      : []),
    ...(refusedRule
      ? [{ label: "Why it is not shown", value: `${ruleTitles[refusedRule]}: ${petition.refusedWhy ?? ""}` }]
      : []),
    { label: "Who signed", value: "Shown to nobody" },
  ];
}

function actionsOf(petition: Petition, { today }: Asking): readonly PageAction[] {
  const resource = resourceOfPetition(petition);
  const action = (text: string, way: string, command: string): PageAction => ({
    text,
    href: `${petitionHref(petition.slug)}/${way}`,
    command: `scrutiny.${command}`,
    resource,
  });
  if (petition.state === "waiting")
    return [
      action("Publish it", "publish", "publish-petition"),
      action("Keep it off the site", "refuse", "refuse-petition"),
    ];
  if (petition.state === "refused") return [];
  return [
    ...(today <= petition.closesOn ? [action("Sign it", "sign", "sign-petition")] : []),
    ...(waitsForAgenda(petition, today)
      ? [action("Say why it is heard later", "defer", "defer-petition")]
      : []),
  ];
}

/** A board's rule for petitions and those put to it, on its page; nothing where it is not kept here. */
export const boardPetitionsPanel: Panel = {
  name: "scrutiny.petitions-to-board",
  on: "board",
  order: 150,
  async load(asking, subject) {
    const [board] = subject ? await listBoardsById(asking.db, [subject.id]) : [];
    if (!board || !resourceOfBoard(board).keptHere) return undefined;
    const rule = await findPetitionRule(asking.db, board.id, asking.at);
    if (!rule) return undefined;
    const petitions = await asTheyStood(
      await listPetitions(asking.db, { boardId: board.id, until: asking.at }),
      asking,
    );
    return {
      heading: "Petitions",
      answer: [
        `A petition with ${formatNumber(rule.signatures)} signatures goes on the agenda. Who may sign: ${sentenceOf(rule.who)} `,
        { text: "Start a petition", href: `/petitions/start/${board.slug}` },
        ".",
      ],
      ...(petitions.length > 0 && {
        sections: [
          {
            kind: "list" as const,
            items: petitions
              .slice(0, 10)
              .map((petition) => [
                { text: petitionTitle(petition), href: withAt(petitionHref(petition.slug), asking) },
                ` ${petitionStanding(petition, asking.at)}`,
              ]),
          },
        ],
      }),
      sources: [{ text: rule.source, seen: rule.fromOn, basis: board.basis }],
      href: withAt("/petitions", asking),
      subjects: petitions.map(petitionRef),
      json: { signatures: rule.signatures, petitions: petitions.length },
    };
  },
};
