import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkBoundaries, isSound, summarise, type BoundaryReport } from "./check.ts";

const value = "export const here = 1;\n";

const allowed: Readonly<Record<string, string>> = {
  "engines/calendar/src/index.ts": value,
  "engines/ledger/src/index.ts": 'export * from "../../calendar/src/index.ts";\n',
  "src/kernel/index.ts": 'export type { Db } from "./db.ts";\nexport const here = 1;\n',
  "src/kernel/db.ts":
    'import type { Kysely } from "kysely";\nexport type Db = Kysely<Record<never, never>>;\n',
  "src/web/index.ts": 'import fastify from "fastify";\nexport const start = fastify;\n',
  "src/place/index.ts": 'export { here } from "../kernel/index.ts";\n',
  "src/place/tables.ts":
    'import type { Generated } from "kysely";\nexport interface PlaceTables { area: { id: Generated<string> } }\n',
  "src/place/store-areas.ts": 'import { sql } from "kysely";\nexport const one = sql;\n',
  "src/place/web.ts": 'import { start } from "../web/index.ts";\nexport const page = start;\n',
  "src/place/web/area-page.ts": 'import { start } from "../../web/index.ts";\nexport const page = start;\n',
  "src/decisions/index.ts": 'export { here } from "../place/index.ts";\n',
  "src/app/start.ts": 'import { page } from "../place/web.ts";\nexport const first = page;\n',
};

const planted = [
  {
    rule: "place-uses",
    file: "src/place/upwards.ts",
    text: 'export { here } from "../decisions/index.ts";\n',
  },
  {
    rule: "pounds-uses",
    file: "src/pounds/sideways.ts",
    text: 'export { here } from "../place/index.ts";\nexport { x } from "../voice/index.ts";\n',
  },
  { rule: "kernel-uses", file: "src/kernel/upwards.ts", text: 'export { here } from "../place/index.ts";\n' },
  {
    rule: "web-uses",
    file: "src/web/knows-a-module.ts",
    text: 'export { here } from "../place/index.ts";\n',
  },
  {
    rule: "front-door",
    file: "src/decisions/back-door.ts",
    text: 'export { one } from "../place/store-areas.ts";\n',
  },
  {
    rule: "shells-by-adapters",
    file: "src/place/area.ts",
    text: 'export { start } from "../web/index.ts";\n',
  },
  {
    rule: "engine-uses",
    file: "engines/ledger/src/outwards.ts",
    text: 'import { readFileSync } from "node:fs";\nexport const read = readFileSync;\n',
  },
  {
    rule: "engine-front-door",
    file: "src/place/deep.ts",
    text: 'export { part } from "../../engines/ledger/src/part.ts";\n',
  },
  {
    rule: "pure",
    file: "src/place/reads-files.ts",
    text: 'import { readFileSync } from "node:fs";\nexport const read = readFileSync;\n',
  },
  {
    rule: "pure",
    file: "src/place/serves.ts",
    text: 'import fastify from "fastify";\nexport const app = fastify;\n',
  },
  {
    rule: "database-by-stores",
    file: "src/place/queries.ts",
    text: 'import { sql } from "kysely";\nexport const one = sql;\n',
  },
  {
    rule: "database-types",
    file: "src/place/knows-kysely.ts",
    text: 'import type { Kysely } from "kysely";\nexport type K = Kysely<object>;\n',
  },
  {
    rule: "no-cycles",
    file: "src/place/there.ts",
    text: 'import type { Back } from "./back.ts";\nexport interface There { back: Back }\n',
  },
  { rule: "resolvable", file: "src/place/nowhere.ts", text: 'export { x } from "./gone.ts";\n' },
  { rule: "no-tests-in-code", file: "src/place/uses-test.ts", text: 'export { x } from "./some.test.ts";\n' },
];

const beside: Readonly<Record<string, string>> = {
  "src/voice/index.ts": "export const x = 1;\n",
  "engines/ledger/src/part.ts": "export const part = 1;\n",
  "src/place/back.ts": 'import type { There } from "./there.ts";\nexport interface Back { there: There }\n',
  "src/place/some.test.ts": "export const x = 1;\n",
  "src/misplaced/thing.ts": value,
};

const folders: string[] = [];

function plant(files: Readonly<Record<string, string>>): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "concordat-boundaries-")));
  folders.push(root);
  symlinkSync(resolve(import.meta.dirname, "../../node_modules"), join(root, "node_modules"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe("the table of who may use whom", () => {
  let report: BoundaryReport;

  beforeAll(async () => {
    const files = {
      ...allowed,
      ...beside,
      ...Object.fromEntries(planted.map(({ file, text }) => [file, text])),
    };
    report = await checkBoundaries(plant(files), Object.keys(files));
  });

  it.each(planted)("catches $file as $rule", ({ rule, file }) => {
    expect(report.broken.filter((line) => line.startsWith(`${rule}: `) && line.includes(file))).not.toEqual(
      [],
    );
  });

  it("catches a folder that the table does not know", () => {
    expect(report.broken).toContain(
      "src/misplaced is not in scripts/boundaries/table.ts: say there whom it may use",
    );
  });

  it("names no file that keeps the rules", () => {
    const accused = report.broken.filter((line) =>
      Object.keys(allowed).some((file) => line.includes(`: ${file} `)),
    );
    expect(accused).toEqual([]);
  });
});

describe("the count of files", () => {
  it("passes a tree in which everything was seen and nothing is broken", async () => {
    const report = await checkBoundaries(plant(allowed), Object.keys(allowed));
    expect(report.broken).toEqual([]);
    expect(summarise(report)).toBe(`12 files, ${report.imports} imports, 0 broken rules, 0 files not seen`);
    expect(isSound(report)).toBe(true);
  });

  it("fails when a listed file was not seen", () => {
    const blind: BoundaryReport = { files: 3, imports: 2, broken: [], unseen: ["src/place/area.ts"] };
    expect(isSound(blind)).toBe(false);
  });

  it("fails when nothing was seen at all", async () => {
    expect(isSound(await checkBoundaries(plant({}), []))).toBe(false);
  });
});
