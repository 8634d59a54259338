export { decisionsCommands } from "./cli.ts";
export { heldStatute, lawHolidays } from "./store-law.ts";
