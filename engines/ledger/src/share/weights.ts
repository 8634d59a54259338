import { formatMoney } from "../money/money-format.ts";
import { sumOf } from "../money/pence.ts";
import { problem } from "../problem.ts";
import type { Problem } from "../problem.ts";
import type { Agreement, Split } from "./agreement.ts";
import type { Amounts } from "./amounts.ts";
import type { Unit } from "./unit.ts";

/** Each partner's weight in the agreement's order of partners, and the ratio in words. */
export interface Weights {
  readonly weights: readonly bigint[];
  readonly ratio: string;
}

/**
 * The weights of a split for one unit; undefined, with a note, where the amounts do not tell them.
 *
 * Nothing is guessed: contributions of a part of the fund are taken only where the file gives them line by line.
 */
export function weightsOf(
  split: Split,
  unit: Unit,
  { agreement, amounts, notes }: { agreement: Agreement; amounts: Amounts; notes: Problem[] },
): Weights | undefined {
  const found = foundWeights(split, unit, agreement, amounts);
  if (typeof found === "string") {
    notes.push(problem("weights", found));
    return undefined;
  }
  if (sumOf(found.weights) > 0n) return found;
  notes.push(
    problem(
      "weights",
      `All the partners' weights for ${namesOf(unit)} are nought, so nothing says who pays.`,
    ),
  );
  return undefined;
}

/** The weights, or the sentence that says why there are none. */
function foundWeights(split: Split, unit: Unit, agreement: Agreement, amounts: Amounts): Weights | string {
  const { partners } = agreement;
  switch (split.kind) {
    case "equally":
      return { weights: partners.map(() => 1n), ratio: `in ${partners.length} equal parts` };
    case "partner":
      return allTo(split.partner, agreement);
    case "fixed":
      return {
        weights: partners.map(({ id }) => split.parts.find(({ partner }) => partner === id)?.weight ?? 0n),
        ratio: split.parts.map(({ written }) => written).join(" : "),
      };
    case "contribution":
      return contributionWeights(agreement, amounts, unit);
    case "total-contribution":
      return totalWeights(agreement, amounts);
    case "commissioned":
      return commissionedWeights(agreement, unit);
    case "commissioner": {
      const ids = [...new Set(unit.lines.map(({ commissioner }) => commissioner))];
      if (ids.length === 1 && ids[0] !== undefined) return allTo(ids[0], agreement);
      return ids.length === 1
        ? `No partner commissions ${namesOf(unit)}. Fill in the column commissioner.`
        : `Several partners commission ${namesOf(unit)}. Let the rule take each line by itself.`;
    }
    case "host": {
      const host = agreement.pools.find(({ id }) => id === unit.pool)?.host;
      if (host !== undefined) return allTo(host, agreement);
      return unit.pool === undefined
        ? `${namesOf(unit)} lie in several pools. Let the rule take each pool by itself.`
        : `The pool of ${namesOf(unit)} has no host in the agreement. Add it there.`;
    }
  }
}

function allTo(id: string, { partners }: Agreement): Weights {
  return { weights: partners.map((partner) => (partner.id === id ? 1n : 0n)), ratio: "all of it" };
}

function namesOf({ lines }: Unit): string {
  return lines.map(({ id }) => `“${id}”`).join(", ");
}

function contributionWeights(agreement: Agreement, amounts: Amounts, unit: Unit): Weights | string {
  if (!amounts.byLine && unit.lines.length === amounts.lines.length) return totalWeights(agreement, amounts);
  if (!amounts.byLine) {
    return `The rule for ${namesOf(unit)} shares by what each partner contributes to these lines. Give that in columns “contribution <partner>”.`;
  }
  return moneyWeights(
    agreement.partners.map(({ id }) => sumOf(unit.lines.map((line) => line.contributions.get(id) ?? 0n))),
  );
}

function totalWeights({ partners }: Agreement, amounts: Amounts): Weights | string {
  if (!amounts.byLine)
    return (
      statedWeights(partners) ??
      "Shares are by contribution, but neither the agreement nor the amounts say what each partner contributes."
    );
  const summed = partners.map(({ id }) =>
    sumOf(amounts.lines.map((line) => line.contributions.get(id) ?? 0n)),
  );
  const different = partners.find(
    ({ contribution }, place) => contribution !== undefined && contribution !== summed[place],
  );
  if (different === undefined) return moneyWeights(summed);
  const lines = summed[partners.indexOf(different)] ?? 0n;
  return `The agreement says that ${different.name} contributes ${formatMoney(different.contribution ?? 0n)}, but the lines add up to ${formatMoney(lines)}. Put one of them right.`;
}

/** Worked out once for an agreement: a fund asks for them once for each of its schemes. */
const stated = new WeakMap<Agreement["partners"], Weights>();

/** The weights by what the agreement says each partner contributes; undefined where it does not say it of each. */
function statedWeights(partners: Agreement["partners"]): Weights | undefined {
  const known = stated.get(partners);
  if (known !== undefined) return known;
  const amounts = partners.flatMap(({ contribution }) => (contribution === undefined ? [] : [contribution]));
  if (amounts.length < partners.length) return undefined;
  const weights = moneyWeights(amounts);
  stated.set(partners, weights);
  return weights;
}

function moneyWeights(weights: readonly bigint[]): Weights {
  return { weights, ratio: weights.map((weight) => formatMoney(weight)).join(" : ") };
}

function commissionedWeights({ partners }: Agreement, unit: Unit): Weights | string {
  const without = unit.lines.find(({ commissioner }) => commissioner === undefined);
  if (without !== undefined)
    return `No partner commissions “${without.id}”. Fill in the column commissioner.`;
  return moneyWeights(
    partners.map(({ id }) =>
      sumOf(unit.lines.filter(({ commissioner }) => commissioner === id).map(({ budget }) => budget)),
    ),
  );
}
