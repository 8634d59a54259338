import { civilDate } from "@concordat/calendar";
import { emptyJournal, pence, record, type Act, type Journal } from "@concordat/ledger";
import { expect, test } from "vitest";
import type { FundFile } from "./fund.ts";
import { exceptionsByQuarter, overdueOf, strainOf, type StatedPlan } from "./strain.ts";

const fund = "care-fund";
const file = {
  fund: { slug: fund, year: "2026-27", beginsOn: civilDate("2026-04-01"), endsOn: civilDate("2027-04-01") },
  agreement: { keptHere: true },
  parties: [
    { key: "council", name: "Northshire Council", signedOn: civilDate("2026-03-20") },
    { key: "icb", name: "NHS Northshire", signedOn: civilDate("2026-06-01") },
  ],
} as unknown as FundFile;

const at = "2027-03-31T09:00:00.000Z";
const text = "a test";

function journal(...acts: readonly Act[]): Journal {
  const done = record(
    emptyJournal,
    acts.map((act) => ({ act, stamp: { at, by: "a test" } })),
  );
  if (!done.ok) throw new Error(done.problems.map(({ message }) => message).join(" "));
  return done.value.journal;
}

function pair(
  kind: "transaction" | "commitment",
  id: string,
  on: string,
  accounts: readonly [string, string],
  pounds: number,
): Act {
  const of = (name: string) =>
    name === "cash"
      ? ({ kind: "cash", fund } as const)
      : name === "given"
        ? ({ kind: "contribution", fund, partner: "icb" } as const)
        : name === "owed"
          ? ({ kind: "receivable", fund, partner: "icb" } as const)
          : ({ kind: "spending", fund, scheme: name } as const);
  const amount = pence(BigInt(pounds * 100));
  return {
    kind,
    id,
    on: civilDate(on),
    text,
    postings: [
      { account: of(accounts[0]), amount },
      { account: of(accounts[1]), amount: pence(0n - amount) },
    ],
  };
}

const signs = (books: Journal, on: string, plans: readonly StatedPlan[] = []) =>
  new Map(
    strainOf(file, books, {
      on: civilDate(on),
      lags: [
        { year: "2025-26", days: 20 },
        { year: "2026-27", days: 61 },
      ],
      plans,
    }).map((sign) => [sign.key, sign]),
  );

test("money that fell due counts as late after 30 days, the oldest part counting as paid first", () => {
  const books = journal(
    pair("transaction", "due-1", "2026-04-30", ["owed", "given"], 100),
    pair("transaction", "due-2", "2026-05-31", ["owed", "given"], 100),
    pair("transaction", "came", "2026-06-10", ["cash", "owed"], 120),
  );
  expect(overdueOf(books, "icb", civilDate("2026-06-30"))).toMatchObject({
    amount: 8000n,
    since: "2026-05-31",
    entries: ["due-2"],
  });
  expect(signs(books, "2026-06-29").get("contributions")).toMatchObject({ state: "calm" });
  expect(signs(books, "2026-06-30").get("contributions")).toMatchObject({
    state: "look",
    words: "£80 from NHS Northshire is outstanding, the oldest part since 31 May 2026, 30 days ago.",
    entries: ["due-2"],
  });
});

test("money is called held back only after 60 days with nothing come", () => {
  const books = journal(pair("transaction", "due-1", "2026-04-30", ["owed", "given"], 100));
  expect(signs(books, "2026-06-29").get("contributions")?.words).toBe(
    "Nothing has come from NHS Northshire of £100 that fell due from 30 April 2026, 60 days ago.",
  );
});

test("signatures after the year began are compared with the year before", () => {
  expect(signs(journal(), "2026-07-01").get("signatures")).toMatchObject({
    state: "look",
    words: "It was signed or approved 61 days after the year began. For 2025-26 it was 20 days after.",
  });
  expect(signs(journal(), "2026-05-01").get("signatures")?.words).toContain(
    "Not everybody has signed, 30 days after",
  );
});

test("promises taken back in the last three months of the year are added up", () => {
  const books = journal(
    pair("commitment", "promise-1", "2026-05-01", ["equipment", "cash"], 50),
    pair("commitment", "promise-2", "2026-05-01", ["equipment", "cash"], 30),
    { kind: "lapse", id: "early", commitment: "promise-1", on: civilDate("2026-12-31"), reason: text },
    { kind: "lapse", id: "late", commitment: "promise-2", on: civilDate("2027-01-01"), reason: text },
  );
  expect(signs(books, "2027-03-01").get("commitments")).toMatchObject({
    state: "look",
    words: "In the last three months of the year one promise of £30 in all was taken back.",
    entries: ["late"],
  });
});

test("corrections are counted by quarter, an accrual taken back is none, and they grow only from two", () => {
  const books = journal(
    pair("transaction", "a", "2026-04-02", ["equipment", "cash"], 5),
    pair("transaction", "b", "2026-07-02", ["equipment", "cash"], 5),
    pair("transaction", "accrual-c", "2026-07-31", ["equipment", "cash"], 5),
    { kind: "reversal", id: "b-back", reverses: "b", on: civilDate("2026-07-03"), reason: text },
    { kind: "reversal", id: "a-back", reverses: "a", on: civilDate("2026-08-03"), reason: text },
    {
      kind: "reversal",
      id: "accrual-c-back",
      reverses: "accrual-c",
      on: civilDate("2026-08-01"),
      reason: text,
    },
  );
  expect(
    exceptionsByQuarter(file, books, civilDate("2026-08-10")).map(({ entries, whole }) => [
      entries.length,
      whole,
    ]),
  ).toEqual([
    [0, true],
    [2, false],
  ]);
  expect(signs(books, "2026-08-10").get("exceptions")).toMatchObject({
    state: "look",
    words: "They grow: Q1 0, Q2 2.",
  });
});

test("a planned deficit is told with its source; a plan that nobody entered is not known", () => {
  const plan = {
    party: "icb",
    result: pence(-500_000n),
    source: "board paper",
    seen: civilDate("2026-05-01"),
  };
  expect(signs(journal(), "2026-07-01").get("plans")).toMatchObject({ state: "not-known" });
  expect(signs(journal(), "2026-07-01", [plan]).get("plans")).toMatchObject({
    state: "look",
    words:
      "The plan of Northshire Council is not known here. NHS Northshire plans a deficit of £5,000 (board paper, seen on 1 May 2026).",
  });
});
