import { formatMoney } from "@concordat/ledger";
import { countOf, listInWords, type Section, type Sentence } from "../../kernel/index.ts";
import type { Party } from "../fund.ts";
import { spendingByParty, type PeriodReport } from "../statement-figures.ts";
import { rangeText } from "./share-words.ts";
import { madeUp, markWords, type FundView } from "./view.ts";

/** What a report comes to for one partner: its money, its schemes, its part of the spending and of what went over. */
export function partnerSection(view: FundView, report: PeriodReport, party: Party): Section {
  const own = report.parties.find((one) => one.party.key === party.key);
  const led = report.schemes.filter(({ lead }) => lead === party.key);
  const part = spendingByParty(report)?.get(party.key);
  const share = view.share?.partners.find(({ id }) => id === party.key);
  const disputes = view.standing.disputes.filter(({ positions }) =>
    positions.some(({ partner }) => partner === party.key),
  );
  const fact = (
    label: string,
    value: Sentence | undefined,
  ): readonly { readonly label: string; readonly value: Sentence }[] =>
    value === undefined ? [] : [{ label, value }];
  const marks = [
    ...new Set(view.file.funding.filter((one) => one.party === party.key).map(({ mark }) => markWords(mark))),
  ].join(" and ");
  const spent = led.reduce((sum, { toDate }) => sum + toDate, 0n);
  const budget = led.reduce((sum, one) => sum + one.budget, 0n);
  return {
    kind: "facts",
    heading: `What it comes to for ${party.name}`,
    facts: [
      ...fact(
        "Contribution planned for the year",
        own?.planned === undefined ? "not known here" : `${formatMoney(own.planned)}, ${marks}`,
      ),
      ...fact(
        madeUp(view, "Fallen due and paid so far"),
        own && `${formatMoney(own.due)} fell due, of which ${formatMoney(own.owing)} is still owed`,
      ),
      ...fact(
        madeUp(view, "Schemes that it leads"),
        led.length === 0
          ? "none"
          : `${countOf(led.length, "scheme")}: ${formatMoney(spent)} spent of budgets of ${formatMoney(budget)}`,
      ),
      ...fact(
        madeUp(view, "Its part of all spending, in proportion to contributions"),
        part === undefined
          ? "cannot be told while a contribution is not known"
          : `${formatMoney(part)}. How it is shown in the partner's own accounts depends on who controls the money, which this does not decide`,
      ),
      ...fact(
        madeUp(view, "Its part of what goes over or under, by the risk share"),
        share ? shareWords(share) : "nothing is shared: no rules or no amounts are held",
      ),
      ...fact(
        madeUp(view, "Amounts it is at odds over"),
        disputes.length === 0 ? "none is open" : listInWords(disputes.map(({ about }) => about)),
      ),
    ],
  };
}

function shareWords({ pays, getsBack }: NonNullable<FundView["share"]>["partners"][number]): string {
  if (pays.high === 0n && getsBack.high === 0n) return "it pays nothing and gets nothing back";
  return [
    ...(pays.high > 0n ? [`it pays ${rangeText(pays)}`] : []),
    ...(getsBack.high > 0n ? [`it gets back ${rangeText(getsBack)}`] : []),
  ].join(", and ");
}
