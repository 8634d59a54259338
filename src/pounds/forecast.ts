import { allocate, pence, type Pence } from "@concordat/ledger";
import type { Scheme } from "./fund.ts";

/** How a forecast was made. */
export type Method = "outturn" | "judgement" | "profile" | "straight-line" | "budget";

/** What a scheme is forecast to spend in the year: the figure used, and the range of every method's. */
export interface Forecast {
  readonly used: Pence;
  readonly method: Method;
  readonly low: Pence;
  readonly high: Pence;
  readonly judged?: Scheme["judged"];
}

export const methodWords: Readonly<Record<Method, string>> = {
  outturn: "spent: the year is over",
  judgement: "the manager's judgement",
  profile: "spent so far, and the rest as profiled",
  "straight-line": "spent so far, carried on in a straight line",
  budget: "as budgeted: no month has passed",
};

/**
 * Forecasts a scheme from what was spent in the months that have passed.
 *
 * Straight line: spent, by months of the year over months passed, to the nearest penny. Profile: spent, and of the budget what
 * the profile leaves for the months to come. A judgement, where the manager entered one, is used; otherwise the profile where
 * the scheme has one, else the straight line. The range is from the lowest to the highest of them.
 *
 * @param months  passed, and in the year
 */
export function forecastOf(
  scheme: Pick<Scheme, "budget" | "profile" | "judged">,
  spent: Pence,
  months: { readonly passed: number; readonly all: number },
): Forecast {
  if (months.passed >= months.all && months.all > 0)
    return { used: spent, method: "outturn", low: spent, high: spent };
  const { judged } = scheme;
  const profile = pence(spent + leftAfter(scheme, months));
  const straightLine = months.passed === 0 ? undefined : carriedOn(spent, months);
  const method = judged ? "judgement" : methodFor(scheme, straightLine);
  let [low, high] = [profile, profile];
  for (const one of [straightLine, judged?.amount]) {
    if (one !== undefined && one < low) low = one;
    if (one !== undefined && one > high) high = one;
  }
  const used = judged?.amount ?? (method === "straight-line" ? straightLine : undefined) ?? profile;
  return judged ? { used, method, low, high, judged } : { used, method, low, high };
}

function methodFor({ profile }: Pick<Scheme, "profile">, straightLine: Pence | undefined): Method {
  if (straightLine === undefined) return "budget";
  return profile === "even" ? "straight-line" : "profile";
}

/** Worked out once for a scheme, however many months are asked about. */
const leftByMonth = new WeakMap<object, readonly bigint[]>();

/** What a scheme's profile leaves of its budget for the months to come. */
function leftAfter(
  scheme: Pick<Scheme, "budget" | "profile">,
  { passed, all }: { readonly passed: number; readonly all: number },
): bigint {
  const known = leftByMonth.get(scheme);
  if (known?.length === all + 1) return known[passed] ?? 0n;
  const parts = allocate(scheme.budget, weightsOf(scheme.profile, all));
  let left: bigint = scheme.budget;
  const lefts = [left, ...parts.slice(0, all).map((part) => (left -= part))];
  leftByMonth.set(scheme, lefts);
  return lefts[passed] ?? 0n;
}

/** Half a penny goes away from nought, so that a credit is the mirror of a charge. */
function carriedOn(spent: Pence, { passed, all }: { readonly passed: number; readonly all: number }): Pence {
  const [size, sign] = spent < 0n ? [0n - spent, -1n] : [spent, 1n];
  return pence((sign * (2n * size * BigInt(all) + BigInt(passed))) / (2n * BigInt(passed)));
}

/** The weights of the months of a profile; even where it says so or does not fit the year. */
export function weightsOf(profile: string, months: number): readonly bigint[] {
  const parts = profile.split(",").map((part) => part.trim());
  const written =
    parts.length === months && parts.every((part) => /^\d{1,6}$/.test(part)) ? parts.map(BigInt) : [];
  return written.some((weight) => weight > 0n)
    ? written
    : Array.from({ length: Math.max(months, 1) }, () => 1n);
}
