import type { Pool, PoolClient } from "pg";

/** Word of changes between app nodes, by PostgreSQL's LISTEN and NOTIFY. */
export interface Changes {
  /** Tells every node that these subjects changed; after the commit, so that writers never queue behind each other. */
  tell(subjects: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

const channel = "concordat_changed";
const payloadMax = 7000;

/**
 * Listens on one connection, made anew when it breaks; hears its own words too, and says when some may have been missed.
 *
 * @param heard called with subjects that changed on any node
 * @param missed called when the connection was away: anything may have changed
 */
export async function listenForChanges(
  pool: Pool,
  on: { heard: (subjects: readonly string[]) => void; missed: () => void; pause: (ms: number) => Promise<void> },
): Promise<Changes> {
  let client: PoolClient | undefined;
  let stopped = false;

  const connect = async (): Promise<void> => {
    const fresh = await pool.connect();
    fresh.on("notification", (word) => on.heard(word.payload === "*" ? ["*"] : (word.payload ?? "").split(" ")));
    fresh.once("error", () => {
      fresh.release(true);
      client = undefined;
      if (!stopped) void reconnect();
    });
    await fresh.query(`listen ${channel}`);
    client = fresh;
  };
  const reconnect = async (): Promise<void> => {
    on.missed();
    while (!stopped) {
      try {
        await connect();
        on.missed();
        return;
      } catch {
        await on.pause(500);
      }
    }
  };

  await connect();
  return {
    async tell(subjects) {
      const text = [...new Set(subjects)].join(" ");
      await pool.query("select pg_notify($1, $2)", [channel, text.length > payloadMax ? "*" : text]);
    },
    async stop() {
      stopped = true;
      client?.release(true);
      client = undefined;
    },
  };
}
