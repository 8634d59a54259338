import { existsSync } from "node:fs";
import { join } from "node:path";
import { NotFound } from "../kernel/index.ts";
import type { Config } from "../platform/config.ts";

/**
 * Whether there is a database already: that of DATABASE_URL, or one that an earlier start left in the data folder.
 *
 * A folder of a database that may not be looked into counts as one: opening it says why it cannot be used.
 */
export function holdsDatabase(config: Pick<Config, "databaseUrl" | "dataFolder">): boolean {
  return config.databaseUrl !== undefined || existsSync(join(config.dataFolder, "database"));
}

/**
 * Refuses a folder without a database, for what can only be asked of one that is there: a new one would answer falsely.
 *
 * @throws NotFound with what to do
 */
export function needDatabase(config: Pick<Config, "databaseUrl" | "dataFolder">): void {
  if (holdsDatabase(config)) return;
  throw new NotFound("app.no-database", {
    message: `There is no database in ${config.dataFolder}. Set CONCORDAT_DATA to the folder of the site, or start the site first with npm start.`,
  });
}
