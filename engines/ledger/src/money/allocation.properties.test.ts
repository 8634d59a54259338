import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allocate, formatMoney, meet, parseMoney, pence, plainMoney, sumOf } from "../index.ts";

const amount = fc.bigInt({ min: -(10n ** 16n), max: 10n ** 16n }).map(pence);
const weights = fc
  .array(fc.oneof(fc.bigInt({ min: 0n, max: 10n }), fc.bigInt({ min: 0n, max: 10n ** 16n })), {
    minLength: 1,
    maxLength: 12,
  })
  .filter((list) => list.some((weight) => weight > 0n));

describe("invariant 2: every penny is given once", () => {
  it("the parts add up to the whole", () => {
    fc.assert(
      fc.property(amount, weights, (whole, list) => {
        expect(sumOf(allocate(whole, list))).toBe(whole);
      }),
    );
  });

  it("no part is a penny or more away from its exact share, and a weight of nought gets nothing", () => {
    fc.assert(
      fc.property(amount, weights, (whole, list) => {
        const all = sumOf(list);
        for (const [place, part] of allocate(whole, list).entries()) {
          const gap = part * all - whole * (list[place] ?? 0n);
          expect(gap + all > 0n && gap < all).toBe(true);
          if (list[place] === 0n) expect(part).toBe(0n);
        }
      }),
    );
  });

  it("a negative amount is the mirror of the positive one", () => {
    fc.assert(
      fc.property(amount, weights, (whole, list) => {
        const mirror = allocate(pence(0n - whole), list).map((part) => 0n - part);
        expect(mirror).toEqual([...allocate(whole, list)]);
      }),
    );
  });

  it("a larger weight never gets less, and of equal weights the first listed never gets less", () => {
    fc.assert(
      fc.property(
        amount.map((a) => pence(a < 0n ? 0n - a : a)),
        weights,
        (whole, list) => {
          const parts = allocate(whole, list);
          for (const [a, first] of list.entries()) {
            for (const [b, second] of list.entries()) {
              if (first > second || (first === second && a < b))
                expect((parts[a] ?? 0n) >= (parts[b] ?? 0n)).toBe(true);
            }
          }
        },
      ),
    );
  });

  it("weights in the same ratio give the same parts", () => {
    fc.assert(
      fc.property(amount, weights, fc.bigInt({ min: 1n, max: 10n ** 9n }), (whole, list, times) => {
        expect(
          allocate(
            whole,
            list.map((weight) => weight * times),
          ),
        ).toEqual(allocate(whole, list));
      }),
    );
  });

  it("needs are met in full or as far as there is money, and none gets more than it asked for", () => {
    const needs = fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }).map(pence), { maxLength: 8 });
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }).map(pence), needs, (available, asked) => {
        const given = meet(available, asked);
        const total = sumOf(asked);
        expect(sumOf(given)).toBe(total < available ? total : available);
        for (const [place, part] of given.entries()) expect(part <= (asked[place] ?? 0n)).toBe(true);
      }),
    );
  });
});

describe("invariant 1: what is written is read back", () => {
  it("an amount survives being written in any exact style", () => {
    const style = fc.record({
      unit: fc.constantFrom(
        "pounds" as const,
        "thousands" as const,
        "millions" as const,
        "billions" as const,
      ),
      negative: fc.constantFrom("minus" as const, "brackets" as const),
    });
    const small = fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }).map(pence);
    fc.assert(
      fc.property(small, style, (whole, how) => {
        const read = parseMoney(formatMoney(whole, how));
        expect(read.ok && read.value.pence).toBe(whole);
        const plain = parseMoney(plainMoney(whole));
        expect(plain.ok && plain.value.pence).toBe(whole);
      }),
    );
  });

  it("any text gives an amount or a sentence, never an exception", () => {
    const text = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.string({ unit: fc.constantFrom(..."0123456789.,-()£kmbn' eE%#".split("")) }),
    );
    fc.assert(
      fc.property(text, (written) => {
        const read = parseMoney(written);
        if (!read.ok) expect(read.problems[0]?.message).toMatch(/[.]$/);
      }),
    );
  });
});
