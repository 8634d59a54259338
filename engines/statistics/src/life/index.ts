export { lifeExpectancies, lifeNotes, lifeTableAges } from "./life-expectancy.ts";
export type { LifeExpectancies, LifeTableColumns } from "./life-expectancy.ts";
