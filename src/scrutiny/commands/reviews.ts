import { formatCivilDate } from "@concordat/calendar";
import {
  Conflict,
  Invalid,
  anyOfKind,
  defineCommand,
  millisOf,
  newUuid,
  slugOf,
  type Acting,
  type Command,
  type Db,
  type Done,
} from "../../kernel/index.ts";
import { boardRef } from "../../place/index.ts";
import type { Committee } from "../committee.ts";
import { contributionKinds, reviewHref, reviewRef, type Review } from "../review.ts";
import {
  addContributionSchema,
  endReviewSchema,
  openReviewSchema,
  type AddContribution,
  type EndReview,
  type OpenReview,
} from "../schema.ts";
import { endReview, insertContribution, insertReview, settleProgrammeItem } from "../store-change.ts";
import { findReview, isReviewSlugTaken, listProgramme } from "../store-reviews.ts";
import { choicesOf, doneOn, enteredHere } from "./act.ts";
import { bodyOptions, getBody } from "./bodies.ts";
import {
  aboutReview,
  committeeForm,
  committeeResource,
  findCommittee,
  getCommittee,
  openReviewToChange,
  reviewDone,
  reviewForm,
  reviewResource,
} from "./found.ts";

/** A committee opens a review, with its terms. */
export const openReviewCommand: Command = defineCommand<OpenReview>({
  name: "scrutiny.open-review",
  title: "Open a review",
  about:
    "Opens a review of a scrutiny committee with its terms; it may take up a line of the work programme.",
  schema: openReviewSchema,
  path: "/boards/:board/reviews/open",
  resource: committeeResource,
  form: async ({ db, params, today }) => {
    const committee = await findCommittee(db, params["board"] ?? "");
    if (!committee) return undefined;
    const planned = (await listProgramme(db, { boardId: committee.board.id })).filter(
      ({ reviewId, dropped }) => !reviewId && !dropped,
    );
    return committeeForm(committee, {
      title: "Open a review",
      submit: "Open the review",
      intro: "Say what it will look into. Whoever is concerned can then see it coming.",
      fields: [
        { name: "title", widget: { kind: "text" } },
        { name: "terms", widget: { kind: "textarea", rows: 5 } },
        {
          name: "body",
          widget: {
            kind: "select",
            options: [
              { value: "", text: "None in particular" },
              ...(await bodyOptions(db, committee.board, today)),
            ],
          },
        },
        ...(planned.length === 0
          ? []
          : [
              {
                name: "programme",
                widget: {
                  kind: "select" as const,
                  options: [
                    { value: "", text: "None" },
                    ...planned.map(({ id, title }) => ({ value: id, text: title })),
                  ],
                },
              },
            ]),
      ],
    });
  },
  run: async (acting: Acting, input: OpenReview): Promise<Done> => {
    const committee = await getCommittee(acting.tx, input.board);
    const body = input.body === undefined ? undefined : await getBody(acting.tx, input.body, committee.board);
    const review = await openReview(acting, committee, {
      title: input.title,
      terms: input.terms,
      ...(body && { bodyId: body.id }),
    });
    if (input.programme !== undefined) await takeFromProgramme(acting, committee, review, input.programme);
    return openedDone(committee, review);
  },
});

async function takeFromProgramme(
  acting: Acting,
  { board }: Committee,
  review: Review,
  id: string,
): Promise<void> {
  const [item] = await listProgramme(acting.tx, { boardId: board.id, id });
  if (item && (await settleProgrammeItem(acting.tx, item.id, { reviewId: review.id }))) return;
  throw new Invalid([
    {
      code: "scrutiny.programme",
      field: "programme",
      message: "This line of the work programme was taken up or dropped before. Leave it out.",
    },
  ]);
}

/** Puts a review into the world. */
export async function openReview(
  acting: Acting,
  { board }: Committee,
  given: Pick<Review, "title" | "terms"> & Partial<Pick<Review, "bodyId" | "sign" | "indicator">>,
): Promise<Review> {
  const review: Review = {
    ...given,
    ...enteredHere(acting, board),
    id: newUuid(millisOf(acting.clock.now())),
    slug: await freeSlug(acting.tx, `${board.area?.slug ?? board.slug} ${given.title}`),
    boardId: board.id,
    openedOn: acting.today,
    audience: board.audience,
  };
  await insertReview(acting.tx, review);
  await acting.links.add(acting.tx, {
    from: reviewRef(review),
    kind: "about",
    to: boardRef(board),
    on: acting.today,
  });
  return review;
}

