import { addDays } from "@concordat/calendar";
import { pence, type Act, type Pence } from "@concordat/ledger";
import type { CivilDate } from "@concordat/calendar";
import type { Fund, Scheme } from "./fund.ts";
import { monthsOf, yearKey, type Span } from "./year.ts";

/** How ids of accruals begin, so that figures of what was paid can leave them out. */
const accrualPrefix = "accrual-";

/** Whether an entry is an accrual or takes one back. */
export function isAccrual(act: Act): boolean {
  if (act.kind === "reversal") return act.reverses.startsWith(accrualPrefix);
  return act.id.startsWith(accrualPrefix);
}

/** An accrual with the day on which its exact opposite is posted. */
export interface Accrual {
  readonly act: Act;
  /** Undefined in the last month of the year: what is owed then stays owed until it is paid. */
  readonly reversesOn?: CivilDate;
}

/**
 * What a scheme owes for work done in a month and not yet paid: spent at the month's end, owed by the fund, and taken back on the
 * first day of the next month, in which the invoice is entered as usual.
 */
export function accrualOf(
  { fund, scheme, month }: { readonly fund: Fund; readonly scheme: Scheme; readonly month: Span },
  given: { readonly id: string; readonly amount: Pence; readonly text: string },
): Accrual {
  const label = fund.basis === "illustrative" ? "Illustrative: " : "";
  const last = monthsOf(fund).at(-1);
  const act: Act = {
    kind: "transaction",
    id: `${accrualPrefix}${given.id}`,
    on: addDays(month.to, -1),
    text: `${label}accrued for ${month.name}: ${given.text}`,
    postings: [
      {
        account: { kind: "spending", fund: fund.slug, year: yearKey(fund), scheme: scheme.key },
        amount: given.amount,
      },
      { account: { kind: "payable", fund: fund.slug }, amount: pence(0n - given.amount) },
    ],
  };
  return { act, ...(last?.key !== month.key && { reversesOn: month.to }) };
}

/** The opposite that is posted with an accrual. */
export function accrualReversal(act: Act, reversesOn: CivilDate): Act {
  const label = "text" in act && act.text.startsWith("Illustrative: ") ? "Illustrative: " : "";
  return {
    kind: "reversal",
    id: `${act.id}-back`,
    reverses: act.id,
    on: reversesOn,
    reason: `${label}an accrual is taken back on the first day of the next month`,
  };
}
