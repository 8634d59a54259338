// Makes a fresh clone ready to run: packages, compiled code, style sheets. Uses nothing but what Node itself brings,
// because it runs before anything is installed. Each step is skipped while its stamp holds the hash of its inputs.
import { existsSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { withLock } from "./bootstrap/lock.mjs";
import { StepFailed, runStep } from "./bootstrap/run.mjs";
import { compileStep, packagesStep, stylesStep, toolsStep } from "./bootstrap/steps.mjs";
import { holds, removeStamp, writeStamp } from "./bootstrap/stamp.mjs";

const nodeWanted = [20, 19];
const projectRoot = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Does whatever is missing between a clone and a runnable checkout. Safe when two runs start at once: one works, the
 * other waits. Says nothing when nothing is to be done, and never writes to standard output.
 *
 * @param {string} root  the folder that holds package.json
 * @param {{ tools?: boolean }} wanted  whether the packages of tests and checks are wanted too
 * @returns {Promise<number>} the exit code: 0, or that of the step that failed
 */
export async function build(root = projectRoot, { tools = false } = {}) {
  const refusal = nodeRefusal(process.versions.node);
  if (refusal !== undefined) {
    say(refusal);
    return 1;
  }
  const todo = () => steps(root, tools);
  if (todo().every((step) => isDone(step))) return 0;
  try {
    await withLock(join(root, "dist", ".bootstrap.lock"), say, async () => {
      for (const step of todo()) await bringUpToDate(root, step);
    });
    return 0;
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    say(error.message);
    return error.exitCode;
  }
}

/**
 * Says why this Node cannot run Concordat, or undefined when it can.
 *
 * @param {string} version  as in process.versions.node, such as 20.19.0
 * @returns {string | undefined}
 */
export function nodeRefusal(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > nodeWanted[0] || (major === nodeWanted[0] && minor >= nodeWanted[1])) return undefined;
  return `Concordat needs Node ${nodeWanted.join(".")} or later; this is Node ${version}. Install a newer one from https://nodejs.org and run the command again.`;
}

function steps(root, tools) {
  return [tools ? toolsStep(root) : packagesStep(root), compileStep(root), stylesStep(root)].filter(
    (step) => step.applies,
  );
}

// A step also counts as not done when something it makes was deleted by hand while its stamp stayed.
function isDone(step) {
  return holds(step.stamp, step.inputs()) && step.outputs().every((path) => existsSync(path));
}

async function bringUpToDate(root, step) {
  if (isDone(step)) return;
  if (step.isThere?.()) {
    // Somebody ran npm by hand: what it installed is what the lock file asks for, so it is not installed again.
    writeStamp(step.stamp, step.inputs());
    return;
  }
  const started = performance.now();
  say(step.doing);
  // The hash is taken before the work: an input that is edited meanwhile makes the next run build again.
  const inputs = step.inputs();
  const command = step.command();
  removeStamp(step.stamp);
  await runStep(root, command);
  writeStamp(step.stamp, inputs);
  say(`${step.done} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

function say(text) {
  process.stderr.write(`${text}\n`);
}

if (process.argv[1] !== undefined && fileURLToPath(import.meta.url) === realpathSync(process.argv[1])) {
  const [what, option, ...more] = process.argv.slice(2);
  if (what !== "build" || (option !== undefined && option !== "--tools") || more.length > 0) {
    say("Usage: node scripts/bootstrap.mjs build [--tools]");
    process.exitCode = 2;
  } else process.exitCode = await build(projectRoot, { tools: option === "--tools" });
}
