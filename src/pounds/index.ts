export { poundsCommands, poundsReads } from "./cli.ts";
