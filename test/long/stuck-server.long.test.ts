import { expect, test } from "vitest";
import { spawnWatched } from "../../src/platform/database/watched-program.ts";

const patienceSeconds = 10;

test("a database server that hangs while it stops is ended after ten seconds", async () => {
  const deaf = 'trap "" INT; echo deaf >&2; while :; do sleep 0.2; done';
  const child = spawnWatched("/bin/sh", ["-c", deaf], undefined);
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  await new Promise((resolve) => child.stderr?.once("data", resolve));
  const began = performance.now();
  child.stdio[3]?.destroy();
  await ended;
  const seconds = (performance.now() - began) / 1000;
  console.log(`stuck server: ended after ${seconds.toFixed(1)} s`);
  expect(seconds).toBeGreaterThan(patienceSeconds - 1);
  expect(seconds).toBeLessThan(patienceSeconds + 10);
});
