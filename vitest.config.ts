import { randomInt } from "node:crypto";
import process from "node:process";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";

const seconds = 1000;

// Chosen here, once for all workers, and printed, so that a failing property can be repeated exactly.
process.env["FAST_CHECK_SEED"] ||= String(randomInt(2 ** 31));
if (process.env["VITEST_WORKER_ID"] === undefined) {
  process.stderr.write(`properties use FAST_CHECK_SEED=${process.env["FAST_CHECK_SEED"]}\n`);
}

// Engines are tested from their sources. Spread into each project: with "extends: true" a project would inherit the
// global setup too and run it again.
const shared = {
  resolve: { conditions: ["source"] },
  ssr: { resolve: { conditions: ["source"] } },
};

const never = ["**/node_modules/**", "**/dist/**"];

interface Kind {
  readonly name: string;
  readonly include: readonly string[];
  readonly exclude?: readonly string[];
  readonly timeout: number;
  readonly setup?: readonly string[];
}

// The suffix is the kind. A file belongs to exactly one.
const kinds: readonly Kind[] = [
  {
    name: "unit",
    include: ["{src,engines,test,scripts,bench}/**/*.test.ts"],
    exclude: ["**/*.{properties,db,web,journey,long}.test.ts", "**/web.test.ts"],
    timeout: 20 * seconds,
  },
  {
    name: "properties",
    include: ["{src,engines,test}/**/*.properties.test.ts"],
    timeout: 60 * seconds,
    setup: ["test/support/seed.ts"],
  },
  { name: "db", include: ["{src,test}/**/*.db.test.ts"], timeout: 30 * seconds },
  {
    name: "web",
    include: ["{src,test}/**/web.test.ts", "{src,test}/**/*.web.test.ts"],
    timeout: 30 * seconds,
  },
  { name: "journeys", include: ["test/journeys/**/*.journey.test.ts"], timeout: 120 * seconds },
];

export default defineConfig({
  ...shared,
  test: {
    reporters: ["default", "./test/support/last-line.ts"],
    globalSetup: ["test/support/global.ts"],
    maxWorkers: 2,
    projects: kinds.map((kind) => project(kind)),
  },
});

function project(kind: Kind): TestProjectInlineConfiguration {
  return {
    ...shared,
    test: {
      name: kind.name,
      include: [...kind.include],
      exclude: [...never, ...(kind.exclude ?? [])],
      setupFiles: [...(kind.setup ?? [])],
      testTimeout: kind.timeout,
      hookTimeout: 60 * seconds,
      isolate: false,
      maxWorkers: 2,
    },
  };
}
