import { z } from "zod";
import { formatCivilDate } from "@concordat/calendar";
import {
  anyOfKind,
  capital,
  countOf,
  definePage,
  spansOf,
  type Asking,
  type PageModel,
  type Picture,
  type Section,
  type Sentence,
  type TableModel,
} from "../../kernel/index.ts";
import { boardKindLabel, listBoards, type Board } from "../../place/index.ts";
import { committeeKinds } from "../committee.ts";
import { drawStack } from "../../web/index.ts";
import { stances } from "../review.ts";
import { listReviews } from "../store-reviews.ts";
import { boardCell, bodyCell, countFigure, drawnLabel, withAt } from "./shared.ts";
import {
  countsInWords,
  countsOf,
  recommendationJson,
  recommendationRow,
  recommendationShape,
  reviewCell,
  viewsOfReviews,
  type RecommendationView,
  type ReviewView,
} from "./review-view.ts";

/** Every review, what is waited for, and every committee: the first page of scrutiny. */
export const scrutinyListPage = definePage({
  name: "scrutiny.reviews",
  path: "/scrutiny",
  about: "Reviews of scrutiny committees, the replies that are waited for, and the committees themselves.",
  json: z.object({
    items: z.array(
      z.object({
        slug: z.string(),
        title: z.string(),
        committee: z.string().nullable(),
        illustrative: z.boolean(),
        openedOn: z.iso.date(),
        endedOn: z.iso.date().nullable(),
        recommendations: z.array(recommendationShape),
      }),
    ),
  }),
  formats: ["csv", "atom"],
  async load(asking): Promise<PageModel> {
    const views = await viewsOfReviews(asking, await listReviews(asking.db));
    const committees = await committeesOn(asking);
    const all = views.flatMap(({ recommendations }) => recommendations);
    const picture = standingPicture(views);
    return {
      title: "Scrutiny",
      answer: answerOf(views),
      ...(picture && { picture }),
      table: reviewTable(views, asking),
      sections: [
        ...waitingSection(all, asking),
        committeeSection(committees, views, asking),
        {
          kind: "words",
          heading: "How a reply is counted",
          paragraphs: [
            "A health body that is asked for a reply answers in 28 days from the request; a council answers in two months. Nothing pauses either. Whether what was accepted happened is looked at six and twelve months after the reply: that is this site's rule, not the law's.",
            [
              "Who declared what, and what they did, stands in the ",
              { text: "list of interests", href: withAt("/scrutiny/interests", asking) },
              ".",
            ],
          ],
        },
      ],
      sources: [{ text: "The councils whose committees they are", basis: "kept-here" }],
      check: "/record?kind=scrutiny.review-opened",
      subjects: [anyOfKind("scrutiny", "review"), anyOfKind("place", "board")],
      json: {
        items: views.map(({ file: { review }, board, recommendations }) => ({
          slug: review.slug,
          title: review.title,
          committee: board?.slug ?? null,
          illustrative: review.basis === "illustrative",
          openedOn: review.openedOn,
          endedOn: review.endedOn ?? null,
          recommendations: recommendations.map(recommendationJson),
        })),
      },
    };
  },
});

async function committeesOn({ db, at }: Asking): Promise<readonly Board[]> {
  const lists = await Promise.all(
    committeeKinds.map(async (kind) => await listBoards(db, { kind, at, illustrative: true })),
  );
  return lists.flat();
}

function answerOf(views: readonly ReviewView[]): Sentence {
  const real = views.filter(({ file }) => file.review.basis !== "illustrative");
  const madeUp = views.length - real.length;
  const example =
    madeUp === 0
      ? ""
      : ` ${capital(countOf(madeUp, "made-up review"))} of the illustrative place ${madeUp === 1 ? "shows" : "show"} how it works.`;
  if (real.length === 0)
    return [{ strong: "No real scrutiny committee keeps its reviews here yet." }, example];
  const counted = countsOf(real.flatMap(({ recommendations }) => recommendations));
  return [
    { strong: `${capital(countOf(real.length, "review"))} of real committees. ` },
    ...spansOf(countsInWords(counted)),
    example,
  ];
}

/** What became of a recommendation, in the order in which it is drawn. */
const became = {
  ...stances,
  running: "Waits for a reply",
  past: "Past its day",
  "not-asked": "No reply asked for",
};
type Became = keyof typeof became;

function becameOf({ one, standing }: RecommendationView): Became {
  if (one.replied) return one.replied.stance;
  return standing.kind === "past" || standing.kind === "not-asked" ? standing.kind : "running";
}

const drawnMost = 12;

