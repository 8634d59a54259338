import type { Checked, Problem } from "../kernel/index.ts";
import type { QuorumVerdict } from "../place/index.ts";
import { holderKey, whyNoVote, type Attendee, type Room } from "./attendance.ts";

export const motionOutcomes = {
  open: "not decided",
  carried: "carried",
  lost: "lost",
  withdrawn: "withdrawn",
  tied: "votes equal, not carried",
} as const;
export type MotionOutcome = keyof typeof motionOutcomes;

export type Vote = "for" | "against" | "abstained";

/** A proposal put to a meeting, or a change to one. */
export interface Motion {
  readonly id: string;
  readonly itemId: string;
  readonly number: number;
  readonly amends?: string;
  readonly words: string;
  readonly movedBy: string;
  readonly secondedBy?: string;
  readonly outcome: MotionOutcome;
  readonly decidedBy?: "vote" | "consensus";
  readonly votesFor?: number;
  readonly votesAgainst?: number;
  readonly abstained?: number;
  readonly casting?: "for" | "against";
  readonly castingBy?: string;
  readonly dissent?: string;
  readonly quorum?: "met" | "cannot-tell";
}

/** One vote of whoever holds a seat. */
export interface NamedVote {
  readonly seat: string;
  readonly office: string;
  readonly vote: Vote;
}

/** What a clerk says of a vote: holders by name, as lists. */
export interface Ballot {
  readonly for: readonly string[];
  readonly against: readonly string[];
  readonly abstained: readonly string[];
  readonly casting?: "for" | "against" | undefined;
  readonly castingBy?: string | undefined;
}

/** A vote counted. */
export interface CountedVote {
  readonly votes: readonly NamedVote[];
  readonly outcome: Extract<MotionOutcome, "carried" | "lost" | "tied">;
  readonly for: number;
  readonly against: number;
  readonly abstained: number;
  readonly casting?: "for" | "against";
  readonly castingBy?: string;
}

/**
 * Checks named votes against who is there and may vote, and counts them (invariants 8, 9 and 11).
 *
 * Decided by a majority of those present and voting; on equal votes by the casting vote, else not carried (LGA 1972 Sch 12 para 39;
 * other bodies by their own rules, which follow it).
 *
 * @returns every problem at once, each beside its list
 */
export function countVotes(
  ballot: Ballot,
  room: Room,
  position: number,
  presiding: string | undefined,
): Checked<CountedVote> {
  const problems: Problem[] = [];
  const votes: NamedVote[] = [];
  const seen = new Map<string, Vote>();
  for (const vote of ["for", "against", "abstained"] as const) {
    for (const key of ballot[vote]) {
      const earlier = seen.get(key);
      const one = room.attendees.find((there) => attendeeKey(there) === key);
      const why = one ? whyNoVote(one, position, room) : `“${key}” is not recorded as present.`;
      if (earlier !== undefined) problems.push(votedTwice(key, vote, earlier));
      else if (why !== undefined || !one?.seat)
        problems.push({
          code: "meetings.may-not-vote",
          field: vote,
          message: why ?? `“${key}” holds no seat.`,
        });
      else votes.push({ seat: one.seat, office: one.office, vote });
      seen.set(key, vote);
    }
  }
  const counts = { for: tally(votes, "for"), against: tally(votes, "against") };
  problems.push(...castingProblems(ballot, counts, presiding), ...(seen.size === 0 ? [noVotes] : []));
  if (problems.length > 0) return { ok: false, problems };
  const tied = counts.for === counts.against;
  const forIt = counts.for + (tied && ballot.casting === "for" ? 1 : 0);
  const outcome = forIt > counts.against ? "carried" : tied && ballot.casting === undefined ? "tied" : "lost";
  return {
    ok: true,
    value: {
      votes,
      outcome,
      ...counts,
      abstained: tally(votes, "abstained"),
      ...(ballot.casting && presiding && { casting: ballot.casting, castingBy: presiding }),
    },
  };
}

const noVotes: Problem = {
  code: "meetings.no-votes",
  message: "No vote is given. Tick who voted for, against and who abstained, or choose consensus.",
};

function votedTwice(key: string, field: Vote, earlier: Vote): Problem {
  return {
    code: "meetings.voted-twice",
    field,
    message: `${key.slice(key.indexOf("|") + 1)} stands under “${earlier}” and “${field}”. A member votes once: take one away.`,
  };
}

function castingProblems(
  ballot: Ballot,
  counts: { readonly for: number; readonly against: number },
  presiding: string | undefined,
): readonly Problem[] {
  if (ballot.casting === undefined) return [];
  const problem = (message: string): Problem => ({
    code: "meetings.casting-vote",
    field: "casting",
    message,
  });
  if (presiding === undefined)
    return [problem("Who presides is not recorded, so nobody can give a casting vote.")];
  if (counts.for === counts.against) return [];
  return [
    problem(
      `There is a casting vote only on equal votes; these are ${counts.for} for and ${counts.against} against.`,
    ),
  ];
}

function tally(votes: readonly NamedVote[], vote: Vote): number {
  return votes.filter((one) => one.vote === vote).length;
}

function attendeeKey(one: Attendee): string {
  return one.seat === undefined ? one.office : holderKey({ seat: one.seat, office: one.office });
}

/** Why a motion cannot be decided now for want of a quorum; undefined where it can. */
export function whyNoDecision(verdict: QuorumVerdict, words: string): string | undefined {
  return verdict === "not-met"
    ? `There is no quorum for this item: ${words} Nothing can be decided. Go on informally, or adjourn.`
    : undefined;
}

/** "Carried, 5 for, 2 against, 1 abstained, with the casting vote." */
export function outcomeInWords(motion: Motion): string {
  const word = motionOutcomes[motion.outcome];
  if (motion.decidedBy === "consensus") return `${word} by consensus`;
  if (motion.decidedBy !== "vote") return word;
  const casting = motion.casting ? `, casting vote ${motion.casting} by ${motion.castingBy}` : "";
  return `${word}: ${motion.votesFor ?? 0} for, ${motion.votesAgainst ?? 0} against, ${motion.abstained ?? 0} abstained${casting}`;
}
