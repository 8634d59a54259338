import { defineConfig } from "vitest/config";

const minutes = 60_000;

// Crash, fuzz and load suites: minutes each, one at a time because they measure.
export default defineConfig({
  resolve: { conditions: ["source"] },
  ssr: { resolve: { conditions: ["source"] } },
  test: {
    include: ["test/long/**/*.long.test.ts"],
    reporters: ["default", "./test/support/last-line.ts"],
    globalSetup: ["test/support/global.ts"],
    testTimeout: 15 * minutes,
    hookTimeout: 2 * minutes,
    maxWorkers: 1,
    fileParallelism: false,
  },
});
