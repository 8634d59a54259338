import { countOf, type Problem } from "../kernel/index.ts";
import { voiceLabel, voices, type Voice } from "./board.ts";
import type { Balance, VoiceShare } from "./balance.ts";
import { simpleMajority, votingPower, type Bloc } from "./voting-power.ts";

/** Who votes with whom: a voice votes as one bloc under a letter, or each of its seats for itself. */
export const blocLetters = ["A", "B", "C"] as const;
export type BlocLetter = (typeof blocLetters)[number];

/** What a reader asks about the votes of a board. */
export interface VotingQuestion {
  /** Which voices vote as one, and with which others; the rest vote seat by seat. */
  readonly blocs: Readonly<Partial<Record<Voice, BlocLetter>>>;
  /** Votes that carry a motion; more than half unless given. */
  readonly quota?: number;
  /** Whether seats of which nobody says that they vote are counted as voting. */
  readonly countNotKnown: boolean;
}

/** The answer for one bloc, or for each of the single seats of a voice. */
export interface VotingAnswerRow {
  readonly label: string;
  /** What it speaks for, where it is one voice. */
  readonly voice?: Voice;
  readonly isBloc: boolean;
  readonly votes: number;
  /** How many vote like this one: 1 for a bloc, the number of seats for single votes. */
  readonly count: number;
  /** How often one of these decides, between 0 and 1. */
  readonly decides: number;
  /** The part of all deciding votes that they have together, between 0 and 1. */
  readonly share: number;
}

/** Voting power on a board under a reader's assumptions. */
export interface VotingAnswer {
  readonly rows: readonly VotingAnswerRow[];
  readonly votes: number;
  readonly quota: number;
}

/** The council's seats together and every other for itself: what a reader sees first. */
export const councilTogether: VotingQuestion["blocs"] = { "council-elected": "A", "council-officer": "A" };

/**
 * Works out who decides how often, or says what is wrong with the question.
 *
 * Seats that have no vote, observers, and kinds of seat without a number are left out.
 */
export function answerVoting(
  balance: Balance,
  question: VotingQuestion,
): { readonly answer: VotingAnswer } | { readonly problem: Problem } {
  const blocs = blocsOf(balance, question);
  const votes = blocs.reduce((sum, one) => sum + one.votes * one.count, 0);
  if (votes === 0)
    return {
      problem: { code: "place.no-votes", message: "No seat of this board is known to vote on that day." },
    };
  const quota = question.quota ?? simpleMajority(votes);
  if (!Number.isInteger(quota) || quota * 2 <= votes || quota > votes)
    return {
      problem: {
        code: "place.quota-impossible",
        field: "quota",
        message: `${quota} of ${countOf(votes, "vote")} cannot be what carries a motion. Give a whole number from ${simpleMajority(votes)} to ${votes}.`,
      },
    };
  return { answer: { rows: rowsOf(blocs, quota), votes, quota } };
}

type Group = Pick<VotingAnswerRow, "label" | "voice" | "isBloc" | "votes" | "count">;

function blocsOf(balance: Balance, question: VotingQuestion): readonly Group[] {
  const votesOf = (share: VoiceShare): number =>
    share.voting + (question.countNotKnown ? share.votingNotKnown : 0);
  const voting = balance.voices.filter((share) => votesOf(share) > 0);
  const together = blocLetters.flatMap((letter): readonly Group[] => {
    const members = voting.filter((share) => question.blocs[share.voice] === letter);
    if (members.length === 0) return [];
    const [first] = members;
    return [
      {
        label: labelOf(members.map((share) => share.voice)),
        ...(members.length === 1 && first && { voice: first.voice }),
        isBloc: true,
        votes: members.reduce((sum, share) => sum + votesOf(share), 0),
        count: 1,
      },
    ];
  });
  const alone = voting
    .filter((share) => question.blocs[share.voice] === undefined)
    .map((share): Group => {
      const count = votesOf(share);
      return { label: voices[share.voice], voice: share.voice, isBloc: false, votes: 1, count };
    });
  return [...together, ...alone];
}

/** "The council's bloc" where all of it is the council's, else the voices by name. */
function labelOf(members: readonly Voice[]): string {
  if (members.every((voice) => voice.startsWith("council-"))) return "The council’s bloc";
  return `The bloc of ${members.map((voice) => voiceLabel(voice)).join(" and ")}`;
}

function rowsOf(groups: readonly Group[], quota: number): readonly VotingAnswerRow[] {
  const single: readonly Bloc[] = groups.flatMap((group, index) =>
    Array.from({ length: group.count }, () => ({ key: String(index), votes: group.votes })),
  );
  const power = new Map(votingPower(single, quota).map((one) => [one.key, one]));
  return groups.map((group, index) => {
    const own = power.get(String(index));
    return { ...group, decides: own?.decides ?? 0, share: (own?.share ?? 0) * group.count };
  });
}

/** "31 votes in 100"; "fewer than 1 vote in 100" where it is not nothing. */
export function inHundred(share: number): string {
  const votes = Math.round(share * 100);
  if (votes === 0 && share > 0) return "fewer than 1 vote in 100";
  return `${countOf(votes, "vote")} in 100`;
}
