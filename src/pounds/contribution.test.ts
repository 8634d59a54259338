import { civilDate } from "@concordat/calendar";
import { emptyJournal, pence, record, type Account, type Journal } from "@concordat/ledger";
import { describe, expect, test } from "vitest";
import { contributionMonths, equalMonths, monthsFrom } from "./contribution.ts";
import type { FundFile, Funding } from "./fund.ts";
import { monthsOf } from "./year.ts";

const fund = "care-fund";
const year = {
  slug: fund,
  year: "2026-27",
  beginsOn: civilDate("2026-04-01"),
  endsOn: civilDate("2027-04-01"),
};
const months = monthsOf(year);

function file(...funding: readonly Partial<Funding>[]): FundFile {
  return { fund: year, parties: [{ key: "council" }, { key: "icb" }], funding } as unknown as FundFile;
}

/** Books in which each line moves money of the ICB's contribution between two accounts on a day. */
function books(
  ...lines: readonly (readonly [on: string, what: "due" | "received", amount: bigint])[]
): Journal {
  const owed: Account = { kind: "receivable", fund, partner: "icb" };
  const given: Account = { kind: "contribution", fund, partner: "icb" };
  const cash: Account = { kind: "cash", fund };
  const recorded = record(
    emptyJournal,
    lines.map(([on, what, amount], place) => {
      const [debit, credit] = what === "due" ? [owed, given] : [cash, owed];
      return {
        act: {
          kind: "transaction",
          id: `act-${place}`,
          on: civilDate(on),
          text: what,
          postings: [
            { account: debit, amount: pence(amount) },
            { account: credit, amount: pence(-amount) },
          ],
        },
        stamp: { at: "2026-07-01T09:00:00.000Z", by: "a test" },
      };
    }),
  );
  if (!recorded.ok) throw new Error(recorded.problems.map(({ message }) => message).join(" "));
  return recorded.value.journal;
}

describe("invariant 25: a plan by month adds up to its contribution", () => {
  test("equal months differ by a penny at most, the first ones have it", () => {
    const parts = equalMonths(pence(1_000n), 12);
    expect(parts).toEqual([84n, 84n, 84n, 84n, 83n, 83n, 83n, 83n, 83n, 83n, 83n, 83n]);
    expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(1_000n);
  });

  test("listed amounts are taken as they were written", () => {
    const read = monthsFrom(["£1,000.01", "£0", ...Array.from({ length: 10 }, () => "£0.10")], {
      amount: pence(100_101n),
      months,
    });
    expect(read).toMatchObject({
      ok: true,
      value: [100_001n, 0n, 10n, 10n, 10n, 10n, 10n, 10n, 10n, 10n, 10n, 10n],
    });
  });

  const eleven = Array.from({ length: 11 }, () => "£1");
  test.each([
    [
      ["£12"],
      "The year has 12 months, and one amount is listed. List one for each month, with £0 where nothing falls due.",
    ],
    [
      [...eleven, "£2"],
      "The months add up to £13, £1 more than the contribution of £12. Correct the months.",
    ],
    [
      [...eleven, "£0.99"],
      "The months add up to £11.99, £0.01 less than the contribution of £12. Correct the months.",
    ],
    [["-£1", ...eleven], "M1: -£1 is less than nothing. Enter £0 or more."],
    [[...eleven, "soon"], expect.stringContaining("M12: ") as string],
  ])("%j is refused", (typed, message) => {
    expect(monthsFrom(typed, { amount: pence(1_200n), months })).toMatchObject({
      ok: false,
      problems: [{ field: "months", message }],
    });
  });
});

describe("contributions by month", () => {
  const plan = { party: "icb", amount: pence(1_200n), months: equalMonths(pence(1_200n), 12) };
  const of = (held: FundFile, journal: Journal, on: string) =>
    contributionMonths(held, journal, civilDate(on)).map(({ month, due, received, gap }) => [
      month.key,
      due,
      received,
      gap,
    ]);

  test("stand beside what came in; the month under way is not compared, a later one has nothing yet", () => {
    const journal = books(
      ["2026-04-01", "due", 300n],
      ["2026-04-20", "received", 60n],
      ["2026-05-31", "received", 140n],
      ["2026-06-02", "received", 5n],
      ["2026-06-20", "received", 7n],
    );
    expect(of(file(plan), journal, "2026-06-10").slice(0, 4)).toEqual([
      ["M1", 100n, 60n, -40n],
      ["M2", 100n, 140n, 40n],
      ["M3", 100n, 5n, undefined],
      ["M4", 100n, undefined, undefined],
    ]);
    expect(of(file(plan), journal, "2026-06-30")[2]).toEqual(["M3", 100n, 12n, -88n]);
  });

  test("are not known where one source of the party has no plan, and not told of a party without any", () => {
    const other = { party: "icb", amount: pence(5n) };
    expect(of(file(plan, other), emptyJournal, "2026-05-10")[0]).toEqual(["M1", undefined, 0n, undefined]);
    expect(of(file(plan, { ...other, amount: pence(0n) }), emptyJournal, "2026-05-10")[0]).toEqual([
      "M1",
      100n,
      0n,
      -100n,
    ]);
    expect(of(file({ party: "council", amount: pence(5n) }), emptyJournal, "2026-05-10")).toEqual([]);
  });
});