async function freeSlug(tx: Db, words: string): Promise<string> {
  const base = slugOf(words).slice(0, 94).replace(/-$/u, "") || "review";
  for (let at = 1; at < 1000; at += 1) {
    const slug = at === 1 ? base : `${base}-${at}`;
    if (!(await isReviewSlugTaken(tx, slug))) return slug;
  }
  throw new Conflict("scrutiny.too-many-reviews", {
    message: "There are a thousand reviews of this title. Give another title.",
  });
}

/** What opening came to. */
export function openedDone({ board }: Committee, review: Review): Done {
  return doneOn(
    {
      subject: reviewRef(review),
      href: reviewHref(review.slug),
      audience: review.audience,
      named: { review: review.slug },
      about: aboutReview(review),
      changed: [anyOfKind("scrutiny", "review")],
    },
    {
      kind: "scrutiny.review-opened",
      message: `The review “${review.title}” is open.`,
      summary: `${board.name} opened the review “${review.title}”.`,
      body: {
        committee: board.slug,
        title: review.title,
        terms: review.terms,
        sign: review.sign ?? null,
        exampleOn: review.indicator ?? null,
      },
    },
  );
}

/** A review ends, with what was found and what changed. */
export const endReviewCommand: Command = defineCommand<EndReview>({
  name: "scrutiny.end-review",
  title: "End a review",
  about: "Says how a review ended; replies and checks go on afterwards.",
  schema: endReviewSchema,
  path: "/scrutiny/reviews/:review/end",
  resource: reviewResource,
  form: async ({ db, params }) => {
    const file = await findReview(db, params["review"] ?? "");
    return (
      file &&
      reviewForm(file, {
        title: "End the review",
        submit: "End it",
        intro: "Nothing more can be put into it afterwards. Replies and checks go on.",
        fields: [{ name: "ending", widget: { kind: "textarea", rows: 4 } }],
      })
    );
  },
  run: async (acting: Acting, input: EndReview): Promise<Done> => {
    const file = await openReviewToChange(acting.tx, input.review);
    await endReview(acting.tx, file.review.id, { on: acting.today, ending: input.ending });
    return await reviewDone(acting, file, {
      kind: "scrutiny.review-ended",
      summary: `The review “${file.review.title}” ended: ${input.ending}`,
      body: { ending: input.ending },
      message: "The review has ended.",
    });
  },
});

/** Keeps what was said in a review; a ward member's statement stands apart from evidence. */
export const addContributionCommand: Command = defineCommand<AddContribution>({
  name: "scrutiny.add-contribution",
  title: "Add what was said",
  about:
    "Keeps evidence, a co-opted member's part, a ward member's statement or a minority view in a review.",
  schema: addContributionSchema,
  path: "/scrutiny/reviews/:review/contributions/add",
  resource: reviewResource,
  form: async ({ db, params, today }) => {
    const file = await findReview(db, params["review"] ?? "");
    return (
      file &&
      reviewForm(file, {
        title: "Add what was said",
        submit: "Add it",
        intro:
          "A statement of a ward member is shown as the voice of the ward, apart from evidence. A minority view stands beside what the majority said.",
        values: { saidOn: today, kind: "evidence" },
        fields: [
          { name: "kind", widget: { kind: "radios", options: choicesOf(contributionKinds) } },
          { name: "who", widget: { kind: "text" } },
          { name: "words", widget: { kind: "textarea", rows: 5 } },
          { name: "sourceUrl", widget: { kind: "text" } },
          { name: "saidOn", widget: { kind: "date" } },
        ],
      })
    );
  },
  run: async (acting: Acting, input: AddContribution): Promise<Done> => {
    const file = await openReviewToChange(acting.tx, input.review);
    if (input.saidOn > acting.today)
      throw new Invalid([
        {
          code: "scrutiny.day",
          field: "saidOn",
          message: `${formatCivilDate(input.saidOn)} is still to come. Add it once it was said.`,
        },
      ]);
    const { kind, who, words, sourceUrl, saidOn } = input;
    await insertContribution(acting.tx, file.review, {
      id: newUuid(millisOf(acting.clock.now())),
      kind,
      who,
      words,
      saidOn,
      ...(sourceUrl !== undefined && { sourceUrl }),
    });
    return await reviewDone(acting, file, {
      kind: "scrutiny.contribution-added",
      summary: `${contributionKinds[kind]} in the review “${file.review.title}”, from ${who}.`,
      body: { kind, who, words, on: saidOn, source: sourceUrl ?? null },
    });
  },
});
