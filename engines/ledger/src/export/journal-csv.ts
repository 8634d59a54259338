import { plainMoney } from "../money/money-format.ts";
import { accountOf } from "../book/balance.ts";
import { dimensions } from "../book/account.ts";
import type { Journal } from "../book/journal.ts";
import { wordsOf } from "../book/statement.ts";
import { writeCsv } from "./csv.ts";

/**
 * A journal as CSV: one row for each movement, posted and pending, and one row without an amount for each act that
 * moves nothing (closings, disputes, figures), so that nothing recorded is missing.
 *
 * Amounts are pounds with two digits of pence; debits positive. Text cannot run as a formula.
 *
 * @example journalCsv(emptyJournal) // "sequence,recorded at,recorded by,act,id,date,layer,kind,fund,year,partner,scheme,source,body,vat,amount,text\r\n"
 */
export function journalCsv(journal: Journal): string {
  const head = [
    "sequence",
    "recorded at",
    "recorded by",
    "act",
    "id",
    "date",
    "layer",
    "kind",
    ...dimensions,
    "amount",
    "text",
  ];
  const rows = journal.entries.flatMap(({ sequence, stamp, act, movements }) => {
    const common = [String(sequence), stamp.at, stamp.by, act.kind, act.id];
    if (movements.length === 0) {
      const on = "on" in act ? act.on : "";
      return [[...common, on, "", "", ...dimensions.map(() => ""), "", wordsOf(act)]];
    }
    return movements.map(({ account, on, layer, amount }) => {
      const of = accountOf(account);
      return [
        ...common,
        on,
        layer,
        of.kind,
        ...dimensions.map((name) => of[name] ?? ""),
        plainMoney(amount),
        wordsOf(act),
      ];
    });
  });
  return writeCsv([head, ...rows]);
}
