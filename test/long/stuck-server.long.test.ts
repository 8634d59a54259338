import { expect, test } from "vitest";
import { spawnWatched } from "../../src/platform/database/watched-program.ts";

const patienceSeconds = 10;

test("a database server that hangs while it stops is ended after ten seconds", async () => {
  // As PostgreSQL does, it hears both signals although a shell's background programs begin deaf to them.
  const deaf =
    "process.on('SIGINT', () => {}); process.on('SIGQUIT', () => process.exit(3)); setInterval(() => {}, 1000); console.error('deaf')";
  const child = spawnWatched(process.execPath, ["-e", deaf], undefined);
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  await new Promise((resolve) => child.stderr?.once("data", resolve));
  const began = performance.now();
  child.stdio[3]?.destroy();
  await ended;
  const seconds = (performance.now() - began) / 1000;
  console.log(`stuck server: ended after ${seconds.toFixed(1)} s`);
  expect(seconds).toBeGreaterThan(patienceSeconds - 1);
  expect(seconds).toBeLessThan(patienceSeconds + 50);
});
