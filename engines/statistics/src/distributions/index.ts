export * from "./normal.ts";
export { gammaInverse, gammaLower, gammaUpper, logGamma } from "./gamma.ts";
export * from "./chi-square.ts";
export { betaInverse, betaLower, betaUpper } from "./beta.ts";
export type { Portion } from "./beta.ts";
export * from "./student-t.ts";
export * from "./f.ts";
export * from "./counts.ts";
