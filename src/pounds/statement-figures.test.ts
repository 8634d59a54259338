import { describe, expect, test } from "vitest";
import { civilDate } from "@concordat/calendar";
import { pence } from "@concordat/ledger";
import type { Fund, Funding, Party } from "./fund.ts";
import { pooledStanding, shareWords, thousandths, type JointLine } from "./pooled.ts";
import { printedOf, spendingByParty, type PeriodReport } from "./statement-figures.ts";

const day = civilDate("2026-11-22");
const fund: Fund = {
  id: "f",
  slug: "f",
  agreementId: "a",
  name: "A fund",
  year: "2015-16",
  total: pence(1_277_000_000n),
  totalMark: "printed",
  audience: "public",
  source: "a page",
  seen: day,
  basis: "published",
};
const line = (place: number, amount: bigint | undefined, mark: Funding["mark"] = "printed"): Funding => ({
  place,
  party: "council",
  sourceOfFunding: "all",
  label: "Line",
  mark,
  ...(amount !== undefined && { amount: pence(amount) }),
});

describe("printed beside computed", () => {
  test("a printed total is held against the printed contributions, and the gap stays", () => {
    const [total] = printedOf({ fund, funding: [line(1, 1_277_100_000n)] }, []);
    expect(total).toMatchObject({ printed: 1_277_000_000n, computed: 1_277_100_000n });
  });

  test.each([
    ["a contribution is not known", [line(1, undefined, "not-known")]],
    ["a contribution was worked out from the total", [line(1, 1n, "derived")]],
    ["there is none", []],
  ])("nothing is held against anything where %s", (_why, funding) => {
    expect(printedOf({ fund, funding }, [])).toEqual([]);
  });

  test("what is held with its parts is not told twice", () => {
    const held = { label: "Total", printed: pence(1_277_000_000n), computed: pence(5n), from: "parts" };
    expect(printedOf({ fund, funding: [line(1, 5n)] }, [held])).toEqual([held]);
  });
});

describe("a partner's part of the spending", () => {
  const party = (key: string): Party => ({
    agreementId: "a",
    key,
    name: key,
    sector: "nhs",
    host: false,
  });
  const report = (planned: readonly (bigint | undefined)[], spent: bigint): PeriodReport => ({
    span: { key: "Q1", name: "Quarter 1", from: day, to: day },
    on: day,
    over: true,
    cash: pence(0n),
    schemes: [
      {
        key: "s",
        name: "S",
        lead: "0",
        budget: pence(0n),
        inPeriod: pence(0n),
        toDate: pence(spent),
        forecast: pence(0n),
      },
    ],
    parties: planned.map((amount, at) => ({
      party: party(String(at)),
      dueInPeriod: pence(0n),
      paidInPeriod: pence(0n),
      due: pence(0n),
      owing: pence(0n),
      ...(amount !== undefined && { planned: pence(amount) }),
    })),
  });

  test("the parts add up to the spending to the penny, also of money that came back", () => {
    for (const spent of [1003n, -1003n, 0n, 1n]) {
      const parts = [...spendingByParty(report([49n, 51n, 17n], spent))!.values()];
      expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(spent);
    }
  });

  test("cannot be told while a contribution is not known, or where nobody puts anything in", () => {
    expect(spendingByParty(report([49n, undefined], 100n))).toBeUndefined();
    expect(spendingByParty(report([0n, 0n], 100n))).toBeUndefined();
  });
});

describe("pooled by default", () => {
  const pooled = (name: string, amount?: bigint): JointLine => ({
    key: name,
    name,
    how: "pooled",
    ...(amount !== undefined && { amount: pence(amount) }),
  });
  const separate = (name: string, reviewOn: string, amount = 100n): JointLine => ({
    key: name,
    name,
    how: "separate",
    amount: pence(amount),
    reason: "a lease",
    reviewOn: civilDate(reviewOn),
  });

  test("adds up lines and money, and names reviews whose day has passed", () => {
    const standing = pooledStanding(
      [pooled("a", 200n), separate("b", "2026-11-21"), separate("c", "2026-11-22")],
      day,
    );
    expect(standing.lines).toEqual({ pooled: 1, aligned: 0, separate: 2 });
    expect(standing.share).toBe(500n);
    expect(standing.overdue.map(({ line: { name }, days }) => `${name} ${days}`)).toEqual(["b 1"]);
  });

  test("no share is told while an amount is not known; nothing pooled is nought per cent", () => {
    expect(pooledStanding([pooled("a"), separate("b", "2027-01-01")], day).share).toBeUndefined();
    expect(pooledStanding([separate("b", "2027-01-01")], day).share).toBe(0n);
    expect(pooledStanding([], day).share).toBeUndefined();
  });

  test("shares are rounded to the nearest thousandth, halves up", () => {
    expect([thousandths(1n, 3n), thousandths(1n, 2000n), thousandths(5n, 0n)]).toEqual([333n, 1n, undefined]);
    expect(shareWords(333n)).toBe("33.3 per cent");
  });
});
