import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { startEmbedded } from "../../src/platform/database/embedded.ts";
import { makeDataFolder, removeDataFolder } from "../support/data-folder.ts";
import { startApp, waitUntil } from "./support/app-process.ts";
import { databaseUrl } from "./support/shared-database.ts";
import { ask, makeWriterToken, sendWrite, type HttpAnswer } from "./support/writer.ts";

const roundsWanted = 3;
const backWithinMs = 180_000;
const droppedWithinMs = 180_000;
const html = { headers: { accept: "text/html" } } as const;

test(`a database that goes away ${roundsWanted} times leaves a clear page, and the same process serves when it is back`, async () => {
  const folder = makeDataFolder();
  const open = async () =>
    await startEmbedded({ dataDir: folder, applicationName: "concordat-away", overTcp: false });
  let server = await open();
  const app = await startApp({ databaseUrl: databaseUrl(server.connection) });
  try {
    await app.ready;
    const token = await makeWriterToken(server.connection);
    const began = performance.now();
    for (let round = 1; round <= roundsWanted; round += 1) {
      const areas = await ask(`${app.origin}/areas`, html); // from now on a kept page
      expect(areas.status).toBe(200);
      await server.close();
      await expectNothingStale(app.origin, areas);
      await expectClearAnswers(app.origin, token, round);
      await pause(round * 500);
      server = await open();
      expect(
        await waitUntil(async () => (await ask(`${app.origin}/health`)).status === 200, backWithinMs),
      ).toBe(true);
      expect((await ask(`${app.origin}/boards?round=${round}`)).status).toBe(200);
      expect(
        (await sendWrite(app.origin, token, { key: `w-away-${round}`, email: `w-away-${round}@example.org` }))
          .status,
      ).toBe(200);
      expect(app.isRunning(), "the process was never started again").toBe(true);
    }
    expect(app.isRunning(), `the process was never started again; it said:\n${app.words()}`).toBe(true);
    console.log(
      `database away: ${roundsWanted} rounds, ${((performance.now() - began) / 1000).toFixed(0)} s, one process throughout`,
    );
    expect(app.words()).not.toMatch(/unhandled/i);
  } finally {
    await app.stop();
    await server.close();
    removeDataFolder(folder);
  }
});

/**
 * A node that hears of no change any more keeps no page, for it could be stale (docs/decisions/0006): until it notices, the page
 * leaves whole as it was; then it is as clear as any other.
 */
async function expectNothingStale(origin: string, earlier: HttpAnswer): Promise<void> {
  const first = await ask(`${origin}/areas`, html);
  if (first.status === 200) expect(first.text).toBe(earlier.text);
  else expectPlainPage(first);
  await waitUntil(async () => (await ask(`${origin}/areas`, html)).status !== 200, droppedWithinMs);
  expectPlainPage(await ask(`${origin}/areas`, html));
}

async function expectClearAnswers(origin: string, token: string, round: number): Promise<void> {
  const fresh = await ask(`${origin}/organisations?round=${round}`, html);
  const machine = await ask(`${origin}/organisations.json?round=${round}`);
  const write = await sendWrite(origin, token, {
    key: `w-refused-${round}`,
    email: `w-refused-${round}@example.org`,
  });
  const health = await ask(`${origin}/health`);
  expectPlainPage(fresh);
  expectProblem(machine);
  expectProblem(write);
  expect(health.status).toBe(503);
}

function expectPlainPage(answer: HttpAnswer): void {
  expect(answer.status).toBe(503);
  expect(answer.headers["content-type"]).toContain("text/html");
  expect(answer.headers["retry-after"]).toBeDefined();
  expect(answer.text).toContain("The database cannot be reached for the moment. Nothing was lost.");
  expect(answer.headers["content-security-policy"]).toContain("default-src");
}

function expectProblem(answer: HttpAnswer): void {
  expect(answer.status).toBe(503);
  expect(answer.headers["content-type"]).toContain("application/problem+json");
  expect((JSON.parse(answer.text) as { readonly code: string }).code).toBe("database.away");
}
