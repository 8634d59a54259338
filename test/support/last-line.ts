import { existsSync, writeSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import type { SerializedError } from "vitest";
import type { Reporter, TestModule } from "vitest/node";
import { sharedFolder } from "./shared.ts";

/** What a run came to; a module that could not even be loaded counts as one failure. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/**
 * The sentence that ends a run.
 *
 * A run that ended badly without a failed test (its setup failed, it was stopped) says one failure, so that the line
 * alone never looks green over a red run.
 */
export function lastLine(tally: Tally, exitCode: number): string {
  const failed = exitCode !== 0 && tally.failed === 0 ? 1 : tally.failed;
  const skipped = tally.skipped > 0 ? `, ${tally.skipped} skipped` : "";
  return `${tally.passed} passed, ${failed} failed${skipped}`;
}

/**
 * Prints `N passed, N failed` as the very last line of a run, whatever else prints.
 *
 * The line waits for the end of the process because reporters run side by side. It also says when the golden
 * vectors were out of reach, so that nothing is skipped in silence.
 */
export default class LastLine implements Reporter {
  #tally: Tally = { passed: 0, failed: 0, skipped: 0 };

  constructor() {
    // Made before the global setup runs: a run whose setup fails never comes back to a reporter.
    process.once("exit", (code) => this.#close(code));
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    this.#tally = tallyOf(modules, errors.length);
    if (this.#tally.passed + this.#tally.failed === 0) process.exitCode = 1;
  }

  #close(code: number): void {
    const vectors = existsSync(join(sharedFolder, "data", "vectors")) ? "" : "vectors: not run\n";
    print(`${vectors}${lastLine(this.#tally, code)}\n`);
  }
}

function tallyOf(modules: readonly TestModule[], unhandled: number): Tally {
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const states = tests.map((test) => test.result().state);
  const broken = modules.filter(
    (module) => module.state() === "failed" && [...module.children.allTests("failed")].length === 0,
  );
  return {
    passed: states.filter((state) => state === "passed").length,
    failed: states.filter((state) => state === "failed").length + broken.length + unhandled,
    skipped: states.filter((state) => state === "skipped").length,
  };
}

// A full pipe answers EAGAIN instead of waiting; the reader takes a moment.
function print(text: string): void {
  const bytes = Buffer.from(text);
  let written = 0;
  for (let attempt = 0; written < bytes.length && attempt < 10_000; attempt += 1) {
    try {
      written += writeSync(1, bytes, written);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") return;
    }
  }
}
