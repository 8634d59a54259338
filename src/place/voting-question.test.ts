import { expect, it } from "vitest";
import type { Balance } from "./balance.ts";
import { answerVoting, councilTogether, inHundred, type VotingQuestion } from "./voting-question.ts";

const balance: Balance = {
  voices: [
    { voice: "nhs-provider", seats: 7, voting: 7, votingNotKnown: 0 },
    { voice: "council-elected", seats: 3, voting: 3, votingNotKnown: 0 },
    { voice: "council-officer", seats: 2, voting: 2, votingNotKnown: 0 },
    { voice: "not-known", seats: 4, voting: 0, votingNotKnown: 4 },
  ],
  seats: 16,
  voting: 12,
  votingNotKnown: 4,
  withoutNumber: 0,
  besides: 0,
};

function ask(change: Partial<VotingQuestion> = {}): ReturnType<typeof answerVoting> {
  return answerVoting(balance, { blocs: councilTogether, countNotKnown: false, ...change });
}

it("the council's seats together are one bloc, every other seat stands for itself", () => {
  const result = ask();
  expect(result).toMatchObject({ answer: { votes: 12, quota: 7 } });
  if (!("answer" in result)) throw new Error("no answer");
  const [council, provider] = result.answer.rows;
  // Of 7 others 2 to 6 must say yes: 21 + 35 + 35 + 21 + 7 of 128 ways.
  expect(council).toMatchObject({ label: "The council’s bloc", isBloc: true, votes: 5, count: 1 });
  expect(council?.decides).toBeCloseTo(119 / 128, 15);
  // With the bloc one of the other 6, without it all 6.
  expect(provider).toMatchObject({ label: "NHS provider", isBloc: false, votes: 1, count: 7 });
  expect(provider?.decides).toBeCloseTo((6 + 1) / 128, 15);
  expect((council?.share ?? 0) + (provider?.share ?? 0)).toBeCloseTo(1, 12);
});

it("seats whose vote is not known are counted when the reader says so", () => {
  expect(ask({ countNotKnown: true })).toMatchObject({ answer: { votes: 16, quota: 9 } });
});

it.each([6, 13, 7.5, Number.NaN])("a quota of %d of 12 votes is refused with what to give", (quota) => {
  const result = ask({ quota });
  expect(result).toMatchObject({ problem: { field: "quota" } });
  expect("problem" in result && result.problem.message).toContain("from 7 to 12");
});

it("a board without a known vote has no answer", () => {
  const silent = {
    ...balance,
    voices: [{ voice: "other", seats: 2, voting: 0, votingNotKnown: 2 }] as const,
  };
  expect(answerVoting(silent, { blocs: {}, countNotKnown: false })).toMatchObject({
    problem: { code: "place.no-votes" },
  });
});

it.each([
  [0.308, "31 votes in 100"],
  [0.0012, "fewer than 1 vote in 100"],
  [0, "no votes in 100"],
  [0.01, "one vote in 100"],
])("%d is %s", (share, words) => {
  expect(inHundred(share)).toBe(words);
});
