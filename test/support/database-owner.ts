// A process that owns an embedded database until it is killed or told to stop; for tests of what kills leave behind.
// Arguments: the data folder and the application name. Says "ready" with its connection, or the name of its error.
import { startEmbedded } from "../../src/platform/database/embedded.ts";

const [, , dataDir = "", applicationName = "concordat"] = process.argv;
const say = (line: object): boolean => process.stdout.write(`${JSON.stringify(line)}\n`);

try {
  const log = (line: string): void => {
    if (line.startsWith("Waiting")) say({ said: line });
  };
  const database = await startEmbedded({ dataDir, applicationName, log });
  process.once("SIGTERM", () => void database.close());
  say({ ready: database.connection });
} catch (error) {
  say({ refused: error instanceof Error ? error.name : String(error), message: String(error) });
  process.exitCode = 1;
}
