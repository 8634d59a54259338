import type { Interval } from "../column/interval.ts";

/**
 * The difference of two independent figures, with limits made from the limits of each.
 *
 * first - second, lower by √((first - its lower)² + (second's upper - second)²), upper likewise. With Wilson limits
 * this is Newcombe's interval for two proportions; it serves rates, standardised rates and life expectancies as
 * well. Not for two figures of the same people (before and after).
 *
 * @returns limits at the confidence of the two intervals, which must be the same; NaN where a part is missing
 * @source Newcombe RG (1998) Stat Med 17:873 (method 10); Zou GY, Donner A (2008) Stat Med 27:1693
 * @example difference({ value: 5, lower: 2, upper: 9 }, { value: 1, lower: 0, upper: 5 }) // 4 (-1, 8.1231)
 */
export function difference(first: Interval, second: Interval): Interval {
  const value = first.value - second.value;
  return {
    value,
    lower: value - Math.hypot(first.value - first.lower, second.upper - second.value),
    upper: value + Math.hypot(first.upper - first.value, second.value - second.lower),
  };
}

/**
 * The ratio of two independent figures of 0 or more, with limits made from the limits of each.
 *
 * Where the second figure may be 0 the upper limit is Infinity: nothing bounds the ratio.
 *
 * @returns NaN where a part is missing, is below 0, or the second is 0
 * @source Donner A, Zou GY (2012) Stat Methods Med Res 21:347
 * @example ratio({ value: 4, lower: 4, upper: 4 }, { value: 2, lower: 1, upper: 3 }) // 2 (1.3333, 4)
 */
export function ratio(first: Interval, second: Interval): Interval {
  const none = { value: Number.NaN, lower: Number.NaN, upper: Number.NaN };
  if (!(first.lower >= 0 && second.lower >= 0 && second.value > 0)) return none;
  const product = first.value * second.value;
  const square = product * product;
  // a(2 - a) seen from the value: at most its square, below 0 where the limit is more than twice the value.
  const firstLow = first.lower * (2 * first.value - first.lower);
  const firstHigh = first.upper * (2 * first.value - first.upper);
  const secondLow = second.lower * (2 * second.value - second.lower);
  const secondHigh = second.upper * (2 * second.value - second.upper);
  const below = product + Math.sqrt(Math.max(0, square - firstLow * secondHigh));
  const above = product + Math.sqrt(Math.max(0, square - firstHigh * secondLow));
  return {
    value: first.value / second.value,
    lower: firstLow === 0 ? 0 : firstLow / below,
    upper: secondLow === 0 ? Number.POSITIVE_INFINITY : above / secondLow,
  };
}
