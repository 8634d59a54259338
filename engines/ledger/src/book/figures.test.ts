import { civilDate } from "@concordat/calendar";
import { describe, expect, it } from "vitest";
import { balances, emptyJournal, figureAt, figureText, matches, pence, record, totals } from "../index.ts";
import type { Account, Act, Dispute, Journal, Transaction } from "../index.ts";
import { sampleJournal } from "../../test/sample-journal.ts";

const on = civilDate("2025-06-30");
const cash: Account = { kind: "cash", fund: "bcf" };
const beds: Account = { kind: "spending", fund: "bcf", scheme: "beds" };
const transfer: Transaction = {
  kind: "transaction",
  id: "t-1",
  on,
  text: "beds in June",
  postings: [
    { account: beds, amount: pence(500n) },
    { account: cash, amount: pence(-500n) },
  ],
};
const dispute: Dispute = {
  kind: "dispute",
  id: "d-1",
  on,
  about: "an invoice",
  debit: beds,
  credit: { kind: "payable", fund: "bcf" },
  positions: [
    { partner: "council", amount: pence(500n), reason: "delivered" },
    { partner: "icb", amount: pence(200n), reason: "ordered half" },
  ],
};

function books(...acts: readonly Act[]): Journal {
  const recorded = record(
    emptyJournal,
    acts.map((act) => ({ act, stamp: { at: "2025-07-01T09:00:00.000Z", by: "tester" } })),
  );
  if (!recorded.ok) throw new Error(recorded.problems.map(({ message }) => message).join("\n"));
  return recorded.value.journal;
}

describe("totals and figures in words", () => {
  it("balances are totalled by any dimensions", () => {
    const lines = totals(balances(sampleJournal(), { on: civilDate("2026-12-31") }), {
      by: ["kind", "scheme"],
      where: { fund: "northshire" },
    });
    expect(lines.map(({ of }) => of)).toEqual([
      { kind: "cash" },
      { kind: "contribution" },
      { kind: "payable" },
      { kind: "spending", scheme: "equipment" },
    ]);
    expect(lines.reduce((sum, { posted }) => sum + posted, 0n)).toBe(0n);
    expect(matches(beds, { scheme: "chairs" })).toBe(false);
  });

  it("a disputed total says the range, whose figures make it, and their reasons", () => {
    const figure = figureAt(books(transfer, dispute), { kind: "spending" }, { on });
    expect(
      figureText(figure, (partner) => ({ council: "the Council", icb: "the ICB" })[partner] ?? partner),
    ).toBe(
      "between £7 and £10, until settled: an invoice (the Council says £5: delivered; the ICB says £2: ordered half)",
    );
  });

  it("a partner that has given no figure is named", () => {
    const silent: Dispute = {
      ...dispute,
      positions: [dispute.positions[0], { partner: "icb", reason: "still counting" }] as Dispute["positions"],
    };
    const figure = figureAt(books(silent), { kind: "payable" }, { on });
    expect(figureText(figure)).toBe(
      "-£5, until settled: an invoice (council says £5: delivered; icb has given no figure: still counting)",
    );
  });

  it("a figure entered late for an earlier day does not replace a newer one", () => {
    const position = (id: string, day: string, amount: bigint): Act => ({
      kind: "position",
      id,
      dispute: "d-1",
      on: civilDate(day),
      partner: "icb",
      amount: pence(amount),
      reason: "r",
    });
    const journal = books(dispute, position("q-1", "2025-08-01", 400n), position("q-2", "2025-07-01", 300n));
    const low = (day: string): bigint => {
      const figure = figureAt(journal, { kind: "spending" }, { on: civilDate(day) });
      return figure.kind === "range" ? figure.low : -1n;
    };
    expect([low("2025-06-30"), low("2025-07-15"), low("2025-08-15")]).toEqual([200n, 300n, 400n]);
  });
});
