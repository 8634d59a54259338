import { addDays, formatCivilDate, type CivilDate } from "@concordat/calendar";
import { formatMoney, pence, type Act, type Pence, type Posting, type ShareReport } from "@concordat/ledger";
import { checked, failed, listInWords, type Checked } from "../kernel/index.ts";
import { partyName, type FundFile, type Party } from "./fund.ts";
import { agreedOf, underspendUses, type Proposal, type ProposalBody, type YearEndLine } from "./proposal.ts";
import type { Standing } from "./standing.ts";
import { yearKey } from "./year.ts";

type Rule = Extract<ProposalBody, { kind: "year-end-rule" }>;

/** The rule in force for each partner on a day. */
export function rulesOn(proposals: readonly Proposal[], on: CivilDate): ReadonlyMap<string, Rule> {
  const held = agreedOf(proposals, "year-end-rule").filter((one) => one.on <= on);
  return new Map(held.map(({ body }) => [body.party, body]));
}

/** A year end worked out: each partner's part, who else must consent, and what the rules placed with no partner. */
export interface YearEnd {
  readonly lines: readonly YearEndLine[];
  /** Bodies whose consent the rules ask for before money is carried forward. */
  readonly consentOf: readonly string[];
  readonly elsewhere: readonly string[];
}

/**
 * What each partner pays or gets when a fund's year is over, by the risk share on what was spent and by each partner's rule.
 *
 * Refused while the year goes on, while an amount is contested, and while a partner with a part of an underspend has no rule:
 * nothing is carried forward or paid back by guess.
 */
export function yearEndOf(given: {
  readonly file: Pick<FundFile, "fund" | "parties">;
  readonly standing: Standing;
  readonly share: ShareReport | undefined;
  readonly rules: ReadonlyMap<string, Rule>;
}): Checked<YearEnd> {
  const { file, standing, share, rules } = given;
  const reasons = whyNotYet(file, standing, share);
  if (reasons.length > 0 || !share) {
    const [first = "The risk share cannot be worked out.", ...rest] = reasons;
    return failed(yearEndProblem(first), ...rest.map(yearEndProblem));
  }
  const lines = share.partners.map(({ id, pays, getsBack }): YearEndLine => {
    const use = rules.get(id)?.use;
    return {
      party: id,
      pays: pays.high,
      getsBack: getsBack.high,
      ...(getsBack.high > 0n && use !== undefined && { use }),
    };
  });
  const ruleless = lines.filter(({ getsBack, use }) => getsBack > 0n && use === undefined);
  if (ruleless.length > 0) {
    const names = listInWords(ruleless.map(({ party }) => partyName(file.parties, party)));
    return failed(
      yearEndProblem(
        `It is not agreed what becomes of the underspend of ${names}: whether it may be carried forward or is returned. Propose that first.`,
      ),
    );
  }
  const carried = lines.filter(({ use }) => use === "carry-forward");
  return checked({
    lines: lines.filter(({ pays, getsBack }) => pays !== 0n || getsBack !== 0n),
    consentOf: [...new Set(carried.flatMap(({ party }) => rules.get(party)?.consentOf ?? []))],
    elsewhere: share.places
      .filter(({ from, to }) => from.high !== 0n || to.high !== 0n)
      .map(
        ({ name, from, to }) => `${name}: ${formatMoney(from.high)} from it, ${formatMoney(to.high)} to it`,
      ),
  });
}

function yearEndProblem(message: string): { readonly code: string; readonly message: string } {
  return { code: "pounds.year-end", message };
}

function whyNotYet(
  { fund }: Pick<FundFile, "fund">,
  { months, disputes }: Standing,
  share: ShareReport | undefined,
): readonly string[] {
  return [
    ...(months.all === 0 ? ["The first and last day of this fund's year are not known here."] : []),
    ...(months.passed < months.all && fund.endsOn !== undefined
      ? [`The year goes on until ${formatCivilDate(addDays(fund.endsOn, -1))}. Share it once it is over.`]
      : []),
    ...(disputes.length > 0
      ? [
          `${disputes.length === 1 ? "An amount is" : `${disputes.length} amounts are`} still contested. Settle that first: a range cannot be posted.`,
        ]
      : []),
    ...(share ? [] : ["The risk share of this fund cannot be worked out here."]),
  ];
}

/**
 * The entry that a year end makes: each partner's contribution of the year grows by what it pays and falls by what it gets; the
 * other side is owed to the fund, owed by it, or kept in it for the partner. Undefined where nobody pays or gets anything.
 */
export function yearEndAct(
  { fund }: Pick<FundFile, "fund">,
  lines: readonly YearEndLine[],
  id: string,
): Act | undefined {
  if (fund.endsOn === undefined) return undefined;
  const year = yearKey(fund);
  const postings = lines.flatMap(({ party, pays, getsBack, use }): readonly Posting[] => {
    const given = { kind: "contribution", fund: fund.slug, year, partner: party } as const;
    const kept =
      use === "carry-forward"
        ? ({ kind: "reserve", fund: fund.slug, partner: party } as const)
        : ({ kind: "payable", fund: fund.slug, partner: party } as const);
    const owed = { kind: "receivable", fund: fund.slug, partner: party } as const;
    return [...pair(owed, given, pays), ...pair(given, kept, getsBack)];
  });
  if (postings.length === 0) return undefined;
  const label = fund.basis === "illustrative" ? "Illustrative: " : "";
  return {
    kind: "transaction",
    id,
    on: addDays(fund.endsOn, -1),
    text: `${label}the year end of ${fund.year}, shared as agreed`,
    postings,
  };
}

function pair(debit: Posting["account"], credit: Posting["account"], amount: Pence): readonly Posting[] {
  return amount === 0n
    ? []
    : [
        { account: debit, amount },
        { account: credit, amount: pence(0n - amount) },
      ];
}

/** "Northshire Council pays £10 more; the NHS gets £5: it is returned." */
export function yearEndWords(lines: readonly YearEndLine[], parties: readonly Party[]): string {
  if (lines.length === 0) return "Nobody pays more and nobody gets anything back";
  return lines
    .map(({ party, pays, getsBack, use }) => {
      const name = partyName(parties, party);
      const more = pays > 0n ? [`pays ${formatMoney(pays)} more`] : [];
      const back =
        getsBack > 0n
          ? [
              `gets ${formatMoney(getsBack)} of the underspend (${underspendUses[use ?? "return"].toLowerCase()})`,
            ]
          : [];
      return `${name} ${listInWords([...more, ...back])}`;
    })
    .join("; ");
}
