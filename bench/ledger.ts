import { evaluate, parseAgreement, readAmounts, type Agreement, type Amounts } from "@concordat/ledger";
import type { BenchGroup } from "./measurement.ts";

const areas = 153;
const months = 12;
const schemes = 60;

/** Every step there is, on the schemes of the whole fund: the dearest order of use that an agreement here can state. */
const agreementText = `agreement: Worst case
year: 2025-26
source: A worked example of ours.
illustrative: yes
partners:
  council: { name: Northshire Council, contributes: £21091826, pays at most: £900000 }
  icb: { name: NHS Northshire ICB, contributes: £32348460, pays at most: £900000 }
pots:
  risk-pool: { name: the risk pool, holds: £500000, provided by: { council: 50, icb: 50 } }
rules:
  - for: everything
    take: each scheme
    overspend:
      - underspends: same pool
      - contingency: risk-pool
      - uncommitted: same pool
      - partners: total contribution
      - outside: the two finance leads
    underspend:
      - overspends: same pool
      - return: total contribution
`;

/** Half of the schemes overspend, half underspend, none by a round sum. */
function amountsText(turn: number): string {
  const rows = Array.from({ length: schemes }, (_, scheme) => {
    const budget = 890_671 + scheme * 13;
    const actual = budget + (scheme % 2 === 0 ? 1 : -1) * (20_003 + scheme * 37 + (turn % 101));
    return `line ${scheme},scheme ${scheme},${budget},${actual},${scheme * 7}`;
  });
  return ["line,scheme,budget,actual,uncommitted", ...rows].join("\n");
}

/** Risk shares for every area of England in every month, and where the money went is checked in each. */
export const ledgerGroup: BenchGroup = {
  name: "ledger",
  measure: async () => {
    const agreement = valueOf(parseAgreement(agreementText, "worst.yaml"));
    const fifty = Array.from({ length: 50 }, (_, turn) =>
      valueOf(readAmounts(amountsText(turn), "worst.csv", agreement)),
    );
    shares(agreement, fifty, 100);
    const began = process.hrtime.bigint();
    const steps = shares(agreement, fifty, areas * months);
    const seconds = Number(process.hrtime.bigint() - began) / 1e9;
    if (steps < areas * months * schemes) throw new Error(`Only ${steps} steps of working were made.`);
    return [
      {
        name: "ledger.shares-153-areas-60-schemes-12-months",
        value: seconds,
        unit: "s",
        target: { of: "value", most: 2 },
      },
    ];
  },
};

function shares(agreement: Agreement, amounts: readonly Amounts[], times: number): number {
  let steps = 0;
  for (let turn = 0; turn < times; turn += 1) {
    const result = valueOf(evaluate(agreement, amounts[turn % amounts.length]!));
    for (const unit of result.units) steps += unit.steps.length;
  }
  return steps;
}

function valueOf<T>(
  checked:
    | { readonly ok: true; readonly value: T }
    | { readonly ok: false; readonly problems: readonly { readonly message: string }[] },
): T {
  if (checked.ok) return checked.value;
  throw new Error(checked.problems.map(({ message }) => message).join(" "));
}
