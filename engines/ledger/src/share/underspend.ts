import { allocate } from "../money/allocation.ts";
import { formatMoney } from "../money/money-format.ts";
import { pence, smaller, sumOf } from "../money/pence.ts";
import type { Pence } from "../money/pence.ts";
import type { Split, UnderspendTier } from "./agreement.ts";
import { askOf, take } from "./need.ts";
import type { Need } from "./need.ts";
import { ratioText, wordsOnce } from "./overspend.ts";
import type { Means } from "./overspend.ts";
import type { Part } from "./result.ts";
import { weightsOf } from "./weights.ts";
import { underspendWords } from "./words.ts";

/** Places one underspend. Runs after all overspends: what they drew from it, in `used`, is its first step. */
export function placeUnderspend(need: Need<UnderspendTier>, used: Pence, means: Means): void {
  for (const step of need.queue) {
    if (need.left === 0n) return;
    const { tier, number } = step;
    const words = wordsOnce(means, need.unit.rule, tier, underspendWords);
    const amount = tier.kind === "overspends" ? used : askOf(need, step);
    take(need, { number, words, ...placed(need, tier, amount, means) });
  }
}

/** What a step put where, and the arithmetic in one line. */
interface Placed {
  readonly working: string;
  readonly parts: readonly Part[];
}

function placed(need: Need<UnderspendTier>, tier: UnderspendTier, amount: Pence, means: Means): Placed {
  switch (tier.kind) {
    case "overspends":
      return {
        working: `overspends drew ${formatMoney(amount)} on it`,
        parts: [{ kind: "elsewhere", id: need.unit.pool ?? "fund", name: "overspends elsewhere", amount }],
      };
    case "carry-forward":
      return {
        working: `${formatMoney(amount)} stays`,
        parts: [{ kind: "carried-forward", id: "fund", name: "the fund, next year", amount }],
      };
    case "to-contingency": {
      const pot = means.agreement.pots.find(({ id }) => id === tier.pot);
      return {
        working: `${formatMoney(amount)} stays`,
        parts: [{ kind: "pot", id: tier.pot, name: pot?.name ?? tier.pot, amount }],
      };
    }
    case "agreed-use":
      return {
        working: `${formatMoney(amount)} as agreed`,
        parts: [{ kind: "agreed-use", id: tier.purpose, name: tier.purpose, amount }],
      };
    case "rebid":
    case "board":
      return {
        working: `${formatMoney(amount)} is left`,
        parts: [{ kind: tier.kind, id: tier.board, name: tier.board, amount }],
      };
    case "return":
      return returned(need, tier.split, amount, means);
    case "earned": {
      const earned = smaller(sumOf(need.unit.lines.map((line) => line.earned)), amount);
      return returned(need, tier.split, earned, means);
    }
  }
}

function returned(need: Need<UnderspendTier>, split: Split, amount: Pence, means: Means): Placed {
  const weights = weightsOf(split, need.unit, means);
  if (weights === undefined) return { working: "", parts: [] };
  const shares = allocate(amount, weights.weights);
  const parts = means.agreement.partners.map(({ id, name }, place): Part => {
    return { kind: "partner", id, name, amount: shares[place] ?? pence(0n) };
  });
  return { working: `${formatMoney(amount)}, ${ratioText(weights.ratio)}`, parts };
}
