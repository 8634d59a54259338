export { confidenceDefault, deviateOf, standardErrorOf, tailOf } from "./interval.ts";
export type { Interval, IntervalColumns } from "./interval.ts";
export { eachRow, groupRows, oneGroup, rowsByGroup, sumByGroup } from "./group.ts";
export type { Groups, RowsByGroup } from "./group.ts";
