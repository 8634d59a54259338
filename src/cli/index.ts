export { camel, kebab } from "./arguments.ts";
export { enquiryCommand } from "./enquiry.ts";
export { checkOptions, type OptionKinds } from "./options.ts";
export { runCommandLine, type CommandLine } from "./run.ts";
