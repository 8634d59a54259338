import { spawn, type ChildProcessByStdio } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import type { Readable } from "node:stream";

/** What to send: each connection asks for the paths in turn. */
export interface Shots {
  readonly origin: string;
  readonly paths: readonly string[];
  readonly connections: number;
  readonly seconds: number;
  /** A steady rate over all connections; as fast as answers come unless given. */
  readonly perSecond?: number;
  /** Gives each request a query of its own, so that no cache knows it. */
  readonly uniqueQuery?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What came back; times in milliseconds. */
export interface Hits {
  readonly p50: number;
  readonly p99: number;
  readonly perSecond: number;
  readonly total: number;
  readonly failed: number;
}

/**
 * Sends requests from a second process, so that the sender's work is not counted as the server's.
 *
 * @throws Error when any request failed: such a figure would measure something else
 */
export async function shoot(shots: Shots): Promise<Hits> {
  const hits = JSON.parse(await output("cannon.ts", [JSON.stringify(shots)])) as Hits;
  if (hits.failed > 0)
    throw new Error(`${hits.failed} of ${hits.total} requests for ${shots.paths.join(", ")} failed.`);
  return hits;
}

/** Runs a script of this folder to its end and gives its output. */
async function output(script: string, args: readonly string[]): Promise<string> {
  const child = spawnScript(script, args);
  let words = "";
  child.stdout.on("data", (part: Buffer) => (words += part.toString()));
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`bench/${script} ended with ${String(code)}.`);
  return words;
}

/** A script of this folder in a process of its own; its complaints go to ours. */
export function spawnScript(
  script: string,
  args: readonly string[],
): ChildProcessByStdio<null, Readable, null> {
  return spawn(
    process.execPath,
    ["--conditions=source", "--import", "tsx", join(import.meta.dirname, script), ...args],
    { cwd: join(import.meta.dirname, ".."), stdio: ["ignore", "pipe", "inherit"] },
  );
}
