/**
 * A published figure, or the reason there is none.
 *
 * *No data, zero, not applicable, suppressed* are different values from import to chart: never turned into one another,
 * never into an empty cell or the number 0 on the way.
 */
export type Measured =
  | { readonly kind: "value"; readonly value: number }
  | { readonly kind: "zero" }
  | { readonly kind: "no-data" }
  | { readonly kind: "not-applicable" }
  | { readonly kind: "suppressed" };

export type MeasuredKind = Measured["kind"];

export const measuredKinds = [
  "value",
  "zero",
  "no-data",
  "not-applicable",
  "suppressed",
] as const satisfies MeasuredKind[];

const words: Record<Exclude<MeasuredKind, "value">, string> = {
  zero: "0",
  "no-data": "no data",
  "not-applicable": "not applicable",
  suppressed: "suppressed",
};

/**
 * Reads a published value and its status.
 *
 * @throws RangeError when the two contradict each other: a value without a number, a suppressed cell with one
 */
export function measured(kind: MeasuredKind, value: number | undefined): Measured {
  if (kind === "value") {
    if (value === undefined || !Number.isFinite(value)) throw new RangeError("A value needs a number.");
    return { kind, value };
  }
  if (kind === "zero") {
    if (value !== undefined && value !== 0)
      throw new RangeError(`Status zero contradicts the number ${value}.`);
    return { kind };
  }
  if (value !== undefined) throw new RangeError(`Status ${kind} contradicts the number ${value}.`);
  return { kind };
}

/** The number, where there is one: zero counts as 0, the other three have none. */
export function numberOf(figure: Measured): number | undefined {
  if (figure.kind === "value") return figure.value;
  return figure.kind === "zero" ? 0 : undefined;
}

/** The figure in words for a table or a sentence; numbers in the British form. */
export function formatMeasured(figure: Measured, decimals?: number): string {
  if (figure.kind !== "value") return words[figure.kind];
  return formatNumber(figure.value, decimals);
}

// Making one takes a hundred times as long as using it.
const formats = new Map<number | undefined, Intl.NumberFormat>();

/** A number in the British form, "1,234.5"; at most three decimals unless told how many. */
export function formatNumber(value: number, decimals?: number): string {
  const known = formats.get(decimals);
  if (known) return known.format(value);
  const digits =
    decimals === undefined
      ? { maximumFractionDigits: 3 }
      : { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  const format = new Intl.NumberFormat("en-GB", digits);
  formats.set(decimals, format);
  return format.format(value);
}
