import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { findFreePort } from "../../../src/platform/database/server.ts";

const projectFolder = join(import.meta.dirname, "../../..");
const compiledStart = join(projectFolder, "dist/app/start.js");
const endWithParent = new URL("end-with-parent.mjs", import.meta.url).href;
const startMsMax = 300_000;

/** How a process ended. */
export interface End {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The compiled application as `npm start` runs it, in a process of its own. */
export interface AppProcess {
  readonly pid: number;
  readonly origin: string;
  /** Milliseconds until it said that it is ready. */
  readonly ready: Promise<number>;
  readonly ended: Promise<End>;
  isRunning(): boolean;
  /** Everything it said on both outputs. */
  words(): string;
  /** Ends it at once, as `kill -9` does. */
  kill(): Promise<End>;
  /** Asks it to stop and waits. */
  stop(): Promise<End>;
}

/** Where the application keeps its data: a folder for the embedded database, or the address of a running one. */
export type Whereabouts = { readonly dataFolder: string } | { readonly databaseUrl: string };

/**
 * Starts the application on 127.0.0.1; `ready` tells when it answers.
 *
 * @param options.port  the port to listen on; a free one unless told otherwise
 */
export async function startApp(
  where: Whereabouts,
  options: { readonly port?: number; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<AppProcess> {
  const port = options.port ?? (await findFreePort());
  const began = performance.now();
  const child = spawn(process.execPath, ["--import", endWithParent, compiledStart], {
    cwd: projectFolder,
    stdio: ["pipe", "pipe", "pipe"],
    env: {
      ...bareEnvironment(),
      ...environmentOf(where),
      PORT: String(port),
      LOG_LEVEL: "error",
      ...options.env,
    },
  });
  return processFrom(child, { port, began });
}

/** Nothing of the caller's own settings may reach the application. */
function bareEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return { PATH, HOME, ...(TMPDIR !== undefined && { TMPDIR }) };
}

function environmentOf(where: Whereabouts): NodeJS.ProcessEnv {
  return "dataFolder" in where ? { CONCORDAT_DATA: where.dataFolder } : { DATABASE_URL: where.databaseUrl };
}

function processFrom(
  child: ChildProcess,
  start: { readonly port: number; readonly began: number },
): AppProcess {
  let words = "";
  const ended = new Promise<End>((resolve) => {
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
  const ready = new Promise<number>((resolve, reject) => {
    const patience = setTimeout(
      () => reject(new Error(`The application was not ready in time.\n${words}`)),
      startMsMax,
    );
    const hear = (line: string): void => {
      words = `${words}${line}\n`.slice(-200_000);
      if (line.startsWith("Concordat is ready")) resolve(performance.now() - start.began);
    };
    for (const output of [child.stdout, child.stderr])
      if (output) createInterface({ input: output }).on("line", hear);
    void Promise.race([ended, new Promise((done) => child.once("close", done))]).then(() => {
      clearTimeout(patience);
      reject(new Error(`The application ended before it was ready.\n${words}`));
    });
    void ended.finally(() => clearTimeout(patience));
  });
  // Whoever kills it before it is ready does not want to hear that it was not.
  ready.catch(() => undefined);
  const send = async (signal: NodeJS.Signals): Promise<End> => {
    if (isRunning()) child.kill(signal);
    return await ended;
  };
  return {
    pid: child.pid ?? 0,
    origin: `http://127.0.0.1:${start.port}`,
    ready,
    ended,
    isRunning,
    words: () => words,
    kill: async () => await send("SIGKILL"),
    stop: async () => await send("SIGTERM"),
  };
}

/** Waits until something holds, looking every `everyMs` milliseconds; false when it did not come in time. */
export async function waitUntil(
  holds: () => Promise<boolean> | boolean,
  msMax: number,
  everyMs = 20,
): Promise<boolean> {
  const until = performance.now() + msMax;
  for (;;) {
    if (await holds()) return true;
    if (performance.now() > until) return false;
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
