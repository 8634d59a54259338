import { z } from "zod";
import { formatCivilDate } from "@concordat/calendar";
import {
  anyOfKind,
  capital,
  countOf,
  definePage,
  listInWords,
  spansOf,
  type Asking,
  type PageAction,
  type PageModel,
  type PolicyResource,
  type Section,
  type Sentence,
} from "../../kernel/index.ts";
import { organisationRef } from "../../place/index.ts";
import { listInterests } from "../store-interests.ts";
import { checkDueOn } from "../clock.ts";
import { resourceOfReview } from "../commands/found.ts";
import { heldReplyLaw } from "../law.ts";
import { checkMonths, reviewHref, reviewRef, stances } from "../review.ts";
import { listReviews } from "../store-reviews.ts";
import { interestActions, interestSections, toldSection } from "./interest-sections.ts";
import { bodyCell, recordOf, withAt } from "./shared.ts";
import {
  checkSections,
  contributionSections,
  endingOf,
  factsOf,
  replyLinks,
  requestSections,
} from "./review-sections.ts";
import {
  countsInWords,
  countsOf,
  recommendationJson,
  recommendationShape,
  replyWords,
  viewsOfReviews,
  waitPicture,
  type RecommendationView,
  type ReviewView,
} from "./review-view.ts";
import { lowerFirst, ofThem, sentenceOf } from "../words.ts";

const reviewShape = z.object({
  slug: z.string(),
  title: z.string(),
  terms: z.string(),
  committee: z.string().nullable(),
  body: z.string().nullable(),
  sign: z.string().nullable(),
  openedOn: z.iso.date(),
  endedOn: z.iso.date().nullable(),
  illustrative: z.boolean(),
  requests: z.array(
    z.object({
      number: z.number(),
      body: z.string().nullable(),
      kind: z.string(),
      words: z.string(),
      askedOn: z.iso.date(),
      wantedBy: z.iso.date().nullable(),
      answeredOn: z.iso.date().nullable(),
      outcome: z.string().nullable(),
      answer: z.string().nullable(),
    }),
  ),
  recommendations: z.array(recommendationShape),
  contributions: z.array(
    z.object({ kind: z.string(), who: z.string(), words: z.string(), on: z.iso.date() }),
  ),
  interests: z.array(
    z.object({
      office: z.string(),
      kind: z.string(),
      words: z.string(),
      will: z.string().nullable(),
      did: z.string().nullable(),
    }),
  ),
});

/** One review: terms, what was asked and answered, what was recommended and became of it, and who declared what. */
export const reviewPage = definePage({
  name: "scrutiny.review",
  path: "/scrutiny/reviews/:review",
  about:
    "One review: its terms, requests with answers, recommendations with their reply clocks, checks, evidence, voices and interests.",
  params: z.object({ review: z.string().max(100) }),
  json: reviewShape,
  formats: ["csv", "atom"],
  async load(asking, { params }): Promise<PageModel | undefined> {
    const [view] = await viewsOfReviews(asking, await listReviews(asking.db, { slug: params.review }));
    if (!view) return undefined;
    const { review } = view.file;
    const resource = await resourceOfReview(asking.db, view.file);
    const interests = (await listInterests(asking.db, { reviewId: review.id })).filter(
      ({ declaredOn }) => declaredOn <= asking.at,
    );
    const law = await heldReplyLaw();
    const told = await toldSection(asking, view, interests);
    const picture = waitPicture(view.recommendations, asking.at);
    return {
      title: review.title,
      kicker: `Review${view.board ? ` of ${view.board.name}` : ""}`,
      illustrative: review.basis === "illustrative",
      answer: answerOf(view),
      ...(picture && { picture }),
      table: recommendationTable(view, asking),
      sections: [
        ...told,
        ...checkSections(view),
        { kind: "words", heading: "Terms", paragraphs: review.terms.split(/\n+/u) },
        ...endingOf(view),
        ...requestSections(view, law),
        ...lawSection(view),
        ...(await replyLinks(asking, view)),
        ...contributionSections(view),
        ...interestSections(interests),
        factsOf(view, asking),
      ],
      actions: [
        ...actionsOf(view, resource),
        ...(resource ? interestActions(interests, { resource, review }) : []),
      ],
      sources: [{ text: capital(review.source), seen: review.seen, basis: review.basis }],
      subjects: [
        reviewRef(review),
        anyOfKind("scrutiny", "interest"),
        ...[...view.bodies.values()].map(organisationRef),
      ],
      check: recordOf(reviewRef(review)),
      trail: [{ text: "Scrutiny", href: withAt("/scrutiny", asking) }],
      json: jsonOf(view, interests),
    };
  },
});

function answerOf({ file, recommendations }: ReviewView): Sentence {
  const { review, requests } = file;
  const began = `${review.endedOn ? "It ran from" : "It has run since"} ${formatCivilDate(review.openedOn)}${review.endedOn ? ` to ${formatCivilDate(review.endedOn)}` : ""}.`;
  const open = requests.filter(({ answered }) => !answered).length;
  const asked =
    requests.length === 0
      ? ""
      : ` ${capital(countOf(requests.length, "request"))} ${requests.length === 1 ? "was" : "were"} made, ${open === 0 ? (requests.length === 1 ? "and it is answered" : "and all are answered") : `${ofThem(requests.length - open)} answered`}.`;
  return [...spansOf(countsInWords(countsOf(recommendations))), `${asked} ${began}`];
}

