export { difference, ratio } from "./difference.ts";
export { compareProportions } from "./compared-proportions.ts";
export type { ComparedProportions, Proportion } from "./compared-proportions.ts";
export { fisherExact } from "./fisher-exact.ts";
export type { FisherExact } from "./fisher-exact.ts";
export { compareRates } from "./compared-rates.ts";
export type { ComparedRates, CountOverTime } from "./compared-rates.ts";
export { judgement, standing, standingByOverlap, standingOfProportion, standingOfRate } from "./benchmark.ts";
export type { Polarity, Standing } from "./benchmark.ts";
