import { describe, expect, it } from "vitest";
import { parseShare, sumOfShares } from "./share.ts";

describe("a share", () => {
  it.each([
    ["60%", 0.6],
    ["98.8 %", 0.988],
    ["33.333 per cent", 0.3333],
    ["100%", 1],
    ["1", 1],
    ["0.6", 0.6],
    [".5", 0.5],
    ["0", undefined],
    ["0%", undefined],
    ["0.001%", undefined],
    ["40", undefined],
    ["100.1%", undefined],
    ["-5%", undefined],
    ["half", undefined],
    ["1e-1", undefined],
    ["", undefined],
  ])("“%s” is %s", (text, share) => {
    const parsed = parseShare(text);
    expect(parsed.ok ? parsed.value : undefined).toBe(share);
  });

  it("adds up without the dust of fractions", () => {
    expect(sumOfShares([0.1, 0.2, 0.7])).toBe(1);
    expect(sumOfShares([])).toBe(0);
  });
});
