import { onTestFinished } from "vitest";
import { readConnectionNote, type EmbeddedConnection } from "../../../src/platform/database/connection.ts";
import { makeDataFolder, removeDataFolder, untilServerIsGone } from "../../support/data-folder.ts";
import { startApp, type AppProcess } from "./app-process.ts";
import { makeWriterToken } from "./writer.ts";

/** The application with its embedded database in a data folder of its own, started once and loaded. */
export interface Site {
  readonly folder: string;
  readonly port: number;
  readonly token: string;
  readonly connection: EmbeddedConnection;
  /** The process that serves now; a suite that starts another puts it here, so that it is stopped at the end. */
  app: AppProcess;
}

/** Makes a site for one test: first start, an administrator with a token; everything is removed after the test. */
export async function makeSite(): Promise<Site> {
  const folder = makeDataFolder();
  const app = await startApp({ dataFolder: folder });
  const held: { site?: Site } = {};
  onTestFinished(async () => {
    await (held.site?.app ?? app).kill();
    await untilServerIsGone(folder);
    removeDataFolder(folder);
  });
  await app.ready;
  const note = readConnectionNote(folder);
  if (note === undefined) throw new Error("The running application left no connection note.");
  const token = await makeWriterToken(note.connection);
  const site: Site = {
    folder,
    port: Number(new URL(app.origin).port),
    token,
    connection: note.connection,
    app,
  };
  held.site = site;
  return site;
}
