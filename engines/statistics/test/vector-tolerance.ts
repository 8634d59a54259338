/** What a record allows: |a - b| at most `amount` times |b|, times 1, or times the larger of the two. */
export type Tolerance = {
  readonly amount: number;
  readonly scale: "relative" | "absolute" | "larger";
  readonly text: string;
};

const number = String.raw`(\d+(?:\.\d+)?(?:e-?\d+)?%?)`;
const forms: readonly { pattern: RegExp; scale: Tolerance["scale"] }[] = [
  { pattern: new RegExp(String.raw`\|a-b\| <= ${number}\*max\(1,\|b\|\)`), scale: "larger" },
  { pattern: new RegExp(String.raw`exact \(${number}\)`), scale: "larger" },
  { pattern: new RegExp(`${number} absolute`), scale: "absolute" },
  { pattern: new RegExp(`${number} rel`), scale: "relative" },
  { pattern: new RegExp(String.raw`(?:^|\s)${number}$`), scale: "relative" },
];

/**
 * The tolerance in a record's own words.
 *
 * @param phrase  which words of `stated` apply, when it names several; refused unless they stand there, so that no
 *   test can loosen a record
 * @param stated  the record's tolerance, then whatever else states one (the folder's README)
 */
export function toleranceFrom(phrase: string | undefined, stated: readonly string[]): Tolerance {
  const text = phrase ?? stated[0] ?? "";
  if (!stated.some((words) => words.includes(text))) {
    throw new Error(`No vector record or README states the tolerance "${text}".`);
  }
  let first: { index: number; tolerance: Tolerance } | undefined;
  for (const { pattern, scale } of forms) {
    const found = pattern.exec(text);
    if (found === null || (first !== undefined && found.index >= first.index)) continue;
    first = { index: found.index, tolerance: { amount: amountOf(found[1] ?? ""), scale, text } };
  }
  if (first !== undefined) return first.tolerance;
  if (text.includes("exact")) return { amount: 0, scale: "absolute", text };
  throw new Error(`The tolerance "${text}" cannot be read.`);
}

function amountOf(text: string): number {
  return text.endsWith("%") ? Number(text.slice(0, -1)) / 100 : Number(text);
}

/** The error as a share of what is allowed: at most 1 passes. Missing answers only match missing answers. */
export function errorShare(actual: number, expected: number, tolerance: Tolerance): number {
  if (Number.isNaN(expected) || Number.isNaN(actual)) {
    return Number.isNaN(expected) && Number.isNaN(actual) ? 0 : Number.POSITIVE_INFINITY;
  }
  if (actual === expected) return 0;
  const size = Math.abs(expected);
  const scale = { relative: size, absolute: 1, larger: Math.max(1, size) }[tolerance.scale];
  const share = Math.abs(actual - expected) / (tolerance.amount * scale);
  return Number.isNaN(share) ? Number.POSITIVE_INFINITY : share;
}
