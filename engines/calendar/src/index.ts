export * from "./civil-date.ts";
export * from "./date-arithmetic.ts";
export * from "./date-text.ts";
export * from "./vague-date.ts";
export * from "./period.ts";
