import fc from "fast-check";
import { expect, test } from "vitest";
import { plainNumber, unescapeXlsxText } from "./xlsx-text.ts";

test.each([
  ["5", "5"],
  ["-5.20", "-5.20"],
  ["0.1", "0.1"],
  ["2.2999999999999998", "2.3"],
  ["1E-3", "0.001"],
  ["1.5E+17", "150000000000000000"],
  ["-1.25e-7", "-0.000000125"],
  ["1.2345678901234567E+21", "1234567890123456800000"],
  [".5", "0.5"],
  ["007", "7"],
  ["123456789012345678", "123456789012345680"],
])("the stored number %s is %s in plain decimals", (stored, plain) => {
  expect(plainNumber(stored)).toBe(plain);
});

test.each(["", "abc", "1e999", "0x10", "1,5", "Infinity", "1 2"])("%j is no number", (stored) => {
  expect(plainNumber(stored)).toBeUndefined();
});

test("whatever number is stored, its plain decimals are that very number, without an exponent (invariant 6)", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
      for (const stored of [String(number), number.toExponential(), number.toPrecision(17)]) {
        const plain = plainNumber(stored) ?? "";
        expect(plain).toMatch(/^-?\d+(\.\d+)?$/);
        expect(Number(plain) === number).toBe(true);
      }
    }),
  );
});

test("characters that XML cannot hold are written _xHHHH_", () => {
  expect(unescapeXlsxText("a_x000D_b_x005F_x000D_")).toBe("a\rb_x000D_");
});
