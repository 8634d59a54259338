import { magnitude } from "./pence.ts";
import { penceIn, unitSuffix } from "./money-unit.ts";
import type { MoneyUnit } from "./money-unit.ts";

/** How an amount is written. */
export interface MoneyStyle {
  /** Pounds unless said; the others get the letter k, m or bn. */
  readonly unit?: MoneyUnit;
  /** Digits after the point. Without it pounds show pence only where there are some, larger units as many as they need. */
  readonly decimals?: number;
  /** A minus before the £ unless brackets are asked for, as accounts have them. */
  readonly negative?: "minus" | "brackets";
}

/**
 * An amount in the British form.
 *
 * Exact unless `decimals` leaves digits out; then it is rounded, half away from nought, so that negatives mirror.
 *
 * @example formatMoney(pence(5344028600n)) // "£53,440,286"
 * @example formatMoney(pence(-150n)) // "-£1.50"
 * @example formatMoney(pence(123450000000n), { unit: "millions" }) // "£1,234.5m"
 * @example formatMoney(pence(-123456789n), { unit: "thousands", decimals: 1, negative: "brackets" }) // "(£1,234.6k)"
 */
export function formatMoney(amount: bigint, style?: MoneyStyle): string {
  return style === undefined ? inPounds(amount) : styled(amount, style);
}

/** Nothing is rounded here, so that it takes no arithmetic: a large share writes millions of amounts. */
function inPounds(amount: bigint): string {
  const digits = String(magnitude(amount)).padStart(3, "0");
  const fraction = digits.endsWith("00") ? "" : `.${digits.slice(-2)}`;
  return `${amount < 0n ? "-" : ""}£${withCommas(digits.slice(0, -2))}${fraction}`;
}

function styled(amount: bigint, style: MoneyStyle): string {
  const unit = style.unit ?? "pounds";
  const size = magnitude(amount);
  const decimals = style.decimals ?? neededDecimals(size, unit);
  const one = penceIn[unit];
  const scale = 10n ** BigInt(decimals);
  const rounded = (2n * size * scale + one) / (2n * one);
  const whole = withCommas(String(rounded / scale));
  const fraction = decimals === 0 ? "" : `.${String(rounded % scale).padStart(decimals, "0")}`;
  const text = `£${whole}${fraction}${unitSuffix[unit]}`;
  if (amount >= 0n || rounded === 0n) return text;
  return style.negative === "brackets" ? `(${text})` : `-${text}`;
}

function withCommas(digits: string): string {
  let text = digits;
  for (let place = digits.length - 3; place > 0; place -= 3)
    text = `${text.slice(0, place)},${text.slice(place)}`;
  return text;
}

function neededDecimals(amount: bigint, unit: MoneyUnit): number {
  if (unit === "pounds") return amount % 100n === 0n ? 0 : 2;
  let decimals = 0;
  let one = penceIn[unit];
  while (amount % one !== 0n) {
    decimals += 1;
    one /= 10n;
  }
  return decimals;
}

/**
 * An amount as machines and ledgers write it: pounds and two digits of pence, no £ and no commas.
 *
 * @example plainMoney(pence(-123450n)) // "-1234.50"
 */
export function plainMoney(amount: bigint): string {
  const size = magnitude(amount);
  return `${amount < 0n ? "-" : ""}${size / 100n}.${String(size % 100n).padStart(2, "0")}`;
}
