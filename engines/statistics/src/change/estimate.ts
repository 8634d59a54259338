import { studentQuantile, studentTwoSided } from "../distributions/index.ts";

/** Why nothing is estimated. */
export type RefusalReason =
  "too-few-points" | "no-variation" | "dependence-too-strong" | "missing-values" | "cannot-separate";

/** An answer, or why there is none, in one plain sentence. */
export type Estimated<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: RefusalReason; readonly problem: string };

/** An estimate with its 95 per cent interval. */
export type Estimate = {
  readonly estimate: number;
  readonly standardError: number;
  readonly t: number;
  /** Two-sided probability of so large a t when nothing is there. */
  readonly p: number;
  readonly lower: number;
  readonly upper: number;
};

/**
 * Estimate, standard error, t, two-sided p and 95 per cent limits, on Student's t with the given degrees of freedom.
 *
 * @example estimateOf({ estimate: 2, standardError: 1, degrees: 10 }) // t 2, p 0.0734, -0.228 to 4.228
 */
export function estimateOf(of: {
  readonly estimate: number;
  readonly standardError: number;
  readonly degrees: number;
}): Estimate {
  const { estimate, standardError, degrees } = of;
  const t = estimate / standardError;
  const reach = studentQuantile(0.975, degrees) * standardError;
  return {
    estimate,
    standardError,
    t,
    p: studentTwoSided(t, degrees),
    lower: estimate - reach,
    upper: estimate + reach,
  };
}

export function refused(
  reason: RefusalReason,
  problem: string,
): { readonly ok: false; readonly reason: RefusalReason; readonly problem: string } {
  return { ok: false, reason, problem };
}
