import { Invalid, Refusal, type Output } from "../kernel/index.ts";
import { kebab, parseArguments, type Typed } from "./arguments.ts";
import { checkOptions, optionsInUsage, type OptionKinds } from "./options.ts";

/** One command of the command line. */
export interface CommandLine {
  /** The words that call it, `["record", "check"]`. */
  readonly words: readonly string[];
  /** What comes after the words, for the help: `FOLDER`. */
  readonly usage?: string;
  readonly about: string;
  /**
   * Every option it has: others are refused before it runs. Left out: those that the usage shows, which are then all.
   * A command whose options depend on its words checks them itself.
   */
  readonly options?: OptionKinds | "those of the page";
  run(
    typed: { readonly rest: readonly string[]; readonly options: Typed["options"] },
    out: Output,
  ): Promise<number>;
}

/**
 * Finds the command by the most words that match, runs it, and turns what it throws into a message and an exit code.
 *
 * Exit codes: 0 done, 1 the answer is no or the check found something, 2 what was typed cannot be carried out.
 *
 * @param version  what `--version` alone prints
 */
export async function runCommandLine(
  commands: readonly CommandLine[],
  argv: readonly string[],
  out: Output,
  version?: string,
): Promise<number> {
  try {
    const first = parseArguments(argv, ["help"]);
    if (version !== undefined && first.words.length === 0 && first.options["version"] === true) {
      out.result(version);
      return 0;
    }
    if (first.words.length === 0 || first.words[0] === "help" || first.options["help"] === true)
      return help(commands, first.words, out);
    const command = commandFor(commands, first.words);
    if (!command) {
      out.note(`There is no command "${first.words.join(" ")}". "concordat help" lists them all.`);
      return 2;
    }
    // Read again, now that it is known which options are flags.
    const kinds = command.options ?? optionsInUsage(command.usage ?? "");
    const typed = kinds === "those of the page" ? first : checkedAgainst(kinds, argv);
    return await command.run({ rest: typed.words.slice(command.words.length), options: typed.options }, out);
  } catch (error) {
    return noteFailure(error, out);
  }
}

function checkedAgainst(kinds: OptionKinds, argv: readonly string[]): Typed {
  const flags = Object.keys(kinds).filter((name) => kinds[name] === "flag");
  const typed = parseArguments(argv, flags);
  checkOptions(typed.options, kinds);
  return typed;
}

function commandFor(commands: readonly CommandLine[], words: readonly string[]): CommandLine | undefined {
  return commands
    .filter((one) => one.words.every((word, index) => words[index] === word))
    .toSorted((a, b) => b.words.length - a.words.length)[0];
}

function help(commands: readonly CommandLine[], words: readonly string[], out: Output): number {
  const asked = words.filter((word) => word !== "help");
  const shown = commands.filter((command) => asked.every((word, index) => command.words[index] === word));
  if (shown.length === 0) {
    out.note(`No command begins with "${asked.join(" ")}". "concordat help" lists them all.`);
    return 2;
  }
  for (const line of helpLines(shown)) out.result(line);
  return 0;
}

function noteFailure(error: unknown, out: Output): number {
  if (error instanceof Invalid) {
    for (const problem of error.problems)
      out.note(problem.field ? `--${kebab(problem.field)}: ${problem.message}` : problem.message);
    return 2;
  }
  if (error instanceof Refusal) {
    out.note(error.message);
    return 2;
  }
  out.note(error instanceof Error ? error.message : String(error));
  return 1;
}

function helpLines(shown: readonly CommandLine[]): readonly string[] {
  return [
    "Usage: concordat WORDS... [--option value]",
    "",
    ...shown.map(
      (command) =>
        `  concordat ${[...command.words, command.usage].filter(Boolean).join(" ")}\n      ${command.about}`,
    ),
  ];
}
