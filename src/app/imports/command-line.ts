import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { CommandLine } from "../../cli/index.ts";
import { Invalid, millisOf, newUuid, type Actor, type Clock } from "../../kernel/index.ts";
import { readRefused, workToTheEnd, runSentence, type HeldRun } from "../../imports/index.ts";
import { perform } from "../../platform/acts/perform.ts";
import type { Core } from "../parts.ts";
import { runJson } from "./run-json.ts";
import { runPortsOf } from "./work.ts";

/** What the import words of the command line are made from. */
export interface ImportCommandPorts {
  /** Opens the data folder or DATABASE_URL for one command. */
  withCore<T>(use: (core: Core, opened: { readonly clock: Clock }) => Promise<T>): Promise<T>;
  /** Whoever runs the machine. */
  readonly actor: Actor;
}

/** `concordat import KIND FILE`: the same command as the form, worked off before it returns. */
export function importCommands(ports: ImportCommandPorts): readonly CommandLine[] {
  return [
    {
      words: ["import"],
      usage:
        "KIND FILE --source SENTENCE [--seen YYYY-MM-DD] [--table NAME] [--sheet NAME] [--dry-run] [--key KEY] [--json]",
      about:
        "Imports a CSV or XLSX file, or one table of a zip file by its name; refused rows are listed on standard error, and the exit code is then 1.",
      run: async ({ rest, options }, out) => {
        const [kind, path] = rest;
        if (!kind || !path)
          throw new Invalid([
            {
              code: "cli.import",
              message:
                "Name the kind and the file: concordat import place.organisations FILE.csv --source SENTENCE.",
            },
          ]);
        const bytes = readFile(path);
        const { json, key, dryRun = false, ...fields } = options;
        return await ports.withCore(async (core, { clock }) => {
          const command = core.manifests
            .flatMap((manifest) => manifest.commands ?? [])
            .find((one) => one.name === "app.start-import");
          if (!command) throw new Error("There is no command app.start-import.");
          const started = await perform(core.stage, {
            command,
            viewer: ports.actor.viewer,
            input: { seen: clock.today(), ...fields, dryRun, kind, file: { name: basename(path), bytes } },
            idempotencyKey: typeof key === "string" ? key : newUuid(millisOf(clock.now())),
            system: ports.actor,
          });
          // A running app may have taken the run up already; then this waits for it.
          const run = await workToTheEnd(
            runPortsOf(core.stage),
            String(started.json["run"]),
            async (ms) => await pause(ms),
          );
          await noteRefused(core, run, (line) => out.note(line));
          out.result(json === true ? JSON.stringify(runJson(run)) : runSentence(run));
          return run.status === "done" && run.rowsRefused === 0 ? 0 : 1;
        });
      },
    },
  ];
}

function readFile(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const why = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw new Invalid([{ code: "cli.import-file", message: `The file "${path}" cannot be read (${why}).` }]);
  }
}

async function noteRefused(core: Core, run: HeldRun, note: (line: string) => void): Promise<void> {
  for await (const cells of readRefused(core.db, run.id)) {
    for (const cell of cells) note(`line ${cell.line}${cell.field && `, ${cell.field}`}: ${cell.reason}`);
  }
}
