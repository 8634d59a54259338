export { europeanStandard2013 } from "./standard-population.ts";
export { directNotes, directRates } from "./direct.ts";
export type { DirectColumns, DirectRates } from "./direct.ts";
export { indirectRates } from "./indirect.ts";
export type { IndirectColumns, IndirectRates } from "./indirect.ts";
