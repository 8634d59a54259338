import { describe, expect, it } from "vitest";
import { lastLine } from "./last-line.ts";

describe("the last line of a run", () => {
  it.each([
    { name: "all passed", tally: { passed: 3, failed: 0, skipped: 0 }, code: 0, says: "3 passed, 0 failed" },
    { name: "one failed", tally: { passed: 2, failed: 1, skipped: 0 }, code: 1, says: "2 passed, 1 failed" },
    {
      name: "one skipped",
      tally: { passed: 2, failed: 0, skipped: 1 },
      code: 0,
      says: "2 passed, 0 failed, 1 skipped",
    },
    {
      name: "setup failed",
      tally: { passed: 0, failed: 0, skipped: 0 },
      code: 1,
      says: "0 passed, 1 failed",
    },
    {
      name: "stopped after a pass",
      tally: { passed: 2, failed: 0, skipped: 0 },
      code: 130,
      says: "2 passed, 1 failed",
    },
  ])("says what happened when $name", ({ tally, code, says }) => {
    expect(lastLine(tally, code)).toBe(says);
  });
});
