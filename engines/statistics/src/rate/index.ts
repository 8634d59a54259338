export { wilson } from "./wilson.ts";
export { byarLimits, countLimits, exactCountLimits } from "./count-limits.ts";
export type { CountLimits } from "./count-limits.ts";
export { proportions } from "./proportion.ts";
export type { ProportionColumns } from "./proportion.ts";
export { rate, ratePerDefault, rates } from "./rate.ts";
export { means } from "./mean.ts";
export type { MeanColumns } from "./mean.ts";
