import fc from "fast-check";
import { expect, test } from "vitest";
import { simpleMajority, votingPower, type Bloc } from "./voting-power.ts";

const game = fc
  .array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 9 })
  .filter((votes) => votes.some((one) => one > 0))
  .chain((votes) => {
    const total = votes.reduce((sum, one) => sum + one, 0);
    return fc.record({
      votes: fc.constant(votes),
      quota: fc.integer({ min: simpleMajority(total), max: total }),
    });
  });

function blocsOf(votes: readonly number[]): readonly Bloc[] {
  return votes.map((one, index) => ({ key: String(index), votes: one }));
}

test("voting power is what trying every way gives", () => {
  fc.assert(
    fc.property(game, ({ votes, quota }) => {
      const found = votingPower(blocsOf(votes), quota).map((one) => Number(one.swings));
      const tried = votes.map((own, index) => {
        let swings = 0;
        for (let way = 0; way < 2 ** votes.length; way += 1) {
          if ((way >> index) & 1) continue;
          const sum = votes.reduce((all, one, place) => all + ((way >> place) & 1) * one, 0);
          if (sum < quota && sum + own >= quota) swings += 1;
        }
        return swings;
      });
      expect(found).toEqual(tried);
    }),
    { numRuns: 200 },
  );
});

test("more votes never mean less power, no votes mean none, and the shares make up the whole", () => {
  fc.assert(
    fc.property(game, ({ votes, quota }) => {
      const power = votingPower(blocsOf(votes), quota);
      const byVotes = power.toSorted((a, b) => a.votes - b.votes);
      for (const [index, one] of byVotes.entries()) {
        expect(one.decides).toBeGreaterThanOrEqual(byVotes[index - 1]?.decides ?? 0);
        if (one.votes === 0) expect(one.swings).toBe(0n);
        expect(one.decides).toBeLessThanOrEqual(1);
      }
      expect(power.reduce((sum, one) => sum + one.share, 0)).toBeCloseTo(1, 12);
    }),
  );
});
