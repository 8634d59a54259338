import { normalQuantile } from "../distributions/normal.ts";

const size = 624;
const shift = 397;
const toUnit = 2.3283064365386963e-10;
const inside = 2.328306437080797e-10;
const big = 134_217_728;

/** A stream of random numbers that anyone can repeat from its seed. */
export type RandomStream = {
  /** The next value between 0 and 1, never either. */
  readonly uniform: () => number;
  /** The next standard normal value; uses two uniforms. */
  readonly normal: () => number;
};

/**
 * R's default stream: Mersenne Twister, normal values by inversion; the same seed gives R's very numbers.
 *
 * For repeating a reference's simulation. Not for secrets: the stream can be told from its past.
 *
 * @param seed  whole number, as given to R's `set.seed`
 * @source Matsumoto M, Nishimura T (1998) ACM TOMACS 8:3; R's manual page `Random` for seeding and inversion
 * @example mersenneTwister(1).uniform() // 0.2655086631421
 */
export function mersenneTwister(seed: number): RandomStream {
  const state = seededState(seed);
  const block = new Float64Array(size);
  let position = size;
  const uniform = (): number => {
    if (position === size) {
      renew(state, block);
      position = 0;
    }
    const value = block[position] ?? Number.NaN;
    position += 1;
    return value;
  };
  const normal = (): number => {
    const coarse = Math.floor(big * uniform());
    return normalQuantile((coarse + uniform()) / big);
  };
  return { uniform, normal };
}

/**
 * R scrambles the seed fifty times, then fills its integers; the first only holds the position and is thrown away.
 */
function seededState(seed: number): Uint32Array {
  let value = seed >>> 0;
  const next = (): number => (value = (Math.imul(69_069, value) + 1) >>> 0);
  for (let round = 0; round < 51; round += 1) next();
  const state = new Uint32Array(size);
  for (let index = 0; index < size; index += 1) state[index] = next();
  return state;
}

/** Turns the state over and writes its next values, as numbers between 0 and 1. */
function renew(state: Uint32Array, block: Float64Array): void {
  for (let index = 0; index < size; index += 1) {
    const next = index + 1 === size ? 0 : index + 1;
    const far = index + shift < size ? index + shift : index + shift - size;
    const joined = ((state[index] ?? 0) & 0x80000000) | ((state[next] ?? 0) & 0x7fffffff);
    state[index] = (state[far] ?? 0) ^ (joined >>> 1) ^ (-(joined & 1) & 0x9908b0df);
  }
  for (let index = 0; index < size; index += 1) {
    const value = temper(state[index] ?? 0) * toUnit;
    block[index] = value <= 0 ? 0.5 * inside : 1 - value <= 0 ? 1 - 0.5 * inside : value;
  }
}

function temper(word: number): number {
  let y = word ^ (word >>> 11);
  y ^= (y << 7) & 0x9d2c5680;
  y ^= (y << 15) & 0xefc60000;
  return (y ^ (y >>> 18)) >>> 0;
}
