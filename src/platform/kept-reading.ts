import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { projectFolder } from "./config.ts";

/** Where the compiled application lies, which every build empties; run from its sources it keeps nothing. */
const compiledFolder = join(projectFolder, "dist/app");
const isCompiled = fileURLToPath(import.meta.url).startsWith(compiledFolder);

/**
 * What `read` makes of a text of the project, kept beside the compiled code, so that a second start need not read it again:
 * half the time of a start went into reading texts that had not changed.
 *
 * Not for anything that depends on more than the text and the code. A folder that cannot be written to only costs time.
 *
 * @param kind  names what is made of the text, such as `catalogue`
 * @param read  its result must be the same after a journey through JSON
 */
export function keptReading<T>(kind: string, text: string, read: () => T): T {
  return isCompiled ? readingKeptIn(join(compiledFolder, "kept"), { kind, text, read }) : read();
}

/** The same, kept in any folder. */
export function readingKeptIn<T>(
  folder: string,
  reading: { readonly kind: string; readonly text: string; readonly read: () => T },
): T {
  const { kind, text, read } = reading;
  const file = join(folder, `${kind}-${createHash("sha256").update(text).digest("hex")}.json`);
  try {
    return JSON.parse(readFileSync(file, "utf8")) as T;
  } catch {
    const made = read();
    keep(file, JSON.stringify(made));
    return made;
  }
}

/** Whole or not at all: others may be starting too. */
function keep(file: string, text: string): void {
  const unfinished = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(unfinished, text);
    renameSync(unfinished, file);
  } catch {
    // Read again at the next start.
  }
}
