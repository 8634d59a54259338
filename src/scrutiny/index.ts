export { scrutinyModule } from "./module.ts";
