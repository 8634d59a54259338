import { addDays, formatCivilDate, type CivilDate } from "@concordat/calendar";
import {
  allocate,
  balances,
  formatMoney,
  openDisputes,
  pence,
  totals,
  type Act,
  type Balances,
  type Journal,
  type Pence,
  type Posting,
} from "@concordat/ledger";
import { capital, checked, countOf, failed, type Checked } from "../kernel/index.ts";
import { owesByBooks } from "./balance-agreement.ts";
import { partyName, type FundFile, type Party } from "./fund.ts";
import { agreedOf, type Proposal, type ProposalBody, type UnwindingLine } from "./proposal.ts";
import { yearKey } from "./year.ts";

/** What a partner gets, and how much of it is its part of what the year end left with nobody. */
export interface UnwoundLine extends UnwindingLine {
  readonly ofRest: Pence;
}

/** One step of leaving, and whether it is done. */
export interface ExitStep {
  readonly what: string;
  readonly done: boolean;
}

/** The notice that stands, by the day it ends the agreement. */
export function noticeOf(
  proposals: readonly Proposal[],
): Proposal<Extract<ProposalBody, { kind: "notice" }>> | undefined {
  return agreedOf(proposals, "notice").at(-1);
}

/** What must be in order before what a fund holds can be divided, in the order in which it is usually done. */
export function exitSteps(
  file: Pick<FundFile, "fund" | "parties">,
  journal: Journal,
  given: { readonly proposals: readonly Proposal[]; readonly on: CivilDate },
): readonly ExitStep[] {
  const { proposals, on } = given;
  const notice = noticeOf(proposals);
  const sums = balances(journal, { on });
  const disputes = openDisputes(journal, { on }).length;
  const promised = totals(sums, { by: ["scheme"], where: { kind: "spending" } }).filter(
    ({ pending }) => pending !== 0n,
  ).length;
  const shared = proposals.some(({ body, state }) => body.kind === "year-end" && state === "agreed");
  return [
    {
      what: notice
        ? `${partyName(file.parties, notice.body.party)} gave notice: the agreement ends on ${formatCivilDate(notice.body.endsOn)}`
        : "A partner gives notice",
      done: notice !== undefined && notice.body.endsOn <= on,
    },
    { what: "The year is shared between the partners", done: shared },
    {
      what:
        disputes === 0
          ? "No amount is contested"
          : capital(`${countOf(disputes, "amount")} contested: to be settled`),
      done: disputes === 0,
    },
    {
      what:
        promised === 0
          ? "Nothing is promised and unpaid"
          : capital(`${countOf(promised, "scheme")} with money promised and unpaid: to be paid or released`),
      done: promised === 0,
    },
    ...withOthers(sums),
  ];
}

const openWords = [
  ["payable", "is owed to others: to be paid"],
  ["receivable", "is owed by others: to be collected"],
  ["vat", "of VAT is to be recovered: to be collected"],
  ["reserve", "is kept in reserve for no partner: to be shared first"],
] as const;

/** What stands on accounts of no partner, and would be left over: each amount that is not nought, or that there is none. */
function withOthers(sums: Balances): readonly ExitStep[] {
  const open = openWords.flatMap(([kind, words]) => {
    const amount = totals(sums, { by: ["partner"], where: { kind } })
      .filter(({ of }) => of.partner === undefined)
      .reduce((sum, { posted }) => sum + posted, 0n);
    const owed = kind === "payable" || kind === "reserve" ? 0n - amount : amount;
    return amount === 0n ? [] : [{ what: `${formatMoney(owed)} ${words}`, done: false }];
  });
  return open.length > 0 ? open : [{ what: "Nothing is owed to or by others", done: true }];
}

/**
 * What each partner gets when a fund is wound up, or pays where below nought: what the fund owes it and keeps for it, less what
 * it owes, and its part of whatever the year end left with nobody, by what each contributed in the year, to the penny.
 */
export function unwindingOf(
  file: Pick<FundFile, "fund" | "parties">,
  journal: Journal,
  given: { readonly proposals: readonly Proposal[]; readonly on: CivilDate },
): Checked<readonly UnwoundLine[]> {
  const open = exitSteps(file, journal, given).filter(({ done }) => !done);
  const [first, ...rest] = open.map(({ what }) => ({
    code: "pounds.unwinding",
    message: `Not yet: ${what}.`,
  }));
  if (first) return failed(first, ...rest);
  const sums = balances(journal, { on: given.on });
  const contributed = file.parties.map(({ key }) => {
    const [line] = totals(sums, { by: [], where: { kind: "contribution", partner: key } });
    return line && line.posted < 0n ? 0n - line.posted : 0n;
  });
  const left = totals(sums, { by: ["kind"] })
    .filter(({ of }) => of.kind === "contribution" || of.kind === "spending")
    .reduce((sum, { posted }) => sum - posted, 0n);
  const weights = contributed.some((weight) => weight > 0n) ? contributed : file.parties.map(() => 1n);
  const parts = allocate(pence(left), weights);
  return checked(
    file.parties.map(({ key }, place) => {
      const ofRest = parts[place] ?? pence(0n);
      return { party: key, amount: pence(ofRest - owesByBooks(journal, key, given.on)), ofRest };
    }),
  );
}

/** The entry that gives each partner its part of what the year end left with nobody; undefined where nothing was left. */
export function unwindingAct(
  { fund }: Pick<FundFile, "fund">,
  lines: readonly UnwoundLine[],
  given: { readonly id: string; readonly on: CivilDate },
): Act | undefined {
  const year = yearKey(fund);
  const postings = lines
    .filter(({ ofRest }) => ofRest !== 0n)
    .flatMap(({ party, ofRest }): readonly Posting[] => [
      { account: { kind: "contribution", fund: fund.slug, year, partner: party }, amount: ofRest },
      { account: { kind: "payable", fund: fund.slug, partner: party }, amount: pence(0n - ofRest) },
    ]);
  if (postings.length === 0) return undefined;
  const label = fund.basis === "illustrative" ? "Illustrative: " : "";
  return {
    kind: "transaction",
    id: given.id,
    on: addDays(given.on, -1),
    text: `${label}what was left when the agreement ended, by what each put in`,
    postings,
  };
}

/** "The fund pays the NHS £5; Northshire Council pays the fund £3". */
export function unwindingWords(lines: readonly UnwindingLine[], parties: readonly Party[]): string {
  const said = lines
    .filter(({ amount }) => amount !== 0n)
    .map(({ party, amount }) => {
      const name = partyName(parties, party);
      return amount > 0n
        ? `the fund pays ${name} ${formatMoney(amount)}`
        : `${name} pays the fund ${formatMoney(0n - amount)}`;
    });
  return said.length === 0 ? "nobody owes anybody anything" : said.join("; ");
}
