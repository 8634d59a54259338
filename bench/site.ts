import { readConnectionNote } from "../src/platform/database/connection.ts";
import { makeDataFolder, removeDataFolder, untilServerIsGone } from "../test/support/data-folder.ts";
import { startApp } from "../test/long/support/app-process.ts";
import { makeWriterToken } from "../test/long/support/writer.ts";

/** The compiled application with its embedded database, in a process of its own, and who may write in it. */
export interface BenchSite {
  readonly folder: string;
  readonly origin: string;
  readonly pid: number;
  readonly token: string;
}

/** Starts a site in an empty data folder, measures, and removes everything. */
export async function withSite<T>(use: (site: BenchSite) => Promise<T>): Promise<T> {
  const folder = makeDataFolder();
  const app = await startApp({ dataFolder: folder });
  try {
    await app.ready;
    const note = readConnectionNote(folder);
    if (note === undefined) throw new Error("The running application left no connection note.");
    const token = await makeWriterToken(note.connection);
    return await use({ folder, origin: app.origin, pid: app.pid, token });
  } finally {
    await app.stop();
    await untilServerIsGone(folder);
    removeDataFolder(folder);
  }
}
