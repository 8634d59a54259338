export { kebab } from "./arguments.ts";
export { runCommandLine, type CommandLine, type Output } from "./run.ts";
