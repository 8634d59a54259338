import type { Db } from "../../kernel/index.ts";
import { dropUntold, listUntold } from "./store-untold.ts";

/** The sweep at work. */
export interface Sweep {
  stop(): Promise<void>;
}

/**
 * Tells every second what should have been told: changes of a node that was killed between its commit and its word, of the
 * command line, and of the loading of shipped data. With this no page stays stale for longer than two seconds.
 */
export function startSweep(ports: {
  readonly db: Db;
  readonly tell: (subjects: readonly string[]) => Promise<void>;
  readonly pause: (ms: number) => Promise<void>;
  readonly onError: (error: unknown) => void;
}): Sweep {
  let stopped = false;
  const work = async (): Promise<void> => {
    while (!stopped) {
      try {
        const untold = await listUntold(ports.db);
        if (untold.length > 0) await ports.tell(untold.map((one) => one.subject));
        for (const act of new Set(untold.map((one) => one.act))) await dropUntold(ports.db, act);
      } catch (error) {
        if (!stopped) ports.onError(error);
      }
      await ports.pause(1000);
    }
  };
  const ended = work();
  return {
    stop: async () => {
      stopped = true;
      await ended;
    },
  };
}
