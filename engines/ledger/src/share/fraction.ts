import type { FixedPart, Percent } from "./agreement.ts";

/** Reads `51`, `51%` or `33.5%` exactly; undefined where the text is no per cent from 0 to 100. */
export function parsePercent(text: string): Percent | undefined {
  const parts = /^(\d{1,3})(?:\.(\d{1,12}))?\s*%?$/.exec(text.trim());
  if (parts === null) return undefined;
  const [, whole = "", decimals = ""] = parts;
  const denominator = 100n * 10n ** BigInt(decimals.length);
  const numerator = BigInt(whole + decimals);
  if (numerator > denominator) return undefined;
  return { written: decimals === "" ? whole : `${whole}.${decimals}`, numerator, denominator };
}

/** Reads `1/3`; undefined where the text is no fraction from 0 to 1. */
function parseFraction(text: string): Percent | undefined {
  const parts = /^(\d{1,12})\s*\/\s*(\d{1,12})$/.exec(text.trim());
  if (parts === null) return undefined;
  const [numerator, denominator] = [BigInt(parts[1] as string), BigInt(parts[2] as string)];
  if (denominator === 0n || numerator > denominator) return undefined;
  return { written: `${numerator}/${denominator}`, numerator, denominator };
}

/**
 * Reads fixed parts: per cents that add up to 100, or fractions that add up to 1. A sentence where they do not.
 *
 * Three equal parts are written 1/3, not 33.33, which leaves a hundredth over.
 */
export function fixedParts(
  written: readonly (readonly [partner: string, text: string])[],
): readonly FixedPart[] | string {
  const parts: { partner: string; value: Percent; text: string }[] = [];
  for (const [partner, text] of written) {
    const fraction = parseFraction(text);
    const value = fraction ?? parsePercent(text);
    if (value === undefined)
      return `The part of ${partner} is “${text}”. Write a per cent such as 51, or a fraction such as 1/3.`;
    parts.push({ partner, value, text: fraction === undefined ? `${value.written}%` : value.written });
  }
  const common = parts.reduce((product, { value }) => product * value.denominator, 1n);
  const weighted = parts.map(({ partner, value, text }) => ({
    partner,
    weight: (value.numerator * common) / value.denominator,
    written: text,
  }));
  const sum = weighted.reduce((total, { weight }) => total + weight, 0n);
  if (sum === common) return weighted;
  const all = parts.map(({ text }) => text).join(" + ");
  return `The parts ${all} add up to ${sum < common ? "less" : "more"} than the whole. Make per cents add up to 100; write thirds as 1/3.`;
}
