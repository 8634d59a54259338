import { randomInt } from "node:crypto";
import process from "node:process";
import { defineConfig } from "vitest/config";

const seconds = 1000;

// Chosen here, once for all workers, and printed, so that a failing property can be repeated exactly.
process.env["FAST_CHECK_SEED"] ||= String(randomInt(2 ** 31));
if (process.env["VITEST_WORKER_ID"] === undefined) {
  process.stderr.write(`properties use FAST_CHECK_SEED=${process.env["FAST_CHECK_SEED"]}\n`);
}

// Every kind of test but the long ones; the suffix is the kind. One project for all kinds: each project would have
// workers of its own, and each of those would read the whole application again.
export default defineConfig({
  // Engines are tested from their sources.
  resolve: { conditions: ["source"] },
  ssr: { resolve: { conditions: ["source"] } },
  test: {
    include: ["{src,engines,test,scripts,bench}/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**", "**/*.long.test.ts"],
    reporters: ["default", "./test/support/last-line.ts"],
    globalSetup: ["test/support/global.ts"],
    setupFiles: ["test/support/seed.ts"],
    testTimeout: 600 * seconds,
    hookTimeout: 300 * seconds,
    expect: { poll: { timeout: 180 * seconds } },
    isolate: false,
    maxWorkers: 3,
  },
});
