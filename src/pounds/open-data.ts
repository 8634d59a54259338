import { plainMoney } from "@concordat/ledger";
import type { OpenDataTable, Row } from "../kernel/index.ts";
import { partyName } from "./fund.ts";
import { listFunds } from "./store-funds.ts";

type OpenColumn = OpenDataTable["columns"][number];

const text = (key: string, label: string, about: string): OpenColumn => ({ key, label, kind: "text", about });

/** What each party puts into each pooled fund: the table that anyone may download whole. */
export const poundsOpenData: readonly OpenDataTable[] = [
  {
    name: "pooled-fund-contributions",
    title: "Contributions to pooled funds",
    about:
      "Every line of money that a party puts into a pooled fund, with how the figure is known and where it was read.",
    licence: "Facts and figures with the page each was read on",
    columns: [
      text("fund", "Fund", "Address of the fund."),
      text("year", "Year", "Year, as the source has it."),
      text("party", "Party", "Who puts it in."),
      text("line", "Line", "What the line is called."),
      text("amount", "Amount", "Pounds with two digits of pence; empty: not known."),
      text("mark", "Mark", "printed, derived, not-known, agreed-here or illustrative."),
      text("charges", "Charges", "gross or net of charges to users; empty: not known."),
      text("rounding", "Rounding", "How roundly the source prints."),
      text("source", "Source", "Where it was read."),
      { key: "seen", label: "Seen", kind: "date", about: "Day on which the source was read." },
      text("basis", "Basis", "On what it rests."),
    ],
    rows: async ({ db }) =>
      (await listFunds(db)).flatMap(({ fund, parties, funding }): readonly Row[] =>
        funding.map((one) => ({
          fund: fund.slug,
          year: fund.year,
          party: partyName(parties, one.party),
          line: one.label,
          amount: one.amount === undefined ? "" : plainMoney(one.amount),
          mark: one.mark,
          charges: one.charges ?? "",
          rounding: fund.rounding ?? "",
          source: fund.source,
          seen: fund.seen,
          basis: fund.basis,
        })),
      ),
  },
];
