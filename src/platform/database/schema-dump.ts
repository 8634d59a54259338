import type pg from "pg";
import { isOwnSchema } from "./catalogue.ts";
import { schemaQueries } from "./schema-queries.ts";

/**
 * The whole schema as text, the same for the same schema: what a review reads and a golden file holds.
 *
 * Made from the catalogue, because pg_dump is not shipped. It looks like SQL and is for reading and comparing; databases
 * are made by the migrations. Leaves out the job queue and what extensions own.
 */
export async function dumpSchema(pool: pg.Pool): Promise<string> {
  const client = await pool.connect();
  try {
    await client.query("begin transaction isolation level repeatable read read only");
    // With no search path every name comes out with its schema.
    await client.query("set local search_path = ''");
    const parts: string[] = [
      "-- The schema of the database, made by npm run docs. Do not edit: write a migration.\n",
    ];
    for (const query of schemaQueries(isOwnSchema("n.nspname"))) {
      const found = await client.query<{ text: string }>(query);
      parts.push(...found.rows.map(({ text }) => `${text.trimEnd()}\n`));
    }
    await client.query("commit");
    return parts.join("\n");
  } finally {
    client.release(true);
  }
}
