import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { addDays } from "@concordat/calendar";
import { systemClock } from "../src/kernel/index.ts";
import { findFreePort } from "../src/platform/database/server.ts";
import { listChildren, serverOf } from "../test/support/data-folder.ts";
import { ask, sendWrite } from "../test/long/support/writer.ts";
import { shoot, spawnScript } from "./load.ts";
import { median, type BenchGroup, type Measurement } from "./measurement.ts";
import { withSite, type BenchSite } from "./site.ts";

const page = "/";
const rounds = 3;
const secondsPerRound = 4;
const mixedPaths = [
  "/",
  "/areas",
  "/organisations",
  "/boards",
  "/record",
  "/organisations.json?kind=icb",
  "/search?q=kent",
  "/policies",
];

/** The shell: kept pages against a bare server, pages made anew, a steady load with writes, memory. */
export const webGroup: BenchGroup = {
  name: "web",
  measure: async (tell) =>
    await withSite(async (site) => {
      tell("kept pages against a bare Fastify");
      const cached = await measureCached(site);
      tell("pages made anew");
      const uncached = await measureUncached(site);
      tell("200 requests a second under 20 writes a second");
      const steady = await measureSteady(site);
      return [...cached, ...uncached, ...steady, ...measureMemory(site)];
    }),
};

async function measureCached(site: BenchSite): Promise<readonly Measurement[]> {
  return await withBareServer(site, async (bareOrigin) => {
    const kept = { origin: site.origin, paths: [page] };
    const bare = { origin: bareOrigin, paths: ["/"] };
    for (const target of [kept, bare]) await shoot({ ...target, connections: 20, seconds: 2 }); // until everything is compiled
    const ours: number[] = [];
    const theirs: number[] = [];
    // In turns, so that other work on the machine disturbs both alike.
    for (let round = 0; round < rounds; round += 1) {
      ours.push((await shoot({ ...kept, connections: 20, seconds: secondsPerRound })).perSecond);
      theirs.push((await shoot({ ...bare, connections: 20, seconds: secondsPerRound })).perSecond);
    }
    const calm = await shoot({ ...kept, connections: 2, seconds: secondsPerRound });
    const peer = { name: "bare Fastify, same bytes", value: median(theirs) };
    return [
      {
        name: "web.cached-page.rate",
        value: median(ours),
        unit: "requests/s",
        peer,
        target: { of: "ratio", least: 0.5 },
      },
      { name: "web.cached-page.p50", value: calm.p50, unit: "ms", target: { of: "value", most: 2 } },
      { name: "web.cached-page.p99", value: calm.p99, unit: "ms" },
    ];
  });
}

async function withBareServer<T>(site: BenchSite, use: (origin: string) => Promise<T>): Promise<T> {
  const sample = await ask(site.origin + page);
  const contentType = String(sample.headers["content-type"]);
  const folder = mkdtempSync(join(tmpdir(), "concordat-bench-"));
  const file = join(folder, "page");
  writeFileSync(file, sample.text);
  const port = await findFreePort();
  const child = spawnScript("bare-server.ts", [file, contentType, String(port)]);
  try {
    await new Promise((resolve) => child.stdout.once("data", resolve));
    return await use(`http://127.0.0.1:${port}`);
  } finally {
    child.kill();
    rmSync(folder, { recursive: true });
  }
}

/**
 * Pages that nothing is kept of: each request asks about another day, so that all of it is read and drawn anew. Beside
 * them the same pages under an address not seen before, as another order of a table is: drawn anew from a kept reading.
 */
async function measureUncached(site: BenchSite): Promise<readonly Measurement[]> {
  const measured: Measurement[] = [];
  for (const [name, path] of [
    ["home", "/"],
    ["list", "/organisations"],
    ["areas", "/areas"],
    ["area", "/areas/lewisham"],
    ["record", "/record"],
  ] as const) {
    const shots = { origin: site.origin, connections: 1, seconds: secondsPerRound };
    const days = [...daysBack(1500)].map((day) => `${path}?at=${day}`);
    const hits = await shoot({ ...shots, paths: days });
    const redrawn = await shoot({ ...shots, paths: [path], uniqueQuery: true });
    measured.push(
      {
        name: `web.uncached-${name}.p50`,
        value: hits.p50,
        unit: "ms",
        target: { of: "value", most: 15 },
      },
      { name: `web.redrawn-${name}.p50`, value: redrawn.p50, unit: "ms" },
    );
  }
  return measured;
}

function* daysBack(count: number): Generator<string> {
  const today = systemClock.today();
  for (let back = 1; back <= count; back += 1) yield addDays(today, -back);
}

async function measureSteady(site: BenchSite): Promise<readonly Measurement[]> {
  const writer = { isStopped: false, written: 0, failed: 0 };
  const writing = writeSteadily(site, writer);
  const seconds = 20;
  const hits = await shoot({
    origin: site.origin,
    paths: mixedPaths,
    connections: 10,
    seconds,
    perSecond: 200,
  });
  writer.isStopped = true;
  await writing;
  if (writer.failed > 0) throw new Error(`${writer.failed} of ${writer.written} writes failed.`);
  return [
    { name: "web.steady.p99", value: hits.p99, unit: "ms", target: { of: "value", most: 40 } },
    { name: "web.steady.p50", value: hits.p50, unit: "ms" },
    {
      name: "web.steady.rate",
      value: hits.perSecond,
      unit: "requests/s",
      target: { of: "value", least: 195 },
    },
    {
      name: "web.steady.writes",
      value: writer.written / seconds,
      unit: "writes/s",
      target: { of: "value", least: 18 },
    },
  ];
}

async function writeSteadily(
  site: BenchSite,
  writer: { isStopped: boolean; written: number; failed: number },
): Promise<void> {
  const pending = new Set<Promise<void>>();
  for (let turn = 0; !writer.isStopped; turn += 1) {
    const sent = sendWrite(site.origin, site.token, {
      key: `w-bench-${turn}`,
      email: `w-bench-${turn}@example.org`,
    }).then((answer) => {
      writer.written += 1;
      if (answer.status !== 200) writer.failed += 1;
      pending.delete(sent);
    });
    pending.add(sent);
    await pause(50);
  }
  await Promise.all(pending);
}

/** After all that load. PostgreSQL's processes share memory, so each counts its share only. */
function measureMemory(site: BenchSite): readonly Measurement[] {
  const server = serverOf(site.folder);
  if (process.platform !== "linux" || server === undefined) return [];
  const servers = [server, ...listChildren(server)].map((pid) => megabytes(pid, "smaps_rollup", "Pss"));
  return [
    { name: "web.memory.node", value: megabytes(site.pid, "status", "VmRSS"), unit: "MB" },
    { name: "web.memory.postgresql", value: servers.reduce((sum, size) => sum + size, 0), unit: "MB" },
  ];
}

function megabytes(pid: number, file: string, field: string): number {
  const found = new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(readFileSync(`/proc/${pid}/${file}`, "utf8"));
  return (Number(found?.[1] ?? 0) * 1024) / 1e6;
}
