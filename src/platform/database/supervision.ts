import type pg from "pg";
import { DatabaseNotStarted, textOf } from "./faults.ts";
import { takeOver } from "./take-over.ts";
import type { Site, Tenure } from "./take-over.ts";

const restartsMax = 20; // within the time below; more means that starting again does not help
const restartWindowMs = 60_000;

/**
 * Watches over a server that is ours, and brings it back when it ends by itself.
 *
 * The lock's connection is the sign: it ends with the server, and also when the server restarts itself after one of its
 * processes crashed. In both cases ownership is taken anew.
 */
export function superviseTenure(
  site: Site,
  first: Tenure,
): { readonly lost: Promise<Error>; close(): Promise<void> } {
  let tenure = first;
  let isClosing = false;
  let recovery: Promise<void> | undefined;
  let restarts: number[] = [];
  let tellLost: (error: Error) => void = () => undefined;
  const lost = new Promise<Error>((resolve) => {
    tellLost = resolve;
  });

  const recover = async (): Promise<void> => {
    const now = performance.now();
    restarts = [...restarts.filter((at) => now - at < restartWindowMs), now];
    try {
      if (restarts.length > restartsMax) throw endsTooOften(tenure);
      site.log("The connection to the database was lost; it is brought back.");
      tenure = await takeOver(site, tenure.server);
      recovery = undefined;
      listen(tenure.lock);
      site.log("The database is back.");
    } catch (error) {
      isClosing = true;
      await tenure.server.stop().catch(() => undefined);
      tellLost(error instanceof Error ? error : new Error(textOf(error)));
    }
  };
  const listen = (lock: pg.Client): void => {
    lock.once("end", () => {
      if (!isClosing) recovery ??= recover();
    });
  };
  listen(first.lock);
  return {
    lost,
    close: async () => {
      isClosing = true;
      await recovery;
      await tenure.server.stop();
      await tenure.lock.end().catch(() => undefined);
    },
  };
}

function endsTooOften(tenure: Tenure): Error {
  return new DatabaseNotStarted(
    `The database ended ${restartsMax + 1} times within a minute and is not started again. ` +
      `Its last words: ${tenure.server.lastWords() || "it said nothing"}`,
  );
}
