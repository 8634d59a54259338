import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agreementWords, evaluate, pence, shareReport, sumOf } from "../index.ts";
import type {
  Agreement,
  AmountLine,
  Amounts,
  OverspendTier,
  Pence,
  Rule,
  ShareResult,
  Split,
  UnderspendTier,
} from "../index.ts";

const partners = ["council", "icb", "trust"];
const amount = fc.bigInt({ min: 1n, max: 100_000n }).map(pence);
const orNothing = fc.bigInt({ min: 0n, max: 100_000n }).map(pence);
const reach = fc.constantFrom("same pool" as const, "any pool" as const);

const split: fc.Arbitrary<Split> = fc.oneof(
  fc.constantFrom<Split>(
    { kind: "contribution" },
    { kind: "total-contribution" },
    { kind: "commissioned" },
    { kind: "equally" },
    { kind: "commissioner" },
    { kind: "host" },
    { kind: "partner", partner: "trust" },
  ),
  fc.tuple(fc.nat(7), fc.nat(7), fc.integer({ min: 1, max: 7 })).map((parts): Split => ({
    kind: "fixed",
    parts: parts.map((part, place) => ({
      partner: String(partners[place]),
      weight: BigInt(part),
      written: `${part}/n`,
    })),
  })),
);

const limit = fc.option(
  fc.oneof(
    amount.map((most) => ({ kind: "amount" as const, amount: most })),
    fc
      .tuple(fc.constantFrom("of-budget" as const, "of-rest" as const), fc.integer({ min: 1, max: 100 }))
      .map(([kind, part]) => ({
        kind,
        percent: { written: String(part), numerator: BigInt(part), denominator: 100n },
      })),
  ),
  { nil: undefined },
);
function withLimit<T extends object>(tier: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.tuple(tier, limit).map(([one, most]) => (most === undefined ? one : { ...one, limit: most }));
}

const overspendTier = withLimit<OverspendTier>(
  fc.oneof(
    reach.map((one): OverspendTier => ({ kind: "underspends", reach: one })),
    fc.constantFrom<OverspendTier>(
      { kind: "contingency", pot: "first" },
      { kind: "contingency", pot: "second" },
    ),
    reach.map((one): OverspendTier => ({ kind: "uncommitted", reach: one })),
    split.map((one): OverspendTier => ({ kind: "partners", split: one })),
  ),
);
const underspendTier = withLimit<UnderspendTier>(
  fc.oneof(
    split.map((one): UnderspendTier => ({ kind: "return", split: one })),
    split.map((one): UnderspendTier => ({ kind: "earned", split: one })),
    fc.constantFrom<UnderspendTier>(
      { kind: "to-contingency", pot: "first" },
      { kind: "agreed-use", purpose: "classes" },
    ),
  ),
);
const overspends = withLimit<UnderspendTier>(
  reach.map((one): UnderspendTier => ({ kind: "overspends", reach: one })),
);
const band = amount.map((most) => ({ kind: "amount" as const, amount: most }));
const beyond = fc.constantFrom("excess" as const, "whole" as const);

const rule: fc.Arbitrary<Pick<Rule, "overspend" | "underspend">> = fc
  .record({
    over: fc.array(overspendTier, { maxLength: 4 }),
    under: fc.tuple(fc.array(overspends, { maxLength: 1 }), fc.array(underspendTier, { maxLength: 3 })),
    bands: fc.option(fc.tuple(band, beyond, split), { nil: undefined }),
  })
  .map(({ over, under: [offer, rest], bands }) => ({
    overspend: {
      tiers: [...over, { kind: "board" as const, board: "the board" }],
      ...(bands === undefined
        ? {}
        : {
            tolerance: {
              band: bands[0],
              beyond: bands[1],
              within: { kind: "partners" as const, split: bands[2] },
            },
          }),
    },
    underspend: {
      tiers: [...offer, ...rest, { kind: "carry-forward" as const }],
      ...(bands === undefined
        ? {}
        : {
            tolerance: {
              band: bands[0],
              beyond: bands[1],
              within: { kind: "return" as const, split: bands[2] },
            },
          }),
    },
  }));

