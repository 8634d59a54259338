import { formatCivilDate } from "@concordat/calendar";
import {
  anyOfKind,
  capital,
  countOf,
  spansOf,
  type Asking,
  type Panel,
  type PanelModel,
  type Section,
  type Sentence,
  type SubjectRef,
} from "../../kernel/index.ts";
import { listBoards, listBoardsById, listOrganisationsById, type Board } from "../../place/index.ts";
import { councilsOf } from "../commands/found.ts";
import { committeeKinds, isCommittee } from "../committee.ts";
import { answeredFrom, findings, requestOutcomes, wishes, type ProgrammeItem } from "../review.ts";
import { heldReplyLaw } from "../law.ts";
import { qualityInWords, yearInWords } from "../quality-account.ts";
import { signParts } from "../sign-parts.ts";
import { listQualityAccounts } from "../store-quality.ts";
import { listProgramme, listReviews } from "../store-reviews.ts";
import { reviewTable, waitedTable } from "./scrutiny-list.ts";
import { idsKept, withAt } from "./shared.ts";
import { besideSign } from "./sign-beside.ts";
import {
  countsInWords,
  countsOf,
  recommendationJson,
  replyWords,
  viewsOfReviews,
  type ReviewView,
} from "./review-view.ts";

/** On a committee's page: its work programme and its reviews. */
export const committeePanel: Panel = {
  name: "scrutiny.committee",
  on: "board",
  order: 40,
  async load(asking, subject): Promise<PanelModel | undefined> {
    const [board] = subject ? await listBoardsById(asking.db, [subject.id]) : [];
    if (!board || !isCommittee(board)) return undefined;
    const views = await viewsOfReviews(asking, await listReviews(asking.db, { boardId: board.id }));
    const programme = (await listProgramme(asking.db, { boardId: board.id })).filter(
      ({ addedOn }) => addedOn <= asking.at,
    );
    const councils = await councilsOf(asking.db, board);
    const kept = councils.some(({ keptHere }) => keptHere);
    if (!kept && views.length === 0 && programme.length === 0) return undefined;
    return {
      heading: "Reviews and work programme",
      answer: committeeAnswer(board, views, programme),
      ...(views.length > 0 && { table: reviewTable(views, asking, "reviews") }),
      sections: [
        ...programmeSection(board, programme, {
          keeps: idsKept(asking.viewer).some((id) => councils.some((council) => council.id === id)),
        }),
        ...(await qualitySection(asking, board)),
        ...(kept ? [waysSection(board)] : []),
      ],
      sources: [{ text: "The committee's council", basis: "kept-here" }],
      href: withAt("/scrutiny", asking),
      subjects: [anyOfKind("scrutiny", "review"), anyOfKind("scrutiny", "programme")],
      json: {
        reviews: views.map(({ file }) => file.review.slug),
        programme: programme.map(({ title, plannedOn, wishedBy }) => ({ title, plannedOn, wishedBy })),
      },
    };
  },
};

function committeeAnswer(
  board: Board,
  views: readonly ReviewView[],
  programme: readonly ProgrammeItem[],
): Sentence {
  const open = views.filter(({ file }) => file.review.endedOn === undefined).length;
  const coming = programme.filter(({ reviewId, dropped }) => !reviewId && !dropped).length;
  return [
    { strong: capital(countOf(open, "open review")) },
    ` of ${board.name}, ${countOf(views.length - open, "review that has ended", "reviews that have ended")}, and ${countOf(coming, "subject")} planned.`,
  ];
}

