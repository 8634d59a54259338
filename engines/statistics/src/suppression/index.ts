export { suppress, suppressionMarks, suppressionRules } from "./suppression.ts";
export type { SuppressedCounts, SuppressionRule } from "./suppression.ts";