const agreement: fc.Arbitrary<Agreement> = fc
  .record({
    named: rule,
    rest: rule,
    maximum: fc.option(orNothing, { nil: undefined }),
    pots: fc.tuple(orNothing, orNothing),
  })
  .map(({ named, rest, maximum, pots }) => ({
    name: "A fund",
    year: "2026-27",
    source: "made up",
    illustrative: true,
    lastYear: false,
    partners: partners.map((id) => ({
      id,
      name: id,
      ...(id === "council" && maximum !== undefined ? { maximum } : {}),
    })),
    pools: [
      { id: "one", name: "one", host: "council" },
      { id: "two", name: "two", host: "icb" },
    ],
    pots: [
      { id: "first", name: "the first pot", amount: pots[0] },
      { id: "second", name: "the second pot", amount: pots[1] },
    ],
    rules: [
      { lines: { kind: "named", by: "basis", names: ["fixed"] }, grouping: "line", ...named },
      { lines: { kind: "rest" }, grouping: "line", ...rest },
    ],
  }));

const line: fc.Arbitrary<Omit<AmountLine, "id">> = fc.record({
  pool: fc.constantFrom("one", "two"),
  basis: fc.constantFrom("fixed", "variable"),
  commissioner: fc.constantFrom(...partners),
  kind: fc.constantFrom("spending" as const, "income" as const),
  budget: amount,
  actual: orNothing,
  uncommitted: orNothing,
  earned: orNothing,
  contributions: fc
    .tuple(amount, orNothing, orNothing)
    .map((each) => new Map(partners.map((id, place) => [id, each[place] as Pence]))),
});

/** The first line makes the named rule match something. */
const amounts: fc.Arbitrary<Amounts> = fc.array(line, { minLength: 1, maxLength: 8 }).map((lines) => ({
  lines: lines.map((one, place) => ({
    ...one,
    id: `line ${place}`,
    ...(place === 0 ? { basis: "fixed" } : {}),
  })),
  byLine: true,
  disputed: [],
}));

function worked(of: Agreement, on: Amounts): ShareResult {
  const result = evaluate(of, on);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join("\n"));
  return result.value;
}

