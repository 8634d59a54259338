import { spawnSync } from "node:child_process";
import { stderr } from "node:process";
import { civilDate } from "@concordat/calendar";
import { describe, expect, it } from "vitest";
import { sampleJournal } from "../../test/sample-journal.ts";
import { balances, disprove, emptyJournal, journalCsv, journalHledger, parseMoney } from "../index.ts";
import { readCsv } from "./csv.ts";

const journal = sampleJournal();
const last = civilDate("2026-12-31");
const text = journalHledger(journal, "Northshire fund\nIllustrative");

describe("a journal as a text that hledger reads", () => {
  it("begins with its heading as comments, and declares the money and each account", () => {
    expect(text.split("\n").slice(0, 6)).toEqual([
      "; Northshire fund",
      "; Illustrative",
      "",
      "commodity £1000.00",
      "account cash:fund northshire  ; type:A",
      "account contribution:fund northshire:year 2025-26:partner icb:source nhs-minimum  ; type:R",
    ]);
  });

  it("has every transaction in order of dates, and its text cannot begin a comment", () => {
    const dates = text.split("\n").filter((line) => /^\d{4}-/.test(line));
    expect(dates.length).toBeGreaterThan(25);
    expect(dates.map((line) => line.slice(0, 10))).toEqual(dates.map((line) => line.slice(0, 10)).toSorted());
    expect(dates[0]).toBe("2025-04-15 * (s-0) Illustrative: month 1, as planned");
  });

  it("keeps commitments, disputes and closings as comments, since they move no money that hledger counts", () => {
    const notes = text.split("\n").filter((line) => line.startsWith("; entry "));
    expect(notes).toEqual([
      "; entry 26: 2025-04-25 commitment k-1: beds",
      "; entry 28: 2025-05-15 dispute d-1: =an invoice, disputed",
      "; entry 30: closing p-1: Month 1 closed",
    ]);
  });

  it("ends with each account's balance as an assertion", () => {
    const sums = balances(journal, { on: last });
    const assertions = [...text.matchAll(/^ {4}(\S.*?) {2}£0\.00 = £(.+)$/gm)].map(([, account, amount]) => [
      account,
      amount,
    ]);
    expect(assertions).toHaveLength([...sums.values()].filter(({ posted }) => posted !== 0n).length);
    for (const [account, amount] of assertions) {
      const money = parseMoney(String(amount));
      expect(money.ok && money.value.pence).toBe([...sums].find(([id]) => id === account)?.[1].posted);
    }
  });

  it("our own balance check holds", () => {
    expect(disprove(journal)).toEqual([]);
  });
});

const hledger = spawnSync("hledger", ["--version"], { encoding: "utf8" });
if (hledger.status === 0) {
  describe("hledger agrees", () => {
    it("its checks pass on the export", () => {
      const checks = ["check", "accounts", "commodities", "ordereddates", "balancednoautoconversion"];
      const run = spawnSync("hledger", ["-f", "-", ...checks], { input: text, encoding: "utf8" });
      expect(run.stderr).toBe("");
      expect(run.status).toBe(0);
    });

    it("its balances are ours to the penny", () => {
      const run = spawnSync("hledger", ["-f", "-", "balance", "--flat", "--no-total", "-O", "csv"], {
        input: text,
        encoding: "utf8",
      });
      const theirs = (readCsv(run.stdout) ?? []).slice(1).map(({ cells: [account, amount] }) => {
        const money = parseMoney(String(amount));
        return [account, money.ok ? money.value.pence : amount];
      });
      const ours = [...balances(journal, { on: last })].filter(([, { posted }]) => posted !== 0n);
      expect(new Map(theirs as [string, bigint][])).toEqual(
        new Map(ours.map(([account, { posted }]) => [account, posted])),
      );
    });

    it("a balance that is a penny out does not pass", () => {
      const wrong = text.replace(
        /= £(\d+)\.(\d\d)/,
        (_, pounds: string, rest: string) => `= £${pounds}.${rest === "00" ? "01" : "00"}`,
      );
      const run = spawnSync("hledger", ["-f", "-", "check"], { input: wrong, encoding: "utf8" });
      expect(run.status).not.toBe(0);
    });
  });
} else {
  it("hledger: not run", () => {
    stderr.write("hledger: not run\n");
    expect(hledger.status).not.toBe(0);
  });
}

describe("a journal as CSV", () => {
  const rows = readCsv(journalCsv(journal)) ?? [];
  const [head, ...body] = rows;
  const column = (name: string): number => head?.cells.indexOf(name) ?? -1;

  it("has a row for every movement and for every act that moves nothing", () => {
    const movements = journal.entries.reduce(
      (count, entry) => count + Math.max(1, entry.movements.length),
      0,
    );
    expect(body).toHaveLength(movements);
    expect(new Set(body.map(({ cells }) => cells[0])).size).toBe(journal.entries.length);
  });

  it("sums to nothing, posted and pending", () => {
    for (const layer of ["posted", "pending"]) {
      const amounts = body
        .filter(({ cells }) => cells[column("layer")] === layer)
        .map(({ cells }) => {
          const money = parseMoney(String(cells[column("amount")]));
          return money.ok ? money.value.pence : 1n;
        });
      expect(amounts.length).toBeGreaterThan(1);
      expect(amounts.reduce((sum: bigint, amount) => sum + amount, 0n)).toBe(0n);
    }
  });

  it("no text can run as a formula, and amounts stay numbers", () => {
    const texts = body.map(({ cells }) => cells[column("text")]);
    expect(texts).toContain("'=an invoice, disputed");
    expect(body.map(({ cells }) => cells[column("amount")])).toContain("-90003.33");
  });

  it("an empty journal is a row of headings", () => {
    expect(readCsv(journalCsv(emptyJournal))).toHaveLength(1);
    expect(journalHledger(emptyJournal, "Nothing")).toBe("; Nothing\n\ncommodity £1000.00\n");
  });
});
