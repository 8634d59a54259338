import { readFileSync } from "node:fs";
import autocannon from "autocannon";
import { expect, test } from "vitest";
import { startApp, waitUntil } from "./support/app-process.ts";
import { setToWork } from "./support/crowd.ts";
import { auditChain, auditWrites, chainedWithinMs, countUnchained } from "./support/ledger.ts";
import { sharedDatabase } from "./support/shared-database.ts";
import { ask, makeWriterToken } from "./support/writer.ts";

const requests = 6000;
const requestsPerSecond = 200; // where the machine can; how fast it is, the bench says
const writesMin = 300;
const writesWithinMs = 600_000;
const memoryGrowthMax = 200_000_000; // bytes; the page cache alone may take 64 MB

test(`${requests} requests, up to ${requestsPerSecond} a second, under ${writesMin} writes are all answered, in bounded memory`, async () => {
  const { connection, url } = await sharedDatabase();
  const app = await startApp({ databaseUrl: url });
  try {
    await app.ready;
    const token = await makeWriterToken(connection);
    const paths = await listPaths(app.origin);
    for (const path of paths) await ask(app.origin + path);
    const memoryBefore = residentBytes(app.pid);
    const crowd = setToWork({ origins: [app.origin], token, name: "load", writers: 4, pauseMs: 180 });
    const result = await autocannon({
      url: app.origin,
      connections: 20,
      overallRate: requestsPerSecond,
      amount: requests,
      timeout: 180,
      requests: paths.map((path) => ({ path })),
    });
    await waitUntil(() => crowd.acknowledged.length >= writesMin, writesWithinMs);
    await crowd.stop();
    const grown = residentBytes(app.pid) - memoryBefore;
    console.log(
      `load: ${result.requests.total} requests, ${crowd.acknowledged.length} writes, ${result.duration} s; p50 ${result.latency.p50} ms, ` +
        `p99 ${result.latency.p99} ms; memory grew by ${(grown / 1e6).toFixed(0)} MB to ${(residentBytes(app.pid) / 1e6).toFixed(0)} MB`,
    );
    expect({ errors: result.errors, timeouts: result.timeouts, non2xx: result.non2xx }).toEqual({
      errors: 0,
      timeouts: 0,
      non2xx: 0,
    });
    expect(result.requests.total).toBeGreaterThanOrEqual(requests);
    expect(crowd.acknowledged.length).toBeGreaterThanOrEqual(writesMin);
    expect({ surprises: crowd.surprises, failures: crowd.failures() }).toEqual({
      surprises: [],
      failures: 0,
    });
    expect(grown).toBeLessThan(memoryGrowthMax);
    expect(app.words()).not.toMatch(/"level":(50|60)|unhandled/i);
    expect(await waitUntil(async () => (await countUnchained(connection)) === 0, chainedWithinMs)).toBe(true);
    expect(await auditWrites(connection, crowd.acknowledged)).toEqual([]);
    expect((await auditChain(connection)).problems).toEqual([]);
  } finally {
    await app.stop();
  }
});

/** Pages of every sort, in every format, with and without dates: some kept, some made anew at each write. */
async function listPaths(origin: string): Promise<readonly string[]> {
  const { items } = JSON.parse((await ask(`${origin}/organisations.json?kind=icb`)).text) as {
    readonly items: readonly { readonly slug: string }[];
  };
  const bodies = items
    .slice(0, 10)
    .flatMap(({ slug }) => [`/organisations/${slug}`, `/organisations/${slug}.json`]);
  const lists = [
    "/",
    "/areas",
    "/organisations",
    "/boards",
    "/record",
    "/record.json",
    "/organisations.csv",
    "/search?q=kent",
    "/policies",
  ];
  return [...lists, ...bodies, "/organisations?at=2024-04-01&kind=icb", "/areas.json?at=2025-01-01"];
}

/** Memory of a process that is not swapped out, on Linux; 0 elsewhere. */
function residentBytes(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
