import type { Db, Gate } from "../kernel/index.ts";
import { findMeeting, listItems, type Meeting } from "../meetings/index.ts";
import { textIn } from "./commands/act.ts";
import { committeeOf } from "./commands/found.ts";
import { isCommittee } from "./committee.ts";
import { listBarredSeats } from "./store-interests.ts";
import { findReview } from "./store-reviews.ts";

const named = /\/scrutiny\/reviews\/([a-z0-9]+(?:-[a-z0-9]+)*)/gu;

/** At a scrutiny committee no vote is counted of whom the law bars (README invariant 11); every other vote counts. */
export const barredVoteGate: Gate = {
  name: "scrutiny.no-vote-of-the-barred",
  before: "meetings.decide-motion",
  reasonsAgainst: async ({ db }, input) => {
    if (textIn(input, "how") !== "vote") return [];
    const meeting = await findMeeting(db, textIn(input, "slug"));
    const committee =
      meeting && isCommittee(meeting.board) ? await committeeOf(db, meeting.board.id) : undefined;
    if (!meeting || !committee) return [];
    const barred = await listBarredSeats(db, {
      meetingId: meeting.id,
      boardId: meeting.board.id,
      councilIds: committee.councils.map(({ id }) => id),
      reviewIds: await reviewsOnItem(db, meeting, Number(input["item"])),
      on: meeting.on,
    });
    const voted = votersIn(input);
    const reasonsFor = (seats: readonly string[], why: string): readonly string[] =>
      voted.filter(({ seat }) => seats.includes(seat)).map(({ office }) => `${office} ${why}`);
    return [
      ...reasonsFor(
        barred.executive,
        "sits in the council's executive, and the law bars its members from scrutiny (Local Government Act 2000 s9FA(3)). Record the vote without theirs.",
      ),
      ...reasonsFor(
        barred.declared,
        "declared a disclosable pecuniary interest in this review and has no dispensation, so the law bars their vote (Localism Act 2011 s31(4)). Record that they left, and the vote without theirs.",
      ),
    ];
  },
};

/** Seats and offices that a vote names; the command itself refuses what is no such name. */
function votersIn(
  input: Readonly<Record<string, unknown>>,
): readonly { readonly seat: string; readonly office: string }[] {
  return ["for", "against", "abstained"]
    .flatMap((side) => input[side])
    .flatMap((key) => (typeof key === "string" && key.includes("|") ? [key] : []))
    .map((key) => ({ seat: key.slice(0, key.indexOf("|")), office: key.slice(key.indexOf("|") + 1) }));
}

/** The reviews whose address an item of the agenda gives. */
async function reviewsOnItem(db: Db, meeting: Meeting, position: number): Promise<readonly string[]> {
  const item = (await listItems(db, meeting.id)).find((one) => one.position === position);
  const slugs = [...`${item?.title ?? ""} ${item?.asks ?? ""}`.matchAll(named)].map(([, slug = ""]) => slug);
  const files = await Promise.all([...new Set(slugs)].map(async (slug) => await findReview(db, slug)));
  return files.flatMap((file) => file?.review.id ?? []);
}