function programmeSection(
  board: Board,
  programme: readonly ProgrammeItem[],
  reader: { readonly keeps: boolean },
): readonly Section[] {
  if (programme.length === 0) return [];
  return [
    {
      kind: "table",
      heading: "Work programme",
      table: {
        name: "programme",
        caption: "Work programme",
        columns: [
          { key: "title", label: "What", kind: "text" },
          { key: "why", label: "Why", kind: "text" },
          { key: "wished", label: "Wished by", kind: "text" },
          { key: "planned", label: "Planned for", kind: "date", sortable: true },
          { key: "state", label: "How it stands", kind: "link" },
        ],
        rows: programme.map((one) => ({
          title: one.title,
          why: one.why,
          wished: wishes[one.wishedBy],
          planned: one.plannedOn,
          state: one.dropped
            ? `Dropped on ${formatCivilDate(one.dropped.on)}: ${one.dropped.why}`
            : one.reviewId
              ? "Taken up in a review"
              : reader.keeps
                ? { text: "Planned: drop it", href: `/boards/${board.slug}/work-programme/${one.id}/drop` }
                : "Planned",
        })),
        empty: "Nothing is planned.",
      },
    },
  ];
}

/** The round of quality accounts: what came when, and what the committee said of it. */
async function qualitySection({ db, at }: Asking, board: Board): Promise<readonly Section[]> {
  const held = (await listQualityAccounts(db, board.id)).filter(({ receivedOn }) => receivedOn <= at);
  if (held.length === 0) return [];
  const law = await heldReplyLaw();
  const bodies = await listOrganisationsById(
    db,
    held.map(({ bodyId }) => bodyId),
  );
  return [
    {
      kind: "list",
      heading: "Quality accounts",
      items: held.map(({ said, ...one }): Sentence => [
        {
          strong: `${bodies.find(({ id }) => id === one.bodyId)?.name ?? "A body not shown here"}, ${yearInWords(one.year)}. `,
        },
        qualityInWords({ ...one, ...(said && said.on <= at && { said }) }, law),
      ]),
    },
  ];
}

function waysSection(board: Board): Section {
  const base = `/boards/${board.slug}`;
  return {
    kind: "words",
    paragraphs: [
      [
        "Whoever keeps its council can ",
        { text: "open a review", href: `${base}/reviews/open` },
        ", ",
        { text: "add to the work programme", href: `${base}/work-programme/add` },
        ", and note a ",
        { text: "draft quality account", href: `${base}/quality-accounts/add` },
        " and ",
        { text: "what the committee says of it", href: `${base}/quality-accounts/say` },
        ". Whoever sits on it can ",
        { text: "register an interest in a body", href: `${base}/interests/register` },
        ".",
      ],
    ],
  };
}

/** On a body's page: what scrutiny asked of it, and what it owes a reply to. */
export const askedPanel: Panel = {
  name: "scrutiny.asked-of-body",
  on: "organisation",
  order: 230,
  async load(asking, subject): Promise<PanelModel | undefined> {
    if (!subject) return undefined;
    const views = await viewsOfReviews(asking, await listReviews(asking.db, { bodyId: subject.id }));
    const [body] = await listOrganisationsById(asking.db, [subject.id]);
    if (!body || views.length === 0) return undefined;
    const own = views.flatMap(({ recommendations }) =>
      recommendations.filter(({ one }) => one.bodyId === subject.id),
    );
    const requests = views.flatMap(({ file }) => file.requests.filter(({ bodyId }) => bodyId === subject.id));
    const open = requests.filter(({ answered }) => !answered).length;
    return {
      heading: "What scrutiny asked",
      answer: [
        ...spansOf(countsInWords(countsOf(own))),
        requests.length === 0
          ? ""
          : ` ${capital(countOf(requests.length, "request"))} for information or attendance, ${open === 0 ? "all answered" : countOf(open, "still open", "still open")}.`,
      ],
      ...(own.length > 0
        ? { table: waitedTable(own, asking) }
        : { table: reviewTable(views, asking, "asked") }),
      sources: [{ text: "The councils whose committees they are", basis: "kept-here" }],
      href: withAt("/scrutiny", asking),
      subjects: [subject, anyOfKind("scrutiny", "review")],
      json: { items: own.map(recommendationJson), requests: requests.length, open },
    };
  },
};

