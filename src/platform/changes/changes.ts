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
 * @param missed called again and again while the connection is away, and when it is back: anything may have changed
 */
export async function listenForChanges(
  pool: Pool,
  on: {
    heard: (subjects: readonly string[]) => void;
    missed: () => void;
    pause: (ms: number) => Promise<void>;
  },
): Promise<Changes> {
  let line: { close(): void } | undefined;
  let stopped = false;

  const connect = async (): Promise<void> => {
    const fresh = openLine(await pool.connect(), on.heard, () => {
      if (line !== fresh) return;
      line = undefined;
      if (!stopped) void reconnect();
    });
    await fresh.listen();
    if (stopped) fresh.close();
    else line = fresh;
  };
  const reconnect = async (): Promise<void> => {
    while (!stopped) {
      // At each try anew: what was read since the last one may have changed unheard.
      on.missed();
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
      if (subjects.length === 0) return;
      const text = [...new Set(subjects)].join(" ");
      await pool.query("select pg_notify($1, $2)", [channel, text.length > payloadMax ? "*" : text]);
    },
    async stop() {
      stopped = true;
      line?.close();
      line = undefined;
    },
  };
}

/** One listening connection; `broke` is called once, and only for a line that had been listening. */
function openLine(
  client: PoolClient,
  heard: (subjects: readonly string[]) => void,
  broke: () => void,
): { listen(): Promise<void>; close(): void } {
  let isOpen = true;
  const close = (): void => {
    if (isOpen) client.release(true);
    isOpen = false;
  };
  client.on("notification", (word) => heard(word.payload === "*" ? ["*"] : (word.payload ?? "").split(" ")));
  // A server that goes away is told twice, as a message and as a broken connection; an error nobody hears ends the process.
  client.on("error", () => {
    const wasOpen = isOpen;
    close();
    if (wasOpen) broke();
  });
  return {
    close,
    listen: async () => {
      try {
        await client.query(`listen ${channel}`);
        if (!isOpen) throw new Error("The connection broke before it listened.");
      } catch (error) {
        close();
        throw error;
      }
    },
  };
}
