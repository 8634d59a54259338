export { camel, kebab } from "./arguments.ts";
export { checkOptions, optionsInUsage, type OptionKinds } from "./options.ts";
export { runCommandLine, type CommandLine, type Output } from "./run.ts";
