// Runs one program of a step. What it prints goes to standard error, which leaves standard output for results.
import { spawn } from "node:child_process";
import process from "node:process";

/** A step ended badly; carries the exit code that the whole run should have. */
export class StepFailed extends Error {
  constructor(message, exitCode) {
    super(message);
    this.name = "StepFailed";
    this.exitCode = exitCode;
  }
}

const signalNumbers = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };

/**
 * Runs a program in the project's folder and waits for it. A signal to this process is passed on, so that stopping
 * the build stops its child too.
 *
 * @param {string} root
 * @param {{ program: string, args: readonly string[], env?: NodeJS.ProcessEnv, output?: "ignore" }} command
 * @returns {Promise<void>}
 * @throws StepFailed with the program's own exit code
 */
export async function runStep(root, command) {
  const child = spawn(command.program, command.args, {
    cwd: root,
    env: command.env ?? process.env,
    stdio: ["ignore", command.output ?? 2, 2],
    shell: process.platform === "win32" && !command.program.endsWith(".exe"),
  });
  const stopped = { by: undefined };
  const passOn = (signal) => {
    stopped.by = signal;
    child.kill(signal);
  };
  for (const signal of Object.keys(signalNumbers)) process.on(signal, passOn);
  try {
    const { code, signal } = await ended(child);
    const by = stopped.by ?? signal ?? undefined;
    const shown = [command.program, ...command.args].join(" ");
    if (by !== undefined)
      throw new StepFailed(`Stopped by ${by} during: ${shown}`, 128 + (signalNumbers[by] ?? 9));
    if (code !== 0) throw new StepFailed(`Failed with exit code ${code}: ${shown}`, code ?? 1);
  } finally {
    for (const signal of Object.keys(signalNumbers)) process.off(signal, passOn);
  }
}

function ended(child) {
  return new Promise((resolve, reject) => {
    child.once("error", (error) =>
      reject(new StepFailed(`Could not start ${child.spawnfile}: ${error.message}`, 127)),
    );
    child.once("close", (code, signal) => resolve({ code, signal }));
  });
}
