#!/usr/bin/env node
// The concordat command. Works straight after npm ci: builds what is missing first, telling about it on standard error,
// because standard output belongs to the command's results.
import { existsSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "../scripts/bootstrap.mjs";

// npm links this file into node_modules; the project is where the file really lies, whatever the current folder is.
const root = dirname(dirname(realpathSync(fileURLToPath(import.meta.url))));
process.env.CONCORDAT_DATA ||= join(root, ".concordat");

// "concordat ... | head" closes the pipe early; that is no error of ours.
process.stdout.on("error", (error) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

process.exitCode = await run(process.argv.slice(2));

async function run(argv) {
  const built = await build(root);
  if (built !== 0) return built;
  const entry = join(root, "dist", "app", "command-line.js");
  if (!existsSync(entry)) {
    process.stderr.write(`The build left no ${entry}. Run "npm run build" and look at what it says.\n`);
    return 1;
  }
  const { main } = await import(pathToFileURL(entry).href);
  return main(argv);
}
