export { quantile } from "./quantile.ts";
export { quantileGroups } from "./quantile-group.ts";
export type { QuantileOrder } from "./quantile-group.ts";
export { categoryBounds, valueCategories } from "./category.ts";
