import { checked, failed, type Checked } from "../kernel/index.ts";

/** Four decimals are kept, a hundredth of one per cent. */
const parts = 10_000;

/**
 * Reads a share as people write it, "98.8%", or as a fraction of 1, "0.988".
 *
 * A number above 1 without a per cent sign is refused: 40 could be meant as 40% or be a slip.
 *
 * @returns fraction of 1, above 0 and at most 1, with at most four decimals
 * @example parseShare("60%") // { ok: true, value: 0.6 }
 */
export function parseShare(text: string): Checked<number> {
  const shape = /^(\d{1,3}(?:\.\d+)?|\.\d+)\s*(%|per ?cent)?$/.exec(text.trim());
  if (!shape) return problem(text);
  const share = Math.round((Number(shape[1]) / (shape[2] ? 100 : 1)) * parts) / parts;
  return share > 0 && share <= 1 ? checked(share) : problem(text);
}

function problem(text: string): Checked<never> {
  return failed({
    code: "place.share",
    field: "share",
    message: `“${text.trim()}” is not a share. Write a percentage up to 100%, for example 60%, or a fraction such as 0.6.`,
  });
}

/** The sum of shares as a fraction of 1, without the dust that adding fractions leaves. */
export function sumOfShares(shares: readonly number[]): number {
  return shares.reduce((sum, share) => sum + Math.round(share * parts), 0) / parts;
}
