import pino from "pino";
import { fixedClock, systemClock, type Clock } from "../kernel/index.ts";
import { environment, readConfig, type Config } from "../platform/config.ts";
import { sendToQueue } from "../platform/jobs/jobs.ts";
import { composeCore } from "./compose.ts";
import { openDatabase, type OpenedDatabase } from "./database.ts";
import { openingFailure } from "./failure.ts";
import { holdsDatabase, needDatabase } from "./held-database.ts";
import { loadShipped } from "./load.ts";
import type { Core } from "./parts.ts";

/** What one command of the command line works on. */
export interface Opened {
  readonly config: Config;
  readonly clock: Clock;
  readonly database: OpenedDatabase;
  /** Whether this command made the database. */
  readonly isNew: boolean;
}

/** The clock of the settings: a day of their own for rehearsals, else the system's. */
export function clockOf({ now }: Config): Clock {
  return now ? fixedClock(now) : systemClock;
}

/** Opens the data folder or DATABASE_URL, runs, and closes whatever happens. */
export async function withDatabase<T>(
  use: (opened: Opened) => Promise<T>,
  options: { readonly withoutMigration?: boolean; readonly mustExist?: boolean } = {},
): Promise<T> {
  const config = readConfig(environment());
  if (options.mustExist === true) needDatabase(config);
  const isNew = !holdsDatabase(config);
  const log = pino({ level: "silent" });
  const database = await openDatabase(config, {
    applicationName: "concordat-cli",
    log: (line) => log.debug(line),
    onError: () => undefined,
    shared: true,
    ...options,
  }).catch((error: unknown) => {
    throw openingFailure(error, config);
  });
  try {
    return await use({ config, database, isNew, clock: clockOf(config) });
  } finally {
    await database.close();
  }
}

/**
 * The modules on the database, for one command.
 *
 * A new database is given the shipped facts, as a start would, so that a command also answers truly straight after
 * `npm ci`; a command that asks for facts (`shipped`) gets those of this version from an older database too.
 */
export async function withCore<T>(
  use: (core: Core, opened: Opened) => Promise<T>,
  options: {
    readonly note: (line: string) => void;
    readonly shipped?: boolean;
    readonly mustExist?: boolean;
  },
): Promise<T> {
  const { note, shipped = false, mustExist = false } = options;
  return await withDatabase(
    async (opened) => {
      const { clock, config, database, isNew } = opened;
      // A running app hears of the change from the sequencer, within two seconds.
      const core = composeCore(
        { pool: database.pool, clock },
        { sendAfterwards: sendLater(opened), onChanged: async () => undefined },
      );
      if (isNew) note(`There was no database in ${config.dataFolder}: a new one was made.`);
      if (isNew || shipped)
        await loadShipped({ db: core.db, clock, manifests: core.manifests, recorder: core.recorder }, note);
      return await use(core, opened);
    },
    { mustExist },
  );
}

function sendLater({ database }: Opened) {
  return async (
    tx: Parameters<Core["stage"]["sendAfterwards"]>[0],
    reaction: string,
    act: object,
  ): Promise<void> => {
    await sendToQueue(database.pool, tx, { queue: reaction, content: act });
  };
}
