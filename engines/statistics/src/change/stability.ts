import { chiSquareUpper } from "../distributions/index.ts";
import { refused } from "./estimate.ts";
import type { Estimated } from "./estimate.ts";

/** Two tests of one level throughout. Small p: the level changed somewhere. */
export type Stability = {
  /** Largest drift of the summed deviations from the mean. */
  readonly cusum: { readonly statistic: number; readonly p: number };
  /** Largest F over all places where the series could be cut; `at` is the first index after that cut. */
  readonly supF: { readonly statistic: number; readonly p: number; readonly at: number };
};

const usualShare = 0.15;

/**
 * Did the level stay the same? Two tests over all possible times, for when none was named beforehand.
 *
 * OLS-CUSUM: max |Σ e| / (σ √n), p of the maximum of a Brownian bridge, 2 Σ (-1)^(k+1) exp(-2k²x²). supF: the largest F(1 break) over cuts with 15 per
 * cent of the values on each side, p by Hansen's approximation. Both take errors not to hang together; where they do, p is too small.
 *
 * @returns refused for missing values, fewer than 14, or values that do not vary
 * @source Ploberger W, Krämer W (1992) Econometrica 60:271; Andrews DWK (1993) Econometrica 61:821; Hansen BE (1997) J Bus Econ Stat 15:60
 * @example ten values near 1 and ten near 9: both p below 0.001, at index 10
 */
export function stability(values: Float64Array): Estimated<Stability> {
  const n = values.length;
  const least = Math.floor(n * usualShare);
  if (least < 2) return refused("too-few-points", `${String(n)} values are too few; 14 are needed.`);
  if (values.some((value) => !Number.isFinite(value)))
    return refused("missing-values", "Values are missing; the tests need a value at every step.");
  const errors = deviations(values);
  const rss = errors.reduce((sum, error) => sum + error * error, 0);
  if (!(rss > 0))
    return refused(
      "no-variation",
      `All ${String(n)} values are ${String(values[0])}: the level stayed the same.`,
    );
  let [drift, largest] = [0, 0];
  let supF = { statistic: -Infinity, at: 0 };
  for (let to = 1; to < n; to += 1) {
    drift += errors[to - 1]!;
    largest = Math.max(largest, Math.abs(drift));
    if (to < least || to > n - least) continue;
    const between = (drift * drift * n) / (to * (n - to));
    const statistic = between / ((rss - between) / (n - 2));
    if (statistic > supF.statistic) supF = { statistic, at: to };
  }
  const cusum = largest / (Math.sqrt(rss / (n - 1)) * Math.sqrt(n));
  const lambda = ((n - least) / least) ** 2;
  return {
    ok: true,
    value: {
      cusum: { statistic: cusum, p: bridgeUpper(cusum) },
      supF: { ...supF, p: supFUpper(supF.statistic, lambda) },
    },
  };
}

function deviations(values: Float64Array): Float64Array {
  const first = values.reduce((sum, value) => sum + value, 0) / values.length;
  const rest = values.reduce((sum, value) => sum + (value - first), 0) / values.length;
  return values.map((value) => value - first - rest);
}

/** Probability that a Brownian bridge strays further than x. */
function bridgeUpper(x: number): number {
  if (x < 0.1) return 1;
  let sum = 0;
  for (let k = 1; k <= 100; k += 1) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * x * x);
  return Math.min(1, sum);
}

/**
 * Hansen's approximation for one coefficient, by share left out at each end: 0.49, 0.47, ... 0.01.
 *
 * p is the chance that χ² with `degrees` exceeds `start` + `slope` × statistic.
 */
const hansenStart = [
  -0.0648467, -0.15305667, -0.23071675, -0.29247661, -0.35706588, -0.40514715, -0.45248386, -0.50458517,
  -0.55009159, -0.60241623, -0.64308746, -0.68833676, -0.73136161, -0.78078198, -0.82894221, -0.88430133,
  -0.9499265, -0.98828874, -1.04892713, -1.11527783, -1.14992644, -1.24010871, -1.38522113, -1.48296473,
  -1.78738608,
];
const hansenSlope = [
  0.99671156, 0.96757645, 0.95825013, 0.95715782, 0.95237505, 0.96055795, 0.95810999, 0.96149538, 0.96684273,
  0.96518399, 0.97354902, 0.97829106, 0.9820687, 0.99475319, 1.00023473, 1.00162529, 1.00384268, 1.01604712,
  1.02570939, 1.03526033, 1.06643436, 1.06929468, 1.06808543, 1.1283969, 1.17220925,
];
const hansenDegrees = [
  1.2573241, 1.43651315, 1.56531261, 1.68851898, 1.77889686, 1.89761322, 1.98370422, 2.07086519, 2.17244338,
  2.23509053, 2.33722161, 2.42776524, 2.50833918, 2.6209551, 2.70286643, 2.77835798, 2.84325795, 2.96752918,
  3.08442682, 3.19770394, 3.44739573, 3.54993605, 3.61667211, 4.07202473, 4.4726701,
];

function supFUpper(statistic: number, lambda: number): number {
  // The least share is 2 of 28 or more and at most 0.15, so the table's ends are never reached.
  const place = (0.51 - 1 / (1 + Math.sqrt(lambda))) * 50 - 1;
  const below = Math.floor(place);
  const at = (row: number): number =>
    chiSquareUpper(Math.max(0, hansenStart[row]! + hansenSlope[row]! * statistic), hansenDegrees[row]!);
  return (below + 1 - place) * at(below) + (place - below) * at(below + 1);
}
