import { confidenceDefault, deviateOf } from "../column/interval.ts";
import type { Interval } from "../column/interval.ts";

/**
 * Wilson score interval for a proportion.
 *
 * (2x + z² ∓ z√(z² + 4x(1 - x/n))) / 2(n + z²). Used for every published percentage: it stays inside 0 to 1 and
 * behaves for small counts. Not for events that one person can have twice: see `rates`.
 *
 * @param of.events  people with the characteristic; 0 to `people`, need not be whole
 * @param of.people  people in the denominator; above 0
 * @returns fractions of 1; missing (NaN) where either is missing
 * @throws RangeError outside the domain above
 * @source Wilson EB (1927) J Am Stat Assoc 22:209
 * @example wilson({ events: 65, people: 100 }) // 0.65 (0.5525, 0.7364)
 */
export function wilson(of: {
  readonly events: number;
  readonly people: number;
  readonly confidence?: number;
}): Interval {
  const z = deviateOf(of.confidence ?? confidenceDefault);
  checkProportion(of.events, of.people);
  return {
    value: of.events / of.people,
    lower: wilsonLimit(of.events, of.people, -z),
    upper: wilsonLimit(of.events, of.people, z),
  };
}

/** One end of Wilson's interval: the lower with z below 0, the upper above. Kept inside 0 to 1 against rounding. */
export function wilsonLimit(events: number, people: number, z: number): number {
  const square = z * z;
  const spread = z * Math.sqrt(square + 4 * events * (1 - events / people));
  const limit = (2 * events + square + spread) / 2 / (people + square);
  return limit < 0 ? 0 : limit > 1 ? 1 : limit;
}

/** Refuses impossible counts; missing ones pass. */
export function checkProportion(events: number, people: number, row?: number): void {
  const where = row === undefined ? "" : `Row ${row + 1}: `;
  if (people <= 0) {
    throw new RangeError(
      `${where === "" ? "A" : `${where}a`} proportion of ${people} people was asked for. There must be more than none.`,
    );
  }
  if (events < 0 || events > people) {
    throw new RangeError(
      `${where}${events} of ${people} people were counted. Nobody can be counted twice or less than not at all.`,
    );
  }
}