/** On a sign's page: whether somebody asked, what was answered, what changed; else who could ask. */
export const signPanel: Panel = {
  name: "scrutiny.sign",
  on: "sign",
  order: 10,
  async load(asking, subject): Promise<PanelModel | undefined> {
    const parts = subject && signParts(subject.id);
    if (!subject || !parts) return undefined;
    const views = await viewsOfReviews(asking, await listReviews(asking.db, { sign: subject.id }));
    const examples = await viewsOfReviews(
      asking,
      await listReviews(asking.db, { indicator: parts.indicator }),
    );
    return {
      heading: "Was it asked about?",
      answer:
        views.length === 0
          ? "Nobody has asked about this sign on this site. It may have been asked about elsewhere."
          : [
              { strong: `${capital(countOf(views.length, "scrutiny review"))} took it up. ` },
              ...spansOf(countsInWords(countsOf(views.flatMap(({ recommendations }) => recommendations)))),
            ],
      sections: [
        ...views.map((view) => storySection(view, asking)),
        ...(await askSection(asking, subject)),
        ...(await besideSign(asking, subject.id)),
        ...examples
          .slice(0, 1)
          .map((view) => storySection(view, asking, "Illustrative: how a sign is taken up to its end")),
      ],
      sources: [{ text: "The councils whose committees they are", basis: "kept-here" }],
      href: withAt("/scrutiny", asking),
      subjects: [subject, anyOfKind("scrutiny", "review")],
      json: {
        reviews: views.map(({ file }) => file.review.slug),
        examples: examples.map(({ file }) => file.review.slug),
      },
    };
  },
};

/** A review told in the order in which it happened: asked, answered, recommended, replied, what changed. */
function storySection(
  { file, board, bodies, recommendations }: ReviewView,
  asking: Asking,
  heading?: string,
): Section {
  const { review, requests } = file;
  const name = (id: string): string => bodies.get(id)?.name ?? "A body not shown here";
  const items: readonly Sentence[] = [
    [
      `${formatCivilDate(review.openedOn)}: ${board?.name ?? "A committee"} opened `,
      { text: review.title, href: withAt(`/scrutiny/reviews/${review.slug}`, asking) },
      ".",
    ],
    ...requests.flatMap((one): Sentence[] => [
      `${formatCivilDate(one.askedOn)}: it asked ${name(one.bodyId)}: ${one.words}`,
      ...(one.answered
        ? [
            `${formatCivilDate(one.answered.on)}: ${name(one.bodyId)} answered, ${answeredFrom[one.answered.from]} (${requestOutcomes[one.kind][one.answered.outcome].toLowerCase()}): ${one.answered.words}`,
          ]
        : []),
    ]),
    ...recommendations.flatMap((view): Sentence[] => [
      `${formatCivilDate(view.one.madeOn)}: it recommended to ${name(view.one.bodyId)}: ${view.one.words} ${replyWords(view)}${view.one.replied ? ` ${view.one.replied.words}` : ""}`,
      ...view.one.checks.map(
        ({ months, on, found, words }) =>
          `${formatCivilDate(on)}: looked at after ${months} months. ${findings[found]}. ${words}`,
      ),
    ]),
    ...(review.endedOn && review.ending ? [`${formatCivilDate(review.endedOn)}: ${review.ending}`] : []),
  ];
  return {
    kind: "list",
    heading: heading ?? review.title,
    ...(review.basis === "illustrative" && {
      intro:
        "Made up: a made-up committee asked a made-up trust. Nothing here was said or asked of a real body.",
    }),
    items,
  };
}

/** The committees kept here that could ask; the made-up one takes it up as an example. */
async function askSection({ db, today, viewer }: Asking, sign: SubjectRef): Promise<readonly Section[]> {
  const keeps = idsKept(viewer);
  if (keeps.length === 0) return [];
  const lists = await Promise.all(
    committeeKinds.map(async (kind) => await listBoards(db, { kind, at: today, illustrative: true })),
  );
  const own = lists
    .flat()
    .filter(({ organisation }) => organisation !== undefined && keeps.includes(organisation.id));
  if (own.length === 0) return [];
  return [
    {
      kind: "list",
      heading: "Take it up",
      items: own.map((board): Sentence => [
        {
          text: `Take it up in ${board.name}`,
          href: `/boards/${board.slug}/take-up/${sign.id}`,
        },
        board.basis === "illustrative" ? " (Illustrative: as an example, with a made-up body)" : "",
      ]),
    },
  ];
}
