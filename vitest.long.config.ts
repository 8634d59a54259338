import { defineConfig } from "vitest/config";

const minutes = 60_000;

const shared = {
  // Engines are tested from their sources.
  resolve: { conditions: ["source"] },
  ssr: { resolve: { conditions: ["source"] } },
};

const patience = {
  testTimeout: 60 * minutes,
  hookTimeout: 5 * minutes,
  expect: { poll: { timeout: 3 * minutes } },
};

const alone = ["test/long/load.long.test.ts"];

export default defineConfig({
  ...shared,
  test: {
    reporters: ["default", "./test/support/last-line.ts"],
    globalSetup: ["test/support/global.ts"],
    maxWorkers: 2,
    projects: [
      {
        ...shared,
        test: {
          ...patience,
          name: "alone",
          include: alone,
          maxWorkers: 1, // it measures
          sequence: { groupOrder: 0 },
        },
      },
      {
        ...shared,
        test: {
          ...patience,
          name: "long",
          include: ["test/long/**/*.long.test.ts"],
          exclude: [...alone, "test/long/every-page.long.test.ts"],
          isolate: false,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        ...shared,
        test: {
          ...patience,
          name: "journeys",
          include: ["test/long/every-page.long.test.ts", "test/journeys/**/*.journey.test.ts"],
          // Goes both ways in npm test.
          exclude: ["test/journeys/proposal.journey.test.ts"],
          // The journeys once more, on a phone and without scripts; npm test makes them at a desk.
          env: { JOURNEYS: "phone" },
          isolate: false,
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
