import { addMonths, monthOf, yearOf, type CivilDate } from "@concordat/calendar";
import { levelShift } from "@concordat/statistics";

/** What one month counted, and what it is a share of; `base` is the same of whatever it is measured against. */
export interface MonthFigure {
  /** First day of the month. */
  readonly start: CivilDate;
  readonly top: number;
  readonly bottom: number;
  readonly base?: { readonly top: number; readonly bottom: number };
}

/** Whole months, by the first day of the first and of the last. */
export interface Window {
  readonly first: CivilDate;
  readonly last: CivilDate;
}

export type Direction = "up" | "down";

/** The months that a claim speaks of: before and after, what came earlier, and what came later. */
export interface Windows {
  readonly earlier?: Window;
  readonly before?: Window;
  readonly after?: Window;
  readonly later?: Window;
}

/** What is claimed of a series. */
export interface Test {
  readonly windows: Windows;
  readonly direction?: Direction | undefined;
  /** How far the level moved, as a number above 0, in the unit of the levels; left out where no size is claimed. */
  readonly size?: number | undefined;
  /** To how many decimals the claim is given. */
  readonly decimals: number;
  readonly scale: number;
}

/** What the figures say of a claim. */
export const verdictWords = {
  supported: "Supported",
  "smaller-than-claimed": "Smaller than claimed",
  "consistent-with": "Consistent with",
  "began-before": "Began before",
  "changed-and-reversed": "Changed and then reversed",
  "no-change-seen": "No change seen",
  "cannot-tell": "Cannot tell",
  "no-data-held": "No data held",
} as const;
export type VerdictKind = keyof typeof verdictWords;

/** A level of one window; undefined where not every month of it is held. */
export interface Levels {
  readonly earlier?: number;
  readonly before?: number;
  readonly after?: number;
  readonly later?: number;
}

/** A verdict with what it was computed from. */
export interface Verdict {
  readonly kind: VerdictKind;
  /** Why, as one of the reasons below; words are made from it and the levels. */
  readonly why: VerdictReason;
  readonly levels: Levels;
  /** After less before; positive is up. */
  readonly change?: number;
  /** 95 per cent limits of a change of level, months that hang together allowed for; left out where nothing can be said of chance. */
  readonly limits?: { readonly lower: number; readonly upper: number };
  /** Why chance cannot be judged. */
  readonly noLimits?: string;
  /** Months held of those that the windows name. */
  readonly held: { readonly months: number; readonly named: number };
}

export type VerdictReason =
  | "nothing-held"
  | "no-windows"
  | "partly-held"
  | "reached"
  | "fell-short"
  | "other-way"
  | "lost-later"
  | "as-much-before"
  | "beyond-chance"
  | "surely-other-way"
  | "within-chance"
  | "chance-not-known";

/**
 * What a series of months says of a claim (README invariants 1 to 5).
 *
 * Never speaks of the cause. The order of the rules is theirs: held at all, held wholly, size, earlier and later windows, chance.
 *
 * @param series one figure a month, in any order, months that are not held left out
 * @example a share of 33 per cent, then 26, where 33 to 26 was claimed: supported; with a later window of 35: changed and then reversed
 */
export function verdictOf(series: readonly MonthFigure[], test: Test): Verdict {
  const months = new Map(series.map((one) => [one.start as string, one]));
  const { windows } = test;
  const named = [windows.before, windows.after].flatMap((one) => (one ? monthsOf(one) : []));
  const held = { months: named.filter((one) => months.has(one)).length, named: named.length };
  const levels = levelsIn(months, windows, test.scale);
  const judged = { levels, held };
  if (series.length === 0 || (named.length > 0 && held.months === 0))
    return { kind: "no-data-held", why: "nothing-held", ...judged };
  if (!windows.before || !windows.after || !test.direction)
    return { kind: "cannot-tell", why: "no-windows", ...judged };
  if (levels.before === undefined || levels.after === undefined)
    return { kind: "cannot-tell", why: "partly-held", ...judged };
  const change = levels.after - levels.before;
  const chance = chanceOf(months, { before: windows.before, after: windows.after }, test.scale);
  return { ...rulesOf(levels, test, chance), ...judged, change, ...chance };
}

type Chance = Pick<Verdict, "limits" | "noLimits">;

