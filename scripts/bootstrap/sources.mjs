// Which files are compiled, and where the result of each goes. Uses nothing but what Node itself brings.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { filesUnder } from "./stamp.mjs";

/**
 * The sources of the application, without tests and without what browsers are sent.
 *
 * @param {string} root
 * @returns {string[]}
 */
export function appSources(root) {
  const assets = join(root, "src", "web", "assets");
  return filesUnder(join(root, "src"), (path) => isSource(path) && !path.startsWith(assets));
}

/**
 * The sources of every engine, without tests.
 *
 * @param {string} root
 * @returns {string[]}
 */
export function engineSources(root) {
  return engines(root).flatMap((engine) => filesUnder(join(root, "engines", engine, "src"), isSource));
}

/**
 * What is started: the site, and the command line.
 *
 * @param {string} root
 * @returns {string[]}
 */
export function entries(root) {
  return ["start.ts", "command-line.ts"].map((name) => join(root, "src", "app", name));
}

/**
 * Where the compiled application lies; as deep as its sources, because some of them reckon the project's folder from
 * their own.
 *
 * @param {string} root
 * @returns {string}
 */
export function appFolder(root) {
  return join(root, "dist", "app");
}

/**
 * Where the compiled form of a source goes: `engines/x/src/a.ts` to `engines/x/dist/a.js`, `src/app/a.ts` to
 * `dist/app/a.js`.
 *
 * @param {string} root
 * @param {string} source
 * @returns {string}
 */
export function compiledPath(root, source) {
  const local = source
    .slice(root.length + 1)
    .replaceAll("\\", "/")
    .replace(/\.ts$/, ".js");
  return join(
    root,
    local.startsWith("src/") ? local.replace(/^src\//, "dist/") : local.replace("/src/", "/dist/"),
  );
}

function engines(root) {
  return readdirSync(join(root, "engines"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

function isSource(path) {
  return path.endsWith(".ts") && !path.endsWith(".test.ts") && !path.endsWith(".d.ts");
}