function recommendationTable(
  { recommendations }: ReviewView,
  asking: Asking,
): NonNullable<PageModel["table"]> {
  return {
    caption: "Recommendations and replies",
    columns: [
      { key: "number", label: "No", kind: "number", decimals: 0 },
      { key: "words", label: "Recommendation", kind: "text" },
      { key: "body", label: "To", kind: "link" },
      { key: "standing", label: "How it stands", kind: "text" },
      { key: "reply", label: "Reply", kind: "text" },
      { key: "why", label: "Why", kind: "text" },
      { key: "stance", label: "Stance", kind: "text", machineOnly: true },
      { key: "law", label: "By what law", kind: "text", machineOnly: true },
    ],
    rows: recommendations.map((view) => ({
      number: view.one.number,
      words: view.one.words,
      body: bodyCell(view.body, asking),
      standing: replyWords(view),
      stance: view.one.replied ? stances[view.one.replied.stance] : undefined,
      reply: view.one.replied?.words ?? "No reply yet",
      why: view.one.why,
      law: lawWords(view),
    })),
    empty: "No recommendation has been made in this review yet.",
  };
}

/** By what law each reply is due: the same words for all that are counted alike. */
function lawSection({ recommendations }: ReviewView): readonly Section[] {
  const laws = [...new Set(recommendations.map(lawWords))];
  if (laws.length === 0) return [];
  return [
    {
      kind: "list",
      heading: "How the time for a reply is counted",
      items: laws.map((law): Sentence => {
        const numbers = recommendations
          .filter((view) => lawWords(view) === law)
          .map(({ one }) => String(one.number));
        return [
          {
            strong: `${numbers.length === 1 ? "Recommendation" : "Recommendations"} ${listInWords(numbers)}: `,
          },
          sentenceOf(lowerFirst(law)),
        ];
      }),
    },
  ];
}

function lawWords({ clock, one }: RecommendationView): string {
  if (!clock) return one.askedOn === undefined ? "No time runs yet" : "No period is held for this body";
  return `${capital(clock.period)} it was asked for: ${clock.provision}${clock.confirmed ? "" : " (to be checked)"}`;
}

function actionsOf(view: ReviewView, resource: PolicyResource | undefined): readonly PageAction[] {
  const { review } = view.file;
  if (!resource) return [];
  const base = reviewHref(review.slug);
  const action = (text: string, end: string, command: string): PageAction => ({
    text,
    href: `${base}/${end}`,
    command: `scrutiny.${command}`,
    resource,
  });
  const unasked = view.recommendations.filter(({ standing }) => standing.kind === "not-asked");
  const unchecked = view.recommendations.filter(
    ({ one }) => checkDueOn(one, 6) !== undefined && one.checks.length < checkMonths.length,
  );
  return [
    ...(review.endedOn
      ? []
      : [
          action("Ask for information or attendance", "requests/add", "make-request"),
          action("Add what was said", "contributions/add", "add-contribution"),
          action("Make a recommendation", "recommendations/add", "make-recommendation"),
        ]),
    ...unasked.map(({ one }) =>
      action(
        `Ask for a reply to recommendation ${one.number}`,
        `recommendations/${one.number}/ask`,
        "ask-for-reply",
      ),
    ),
    ...unchecked.map(({ one }) =>
      action(
        `Check recommendation ${one.number}`,
        `recommendations/${one.number}/check`,
        "check-recommendation",
      ),
    ),
    ...(review.endedOn ? [] : [action("End the review", "end", "end-review")]),
  ];
}

function jsonOf(
  { file, board, bodies, recommendations }: ReviewView,
  interests: Awaited<ReturnType<typeof listInterests>>,
): z.output<typeof reviewShape> {
  const { review } = file;
  return {
    slug: review.slug,
    title: review.title,
    terms: review.terms,
    committee: board?.slug ?? null,
    body: (review.bodyId !== undefined && bodies.get(review.bodyId)?.slug) || null,
    sign: review.sign ?? null,
    openedOn: review.openedOn,
    endedOn: review.endedOn ?? null,
    illustrative: review.basis === "illustrative",
    requests: file.requests.map((one) => ({
      number: one.number,
      body: bodies.get(one.bodyId)?.slug ?? null,
      kind: one.kind,
      words: one.words,
      askedOn: one.askedOn,
      wantedBy: one.wantedBy ?? null,
      answeredOn: one.answered?.on ?? null,
      outcome: one.answered?.outcome ?? null,
      answer: one.answered?.words ?? null,
    })),
    recommendations: recommendations.map(recommendationJson),
    contributions: file.contributions.map(({ kind, who, words, saidOn }) => ({
      kind,
      who,
      words,
      on: saidOn,
    })),
    interests: interests.map(({ office, kind, words, will, did }) => ({
      office,
      kind,
      words,
      will: will ?? null,
      did: did?.what ?? null,
    })),
  };
}
