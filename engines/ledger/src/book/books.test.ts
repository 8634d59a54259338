import { civilDate } from "@concordat/calendar";
import { describe, expect, it } from "vitest";
import { readCases } from "../../test/case-file.ts";
import type { CaseRow } from "../../test/case-file.ts";
import {
  balanceOf,
  balances,
  accountId,
  disprove,
  emptyJournal,
  figureAt,
  formatMoney,
  knownAt,
  parseAccountId,
  parseMoney,
  record,
  standingAt,
  totals,
} from "../index.ts";
import type { Account, Act, Journal, Pence, Position, Where } from "../index.ts";

const [, ...histories] = readCases("books.md");

function money(text: string): Pence {
  const parsed = parseMoney(text);
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  return parsed.value.pence;
}

function accountNamed(names: readonly CaseRow[], name: string | undefined): Account {
  const row = names.find((one) => one["name"] === name);
  const parsed = parseAccountId(String(row?.["account"]));
  if (!parsed.ok) throw new Error(`${name} is no account of this history`);
  return parsed.value;
}

function positionsOf(text: string): readonly Position[] {
  return text.split("; ").map((one) => {
    const [partner = "", ...amount] = one.split(" ");
    const said = amount.join(" ");
    return { partner, reason: "its own count", ...(said === "no figure" ? {} : { amount: money(said) }) };
  });
}

/** The act that a row of a history describes. */
function actOf(row: CaseRow, names: readonly CaseRow[]): Act {
  const [id, of, words] = [String(row["id"]), String(row["of"]), "as the case says"];
  const on = civilDate(row["date"] === "" ? "2000-01-01" : String(row["date"]));
  const sides = (): Pick<Extract<Act, { kind: "transaction" }>, "postings"> => ({
    postings: [
      { account: accountNamed(names, row["debit"]), amount: money(String(row["amount"])) },
      { account: accountNamed(names, row["credit"]), amount: (0n - money(String(row["amount"]))) as Pence },
    ],
  });
  const until = row["until"] === "" ? {} : { lapsesOn: civilDate(String(row["until"])) };
  switch (row["act"]) {
    case "transaction":
      return { kind: "transaction", id, on, text: words, ...sides() };
    case "commitment":
      return { kind: "commitment", id, on, text: words, ...sides(), ...until };
    case "fulfilment":
      return {
        kind: "fulfilment",
        id,
        commitment: of,
        on,
        text: words,
        ...(row["amount"] === "" ? {} : sides()),
      };
    case "lapse":
      return { kind: "lapse", id, commitment: of, on, reason: words };
    case "reversal":
      return { kind: "reversal", id, reverses: of, on, reason: words };
    case "closing":
      return {
        kind: "closing",
        id,
        fund: "bcf",
        name: "Month 1",
        from: on,
        to: civilDate(String(row["until"])),
      };
    case "reopening":
      return { kind: "reopening", id, closing: of, reason: words };
    case "dispute": {
      const [debit, credit] = [accountNamed(names, row["debit"]), accountNamed(names, row["credit"])];
      return {
        kind: "dispute",
        id,
        on,
        about: "the June invoice",
        debit,
        credit,
        positions: positionsOf(String(row["amount"])),
      };
    }
    case "position": {
      const [position] = positionsOf(String(row["amount"])) as [Required<Position>];
      return { kind: "position", id, dispute: of, on, ...position };
    }
    case "settlement":
      return { kind: "settlement", id, dispute: of, on, amount: money(String(row["amount"])), reason: words };
    default:
      throw new Error(`${row["act"]} is no act`);
  }
}

function recordRow(
  journal: Journal,
  row: CaseRow,
  names: readonly CaseRow[],
): { journal: Journal; answer: string } {
  const stamp = { at: `${String(row["recorded"]).replace(" ", "T")}:00.000Z`, by: "a finance officer" };
  const recorded = record(journal, [{ act: actOf(row, names), stamp }]);
  if (!recorded.ok)
    return { journal, answer: `refused: ${recorded.problems.map(({ message }) => message).join(" ")}` };
  return { journal: recorded.value.journal, answer: recorded.value.repeats === 1 ? "repeated" : "recorded" };
}

/** `kind spending` and `partner icb` are totals; a name of the history is one account. */
function whereOf(of: string, names: readonly CaseRow[]): Where {
  const [dimension = "", value = ""] = of.split(" ");
  if (["kind", "partner", "fund"].includes(dimension)) return { [dimension]: value };
  return accountNamed(names, of);
}

function postedText(
  journal: Journal,
  where: Where,
  at: { on: ReturnType<typeof civilDate>; known?: number },
): string {
  const figure = figureAt(journal, where, at);
  const text = (amount: bigint): string => formatMoney(amount);
  return figure.kind === "amount" ? text(figure.amount) : `${text(figure.low)} to ${text(figure.high)}`;
}

/** £1k and £1,000 are the same amount. */
function normal(text: string): string {
  return text
    .split(" to ")
    .map((amount) => formatMoney(money(amount)))
    .join(" to ");
}

describe.each(histories)("$title (cases/books.md)", ({ tables: [names = [], acts = [], expected = []] }) => {
  let journal = emptyJournal;
  const answers = acts.map((row) => {
    const { journal: next, answer } = recordRow(journal, row, names);
    journal = next;
    return { row, answer };
  });

  it.each(answers)("$row.recorded $row.act $row.id: $row.answer", ({ row, answer }) => {
    if (String(row["answer"]).startsWith("refused: ")) {
      expect(answer).toMatch(/^refused: /);
      expect(answer).toContain(String(row["answer"]).slice("refused: ".length));
    } else expect(answer).toBe(row["answer"]);
  });

  it.each(expected)("at $at, known $known, $of is $posted and $pending pending: $because", (row) => {
    const where = whereOf(String(row["of"]), names);
    const known =
      row["known"] === "now" ? journal.entries.length : knownAt(journal, `${row["known"]}T23:59:59.999Z`);
    const at = { on: civilDate(String(row["at"])), known };
    expect(postedText(journal, where, at)).toBe(normal(String(row["posted"])));
    const pending = totals(balances(journal, at), { by: [], where });
    expect(formatMoney(pending[0]?.pending ?? 0n)).toBe(normal(String(row["pending"])));
    if (where.kind !== undefined && where.fund !== undefined && !String(row["posted"]).includes(" to ")) {
      const balance = balanceOf(standingAt(journal, known), accountId(where as Account), at.on);
      expect(formatMoney(balance.posted)).toBe(normal(String(row["posted"])));
    }
  });

  it("invariant 3: the books prove themselves", () => {
    expect(disprove(journal)).toEqual([]);
  });
});
