import process from "node:process";

/** Reproducible chance: the same seed gives the same choices. */
export interface Chance {
  readonly seed: number;
  /** A fraction from 0 to just under 1. */
  fraction(): number;
  /** A whole number from 0 to just under `below`. */
  below(below: number): number;
  /** One of several. */
  one<T>(choices: readonly T[]): T;
}

/** A source of chance from LONG_SEED, else from the clock; a suite prints the seed. */
export function createChance(seed = Number(process.env["LONG_SEED"] ?? Date.now() % 1_000_000_000)): Chance {
  let state = seed >>> 0;
  // Mulberry32: small, fast, and good enough to scatter.
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(fraction() * limit);
  return { seed, fraction, below, one: (choices) => choices[below(choices.length)]! };
}
