import { describe, expect, test } from "vitest";
import { parseArguments } from "./arguments.ts";
import { optionsInUsage } from "./options.ts";
import { runCommandLine, type CommandLine } from "./run.ts";

const heard: object[] = [];
const say: CommandLine = {
  words: ["say"],
  usage: "WORD [--at YYYY-MM-DD] [--loud]",
  about: "Says a word.",
  options: { at: "value", loud: "flag", endsOn: "either" },
  run: async (typed) => {
    heard.push(typed);
    return 0;
  },
};
const silent: CommandLine = { ...say, words: ["say", "nothing"], options: {} };

async function run(
  ...argv: readonly string[]
): Promise<{ code: number; results: string[]; notes: string[] }> {
  const [results, notes]: [string[], string[]] = [[], []];
  heard.length = 0;
  const out = {
    result: (line: string) => void results.push(line),
    note: (line: string) => void notes.push(line),
  };
  const code = await runCommandLine([say, silent], argv, out, "1.2.3");
  return { code, results, notes };
}

describe("an option", () => {
  test("that a command does not have is refused with those it has (invariant 6)", async () => {
    const { code, notes } = await run("say", "hello", "--foo", "bar");
    expect(notes).toEqual(["There is no option --foo; the options are --at, --loud, --ends-on."]);
    expect(code).toBe(2);
    expect(heard).toEqual([]);
  });

  test("of a command that takes none is refused as well", async () => {
    const { code, notes } = await run("say", "nothing", "--nonsense");
    expect(notes).toEqual(["There is no option --nonsense; this command takes none."]);
    expect(code).toBe(2);
  });

  test("called like something every object has is unknown too", async () => {
    expect((await run("say", "hello", "--constructor", "x")).code).toBe(2);
    expect(parseArguments(["--constructor", "x"]).options).toEqual({ constructor: "x" });
  });

  test("that needs a value and has none is refused, with every other problem", async () => {
    const { code, notes } = await run("say", "hello", "--at", "--foo", "--bar");
    expect(notes).toEqual([
      "There is no option --foo and no option --bar; the options are --at, --loud, --ends-on.",
      "--at came without its value.",
    ]);
    expect(code).toBe(2);
  });

  test("that is a flag takes nothing away from the words after it", async () => {
    expect((await run("say", "--loud", "hello", "--ends-on")).code).toBe(0);
    expect(heard).toEqual([{ rest: ["hello"], options: { loud: true, endsOn: true } }]);
    expect(await run("say", "hello", "--loud=yes")).toMatchObject({
      code: 2,
      notes: ["--loud takes no value."],
    });
  });
});

test("a usage shows which options take a value", () => {
  expect(optionsInUsage("ADDRESS --area A [--at YYYY-MM-DD] [--dry-run] [--json]")).toEqual({
    area: "value",
    at: "value",
    dryRun: "flag",
    json: "flag",
  });
});

describe("the version and the help", () => {
  test("--version alone prints the version", async () => {
    expect(await run("--version")).toEqual({ code: 0, results: ["1.2.3"], notes: [] });
  });

  test("--help before or after the words lists the commands that begin so", async () => {
    const { code, results } = await run("--help", "say", "nothing");
    expect(code).toBe(0);
    expect(results.filter((line) => line.startsWith("  concordat"))).toHaveLength(1);
    expect((await run("say", "--help")).results.join("\n")).toContain("Says a word.");
  });

  test("help about words that begin no command says so", async () => {
    expect(await run("help", "nonsense")).toMatchObject({
      code: 2,
      notes: ['No command begins with "nonsense". "concordat help" lists them all.'],
    });
  });
});
