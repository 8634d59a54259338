/**
 * A process that works on imports and stops for ever behind line 500 of a file, having said so on its standard output: a
 * test kills it there. Started with the database's connection and a moment as JSON.
 */
import { fixedClock, instant, type Manifest } from "../../src/kernel/index.ts";
import { importWorker } from "../../src/app/imports/index.ts";
import type { Connection } from "../../src/platform/database/connection.ts";
import { createDb, createPool } from "../../src/platform/database/pool.ts";
import { startJobs } from "../../src/platform/jobs/jobs.ts";
import { testCore } from "./core.ts";
import { sampleKind } from "./import-kind.ts";

const { connection, at } = JSON.parse(process.argv[2] ?? "") as {
  readonly connection: Connection;
  readonly at: string;
};
const pool = createPool({ connection, applicationName: "concordat-test-worker" });
const clock = fixedClock(instant(at));
const stops = sampleKind({
  beforeApply: async (lines) => {
    if (!lines.some((line) => line > 502)) return;
    process.stdout.write("here\n");
    await new Promise(() => undefined);
  },
});
const samples: Manifest = { module: "place", about: "Samples.", imports: [stops] };
await startJobs({
  pool,
  manifests: [],
  workers: [
    importWorker({ ...testCore(pool, clock).core.stage, manifests: [samples] }, async () => undefined),
  ],
  after: {
    db: createDb(pool),
    clock,
    mail: { send: async () => undefined },
    origin: "http://concordat.test",
  },
  onError: (error) => void process.stderr.write(`${String(error)}\n`),
});
