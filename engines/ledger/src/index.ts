export type { Checked, Problem } from "./problem.ts";
export { moneyMax, pence, sumOf } from "./money/pence.ts";
export type { Pence } from "./money/pence.ts";
export { parseMoneyUnit } from "./money/money-unit.ts";
export type { MoneyUnit } from "./money/money-unit.ts";
export { parseCellMoney, parseMoney } from "./money/money-text.ts";
export type { MoneyReading, WrittenMoney } from "./money/money-text.ts";
export { gapOf } from "./money/gap.ts";
export type { Gap } from "./money/gap.ts";
export { formatMoney, plainMoney } from "./money/money-format.ts";
export type { MoneyStyle } from "./money/money-format.ts";
export { allocate, meet } from "./money/allocation.ts";

export { isKey } from "./book/key.ts";
export { accountId, accountKinds, dimensions, parseAccountId, vatRegimes } from "./book/account.ts";
export type { Account, AccountId, AccountKind, Dimension, VatRegime } from "./book/account.ts";
export type {
  Act,
  Closing,
  Commitment,
  Dispute,
  Entry,
  Fulfilment,
  Lapse,
  Layer,
  Movement,
  Position,
  PositionChange,
  Posting,
  Reopening,
  Reversal,
  Settlement,
  Stamp,
  Transaction,
} from "./book/act.ts";
export { fingerprint } from "./book/fingerprint.ts";
export { judge, targetOf } from "./book/judgement.ts";
export type { Facts, Judgement } from "./book/judgement.ts";
export { fundsOf } from "./book/movement.ts";
export { closedPeriods, emptyJournal, knownAt, record } from "./book/journal.ts";
export type { Journal, Recorded, Recording } from "./book/journal.ts";
export { accountOf, balances, disprove, matches, totals } from "./book/balance.ts";
export type { AsAt, Balance, Balances, TotalLine, Where } from "./book/balance.ts";
export { advance, balanceOf, balancesOn, standingAt } from "./book/standing.ts";
export type { Standing } from "./book/standing.ts";
export { statement } from "./book/statement.ts";
export type { Statement, StatementLine } from "./book/statement.ts";
export { vatPostings } from "./book/vat.ts";
export type { VatAmounts } from "./book/vat.ts";
export { figureAt, figureIn, figureText, openDisputes } from "./book/dispute.ts";
export type { Figure, OpenDispute } from "./book/dispute.ts";

export type {
  Agreement,
  OverspendTier,
  Partner,
  Pool,
  Pot,
  Rule,
  Split,
  UnderspendTier,
} from "./share/agreement.ts";
export { parseAgreement } from "./share/agreement-file.ts";
export { agreementWords, whoPays } from "./share/agreement-words.ts";
export type { AmountLine, Amounts, DisputedLine } from "./share/amounts.ts";
export { readAmounts } from "./share/amounts-file.ts";
export { evaluate } from "./share/evaluation.ts";
export type {
  Part,
  PartnerResult,
  PlaceKind,
  PlaceResult,
  ShareResult,
  Step,
  UnitResult,
} from "./share/result.ts";
export { shareJson, shareOfFiles, shareReport } from "./share/report.ts";
export type {
  Json,
  JsonObject,
  PartnerRange,
  PlaceRange,
  Range,
  ShareReport,
  SourceText,
  View,
} from "./share/report.ts";
export { shareText } from "./share/report-text.ts";

export { journalCsv } from "./export/journal-csv.ts";
export { journalHledger } from "./export/journal-hledger.ts";
