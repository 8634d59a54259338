import type { SubjectKind } from "../kernel/index.ts";
import { reviewHref, reviewRef } from "./review.ts";
import { listReviewIds, listReviews } from "./store-reviews.ts";

/** Reviews, as search, links and feeds show them. */
export const reviewSubjects: readonly SubjectKind[] = [
  {
    kind: "review",
    label: "Review",
    plural: "Reviews",
    describe: async (db, ids) =>
      (await listReviews(db, { ids })).map(({ review }) => ({
        ref: reviewRef(review),
        title: review.title,
        kindLabel: "Scrutiny review",
        summary: review.terms.slice(0, 300),
        href: reviewHref(review.slug),
        audience: review.audience,
        illustrative: review.basis === "illustrative",
      })),
    listIds: listReviewIds,
  },
];
