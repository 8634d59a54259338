/**
 * A process that posts the batches of a plan into a fund's books, one transaction each, from a batch on: it says the number of
 * each batch that was committed. A test kills it anywhere and starts another behind the last batch it heard of.
 */
import { createDb, createPool } from "../../src/platform/database/pool.ts";
import type { Connection } from "../../src/platform/database/connection.ts";
import { recordActs } from "../../src/pounds/store-books.ts";
import { createChance } from "../long/support/chance.ts";
import { batchesOf, planActs } from "../long/support/ledger-plan.ts";

const given = JSON.parse(process.argv[2] ?? "") as {
  readonly connection: Connection;
  readonly books: { readonly id: string; readonly slug: string; readonly audience: string };
  readonly seed: number;
  readonly prefix: string;
  readonly count: number;
  readonly size: number;
  readonly from: number;
};
const { books, prefix, count, size } = given;
const db = createDb(
  createPool({ connection: given.connection, applicationName: "concordat-poster", connectionsMax: 1 }),
);
const { acts } = planActs(createChance(given.seed), { fund: books.slug, prefix, count });
const at = "2026-11-22T09:00:00.000Z";
const chance = createChance(given.seed + given.from);

async function post(batch: readonly (typeof acts)[number][]): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await recordActs(tx, books, {
      recordings: batch.map((act) => ({ act, at, by: "a poster" })),
      illustrative: true,
    });
  });
}

for (const [place, batch] of batchesOf(acts, size).entries()) {
  if (place < given.from) continue;
  // A server that was killed comes back; until then every attempt fails and is made again.
  for (let attempt = 1; ; attempt += 1) {
    try {
      await post(batch);
      // Some batches are sent twice, as after an answer that was lost.
      if (chance.below(10) === 0) {
        await post(batch);
        process.stdout.write("again\n");
      }
      break;
    } catch (error) {
      if (attempt > 600) throw error;
      process.stdout.write("failed\n");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  process.stdout.write(`${place}\n`);
}
process.stdout.write("end\n");
process.exit(0);