/** What became of the recommendations of each review, the latest reviews first. */
function standingPicture(views: readonly ReviewView[]): Picture | undefined {
  const drawn = views
    .filter(({ recommendations }) => recommendations.length > 0)
    .slice(0, drawnMost)
    .map(({ file: { review }, recommendations }) => ({ review, became: recommendations.map(becameOf) }));
  const parts = (Object.keys(became) as readonly Became[]).filter((key) =>
    drawn.some((one) => one.became.includes(key)),
  );
  if (parts.length === 0) return undefined;
  return drawStack(
    {
      item: "Review",
      parts: parts.map((key) => ({ key, label: became[key] })),
      rows: drawn.map(({ review, became: own }) => ({
        label: drawnLabel(review.title, review),
        figures: parts.map((key) => countFigure(own.filter((one) => one === key).length)),
      })),
    },
    {
      summary: `How many recommendations each of the latest ${countOf(drawn.length, "review")} made, and what became of them.`,
      caption: "Recommendations by review and what became of them",
      decimals: 0,
    },
  );
}

/** Reviews as a table. */
export function reviewTable(views: readonly ReviewView[], asking: Asking, name?: string): TableModel {
  return {
    ...(name !== undefined && { name }),
    caption: "Reviews",
    columns: [
      { key: "review", label: "Review", kind: "link", filter: "words" },
      { key: "committee", label: "Committee", kind: "link", filter: "words" },
      { key: "body", label: "Body concerned", kind: "link" },
      { key: "replies", label: "Replies", kind: "text" },
      { key: "opened", label: "Opened", kind: "date", sortable: true },
      { key: "state", label: "How it stands", kind: "text" },
      { key: "ended", label: "Ended", kind: "date", machineOnly: true },
    ],
    rows: views.map(({ file, board, bodies, recommendations }) => {
      const { all, replied } = countsOf(recommendations);
      return {
        review: reviewCell(file, asking),
        committee: boardCell(board, asking),
        body:
          file.review.bodyId === undefined
            ? "None in particular"
            : bodyCell(bodies.get(file.review.bodyId), asking),
        replies: all === 0 ? "Nothing recommended yet" : `${replied} of ${all}`,
        opened: file.review.openedOn,
        state:
          file.review.endedOn === undefined ? "Open" : `Ended on ${formatCivilDate(file.review.endedOn)}`,
        ended: file.review.endedOn,
      };
    }),
    empty:
      "No review is kept here. Whoever keeps a council opens one on the page of its scrutiny committee, or takes up a sign on the sign's page.",
  };
}

function waitingSection(all: readonly RecommendationView[], asking: Asking): readonly Section[] {
  const waiting = all.filter(
    ({ standing }) =>
      standing.kind === "running" || standing.kind === "past" || standing.kind === "no-period",
  );
  if (waiting.length === 0) return [];
  return [
    {
      kind: "table",
      heading: "Replies that are waited for",
      table: waitedTable(waiting, asking),
    },
  ];
}

/** Recommendations with the day their reply is due. */
export function waitedTable(views: readonly RecommendationView[], asking: Asking): TableModel {
  return {
    name: "waited",
    caption: "Recommendations",
    columns: [
      { key: "review", label: "Review", kind: "link" },
      { key: "words", label: "Recommendation", kind: "text" },
      { key: "body", label: "To", kind: "link" },
      { key: "reply", label: "How it stands", kind: "text" },
      { key: "due", label: "Due by", kind: "date", machineOnly: true },
    ],
    rows: views.map((view) => recommendationRow(view, asking)),
    empty: "No reply is waited for.",
  };
}

function committeeSection(
  committees: readonly Board[],
  views: readonly ReviewView[],
  asking: Asking,
): Section {
  return {
    kind: "table",
    heading: "Scrutiny committees",
    intro:
      "Committees of councils, and joint ones. Of most we hold what public pages say; a committee without a review here may have many elsewhere.",
    table: {
      name: "committees",
      caption: "Scrutiny committees",
      columns: [
        { key: "name", label: "Committee", kind: "link", filter: "words" },
        { key: "kind", label: "Kind", kind: "text", filter: "choice" },
        { key: "of", label: "Of", kind: "text" },
        { key: "reviews", label: "Reviews kept here", kind: "number", decimals: 0 },
      ],
      rows: committees.map((board) => ({
        name: boardCell(board, asking),
        kind: boardKindLabel(board.kind),
        of: board.organisation?.name ?? board.area?.name ?? board.areaWords ?? "Several councils",
        reviews: views.filter((view) => view.board?.id === board.id).length,
      })),
      empty: "No scrutiny committee is held for this day.",
    },
  };
}
