import type { RuleName } from "./rule-set.ts";

/** Which way is better. `neither` where a change is only a change. */
export type Better = "higher" | "lower" | "neither";

/** What a signal means for those served; `change` where neither way is better. */
export type Meaning = "improvement" | "concern" | "change";

/** High or low, rising or falling. */
export type Side = "high" | "low";

/** One pattern that ordinary variation would rarely make. */
export type Signal = {
  readonly rule: RuleName;
  readonly side: Side;
  readonly meaning: Meaning;
  /** Indices of the points it is about, in order. */
  readonly points: readonly number[];
  /** One plain sentence: what was seen, with its values. */
  readonly reason: string;
};

/** One point of a chart. */
export type ChartPoint = {
  readonly index: number;
  /** Absent where the value is missing: a gap in the line. */
  readonly value?: number;
  readonly phase: number;
  readonly centre: number;
  readonly lower?: number;
  readonly upper?: number;
  /** Every rule that applies to the point, most telling first. */
  readonly rules: readonly RuleName[];
  /** Every meaning of those rules: a point can be an improvement and a concern at once, and then both are shown. */
  readonly meanings: readonly Meaning[];
};

/** A stretch of points with one centre line. */
export type ChartPhase = {
  /** First point, and the first point after it. */
  readonly from: number;
  readonly to: number;
  readonly centre: number;
  /** Absent where the limits differ from point to point (p and u charts), or where there are none. */
  readonly lower?: number;
  readonly upper?: number;
  readonly nearLower?: number;
  readonly nearUpper?: number;
  /** Values the limits were set from. */
  readonly count: number;
  readonly provisional: boolean;
  /** Plain sentences the chart must carry: provisional limits, no limits and why. */
  readonly notes: readonly string[];
};

/** What the latest value says of the process. */
export type Variation = {
  readonly kind: "common-cause" | "special-cause" | "cannot-tell";
  /** Absent for common cause. */
  readonly meanings: readonly Meaning[];
  readonly side?: Side;
  readonly reason: string;
};

/** How a chart names its points and amounts in sentences. */
export type Wording = {
  readonly point: (index: number) => string;
  readonly amount: (value: number) => string;
};

/** Points are counted from 1, amounts have up to four significant digits. */
export const usualWording: Wording = {
  point: (index) => `point ${String(index + 1)}`,
  amount: (value) => String(Number(value.toPrecision(4))),
};
