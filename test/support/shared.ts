import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { resolve } from "node:path";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The folder with vectors and large files that live outside the repository: CONCORDAT_SHARED, else `../shared`. */
export const sharedFolder = resolve(root, process.env["CONCORDAT_SHARED"] ?? "../shared");

/**
 * The path of a file in the shared folder, or undefined where it is absent.
 *
 * A test that gets undefined registers one that prints `vectors: not run`, so that nothing is skipped in silence.
 */
export function sharedFile(path: string): string | undefined {
  const whole = resolve(sharedFolder, path);
  return existsSync(whole) ? whole : undefined;
}
