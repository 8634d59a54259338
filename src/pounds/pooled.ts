import { daysBetween, type CivilDate } from "@concordat/calendar";
import { pence, type Pence } from "@concordat/ledger";

/** How the money of a joint budget line is held. */
export const jointWays = {
  pooled: "Pooled",
  aligned: "Aligned: each keeps its own money and works to joint outcomes",
  separate: "Separate",
} as const;
export type JointWay = keyof typeof jointWays;

/** A budget line that concerns both sides. One that is not pooled has its reason and the day on which it is looked at again. */
export type JointLine = {
  readonly key: string;
  readonly name: string;
  /** Undefined: not known. */
  readonly amount?: Pence;
} & (
  | { readonly how: "pooled" }
  | { readonly how: "aligned" | "separate"; readonly reason: string; readonly reviewOn: CivilDate }
);

/** What a place spends on health and care in a year, with where that is read. */
export interface PlaceSpend {
  readonly amount: Pence;
  /** What is counted: whose spending, on what. */
  readonly counts: string;
  readonly source: string;
  readonly seen: CivilDate;
}

/** How a fund's joint lines are held at a day, added up where every amount is known. */
export interface PooledStanding {
  readonly lines: Readonly<Record<JointWay, number>>;
  /** Undefined where some pooled line's amount is not known, or none is pooled. */
  readonly pooled?: Pence;
  /** Lines whose day of review has come and gone. */
  readonly overdue: readonly { readonly line: JointLine; readonly days: number }[];
  /** Of all joint lines, in thousandths; undefined while an amount is not known. */
  readonly share?: bigint;
}

/** Adds up the joint lines of a fund at a day. */
export function pooledStanding(lines: readonly JointLine[], on: CivilDate): PooledStanding {
  const pooled = lines.filter(({ how }) => how === "pooled");
  const amounts = (some: readonly JointLine[]): Pence | undefined =>
    some.length === 0 || some.some(({ amount }) => amount === undefined)
      ? undefined
      : pence(some.reduce((sum, { amount }) => sum + (amount ?? 0n), 0n));
  const [part, all] = [amounts(pooled), amounts(lines)];
  const share = all === undefined ? undefined : thousandths(part ?? 0n, all);
  const count = (how: JointWay): number => lines.filter((one) => one.how === how).length;
  return {
    lines: { pooled: count("pooled"), aligned: count("aligned"), separate: count("separate") },
    overdue: lines.flatMap((line) =>
      line.how !== "pooled" && line.reviewOn < on ? [{ line, days: daysBetween(line.reviewOn, on) }] : [],
    ),
    ...(part !== undefined && { pooled: part }),
    ...(share !== undefined && { share }),
  };
}

/**
 * A part in thousandths of the whole, the nearest, halves up; undefined where there is no whole.
 *
 * @example thousandths(1n, 3n) // 333n
 */
export function thousandths(part: bigint, whole: bigint): bigint | undefined {
  return whole <= 0n ? undefined : (part * 2000n + whole) / (whole * 2n);
}

/** "33.3 per cent". */
export function shareWords(share: bigint): string {
  return `${share / 10n}.${share % 10n} per cent`;
}
