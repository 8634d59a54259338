import { addDays, civilDate } from "@concordat/calendar";
import { emptyJournal, pence, record } from "../src/index.ts";
import type { Account, Act, Journal } from "../src/index.ts";

const fund = "northshire";
const cash: Account = { kind: "cash", fund };
const first = civilDate("2025-04-15");

function transfer(id: string, month: number, debit: Account, credit: Account, amount: bigint): Act {
  const postings = [
    { account: debit, amount: pence(amount) },
    { account: credit, amount: pence(-amount) },
  ];
  return {
    kind: "transaction",
    id,
    on: addDays(first, month * 30),
    text: `Illustrative: month ${month + 1}; as planned`,
    postings,
  };
}

/** A made-up year with every kind of act: contributions and spending by month, and what goes wrong between. */
export function sampleJournal(): Journal {
  const months = Array.from({ length: 12 }, (_, month) => month).flatMap((month) => [
    transfer(
      `c-${month}`,
      month,
      cash,
      { kind: "contribution", fund, year: "2025-26", partner: "icb", source: "nhs-minimum" },
      10_000_001n,
    ),
    transfer(
      `s-${month}`,
      month,
      { kind: "spending", fund, year: "2025-26", scheme: "equipment", body: "council" },
      cash,
      9_000_333n,
    ),
  ]);
  const acts = [...months.toReversed(), ...mishaps()];
  const recorded = record(
    emptyJournal,
    acts.map((act, place) => ({
      act,
      stamp: { at: `2026-04-01T09:${String(place).padStart(2, "0")}:00.000Z`, by: "a finance officer" },
    })),
  );
  if (!recorded.ok) throw new Error(recorded.problems.map(({ message }) => message).join("\n"));
  return recorded.value.journal;
}

/** What goes wrong in the year, one act of every other kind. */
function mishaps(): readonly Act[] {
  const equipment: Account = { kind: "spending", fund, year: "2025-26", scheme: "equipment" };
  return [
    { kind: "reversal", id: "r-1", reverses: "s-3", on: addDays(first, 200), reason: "paid twice" },
    {
      kind: "commitment",
      id: "k-1",
      on: addDays(first, 10),
      text: "beds",
      postings: [
        { account: equipment, amount: pence(500n) },
        { account: cash, amount: pence(-500n) },
      ],
    },
    { kind: "fulfilment", id: "k-2", commitment: "k-1", on: addDays(first, 20), text: "beds came" },
    {
      kind: "dispute",
      id: "d-1",
      on: addDays(first, 30),
      about: "=an invoice, disputed",
      debit: equipment,
      credit: { kind: "payable", fund, partner: "council" },
      positions: [
        { partner: "council", amount: pence(900n), reason: "delivered" },
        { partner: "icb", amount: pence(0n), reason: "not ordered" },
      ],
    },
    {
      kind: "settlement",
      id: "d-2",
      dispute: "d-1",
      on: addDays(first, 60),
      amount: pence(400n),
      reason: "met half way",
    },
    {
      kind: "closing",
      id: "p-1",
      fund,
      name: "Month 1",
      from: civilDate("2025-04-01"),
      to: civilDate("2025-05-01"),
    },
  ];
}
