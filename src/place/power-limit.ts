import { checked, failed, type Brand, type Checked } from "../kernel/index.ts";

/** Whole pence; money is never a fraction. */
export type LimitPence = Brand<bigint, "LimitPence">;

const shape = /^£?\s*(\d{1,3}(?:,\d{3})+|\d{1,13})(?:\.(\d{1,2}))?$/;

/**
 * Reads an amount in pounds as people write it, to whole pence.
 *
 * One decimal is tens of pence, as a spreadsheet writes them. Nothing is rounded: more than two decimals, a minus, a unit such as "m" and nought are refused with what to write instead.
 *
 * @example parsePounds("£250,000") // { ok: true, value: 25000000n }
 */
export function parsePounds(text: string): Checked<LimitPence> {
  const parts = shape.exec(text.trim());
  const pounds = parts && BigInt(parts[1]!.replaceAll(",", ""));
  const pence = pounds === null ? 0n : pounds * 100n + BigInt((parts?.[2] ?? "0").padEnd(2, "0"));
  if (pence > 0n) return checked(pence as LimitPence);
  return failed({
    code: "place.pounds",
    field: "amount",
    message: `“${text.trim().slice(0, 40)}” is not an amount of pounds above nought. Write for example 250000 or £250,000.00.`,
  });
}

/** "£250,000", with pence only where there are some. */
export function formatPounds(pence: bigint): string {
  const pounds = (pence / 100n).toString().replace(/\B(?=(\d{3})+$)/g, ",");
  const rest = pence % 100n;
  return rest === 0n ? `£${pounds}` : `£${pounds}.${rest.toString().padStart(2, "0")}`;
}

/** "250000.00", for machines. */
export function plainPounds(pence: bigint): string {
  return `${pence / 100n}.${(pence % 100n).toString().padStart(2, "0")}`;
}
