import { describe, expect, it } from "vitest";
import { formatPounds, parsePounds, plainPounds } from "./power-limit.ts";

describe("a limit in pounds", () => {
  it.each([
    ["250000", 25000000n],
    ["£250,000", 25000000n],
    ["£ 1,234,567.89", 123456789n],
    ["0.01", 1n],
    ["250000.5", 25000050n],
    ["9999999999999", 999999999999900n],
  ])("%s is kept to the penny", (text, pence) => {
    expect(parsePounds(text)).toEqual({ ok: true, value: pence });
  });

  it.each(["", "0", "-5", "1.234", "1,00", "250k", "£1m", "1e6", "12 000"])(
    "“%s” is refused, not guessed",
    (text) => {
      const read = parsePounds(text);
      expect(read.ok).toBe(false);
      if (!read.ok) expect(read.problems[0]?.message).toContain(`“${text}” is not an amount of pounds`);
    },
  );

  it("is written with pence only where there are some, and in full for machines", () => {
    expect([100n, 123456789n, 25000001n].map(formatPounds)).toEqual(["£1", "£1,234,567.89", "£250,000.01"]);
    expect([5n, 25000000n].map(plainPounds)).toEqual(["0.05", "250000.00"]);
  });
});
