import { formatMoney } from "../money/money-format.ts";
import { minus, pence } from "../money/pence.ts";
import type { Pence } from "../money/pence.ts";
import { bad, good, problem } from "../problem.ts";
import type { Checked } from "../problem.ts";
import type { Account } from "./account.ts";
import type { Posting } from "./act.ts";

/** An invoice as it came: net, VAT, and how much of the VAT the delivering body may recover. */
export interface VatAmounts {
  readonly net: Pence;
  readonly vat: Pence;
  readonly recoverable: Pence;
}

/**
 * The postings of spending with VAT: what cannot be recovered is spending, what can be is kept apart until it comes back.
 *
 * Who may recover follows the body that delivers the service, so the account of the spending names its body and regime.
 * How much is recoverable is for the body's accountants; nothing is worked out here from a rate.
 *
 * @param spending  the account of the spending, with its `vat` regime
 * @param from      the account that pays: cash or payable
 * @example vatPostings({ net: pence(1000n), vat: pence(200n), recoverable: pence(0n) }, { kind: "spending", fund: "bcf", vat: "no-recovery" }, { kind: "cash", fund: "bcf" }).ok // true
 */
export function vatPostings(
  { net, vat, recoverable }: VatAmounts,
  spending: Account,
  from: Account,
): Checked<readonly Posting[]> {
  const problems = [
    ...(spending.vat === undefined
      ? [problem("vat-regime", "Say under which VAT regime the delivering body stands.", "spending.vat")]
      : []),
    ...(spending.vat === "no-recovery" && recoverable !== 0n
      ? [
          problem(
            "vat-none",
            `${formatMoney(recoverable)} is to be recovered where nothing can be.`,
            "recoverable",
          ),
        ]
      : []),
    ...(isPart(recoverable, vat)
      ? []
      : [
          problem(
            "vat-more",
            `${formatMoney(recoverable)} is to be recovered of ${formatMoney(vat)} VAT. It must be a part of it.`,
            "recoverable",
          ),
        ]),
  ];
  if (problems.length > 0) return bad(...problems);
  const postings = [
    { account: spending, amount: pence(net + vat - recoverable) },
    { account: { ...spending, kind: "vat" as const }, amount: recoverable },
    { account: from, amount: minus(pence(net + vat)) },
  ];
  return good(postings.filter(({ amount }) => amount !== 0n));
}

/** A credit note mirrors its invoice, so both may be below nought. */
function isPart(part: bigint, whole: bigint): boolean {
  return whole < 0n ? part <= 0n && part >= whole : part >= 0n && part <= whole;
}
