declare const penceBrand: unique symbol;

/**
 * An amount of money in whole pence, exact at any size; negative amounts are allowed.
 *
 * Never a number: 0.1 + 0.2 is not 0.3 there. Arithmetic gives a plain bigint, which `pence` takes back.
 * In JSON and in a database's json columns write it as text.
 */
export type Pence = bigint & { readonly [penceBrand]: true };

/**
 * An amount in pence, for constants, rows and sums. Use `parseMoney` for what people wrote.
 *
 * @example pence(123450n) // 123450n
 */
export function pence(amount: bigint): Pence {
  return amount as Pence;
}

/**
 * The largest single amount that is taken: a trillion pounds, in pence. A larger one is a slip of the pen.
 *
 * @example moneyMax // 100000000000000n
 */
export const moneyMax: Pence = pence(100_000_000_000_000n);

/**
 * The sum of amounts; nothing is £0.
 *
 * @example sumOf([pence(150n), pence(-50n)]) // 100n
 * @example sumOf([]) // 0n
 */
export function sumOf(amounts: Iterable<bigint>): Pence {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return pence(sum);
}

/** The amount without its sign. */
export function magnitude(amount: bigint): Pence {
  return pence(amount < 0n ? -amount : amount);
}

export function smaller(a: bigint, b: bigint): Pence {
  return pence(a < b ? a : b);
}

/** The amount with the other sign. */
export function minus(amount: Pence): Pence {
  return pence(0n - amount);
}
