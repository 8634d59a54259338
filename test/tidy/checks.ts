import type { ProjectFile } from "./project-files.ts";
import { importsWithoutEnding, longFunctions, vagueTypes } from "./syntax.ts";

/** A rule of the house that a machine can hold: its sentence, and the places that break it. */
export interface Check {
  readonly rule: string;
  offences(files: readonly ProjectFile[]): readonly string[];
}

const fileLinesMax = 400;
const code = /\.(ts|mjs)$/;
const typescript = /\.ts$/;
const migration = /\/migrations\/[^/]+\.sql$/;
const migrationName = /\/migrations\/(\d{4})-[a-z0-9]+(-[a-z0-9]+)+\.sql$/;

/** Every rule; the test runs each on the project and on a sample that breaks it. */
export const checks: readonly Check[] = [
  each("every file of code is under 400 lines", /\.(ts|mjs|njk|scss)$/, ({ path, text }) => {
    const lines = text.trimEnd().split("\n").length;
    return lines < fileLinesMax ? [] : [`${path} has ${lines} lines`];
  }),
  each("every function is under 60 lines", typescript, longFunctions),
  each("no type is called Manager, Service, Data, Info or Helper", typescript, vagueTypes),
  each("relative imports name the file with its ending", typescript, importsWithoutEnding),
  each(
    "file names are kebab-case",
    /^(src|engines|test|scripts|bench)\/.*\.(ts|mjs|njk|scss|sql)$/,
    ({ path }) => {
      const name = path.slice(path.lastIndexOf("/") + 1);
      return /^_?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)+$/.test(name) ? [] : [path];
    },
  ),
  each("no file is called utils, helpers, common or misc", code, ({ path }) =>
    /\/(utils?|helpers?|common|misc)(\.test)?\.(ts|mjs)$/.test(path) ? [path] : [],
  ),
  lines(
    "no test is left out or alone",
    /\.test\.ts$/,
    /\b(it|test|describe)(\.\w+)*\.(only|skip|todo|skipIf|runIf)\b/,
  ),
  lines("no check is switched off", code, /@ts-(ignore|nocheck)|(eslint|oxlint)-disable|prettier-ignore/),
  lines("nothing is left to do", code, /\b(TODO|FIXME|XXX)\b/),
  lines(
    "no place of work is named",
    /./,
    /(^|[\s"'`(=])\/work\/|\bmirrors?\b.*\b(npm|registry)\b|\bregistry\.(npmjs|yarnpkg)\./i,
  ),
  { rule: "every module has a README.md", offences: modulesWithoutReadme },
  each("every migration is numbered and named after its module", migration, ({ path }) =>
    migrationName.test(path) && path.includes(`-${path.split("/")[1] ?? ""}-`) ? [] : [path],
  ),
  each("every migration begins with a comment that says why", migration, ({ path, text }) =>
    /^-- \S/.test(text) ? [] : [path],
  ),
  { rule: "every migration has a number of its own", offences: sharedNumbers },
];

function each(rule: string, which: RegExp, judge: (file: ProjectFile) => readonly string[]): Check {
  return { rule, offences: (files) => files.filter(({ path }) => which.test(path)).flatMap(judge) };
}

function lines(rule: string, which: RegExp, bad: RegExp): Check {
  return each(rule, which, ({ path, text }) =>
    text
      .split("\n")
      .flatMap((line, index) => (bad.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [])),
  );
}

function modulesWithoutReadme(files: readonly ProjectFile[]): readonly string[] {
  const paths = new Set(files.map(({ path }) => path));
  return [...paths]
    .filter((path) => /^src\/[^/]+\/module\.ts$/.test(path))
    .map((path) => path.replace("module.ts", "README.md"))
    .filter((readme) => !paths.has(readme))
    .map((readme) => `${readme} is missing`);
}

function sharedNumbers(files: readonly ProjectFile[]): readonly string[] {
  const byNumber = new Map<string, string[]>();
  for (const { path } of files) {
    const number = migrationName.exec(path)?.[1];
    if (number !== undefined) byNumber.set(number, [...(byNumber.get(number) ?? []), path]);
  }
  return [...byNumber.values()].filter((paths) => paths.length > 1).map((paths) => paths.join(" and "));
}
