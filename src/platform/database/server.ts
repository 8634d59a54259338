import type { ChildProcess } from "node:child_process";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import type { Binaries } from "./binaries.ts";
import { clusterFolder } from "./cluster.ts";
import type { Home } from "./home.ts";
import { stopPostmaster } from "./postmaster.ts";
import { spawnWatched } from "./watched-program.ts";

/** Where a server listens: a socket in a private folder, or a port on 127.0.0.1. */
export type Listening = { readonly socketFolder: string } | { readonly port: number };

/** A server that this process started and whose life ends with it. */
export type Server = {
  /** Whether its process still runs. */
  isRunning(): boolean;
  /** The last lines it wrote. */
  lastWords(): string;
  /** Stops it and frees what it holds here. */
  stop(): Promise<void>;
};

/**
 * Starts PostgreSQL on the files of a home; returns at once, before it answers.
 *
 * @param options.owner     written into the setting concordat.owner, so that others can tell whose server it is
 * @param options.settings  further settings of PostgreSQL, by name
 */
export function spawnServer(
  home: Home,
  binaries: Binaries,
  options: {
    readonly listening: Listening;
    readonly owner: string;
    readonly settings: Readonly<Record<string, string>>;
    readonly log: (line: string) => void;
  },
): Server {
  const child = spawnWatched(
    binaries.postgres,
    ["-D", clusterFolder(home), ...settingArguments(options)],
    home.user,
  );
  return serverFromChild(child, home, binaries, options.log);
}

function settingArguments(options: {
  readonly listening: Listening;
  readonly owner: string;
  readonly settings: Readonly<Record<string, string>>;
}): readonly string[] {
  const { listening, owner, settings } = options;
  const place =
    "port" in listening
      ? { listen_addresses: "127.0.0.1", port: String(listening.port), unix_socket_directories: "" }
      : {
          listen_addresses: "",
          port: "5432",
          unix_socket_directories: `"${listening.socketFolder.replaceAll('"', '""')}"`,
          unix_socket_permissions: "0700",
        };
  const all = {
    ...place,
    timezone: "UTC",
    // Failed statements can quote what a person typed; they reach us as errors, and must not reach a log file.
    log_min_messages: "log",
    "concordat.owner": owner,
    ...settings,
  };
  return Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

function serverFromChild(
  child: ChildProcess,
  home: Home,
  binaries: Binaries,
  log: (line: string) => void,
): Server {
  const words: string[] = [];
  let failure: Error | undefined;
  const gone = new Promise<void>((resolve) => {
    child.once("error", (error) => {
      failure = error;
      resolve();
    });
    child.once("exit", () => resolve());
  });
  const pipe = child.stdio[3] ?? undefined;
  // The pipe breaks when the watching shell is killed; without a listener that would end this process.
  pipe?.on("error", () => undefined);
  if (child.stderr !== null) {
    createInterface({ input: child.stderr }).on("line", (line) => {
      words.push(line);
      if (words.length > 20) words.shift();
      log(line);
    });
  }
  const stop = async (): Promise<void> => {
    // Closing the pipe makes the watch stop this very server; the number in postmaster.pid may be another's. Left open,
    // the pipe would also keep the event loop alive.
    pipe?.destroy();
    const stopNow = (): Promise<void> => stopPostmaster(clusterFolder(home), binaries.pgCtl);
    const patience = setTimeout(() => void stopNow().catch(() => undefined), 60_000);
    if (pipe === undefined && failure === undefined && child.exitCode === null) await stopNow();
    await gone;
    clearTimeout(patience);
    // Somebody killed the watch itself: the server has nobody else to stop it.
    if (child.signalCode !== null) await stopNow();
    child.stderr?.destroy();
  };
  let stopping: Promise<void> | undefined;
  return {
    isRunning: () => failure === undefined && child.exitCode === null && child.signalCode === null,
    lastWords: () => failure?.message ?? words.join("\n"),
    stop: () => (stopping ??= stop()),
  };
}

/** A port on 127.0.0.1 that was free a moment ago. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
