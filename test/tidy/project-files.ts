import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** One file as the checks see it: its path from the project's root with forward slashes, and its text. */
export interface ProjectFile {
  readonly path: string;
  readonly text: string;
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const texts = /\.(ts|mjs|sql|md|njk|scss|cedar|json|yaml|yml)$|^\.ci\/|^\.npmrc$/;
// Sources quoted word for word, generated pages, and the samples of the checks themselves.
const quoted = /^(data|law|docs\/reference|src\/web\/assets)\/|^package-lock\.json$|^test\/tidy\//;

/** Every text file that belongs to the project, tracked or about to be, without data and generated pages. */
export function projectFiles(): readonly ProjectFile[] {
  const listing = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  return execFileSync("git", listing, { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 })
    .split("\0")
    .filter((path) => texts.test(path) && !quoted.test(path) && existsSync(join(root, path)))
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}