describe("invariant 11: every penny of every variance is placed once", () => {
  it("a unit's steps take all of its variance, and their parts are what they took", () => {
    fc.assert(
      fc.property(agreement, amounts, (of, on) => {
        for (const { variance, steps } of worked(of, on).units) {
          let left = variance < 0n ? 0n - variance : variance;
          for (const step of steps) {
            expect(sumOf(step.parts.map((part) => part.amount))).toBe(step.takes);
            left -= step.takes;
            expect(step.left).toBe(left);
          }
          expect(left).toBe(0n);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("what was met less what was kept or given back is the variance of the fund", () => {
    fc.assert(
      fc.property(agreement, amounts, (of, on) => {
        const { partners: shares, places, variance } = worked(of, on);
        const placed = [...shares.map(({ net }) => net), ...places.map(({ from, to }) => from - to)];
        expect(sumOf(placed)).toBe(variance);
      }),
      { numRuns: 150 },
    );
  });

  it("the words of every step are words of the agreement", () => {
    fc.assert(
      fc.property(agreement, amounts, (of, on) => {
        const text = agreementWords(of).join("\n").toLowerCase();
        for (const { words } of worked(of, on).units.flatMap(({ steps }) => steps)) {
          expect(text).toContain(words.toLowerCase());
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe("invariant 12: caps are held", () => {
  it("no pot, underspend, uncommitted money or partner gives more than it has", () => {
    fc.assert(
      fc.property(agreement, amounts, (of, on) => {
        const { partners: shares, places, units } = worked(of, on);
        for (const { id, from } of places.filter(({ kind }) => kind === "pot")) {
          expect(from <= (of.pots.find((pot) => pot.id === id)?.amount ?? 0n)).toBe(true);
        }
        for (const { id, pays } of shares) {
          const maximum = of.partners.find((partner) => partner.id === id)?.maximum;
          if (maximum !== undefined) expect(pays <= maximum).toBe(true);
        }
        const elsewhere = places.find(({ kind }) => kind === "elsewhere");
        expect(elsewhere?.from).toBe(elsewhere?.to);
        const under = sumOf(units.map(({ variance }) => (variance < 0n ? 0n - variance : 0n)));
        expect((elsewhere?.to ?? 0n) <= under).toBe(true);
        const spare = places.find(({ kind }) => kind === "uncommitted")?.from ?? 0n;
        expect(spare <= sumOf(on.lines.map(({ uncommitted }) => uncommitted))).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it("no step takes more than its limit", () => {
    fc.assert(
      fc.property(agreement, amounts, (of, on) => {
        for (const { rule: place, variance, spending, income, steps } of worked(of, on).units) {
          const rules = of.rules[place];
          for (const step of steps.filter(({ tier }) => tier > 0)) {
            const tier = (variance > 0n ? rules?.overspend : rules?.underspend)?.tiers[step.tier - 1];
            const most = tier?.limit;
            const whole =
              most?.kind === "of-budget" ? spending.budget + income.budget : step.left + step.takes;
            if (most?.kind === "amount") expect(step.takes <= most.amount).toBe(true);
            else if (most !== undefined && tier?.kind !== "overspends") {
              expect(step.takes * most.percent.denominator <= whole * most.percent.numerator).toBe(true);
            }
          }
        }
      }),
      { numRuns: 120 },
    );
  });
});

describe("invariant 13: the same amounts give the same shares", () => {
  it("the order of the lines changes nothing", () => {
    const shuffled = amounts.chain((on) =>
      fc.tuple(fc.constant(on), fc.shuffledSubarray([...on.lines], { minLength: on.lines.length })),
    );
    fc.assert(
      fc.property(agreement, shuffled, (of, [on, lines]) => {
        expect(worked(of, { ...on, lines })).toEqual(worked(of, on));
      }),
      { numRuns: 120 },
    );
  });

  it("an underspend shared between the partners mirrors the overspend", () => {
    fc.assert(
      fc.property(split, amounts, fc.bigInt({ min: 1n, max: 10n ** 9n }), (how, on, gap) => {
        const [one] = on.lines as [AmountLine];
        const of: Agreement = {
          name: "A fund",
          year: "2026-27",
          source: "made up",
          illustrative: true,
          lastYear: false,
          partners: partners.map((id) => ({ id, name: id })),
          pools: [
            { id: "one", name: "one", host: "council" },
            { id: "two", name: "two", host: "icb" },
          ],
          pots: [],
          rules: [
            {
              lines: { kind: "everything" },
              grouping: "line",
              overspend: { tiers: [{ kind: "partners", split: how }] },
              underspend: { tiers: [{ kind: "return", split: how }] },
            },
          ],
        };
        const withGap = (change: bigint): ShareResult =>
          worked(of, { ...on, lines: [{ ...one, kind: "spending", actual: pence(one.budget + change) }] });
        expect(withGap(gap).partners.map(({ net }) => net)).toEqual(
          withGap(-gap).partners.map(({ net }) => 0n - net),
        );
      }),
      { numRuns: 120 },
    );
  });
});

describe("invariant 10: a range holds what every choice of figures gives", () => {
  it("whoever's figures hold", () => {
    const disputes = fc.tuple(orNothing, orNothing, fc.constantFrom("council", "icb"));
    fc.assert(
      fc.property(agreement, amounts, disputes, (of, on, [first, second, holds]) => {
        const figures = [
          { partner: "council", amount: first },
          { partner: "icb", amount: second },
        ];
        const report = shareReport(of, { ...on, disputed: [{ line: "line 0", figures }] });
        const settled = figures.find(({ partner }) => partner === holds)?.amount ?? pence(0n);
        const lines = on.lines.map((one) => (one.id === "line 0" ? { ...one, actual: settled } : one));
        for (const { id, net } of worked(of, { ...on, lines }).partners) {
          const range = report.ok
            ? report.value.partners.find((partner) => partner.id === id)?.net
            : undefined;
          expect(range !== undefined && range.low <= net && net <= range.high).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });
});
