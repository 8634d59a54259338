import { allocate } from "../money/allocation.ts";
import { formatMoney } from "../money/money-format.ts";
import { pence, smaller, sumOf } from "../money/pence.ts";
import type { Pence } from "../money/pence.ts";
import type { Split, UnderspendTier } from "./agreement.ts";
import { askOf, take } from "./need.ts";
import type { Need, Queued } from "./need.ts";
import { ratioText, wordsOnce } from "./overspend.ts";
import type { Means } from "./overspend.ts";
import type { Part } from "./result.ts";
import { weightsOf } from "./weights.ts";
import { underspendWords } from "./words.ts";

/** Places one underspend. Runs after all overspends: what they drew from it, in `used`, is its first step. */
export function placeUnderspend(need: Need<UnderspendTier>, used: Pence, means: Means): void {
  for (const step of need.queue) {
    if (need.left === 0n) return;
    const ask = askOf(need, step);
    const { words, working, parts } = placed(need, step, step.tier.kind === "overspends" ? used : ask, means);
    take(need, { number: step.number, words, working, parts });
  }
}

interface Placed {
  readonly words: string;
  readonly working: string;
  readonly parts: readonly Part[];
}

function placed(
  need: Need<UnderspendTier>,
  { tier }: Queued<UnderspendTier>,
  amount: Pence,
  means: Means,
): Placed {
  const { agreement } = means;
  const words = wordsOnce(means, need.unit.rule, tier, (of, unit) => underspendWords(of, tier, unit));
  const all = (part: Omit<Part, "amount">, working: string): Placed => ({
    words,
    working,
    parts: [{ ...part, amount }],
  });
  switch (tier.kind) {
    case "overspends":
      return all(
        { kind: "elsewhere", id: need.unit.pool ?? "fund", name: "overspends elsewhere" },
        `overspends drew ${formatMoney(amount)} on it`,
      );
    case "carry-forward":
      return all(
        { kind: "carried-forward", id: "fund", name: "the fund, next year" },
        `${formatMoney(amount)} stays`,
      );
    case "to-contingency": {
      const pot = agreement.pots.find(({ id }) => id === tier.pot);
      return all({ kind: "pot", id: tier.pot, name: pot?.name ?? tier.pot }, `${formatMoney(amount)} stays`);
    }
    case "agreed-use":
      return all(
        { kind: "agreed-use", id: tier.purpose, name: tier.purpose },
        `${formatMoney(amount)} as agreed`,
      );
    case "rebid":
    case "board":
      return all({ kind: tier.kind, id: tier.board, name: tier.board }, `${formatMoney(amount)} is left`);
    case "return":
      return { words, ...returned(need, tier.split, amount, means) };
    case "earned": {
      const earned = smaller(sumOf(need.unit.lines.map((line) => line.earned)), amount);
      return { words, ...returned(need, tier.split, earned, means) };
    }
  }
}

function returned(
  need: Need<UnderspendTier>,
  split: Split,
  amount: Pence,
  means: Means,
): Omit<Placed, "words"> {
  const weights = weightsOf(split, need.unit, means);
  if (weights === undefined) return { working: "", parts: [] };
  const shares = allocate(amount, weights.weights);
  const parts = means.agreement.partners.map(({ id, name }, place): Part => {
    return { kind: "partner", id, name, amount: shares[place] ?? pence(0n) };
  });
  return { working: `${formatMoney(amount)}, ${ratioText(weights.ratio)}`, parts };
}