function rulesOf(levels: Levels, test: Test, chance: Chance): Pick<Verdict, "kind" | "why"> {
  const sign = test.direction === "up" ? 1 : -1;
  const moved = sign * (levels.after! - levels.before!);
  const { size } = test;
  const sure = chance.limits && {
    that: sign * (sign === 1 ? chance.limits.lower : chance.limits.upper) > 0,
    other: sign * (sign === 1 ? chance.limits.upper : chance.limits.lower) < 0,
  };
  if (size !== undefined) {
    if (moved <= 0) return { kind: "no-change-seen", why: "other-way" };
    if (rounded(moved, test.decimals) < rounded(size, test.decimals))
      return { kind: "smaller-than-claimed", why: "fell-short" };
  } else if (!sure?.that) {
    if (sure?.other) return { kind: "no-change-seen", why: "surely-other-way" };
    return { kind: "cannot-tell", why: sure ? "within-chance" : "chance-not-known" };
  }
  if (levels.later !== undefined && sign * (levels.later - levels.before!) <= moved / 2)
    return { kind: "changed-and-reversed", why: "lost-later" };
  if (levels.earlier !== undefined && sign * (levels.before! - levels.earlier) >= moved)
    return { kind: "began-before", why: "as-much-before" };
  return size === undefined
    ? { kind: "consistent-with", why: "beyond-chance" }
    : { kind: "supported", why: "reached" };
}

function rounded(value: number, decimals: number): number {
  return Math.round(value * 10 ** decimals + 1e-9) / 10 ** decimals;
}

/** The first days of the months of a window, in order. */
export function monthsOf({ first, last }: Window): readonly CivilDate[] {
  const count = (yearOf(last) - yearOf(first)) * 12 + monthOf(last) - monthOf(first) + 1;
  return Array.from({ length: Math.max(count, 0) }, (_, at) => addMonths(first, at));
}

/** Everything counted in some months over everything it is a share of, less the same of what it is measured against. */
export function levelOf(figures: readonly MonthFigure[], scale: number): number | undefined {
  const sum = (of: (one: MonthFigure) => number): number =>
    figures.reduce((total, one) => total + of(one), 0);
  const bottom = sum((one) => one.bottom);
  if (bottom === 0) return undefined;
  const own = sum((one) => one.top) / bottom;
  if (!figures.some((one) => one.base)) return scale * own;
  const base = sum((one) => one.base?.bottom ?? 0);
  if (base === 0 || figures.some((one) => !one.base)) return undefined;
  return scale * (own - sum((one) => one.base!.top) / base);
}

function levelsIn(months: ReadonlyMap<string, MonthFigure>, windows: Windows, scale: number): Levels {
  const of = (window: Window | undefined): number | undefined => {
    const figures = window && monthsOf(window).map((start) => months.get(start));
    if (!figures || figures.some((one) => one === undefined)) return undefined;
    return levelOf(figures as readonly MonthFigure[], scale);
  };
  const found = {
    earlier: of(windows.earlier),
    before: of(windows.before),
    after: of(windows.after),
    later: of(windows.later),
  };
  return Object.fromEntries(Object.entries(found).filter(([, level]) => level !== undefined));
}

/** Could ordinary variation from month to month make as much? One level before, one after, errors that hang together. */
function chanceOf(
  months: ReadonlyMap<string, MonthFigure>,
  { before, after }: { readonly before: Window; readonly after: Window },
  scale: number,
): Chance {
  const steps = monthsOf({ first: before.first, last: after.last });
  const counted = new Set<string>([...monthsOf(before), ...monthsOf(after)]);
  const values = Float64Array.from(steps, (start) => {
    const figure = counted.has(start) ? months.get(start) : undefined;
    return (figure && levelOf([figure], scale)) ?? Number.NaN;
  });
  const shift = levelShift({ values, changeAt: steps.indexOf(after.first) });
  if (!shift.ok) return { noLimits: shift.problem };
  const { lower, upper } = shift.value.shift;
  return { limits: { lower, upper } };
}

/** What the definitions tried as claimed say together (README invariant 6). */
export function verdictOfClaim(verdicts: readonly VerdictKind[]): VerdictKind {
  const [first] = verdicts;
  if (first === undefined) return "no-data-held";
  return verdicts.every((one) => one === first) ? first : "cannot-tell";
}
