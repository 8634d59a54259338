/** Votes that are always cast together: a single vote, or the votes of a group that votes as one. */
export interface Bloc {
  readonly key: string;
  /** A whole number, 0 or more. */
  readonly votes: number;
}

/** How often a bloc decides. */
export interface VotingPower {
  readonly key: string;
  readonly votes: number;
  /** In how many of the ways in which the others can vote it makes the difference. */
  readonly swings: bigint;
  /** In how many ways the others can vote: two for each other bloc, multiplied. */
  readonly ways: bigint;
  /** `swings` of `ways`, between 0 and 1: the Banzhaf measure. */
  readonly decides: number;
  /** Its part of all swings, between 0 and 1: the Banzhaf index; 0 where nobody ever decides. */
  readonly share: number;
}

/** The blocs or the quota are no vote that could be held; the message says which and what to give. */
export class NoSuchVote extends RangeError {
  override readonly name = "NoSuchVote";
}

const votesMax = 2000;

/**
 * The exact voting power of every bloc: how often it decides when each of the others votes yes or no by the toss of a coin.
 *
 * A motion is carried by `quota` votes. Abstention, casting votes and what members really want are left out. Counted by
 * generating functions in whole numbers, so that nothing is rounded until `decides` and `share`; in the order given.
 *
 * Example: votes of 4, 4, 4, 2, 2 and 1 with a quota of 12 (the Council of the European Economic Community of 1958) give
 * 10, 10, 10, 6, 6 and 0 swings of 32 ways.
 *
 * Source: J. F. Banzhaf, Weighted Voting Doesn't Work, Rutgers Law Review 19 (1965); the measure without division by all
 * swings after L. S. Penrose, The Elementary Statistics of Majority Voting (1946).
 *
 * @throws NoSuchVote for votes that are no whole numbers, more than 2,000 votes, no votes at all, and a quota that is not
 *   more than half of the votes and at most all of them
 */
export function votingPower(blocs: readonly Bloc[], quota: number): readonly VotingPower[] {
  const total = checkedTotal(blocs, quota);
  const coalitions = coalitionsByVotes(blocs, total);
  const ways = 2n ** BigInt(Math.max(0, blocs.length - 1));
  const known = new Map<number, bigint>();
  const swings = blocs.map(({ votes }) => {
    const found = known.get(votes) ?? swingsOf(coalitions, votes, quota);
    known.set(votes, found);
    return found;
  });
  const all = swings.reduce((sum, one) => sum + one, 0n);
  return blocs.map(({ key, votes }, index) => {
    const own = swings[index] ?? 0n;
    return {
      key,
      votes,
      swings: own,
      ways,
      decides: ratio(own, ways),
      share: all === 0n ? 0 : ratio(own, all),
    };
  });
}

/** The smallest number of votes that is more than half. */
export function simpleMajority(votes: number): number {
  return Math.floor(votes / 2) + 1;
}

function checkedTotal(blocs: readonly Bloc[], quota: number): number {
  for (const { key, votes } of blocs) {
    if (!Number.isInteger(votes) || votes < 0)
      throw new NoSuchVote(`${key} has ${votes} votes. Give a whole number of 0 or more.`);
  }
  const total = blocs.reduce((sum, { votes }) => sum + votes, 0);
  if (total === 0) throw new NoSuchVote("Nobody has a vote, so nobody can decide.");
  if (total > votesMax) throw new NoSuchVote(`There are ${total} votes; at most ${votesMax} can be counted.`);
  if (!Number.isInteger(quota) || quota * 2 <= total || quota > total)
    throw new NoSuchVote(
      `${quota} of ${total} votes cannot be what carries a motion. Give a whole number from ${simpleMajority(total)} to ${total}.`,
    );
  return total;
}

/** For each number of votes, how many sets of blocs have exactly that many together. */
function coalitionsByVotes(blocs: readonly Bloc[], total: number): readonly bigint[] {
  const counts = Array.from({ length: total + 1 }, (_, votes): bigint => (votes === 0 ? 1n : 0n));
  let reached = 0;
  for (const { votes } of blocs) {
    reached += votes;
    for (let sum = reached; sum >= votes; sum -= 1)
      counts[sum] = (counts[sum] ?? 0n) + (votes === 0 ? (counts[sum] ?? 0n) : (counts[sum - votes] ?? 0n));
  }
  return counts;
}

/** Sets of the others that lose by themselves and win with these votes. */
function swingsOf(coalitions: readonly bigint[], votes: number, quota: number): bigint {
  if (votes === 0) return 0n;
  const others: bigint[] = [];
  let swings = 0n;
  for (let sum = 0; sum < quota; sum += 1) {
    const count = (coalitions[sum] ?? 0n) - (others[sum - votes] ?? 0n);
    others.push(count);
    if (sum >= quota - votes) swings += count;
  }
  return swings;
}

/** Numbers of hundreds of digits, to the precision of a floating-point number. */
function ratio(part: bigint, whole: bigint): number {
  return Number((part * 10n ** 18n) / whole) / 1e18;
}
