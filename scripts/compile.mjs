// Turns the sources of the engines and the application into plain JavaScript, file by file. Types are not checked here:
// `npm run types` does that, and takes thirty times as long.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { compiledPath, sources } from "./bootstrap/sources.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

// Nothing is bundled: every import stays one, and those of our own files change their ending.
const importsStay = {
  name: "imports stay",
  setup({ onResolve }) {
    onResolve({ filter: /.*/ }, ({ path, kind }) => {
      if (kind === "entry-point") return undefined;
      return { external: true, path: path.startsWith(".") ? path.replace(/\.ts$/, ".js") : path };
    });
  },
};

try {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: sources(root),
    outdir: root,
    outbase: root,
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    target: "node20",
    charset: "utf8",
    treeShaking: false,
    tsconfig: join(root, "tsconfig.base.json"),
    plugins: [importsStay],
    logLevel: "error",
  });
  for (const { path, contents } of outputFiles) {
    const target = compiledPath(root, path.replace(/\.js$/, ".ts"));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, contents);
  }
} catch {
  process.exitCode = 1; // esbuild has said what and where
}
