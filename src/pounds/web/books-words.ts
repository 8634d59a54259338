import type { Account, Act } from "@concordat/ledger";
import { partyName, type FundFile } from "../fund.ts";

/** What each kind of act is called. */
export const actKindWords: Readonly<Record<Act["kind"], string>> = {
  transaction: "Transaction",
  commitment: "Money promised",
  fulfilment: "Promise kept",
  lapse: "Promise lapsed",
  reversal: "Reversal",
  closing: "Period closed",
  reopening: "Period reopened",
  dispute: "Amount contested",
  position: "Position changed",
  settlement: "Settled",
};

/** What an act was for, as whoever recorded it wrote. */
export function actLine(act: Act): string {
  switch (act.kind) {
    case "transaction":
    case "commitment":
    case "fulfilment":
      return act.text;
    case "reversal":
    case "lapse":
    case "reopening":
    case "position":
    case "settlement":
      return act.reason;
    case "closing":
      return act.name;
    case "dispute":
      return act.about;
  }
}

const kinds: Readonly<Record<Account["kind"], string>> = {
  cash: "Cash",
  contribution: "Contribution",
  spending: "Spending",
  receivable: "Owed to the fund",
  payable: "Owed by the fund",
  vat: "VAT to be recovered",
  reserve: "Reserve",
};

/** A ledger account in a reader's words: "Spending: Community equipment". */
export function accountWords(
  account: Account,
  { parties, schemes }: Pick<FundFile, "parties" | "schemes">,
): string {
  const scheme =
    account.scheme === undefined
      ? undefined
      : (schemes.find(({ key }) => key === account.scheme)?.name ?? account.scheme);
  const partner = account.partner === undefined ? undefined : partyName(parties, account.partner);
  const source = account.source?.replaceAll("-", " ");
  const more = [scheme, partner, source].filter((part) => part !== undefined);
  return more.length === 0 ? kinds[account.kind] : `${kinds[account.kind]}: ${more.join(", ")}`;
}
