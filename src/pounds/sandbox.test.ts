import { civilDate } from "@concordat/calendar";
import { pence } from "@concordat/ledger";
import { expect, test } from "vitest";
import { preventionOver } from "./prevention.ts";
import { paymentsOf } from "./sandbox.ts";
import { seedLines, seedWords } from "./seed.ts";
import type { Proposal } from "./proposal.ts";
import type { Standing } from "./standing.ts";

test.each([
  [
    "as planned, all ways pay the same",
    1000,
    100,
    100,
    { block: 25_000_000n, fixedAndVariable: 25_000_000n, outcomeShare: 25_000_000n },
  ],
  [
    "a tenth more is paid at the variable part only",
    1100,
    40,
    100,
    { block: 25_000_000n, fixedAndVariable: 26_000_000n, outcomeShare: 25_000_000n },
  ],
  [
    "an outcome half reached loses half of its share",
    1000,
    40,
    50,
    { block: 25_000_000n, fixedAndVariable: 25_000_000n, outcomeShare: 23_750_000n },
  ],
  [
    "nothing done: the fixed part is paid",
    0,
    40,
    0,
    { block: 25_000_000n, fixedAndVariable: 15_000_000n, outcomeShare: 22_500_000n },
  ],
])("a year's payment: %s", (_name, actual, variable, reached, expected) => {
  expect(
    paymentsOf({ planned: 1000, actual, price: pence(25_000n), variable, outcome: 10, reached }),
  ).toEqual(expected);
});

test("half a penny goes up", () => {
  expect(
    paymentsOf({ planned: 1, actual: 1, price: pence(1n), variable: 50, outcome: 50, reached: 0 }),
  ).toEqual({
    block: 1n,
    fixedAndVariable: 1n,
    outcomeShare: 1n,
  });
});

test("the share of prevention is a range while a scheme has no tier, and nothing while nothing is spent", () => {
  const standing = (...schemes: readonly (readonly [string | undefined, bigint])[]) =>
    ({
      on: civilDate("2026-04-30"),
      schemes: schemes.map(([prevention, spent]) => ({ scheme: { prevention }, spent })),
    }) as unknown as Standing;
  const [none, some] = preventionOver([
    standing(["primary", 0n]),
    standing(["primary", 125n], [undefined, 250n], ["tertiary", 625n]),
  ]);
  expect(none).not.toHaveProperty("low");
  expect(some).toMatchObject({ all: 1000n, early: 125n, untagged: 250n, low: 12.5, high: 37.5 });
});

test("seed funding counts what the partners agreed that it released, by the day asked about", () => {
  const proposal = (id: string, on: string, state: string, body: object) =>
    ({ id, on: civilDate(on), proposedAt: id, state, body }) as unknown as Proposal;
  const seed = {
    kind: "seed",
    scheme: "telecare",
    amount: pence(500n),
    releases: pence(2000n),
    where: "the acute budget",
    by: civilDate("2027-03-31"),
  };
  const all = [
    proposal("s", "2026-05-01", "agreed", seed),
    proposal("r1", "2026-09-01", "agreed", { kind: "seed-release", seed: "s", amount: pence(700n) }),
    proposal("r2", "2026-10-01", "declined", { kind: "seed-release", seed: "s", amount: pence(900n) }),
  ];
  expect(seedLines(all, civilDate("2026-04-30"))).toEqual([]);
  const [line] = seedLines(all, civilDate("2026-12-01"));
  expect(seedWords(line!, civilDate("2026-12-01"))).toBe("£7 of £20 released");
  expect(seedWords(line!, civilDate("2027-04-01"))).toBe("£7 of £20 released: the day has passed");
});
