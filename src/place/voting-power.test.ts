import { describe, expect, it } from "vitest";
import { NoSuchVote, simpleMajority, votingPower, type Bloc } from "./voting-power.ts";

function blocsOf(...votes: readonly number[]): readonly Bloc[] {
  return votes.map((one, index) => ({ key: `bloc ${index + 1}`, votes: one }));
}

function swingsOf(votes: readonly number[], quota: number): readonly number[] {
  return votingPower(blocsOf(...votes), quota).map((one) => Number(one.swings));
}

/** Tries every way in which the others can vote. */
function bruteForce(votes: readonly number[], quota: number): readonly number[] {
  return votes.map((own, index) => {
    const others = votes.filter((_, place) => place !== index);
    let swings = 0;
    for (let way = 0; way < 2 ** others.length; way += 1) {
      const sum = others.reduce((all, one, place) => all + ((way >> place) & 1) * one, 0);
      if (sum < quota && sum + own >= quota) swings += 1;
    }
    return swings;
  });
}

describe("voting power of published examples", () => {
  it.each([
    {
      name: "Council of the European Economic Community, 1958 to 1972",
      votes: [4, 4, 4, 2, 2, 1],
      quota: 12,
      swings: [10, 10, 10, 6, 6, 0],
    },
    {
      name: "Nassau County Board of Supervisors, 1964 (Banzhaf's own case)",
      votes: [31, 31, 28, 21, 2, 2],
      quota: 58,
      swings: [16, 16, 16, 0, 0, 0],
    },
    { name: "three partners of 50, 49 and 1", votes: [50, 49, 1], quota: 51, swings: [3, 1, 1] },
    { name: "one who has it all", votes: [3, 1, 1], quota: 3, swings: [4, 0, 0] },
  ])("$name", ({ votes, quota, swings }) => {
    expect(swingsOf(votes, quota)).toEqual(swings);
  });

  it("United Nations Security Council: a permanent member has ten times the power of another", () => {
    const votes = [...Array.from({ length: 5 }, () => 7), ...Array.from({ length: 10 }, () => 1)];
    const power = votingPower(blocsOf(...votes), 39);
    expect(power[0]).toMatchObject({ swings: 848n, ways: 16384n });
    expect(power[5]).toMatchObject({ swings: 84n });
    expect(power[0]?.share).toBeCloseTo(0.1669, 4);
    expect(power[5]?.share).toBeCloseTo(0.0165, 4);
  });
});

describe("voting power of a small board", () => {
  it.each([
    { votes: [5, 1, 1, 1, 1, 1], quota: 6 },
    { votes: [3, 2, 2, 0, 1], quota: 5 },
    { votes: [2, 2, 2, 2], quota: 5 },
    { votes: [7, 5, 4, 3, 2, 2, 1, 1, 1], quota: 18 },
    { votes: [1], quota: 1 },
  ])("of $votes with $quota is what trying every way gives", ({ votes, quota }) => {
    expect(swingsOf(votes, quota)).toEqual(bruteForce(votes, quota));
  });

  it("says how often of all ways", () => {
    const [council] = votingPower(blocsOf(5, ...Array.from({ length: 12 }, () => 1)), 9);
    // It decides when 4 to 8 of the other 12 say yes: 495 + 792 + 924 + 792 + 495 of 4,096 ways.
    expect(council).toMatchObject({ swings: 3498n, ways: 4096n });
    expect(council?.decides).toBeCloseTo(3498 / 4096, 15);
  });
});

describe("votes that cannot be held", () => {
  it.each([
    [[1, 1, 1, 1], 2, "2 of 4 votes cannot be what carries a motion. Give a whole number from 3 to 4."],
    [[1, 1], 3, "3 of 2 votes cannot"],
    [[1, 1.5], 2, "bloc 2 has 1.5 votes"],
    [[1, -1], 1, "bloc 2 has -1 votes"],
    [[0, 0], 1, "Nobody has a vote"],
    [[2001], 1500, "at most 2000"],
  ])("%j with a quota of %d", (votes, quota, message) => {
    const ask = (): unknown => votingPower(blocsOf(...votes), quota);
    expect(ask).toThrow(NoSuchVote);
    expect(ask).toThrow(message);
  });
});

it.each([
  [1, 1],
  [2, 2],
  [21, 11],
  [22, 12],
])("more than half of %d votes is %d", (votes, majority) => {
  expect(simpleMajority(votes)).toBe(majority);
});
