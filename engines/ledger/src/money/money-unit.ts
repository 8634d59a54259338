/** What one stands for in a column or a text: one pound, a thousand, a million or a billion (a thousand million). */
export type MoneyUnit = "pounds" | "thousands" | "millions" | "billions";

/** How many pence one of each unit is. */
export const penceIn: Readonly<Record<MoneyUnit, bigint>> = {
  pounds: 100n,
  thousands: 100_000n,
  millions: 100_000_000n,
  billions: 100_000_000_000n,
};

/** The letters written after a figure shown in each unit. */
export const unitSuffix: Readonly<Record<MoneyUnit, string>> = {
  pounds: "",
  thousands: "k",
  millions: "m",
  billions: "bn",
};

const written: Readonly<Record<string, MoneyUnit>> = {
  "": "pounds",
  s: "pounds",
  pound: "pounds",
  pounds: "pounds",
  k: "thousands",
  ks: "thousands",
  "000": "thousands",
  "000s": "thousands",
  thousand: "thousands",
  thousands: "thousands",
  m: "millions",
  mn: "millions",
  ms: "millions",
  "000000": "millions",
  million: "millions",
  millions: "millions",
  bn: "billions",
  billion: "billions",
  billions: "billions",
};

/**
 * The unit that a heading such as `£'000` or `£m` announces for its column; undefined where the text is no such heading.
 *
 * @example parseMoneyUnit("£'000") // "thousands"
 * @example parseMoneyUnit("(£m)") // "millions"
 * @example parseMoneyUnit("Scheme") // undefined
 */
export function parseMoneyUnit(heading: string): MoneyUnit | undefined {
  const bare = heading.toLowerCase().replaceAll(/[\s()'’‘,]/g, "");
  const withSign = /^(?:£|gbp)(?:in)?(.*)$/.exec(bare);
  const word = withSign === null ? /^(?:in)?(pounds|thousands|millions|billions)$/.exec(bare) : withSign;
  const rest = word?.[1]?.replace(/of?pounds$/, "") ?? "none";
  return Object.hasOwn(written, rest) ? written[rest] : undefined;
}

/** The unit of a suffix such as `m` or `million` behind a figure. */
export function unitOfSuffix(suffix: string): MoneyUnit | undefined {
  const known = /^(k|thousand|m|mn|million|bn|billion)$/.test(suffix);
  return known ? written[suffix] : undefined;
}
