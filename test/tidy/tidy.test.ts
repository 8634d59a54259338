import { beforeAll, describe, expect, it } from "vitest";
import { checks, type Check } from "./checks.ts";
import { projectFiles, type ProjectFile } from "./project-files.ts";

const long = (count: number): string => "  f();\n".repeat(count);
const sample = (path: string, text: string): ProjectFile => ({ path, text });

/** For each rule files that break it and files that keep it. */
const samples: Readonly<Record<string, { bad: readonly ProjectFile[]; good: readonly ProjectFile[] }>> = {
  "every file of code is under 400 lines": {
    bad: [sample("src/place/area.ts", long(400))],
    good: [sample("src/place/area.ts", long(399))],
  },
  "every function is under 60 lines": {
    bad: [
      sample("src/place/area.ts", `function a() {\n${long(58)}}\n`),
      sample("src/place/area.ts", `const a = () => {\n${long(58)}};\n`),
    ],
    good: [
      sample("src/place/area.ts", `function a() {\n${long(57)}}\n`),
      sample("src/place/area.test.ts", `describe("areas", () => {\n${long(100)}});\n`),
    ],
  },
  "no type is called Manager, Service, Data, Info or Helper": {
    bad: [
      sample("src/a.ts", "class FundManager {}"),
      sample("src/a.ts", "interface AreaData {}"),
      sample("src/a.ts", "type BoardInfo = 1;"),
    ],
    good: [sample("src/a.ts", "interface Datapoint {}\nclass Fund {}")],
  },
  "relative imports name the file with its ending": {
    bad: [
      sample("src/a.ts", 'import { b } from "./b";'),
      sample("src/a.ts", 'export * from "../b.js";'),
      sample("src/a.ts", 'const b = await import("./b");'),
    ],
    good: [sample("src/a.ts", 'import { b } from "./b.ts";\nimport c from "kysely";')],
  },
  "file names are kebab-case": {
    bad: [
      sample("src/place/riskShare.ts", ""),
      sample("src/place/Area.ts", ""),
      sample("test/a_b.test.ts", ""),
    ],
    good: [sample("src/place/risk-share.db.test.ts", ""), sample("src/web/styles/_table.scss", "")],
  },
  "no file is called utils, helpers, common or misc": {
    bad: [sample("src/place/utils.ts", ""), sample("test/helpers.ts", "")],
    good: [sample("src/place/area.ts", "")],
  },
  "no test is left out or alone": {
    bad: [
      sample("src/a.test.ts", 'it.only("x", f);'),
      sample("src/a.test.ts", 'describe.skip("x", f);'),
      sample("src/a.test.ts", 'test.todo("x");'),
      sample("src/a.test.ts", 'it.skipIf(true)("x", f);'),
    ],
    good: [sample("src/a.test.ts", 'it.each([1])("x", f);')],
  },
  "no check is switched off": {
    bad: [
      sample("src/a.ts", "// @ts-ignore"),
      sample("src/a.ts", "/* eslint-disable */"),
      sample("src/a.ts", "// oxlint-disable-next-line"),
    ],
    good: [sample("src/a.ts", "// a comment")],
  },
  "nothing is left to do": {
    bad: [sample("src/a.ts", "// TODO: later")],
    good: [sample("src/a.ts", "const todo = 1;")],
  },
  "no place of work is named": {
    bad: [
      sample("src/a.ts", 'const a = "/work/shared";'),
      sample(".ci/run", "npm --registry https://registry.npmjs.org"),
      sample("README.md", "use our mirror of the npm packages"),
    ],
    good: [sample("src/a.ts", 'const a = "https://example.org/our/work/plan";')],
  },
  "every module has a README.md": {
    bad: [sample("src/place/module.ts", "")],
    good: [
      sample("src/place/module.ts", ""),
      sample("src/place/README.md", ""),
      sample("src/platform/config.ts", ""),
    ],
  },
  "every migration is numbered and named after its module": {
    bad: [
      sample("src/place/migrations/areas.sql", ""),
      sample("src/place/migrations/0031-kernel-areas.sql", ""),
      sample("src/place/migrations/31-place-areas.sql", ""),
    ],
    good: [sample("src/place/migrations/0031-place-areas.sql", "")],
  },
  "every migration begins with a comment that says why": {
    bad: [sample("src/place/migrations/0031-place-areas.sql", "create table a ();")],
    good: [
      sample(
        "src/place/migrations/0031-place-areas.sql",
        "-- Areas change; a row has dates.\ncreate table a ();",
      ),
    ],
  },
  "every migration has a number of its own": {
    bad: [],
    good: [sample("src/a/migrations/0001-a-x.sql", ""), sample("src/b/migrations/0002-b-y.sql", "")],
  },
};

describe("the project keeps the rules of the house", () => {
  let files: readonly ProjectFile[];
  beforeAll(() => {
    files = projectFiles();
  });

  it("looks at the whole project", () => {
    expect(files.map(({ path }) => path)).toContain("src/kernel/index.ts");
  });

  it.each(checks)("$rule", (check: Check) => {
    expect(check.offences(files)).toEqual([]);
  });
});

describe("each rule catches what it is for", () => {
  it.each(checks)("$rule", (check: Check) => {
    const { bad, good } = samples[check.rule] ?? { bad: [], good: [] };
    expect(good).not.toEqual([]);
    expect(check.offences(good)).toEqual([]);
    for (const file of bad) expect(check.offences([file]), file.text || file.path).toHaveLength(1);
  });

  it("names both migrations that share a number", () => {
    const check = checks.find(({ rule }) => rule === "every migration has a number of its own");
    const two = [sample("src/a/migrations/0001-a-x.sql", ""), sample("src/b/migrations/0001-b-y.sql", "")];
    expect(check?.offences(two)).toEqual(["src/a/migrations/0001-a-x.sql and src/b/migrations/0001-b-y.sql"]);
  });
});
