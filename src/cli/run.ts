import { Invalid, Refusal } from "../kernel/index.ts";
import { parseArguments, type Typed } from "./arguments.ts";

/** Where a command line's answers go: results and everything else apart. */
export interface Output {
  result(line: string): void;
  note(line: string): void;
}

/** One command of the command line. */
export interface CommandLine {
  /** The words that call it, `["record", "check"]`. */
  readonly words: readonly string[];
  /** What comes after the words, for the help: `FOLDER`. */
  readonly usage?: string;
  readonly about: string;
  run(
    typed: { readonly rest: readonly string[]; readonly options: Typed["options"] },
    out: Output,
  ): Promise<number>;
}

/**
 * Finds the command by the most words that match, runs it, and turns what it throws into a message and an exit code.
 *
 * Exit codes: 0 done, 1 the answer is no or the check found something, 2 what was typed cannot be carried out.
 */
export async function runCommandLine(
  commands: readonly CommandLine[],
  argv: readonly string[],
  out: Output,
): Promise<number> {
  try {
    const typed = parseArguments(argv);
    if (typed.words.length === 0 || typed.words[0] === "help" || typed.options["help"] === true) {
      for (const line of helpLines(
        commands,
        typed.words.filter((word) => word !== "help"),
      ))
        out.result(line);
      return 0;
    }
    const command = commands
      .filter((one) => one.words.every((word, index) => typed.words[index] === word))
      .toSorted((a, b) => b.words.length - a.words.length)[0];
    if (!command) {
      out.note(`There is no command "${typed.words.join(" ")}". "concordat help" lists them all.`);
      return 2;
    }
    return await command.run({ rest: typed.words.slice(command.words.length), options: typed.options }, out);
  } catch (error) {
    return noteFailure(error, out);
  }
}

function noteFailure(error: unknown, out: Output): number {
  if (error instanceof Invalid) {
    for (const problem of error.problems)
      out.note(problem.field ? `--${problem.field}: ${problem.message}` : problem.message);
    return 2;
  }
  if (error instanceof Refusal) {
    out.note(error.message);
    return 2;
  }
  out.note(error instanceof Error ? error.message : String(error));
  return 1;
}

function helpLines(commands: readonly CommandLine[], words: readonly string[]): readonly string[] {
  const shown = commands.filter((command) => words.every((word, index) => command.words[index] === word));
  return [
    "Usage: concordat WORDS... [--option value]",
    "",
    ...shown.map(
      (command) =>
        `  concordat ${[...command.words, command.usage].filter(Boolean).join(" ")}\n      ${command.about}`,
    ),
  ];
}
