import pg from "pg";

/** Names that short commands use for their connections; an app that starts waits for them. */
export const cliNamePrefix = "concordat-cli";

/** Two numbers that only the owner's lock uses. */
const lockKey = [0x636f6e63, 1] as const;

/** Whose server it is, as written into its settings: the process that started it. */
export type OwnerToken = string;

/** The process in an owner's token. */
export function pidOfOwner(owner: OwnerToken): number {
  return Number(owner.split("-")[0]);
}

/** Opens a connection that lives until it is ended or lost; a lost one is told by its events, never thrown. */
export async function connectOwner(
  target: { host: string; port: number; user: string; password: string },
  applicationName: string,
): Promise<pg.Client> {
  const client = new pg.Client({
    ...target,
    database: "postgres",
    application_name: applicationName,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  return client;
}

/** Who started the server that this connection reached; undefined for a server not started by Concordat. */
export async function readOwner(client: pg.Client): Promise<OwnerToken | undefined> {
  const found = await client.query<{ owner: string | null }>(
    "select current_setting('concordat.owner', true) as owner",
  );
  return found.rows[0]?.owner || undefined;
}

/** Takes the lock that one process at a time holds, for as long as the connection lives. */
export async function tryOwnerLock(client: pg.Client): Promise<boolean> {
  const found = await client.query<{ got: boolean }>("select pg_try_advisory_lock($1, $2) as got", [
    ...lockKey,
  ]);
  return found.rows[0]?.got === true;
}

/** The application name of the lock's holder, when it is held by another connection. */
export async function findHolder(client: pg.Client): Promise<string | undefined> {
  const found = await client.query<{ name: string }>(
    `select coalesce(nullif(activity.application_name, ''), 'another program') as name
     from pg_locks held join pg_stat_activity activity on activity.pid = held.pid
     where held.locktype = 'advisory' and held.classid = $1 and held.objid = $2 and held.objsubid = 2 and held.granted
       and held.database = (select oid from pg_database where datname = current_database())
       and held.pid <> pg_backend_pid()`,
    [...lockKey],
  );
  return found.rows[0]?.name;
}
