export type { Estimate, Estimated, RefusalReason } from "./estimate.ts";
export { interruptedSeries } from "./interrupted-series.ts";
export type {
  ErrorModel,
  InterruptedAsked,
  InterruptedPoint,
  InterruptedSeries,
} from "./interrupted-series.ts";
export { changePoints } from "./change-point.ts";
export type { ChangePoints, ChangePointsAsked, Segment } from "./change-point.ts";
export { breakpoints } from "./breakpoint.ts";
export type { Breakpoint, Breakpoints, BreakpointsAsked, BreakModel, Division } from "./breakpoint.ts";
export { stability } from "./stability.ts";
export type { Stability } from "./stability.ts";
export { monotoneTrend, oneShift, seasonalTrend } from "./monotone-trend.ts";
export type { MonotoneTrend, OneShift } from "./monotone-trend.ts";
export { comparison } from "./comparison.ts";
export type { Comparison, ComparisonAsked } from "./comparison.ts";
export { similarPlaces } from "./similar-place.ts";
export type { SimilarityAsked, SimilarPlace } from "./similar-place.ts";
export { adjustedProbabilities, signList } from "./adjusted-probability.ts";
export type { Adjustment, SignList } from "./adjusted-probability.ts";
export { recentTrend } from "./recent-trend.ts";
export type { RecentTrend, RecentTrendMethod, RecentTrendMode, YearValue } from "./recent-trend.ts";
export { levelShift } from "./level-shift.ts";
export type { LevelShift, LevelShiftAsked } from "./level-shift.ts";
