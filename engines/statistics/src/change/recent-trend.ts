/** The direction of the last five years, or that there is none to be sure of. */
export type RecentTrend = {
  readonly kind: "rising" | "falling" | "no-change" | "cannot-tell";
  /** With one degree of freedom; NaN where it cannot be calculated. */
  readonly chiSquare: number;
  readonly reason: string;
};

/** One year of an indicator of single years. */
export type YearValue = {
  readonly year: number;
  readonly value: number;
  /** 95 per cent limits of the value. */
  readonly lower: number;
  readonly upper: number;
  readonly count: number;
  readonly denominator: number;
};

/** `weighted`: straight line through the values, weighted by their limits. `proportion`: rise or fall of counts out of denominators. */
export type RecentTrendMethod = "weighted" | "proportion";

/** `exact`, or Fingertips' code of 2020, which calls every trend of proportions decreasing; for comparison with its figures only. */
export type RecentTrendMode = "exact" | "fingertips-2020";

const years = 5;
/** 99.8 per cent point of chi-square with one degree of freedom, as Fingertips writes it. */
const critical = 9.54953570608324;
const limitsToError = 3.92;

/**
 * The recent trend that Fingertips shows beside an indicator: the last five years, at 99.8 per cent, and no one year may decide it.
 *
 * weighted: slope of values on 1 to 5 with weights 1/SE², SE = (upper - lower)/3.92; χ² = slope²/variance. proportion: χ² for a linear trend of
 * counts. A trend needs χ² above 9.5495 and a slope (of logits, for proportions) of one sign however one of the years is left out.
 *
 * @returns cannot-tell without five years in a row up to the last, all figures known; where everybody is counted in some year; or
 *   (weighted) where a value's limits have no width
 * @source Fingertips, recent trends guidance; Armitage P (1955) Biometrics 11:375
 * @example 20 21 22 23 24 per cent, each ± 0.98 (SE 0.5): slope 1, variance 0.25/10, χ² 40: rising
 */
export function recentTrend(
  rows: readonly YearValue[],
  method: RecentTrendMethod,
  mode: RecentTrendMode = "exact",
): RecentTrend {
  const last = lastYears(rows);
  if (last === undefined)
    return cannotTell("Five years in a row up to the latest, with all their figures, are needed.");
  if (last.some(({ count, denominator }) => count === denominator))
    return cannotTell("In one of the years everybody is counted, so a trend cannot be calculated.");
  const line = method === "weighted" ? weightedLine(last) : proportionLine(last);
  if (Number.isNaN(line.chiSquare)) {
    if (mode === "exact") return cannotTell("A value has limits without width, so it cannot be weighed.");
    return { kind: "no-change", chiSquare: line.chiSquare, reason: "Not a number." };
  }
  const steady = line.slopes.every((slope) => Math.sign(slope) === Math.sign(line.slopes[0]!));
  const { chiSquare } = line;
  const strength = `χ² ${chiSquare.toFixed(1)}, where 9.5 is needed`;
  if (!(chiSquare > critical))
    return { kind: "no-change", chiSquare, reason: `The last five years show no clear trend (${strength}).` };
  if (!steady)
    return {
      kind: "no-change",
      chiSquare,
      reason: "One year alone makes the trend, so it is not counted as one.",
    };
  const wrongly = mode === "fingertips-2020" && method === "proportion";
  const kind = line.slopes[0]! > 0 && !wrongly ? "rising" : "falling";
  return { kind, chiSquare, reason: `The last five years are ${kind} (${strength}).` };
}

function cannotTell(reason: string): RecentTrend {
  return { kind: "cannot-tell", chiSquare: NaN, reason };
}

function lastYears(rows: readonly YearValue[]): YearValue[] | undefined {
  const last = rows.toSorted((a, b) => a.year - b.year).slice(-years);
  const whole = last.length === years && last.at(-1)!.year - last[0]!.year === years - 1;
  const known = last.every(({ value, count, denominator }) =>
    [value, count, denominator].every(Number.isFinite),
  );
  const single = new Set(last.map(({ year }) => year)).size === years;
  return whole && known && single ? last : undefined;
}

/** χ², and the slopes whose signs must agree: of all years, then with each left out. */
type Line = { readonly chiSquare: number; readonly slopes: readonly number[] };
type Weighed = { readonly t: number; readonly y: number; readonly w: number };

function weightedLine(last: readonly YearValue[]): Line {
  const points = last.map(({ value, lower, upper }, i): Weighed => ({
    t: i + 1,
    y: value,
    w: 1 / ((upper - lower) / limitsToError) ** 2,
  }));
  const { slope, variance } = fitted(points);
  return { chiSquare: slope ** 2 / variance, slopes: [slope, ...withoutEach(points)] };
}

function proportionLine(last: readonly YearValue[]): Line {
  const [counted, people] = [
    total(last.map(({ count }) => count)),
    total(last.map(({ denominator }) => denominator)),
  ];
  const share = counted / people;
  const score = total(last.map(({ count, denominator }, i) => (i + 1) * (count - denominator * share)));
  const squares = total(last.map(({ denominator }, i) => denominator * (i + 1) ** 2));
  const mean = total(last.map(({ denominator }, i) => denominator * (i + 1)));
  const logits = last.map(({ count, denominator }, i): Weighed => ({
    t: i + 1,
    y: Math.log(count / (denominator - count)),
    w: 1,
  }));
  return {
    chiSquare: score ** 2 / (share * (1 - share) * (squares - mean ** 2 / people)),
    slopes: [score, ...withoutEach(logits)],
  };
}

function withoutEach(points: readonly Weighed[]): number[] {
  return points.map((_, left) => fitted(points.filter((__, i) => i !== left)).slope);
}

function fitted(points: readonly Weighed[]): { readonly slope: number; readonly variance: number } {
  const s = total(points.map(({ w }) => w));
  const t = total(points.map((point) => point.w * point.t));
  const tt = total(points.map((point) => point.w * point.t ** 2));
  const y = total(points.map((point) => point.w * point.y));
  const ty = total(points.map((point) => point.w * point.t * point.y));
  const spread = s * tt - t ** 2;
  return { slope: (s * ty - t * y) / spread, variance: s / spread };
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
