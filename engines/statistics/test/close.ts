import { expect } from "vitest";

/** Each number agrees with the one worked by hand to so many decimals; NaN only with NaN. */
export function expectClose(actual: ArrayLike<number>, byHand: readonly number[], decimals = 4): void {
  const shown = Array.from(actual, (value) => rounded(value, decimals));
  expect(shown).toEqual(byHand.map((value) => rounded(value, decimals)));
}

/** Value and limits together, for comparing with "value (lower, upper)". */
export function expectInterval(
  actual: { readonly value: number; readonly lower: number; readonly upper: number },
  byHand: readonly [number, number, number],
  decimals = 4,
): void {
  expectClose([actual.value, actual.lower, actual.upper], byHand, decimals);
}

function rounded(value: number, decimals: number): number {
  return Number.isFinite(value) ? Number(value.toFixed(decimals)) + 0 : value;
}
