import { countOf, systemActor, type EntryDraft, type Job } from "../kernel/index.ts";
import { entryRef } from "./entry.ts";
import { createRecorder } from "./store.ts";
import { listDueReviews } from "./store-reviews.ts";
import type { DueReview } from "./store-reviews.ts";

/** Entries of one list, so that it stays far below the size of an entry. */
const perEntryMax = 200;

/**
 * Once a day, says in the record which sealed entries must be looked at again, each once.
 *
 * Sends nothing: whoever follows a body sees it in that body's feed.
 */
export const reviewsDueJob: Job = {
  name: "record.reviews-due",
  about: "Lists in the record the sealed entries whose review date has come.",
  schedule: "0 6 * * *",
  run: async ({ db, clock }) => {
    await db.transaction().execute(async (tx) => {
      const recorder = createRecorder();
      for (const draft of draftsFor(await listDueReviews(tx, clock.today()))) {
        await recorder.write(tx, { at: clock.now(), capacity: systemActor.capacity, draft });
      }
    });
  },
};

/** One draft for each audience, since whoever may not see an entry may not see that it is due either. */
function draftsFor(due: readonly DueReview[]): readonly EntryDraft[] {
  const audiences = [...new Set(due.map((review) => review.audience))];
  return audiences.flatMap((audience) => {
    const reviews = due.filter((review) => review.audience === audience);
    const drafts: EntryDraft[] = [];
    for (let from = 0; from < reviews.length; from += perEntryMax) {
      drafts.push(draftFor(reviews.slice(from, from + perEntryMax), audience));
    }
    return drafts;
  });
}

function draftFor(reviews: readonly DueReview[], audience: string): EntryDraft {
  const what = countOf(reviews.length, "sealed entry", "sealed entries");
  return {
    kind: "record.review-due",
    summary: `The review date of ${what} has come: somebody must look again whether ${reviews.length === 1 ? "it" : "they"} can be opened.`,
    subjects: reviews.map((review) => entryRef(review.id)),
    body: { due: reviews.map(({ id, reviewOn, category }) => ({ entry: id, reviewOn, category })) },
    audience,
  };
}
