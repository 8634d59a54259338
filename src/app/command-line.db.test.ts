import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { startTestApp } from "../../test/support/app.ts";
import type { TestDatabase } from "../../test/support/database.ts";
import { main } from "./command-line.ts";

const now = "2026-11-22T09:00:00Z";
const site = await startTestApp({ now, shipped: true });
const folder = mkdtempSync(join(tmpdir(), "concordat-command-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Said {
  readonly code: number;
  readonly results: string;
  readonly notes: readonly string[];
}

/** What the command line says, on the database of the site unless other settings are given. */
async function concordat(
  argv: readonly string[],
  settings: Readonly<Record<string, string>> = { DATABASE_URL: urlOf(site.database) },
): Promise<Said> {
  const [results, notes]: [string[], string[]] = [[], []];
  const out = {
    result: (line: string) => void results.push(line),
    note: (line: string) => void notes.push(line),
  };
  const names = ["CONCORDAT_NOW", "CONCORDAT_DATA", "DATABASE_URL"];
  const before = names.map((name) => [name, process.env[name]] as const);
  try {
    // A setting that is empty counts as absent.
    for (const name of names) process.env[name] = { CONCORDAT_NOW: now, ...settings }[name] ?? "";
    return { code: await main(argv, out), results: results.join("\n"), notes };
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

function urlOf({ config }: TestDatabase): string {
  const { database, ...where } = config;
  const words = Object.entries(where).map(([name, value]) => [name, String(value)]);
  return `postgresql:///${database}?${new URLSearchParams(Object.fromEntries(words))}`;
}

async function siteJson(address: string): Promise<unknown> {
  return JSON.parse((await site.get(address)).text);
}

describe("concordat show prints the JSON of the site", () => {
  test.each([
    [["show", "/"], "/index.json"],
    [["show"], "/index.json"],
    [["show", "/areas/lewisham"], "/areas/lewisham.json"],
    [["show", "/areas/lewisham.json", "--at", "2026-03-31"], "/areas/lewisham.json?at=2026-03-31"],
    [["show", "/organisations", "--limit", "2"], "/organisations.json?limit=2"],
    [["show", "/organisations?limit=2&kind=icb"], "/organisations.json?limit=2&kind=icb"],
    [["show", "/organisations?kind=icb&limit=2", "--limit=3"], "/organisations.json?limit=3&kind=icb"],
    [["show", "/boards/compare", "--json"], "/boards/compare.json"],
    [["show", "/record", "--limit", "1"], "/record.json?limit=1"],
  ])("%j is %s", async (argv, address) => {
    const { code, results, notes } = await concordat(argv);
    expect({ code, notes }).toEqual({ code: 0, notes: [] });
    expect(JSON.parse(results)).toEqual(await siteJson(address));
  });

  test("the first page has its panels, and two organisations are two of all", async () => {
    const first = JSON.parse((await concordat(["show", "/"])).results) as { panels: unknown[] };
    expect(first.panels.length).toBeGreaterThan(0);
    const two = await concordat(["show", "/organisations", "--limit", "2"]);
    const { items, total } = JSON.parse(two.results) as { items: unknown[]; total: number };
    expect(items).toHaveLength(2);
    expect(total).toBeGreaterThan(40);
  });

  test("a filter that the site refuses is refused in the same words", async () => {
    const { code, notes, results } = await concordat(["show", "/organisations?kind=nonsense"]);
    const problem = (await siteJson("/organisations.json?kind=nonsense")) as { detail: string };
    expect(problem.detail).toContain(notes.join(" ").replace("--kind: ", ""));
    expect(notes[0]).toMatch(/^--kind: .*icb/);
    expect({ code, results }).toEqual({ code: 2, results: "" });
  });

  test.each([
    [
      ["/areas/%zz"],
      '"%zz" is not a part of an address: % is followed by two digits from 0 to F, as in %20.',
    ],
    [["/areas/lewisham", "--at"], "--at came without its value."],
    [["/areas/lewisham", "--at", "2026-02-30"], /^--at: .2026-02-30. /],
    [["/areas/lewisham", "--foo", "x"], "There is no option --foo; the options are --at, --limit, --json."],
    [["/organisations", "--limit", "0"], /^--limit: "0" is not a limit\./],
    [["/organisations?at=2026-01-01&at=2026-01-02"], /^--at: at was given 2 times\./],
    [["--json", "/areas"], '--json takes no value; put "/areas" before it.'],
    [["areas"], /begins with \//],
    [["/organisations.csv"], /Leave \.csv out/],
    [["/nowhere"], "There is nothing public at /nowhere."],
    [["/areas/nowhere"], "There is nothing at this address, or it is not public."],
    [["/people"], "Sign in to open this page."],
  ])("show %j is refused with a sentence and exit code 2", async (argv, sentence) => {
    const { code, results, notes } = await concordat(["show", ...argv]);
    expect({ code, results }).toEqual({ code: 2, results: "" });
    expect(notes).toHaveLength(1);
    if (typeof sentence === "string") expect(notes[0]).toBe(sentence);
    else expect(notes[0]).toMatch(sentence);
  });
});

describe("an act", () => {
  const add = ["place", "add-area"];
  test.each([
    [
      ["--foo", "bar"],
      /^There is no option --foo; the options are --name, .*--lies-in.*, --input, --key, --json\.$/,
    ],
    [["--name"], /^--name came without its value\.$/],
    [["--input", "/nowhere.json"], /^--input: There is no file \/nowhere\.json\.$/],
    [["--input", folder], /^--input: The file .* cannot be read \(EISDIR\)\.$/],
    [
      ["--input", written("bad.json", "{name: x}")],
      /^--input: The file .*bad\.json is not JSON: it cannot be read at position 1/,
    ],
    [
      ["--input", written("short.json", '{"name": ')],
      /^--input: The file .*short\.json is not JSON: it cannot be read to its end\.$/,
    ],
    [
      ["--input", written("list.json", "[1]")],
      /^--input: The file .*list\.json must hold one JSON object with the fields/,
    ],
  ])("with %j is refused with a sentence and exit code 2", async (options, sentence) => {
    const { code, results, notes } = await concordat([...add, ...options]);
    expect({ code, results }).toEqual({ code: 2, results: "" });
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatch(sentence);
  });

  test("takes its fields from a file, and names those that are wrong as they are typed", async () => {
    const { code, notes } = await concordat([
      ...add,
      "--input",
      written("area.json", '{"name": "New place"}'),
    ]);
    expect(code).toBe(2);
    expect(notes.join("\n")).toMatch(/^--kind: /m);
  });
});

describe("a folder without a database", () => {
  test.each([
    [["record", "check"]],
    [["backup", join(folder, "copy")]],
    [["sign-in", "link", "somebody@example.org"]],
  ])("is refused by %j, and none is made", async (argv) => {
    const data = join(folder, "nothing-here");
    const { code, results, notes } = await concordat(argv, { CONCORDAT_DATA: data });
    expect(notes).toEqual([
      `There is no database in ${data}. Set CONCORDAT_DATA to the folder of the site, or start the site first with npm start.`,
    ]);
    expect({ code, results }).toEqual({ code: 2, results: "" });
    expect(existsSync(data)).toBe(false);
  });
});

describe("what was typed wrongly", () => {
  test.each([
    [["record", "check", "--nonsense"], "There is no option --nonsense; this command takes none."],
    [["sign-in", "link"], "Name the account by its address: concordat sign-in link EMAIL."],
    [
      ["powers", "who", "--nonsense", "x"],
      "There is no option --nonsense; the options are --function, --area, --amount, --at, --json.",
    ],
  ])("%j is answered in a sentence", async (argv, sentence) => {
    expect(await concordat(argv)).toEqual({ code: 2, results: "", notes: [sentence] });
  });

  test("settings that cannot be used are all named", async () => {
    const { code, notes } = await concordat(["show"], { CONCORDAT_NOW: "2026", DATABASE_URL: "mysql://db" });
    expect(code).toBe(2);
    expect(notes).toEqual([
      "DATABASE_URL must begin with postgres://.",
      'CONCORDAT_NOW must be a moment with its zone, such as 2026-11-21T09:00:00Z. It is "2026".',
    ]);
  });

  test("--version is the version", async () => {
    expect((await concordat(["--version"])).results).toMatch(/^\d+\.\d+\.\d+$/);
  });
});

function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}
