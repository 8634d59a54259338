// Turns the sources into plain JavaScript: each engine file by file, as the package it is; the application as a few
// large files, because Node needs two seconds to find and read its thousand modules one by one, and half a second to
// read them together. Types are not checked here: `npm run types` does that, and takes thirty times as long.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { appFolder, compiledPath, engineSources, entries } from "./bootstrap/sources.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

// Packages written as very many small modules go into the large files too; all others stay where npm put them.
const takenIn =
  /^(?:@concordat\/.*|kysely|zod|d3-\w+|internmap|csv-parse|fflate|openid-client|oauth4webapi|jose)$/;

const common = {
  absWorkingDir: root,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20",
  charset: "utf8",
  tsconfig: join(root, "tsconfig.base.json"),
  logLevel: "error",
};

// Every import stays one, and those of our own files change their ending.
const importsStay = {
  name: "imports stay",
  setup({ onResolve }) {
    onResolve({ filter: /.*/ }, ({ path, kind }) => {
      if (kind === "entry-point") return undefined;
      return { external: true, path: path.startsWith(".") ? path.replace(/\.ts$/, ".js") : path };
    });
  },
};

const packagesStay = {
  name: "packages stay",
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
      if (kind === "entry-point") return undefined;
      const name = path.split("/", path.startsWith("@") ? 2 : 1).join("/");
      return takenIn.test(name) ? undefined : { external: true, path };
    });
  },
};

async function compileEngines() {
  const { outputFiles } = await build({
    ...common,
    entryPoints: engineSources(root),
    outdir: root,
    outbase: root,
    write: false,
    treeShaking: false,
    plugins: [importsStay],
  });
  for (const { path, contents } of outputFiles) {
    const target = compiledPath(root, path.replace(/\.js$/, ".ts"));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, contents);
  }
}

/** Written last and beside each other, so that what a file says about its own place holds for all of them. */
async function compileApplication() {
  const { outputFiles } = await build({
    ...common,
    entryPoints: entries(root),
    outdir: appFolder(root),
    splitting: true,
    write: false,
    conditions: ["source"],
    plugins: [packagesStay],
  });
  mkdirSync(appFolder(root), { recursive: true });
  for (const { path, contents } of outputFiles) writeFileSync(path, contents);
  const made = new Set(outputFiles.map(({ path }) => path));
  for (const name of readdirSync(appFolder(root)).map((one) => join(appFolder(root), one)))
    if (!made.has(name)) rmSync(name, { recursive: true });
}

try {
  await compileEngines();
  await compileApplication();
} catch (error) {
  if (error?.errors === undefined) throw error;
  process.exitCode = 1; // esbuild has said what and where
}
