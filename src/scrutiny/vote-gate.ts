import type { Db, Gate } from "../kernel/index.ts";
import { findMeeting, listItems, roomOf, takesPart, type Meeting } from "../meetings/index.ts";
import { textIn, type Input } from "./commands/act.ts";
import { committeeOf } from "./commands/found.ts";
import { isCommittee } from "./committee.ts";
import { listBarredSeats } from "./store-interests.ts";
import { findReview } from "./store-reviews.ts";

const named = /\/scrutiny\/reviews\/([a-z0-9]+(?:-[a-z0-9]+)*)/gu;

/**
 * At a scrutiny committee nobody whom the law bars has a part in a decision, by vote or by consensus (README invariant 11);
 * everybody else has.
 *
 * Who is in the room without a part in it is not kept out: the law bars taking part, and only a standing order can ask more.
 */
export const barredVoteGate: Gate = {
  name: "scrutiny.no-vote-of-the-barred",
  before: "meetings.decide-motion",
  reasonsAgainst: async ({ db }, input) => {
    const how = textIn(input, "how");
    if (how !== "vote" && how !== "consensus") return [];
    const meeting = await findMeeting(db, textIn(input, "slug"));
    const committee =
      meeting && isCommittee(meeting.board) ? await committeeOf(db, meeting.board.id) : undefined;
    if (!meeting || !committee) return [];
    const item = Number(input["item"]);
    const barred = await listBarredSeats(db, {
      meetingId: meeting.id,
      boardId: meeting.board.id,
      councilIds: committee.councils.map(({ id }) => id),
      reviewIds: await reviewsOnItem(db, meeting, item),
      on: meeting.on,
    });
    return how === "vote"
      ? reasonsAgainstVotes(votersIn(input), barred)
      : reasonsAgainstConsensus(await holdersAt(db, meeting, item), barred);
  },
};

type Barred = Awaited<ReturnType<typeof listBarredSeats>>;

/** A holder of a seat: of a vote, or of a consensus with whether they take part in it. */
interface Voter {
  readonly seat: string;
  readonly office: string;
}
interface Holder extends Voter {
  readonly takesPart: boolean;
}

function reasonsAgainstVotes(voted: readonly Voter[], barred: Barred): readonly string[] {
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
}

/**
 * A consensus is of all who take part in it. A seat may have several holders, and which of them is barred is not told here: so
 * it is enough that one of them is recorded as out of it.
 */
function reasonsAgainstConsensus(holders: readonly Holder[], barred: Barred): readonly string[] {
  const reasonsFor = (seats: readonly string[], why: string): readonly string[] =>
    seats.flatMap((number) => {
      const held = holders.filter(({ seat }) => seat === number);
      if (held.length === 0 || held.some((one) => !one.takesPart)) return [];
      const offices = [...new Set(held.map(({ office }) => office))].join(", ");
      return [`Somebody on seat ${number} (${offices}) ${why}`];
    });
  return [
    ...reasonsFor(
      barred.executive,
      "sits in the council's executive, and the law bars its members from scrutiny (Local Government Act 2000 s9FA(3)). A consensus is of all who take part: record first that they are absent from that seat. As a guest without a seat they may be there.",
    ),
    ...reasonsFor(
      barred.declared,
      "declared a disclosable pecuniary interest in this review and has no dispensation, so the law bars them from its discussion and its vote (Localism Act 2011 s31(4)). A consensus is of all who take part: record first that they left for the item, or that they stayed without a vote.",
    ),
  ];
}

/** Everybody recorded on a seat of the committee, and whether they take part in the item. */
async function holdersAt(db: Db, meeting: Meeting, item: number): Promise<readonly Holder[]> {
  const room = await roomOf(db, meeting);
  return room.attendees.flatMap((one) =>
    one.seat === undefined
      ? []
      : [{ seat: one.seat, office: one.office, takesPart: takesPart(one, item, room) }],
  );
}

/** Seats and offices that a vote names; the command itself refuses what is no such name. */
function votersIn(input: Input): readonly Voter[] {
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
