import { shippedDatabase } from "../../support/shipped.ts";
import type { EmbeddedConnection } from "../../../src/platform/database/connection.ts";

/** A database with everything that is shipped, on the run's server, with the address that DATABASE_URL takes. */
export async function sharedDatabase(): Promise<{
  readonly connection: EmbeddedConnection;
  readonly url: string;
}> {
  const { config } = await shippedDatabase();
  return { connection: config, url: databaseUrl(config) };
}

/** The address of a database as DATABASE_URL; also for a socket, whose folder stands in the query. */
export function databaseUrl(connection: EmbeddedConnection): string {
  const { host, port, user, password, database } = connection;
  const secret = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
  return `postgres://${secret}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;
}
