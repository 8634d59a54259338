import { enquiryCommand, runCommandLine, type CommandLine } from "../cli/index.ts";
import {
  millisOf,
  newUuid,
  readAs,
  systemActor,
  systemClock,
  visitor,
  type Actor,
  type Command,
  type Manifest,
  type Output,
} from "../kernel/index.ts";
import { perform } from "../platform/acts/perform.ts";
import { environment, readConfig } from "../platform/config.ts";
import { actOptions, actUsage, readInput } from "./act-options.ts";
import { composeCore } from "./compose.ts";
import { importCommands } from "./imports/command-line.ts";
import { clockOf, withCore, type Opened } from "./opened.ts";
import { readPageJson } from "./page-json.ts";
import type { Core } from "./parts.ts";
import { upkeep } from "./upkeep.ts";
import { version } from "./version.ts";

const standard: Output = {
  result: (line) => process.stdout.write(`${line}\n`),
  note: (line) => process.stderr.write(`${line}\n`),
};

/** Entry of `concordat`: bin/concordat.mjs builds what is missing and calls this. Results go to standard output. */
export async function main(argv: readonly string[], out: Output = standard): Promise<number> {
  return await runCommandLine(
    [
      ...upkeep,
      ...acts(),
      ...reads(),
      ...enquiries(),
      ...importCommands({
        withCore: async (use) => await withCore(use, { note: (line) => out.note(line) }),
        actor: byOperator,
      }),
    ],
    argv,
    out,
    version,
  );
}

const unopened: { manifests?: readonly Manifest[] } = {};

/** Manifests can be read without a database; what they would do with one is never called here. */
function manifestsForHelp(): readonly Manifest[] {
  return (unopened.manifests ??= composeCore(
    { pool: {} as never, clock: systemClock },
    { sendAfterwards: async () => undefined, onChanged: async () => undefined },
  ).manifests);
}

const byOperator: Actor = {
  viewer: systemActor.viewer,
  capacity: { kind: "administrator", title: "Operator of this site, at its command line" },
};

/** Every command of every module, by the words of its name: `concordat place end-organisation --slug x`. */
function acts(): readonly CommandLine[] {
  return manifestsForHelp()
    .flatMap((manifest) => manifest.commands ?? [])
    .map((command) => ({
      words: command.name.split("."),
      usage: actUsage(command.schema),
      about: command.about,
      options: actOptions(command.schema),
      run: runAct(command),
    }));
}

function runAct(command: Command): CommandLine["run"] {
  return async ({ options }, out) => {
    const { json, key, input: file, ...fields } = options;
    const given = readInput(file);
    const act = async (core: Core, { clock }: Opened): Promise<number> => {
      const now = core.manifests
        .flatMap((manifest) => manifest.commands ?? [])
        .find((one) => one.name === command.name);
      const outcome = await perform(core.stage, {
        command: now ?? command,
        viewer: byOperator.viewer,
        input: { ...given, ...fields },
        idempotencyKey: typeof key === "string" ? key : newUuid(millisOf(clock.now())),
        system: byOperator,
      });
      out.result(json === true ? JSON.stringify(outcome) : outcome.message);
      return 0;
    };
    return await withCore(act, { note: (line) => out.note(line) });
  };
}

/** Every page as JSON: `concordat show /organisations --kind icb --at 2026-03-31`. */
function reads(): readonly CommandLine[] {
  return [
    {
      words: ["show"],
      usage: "ADDRESS [--at YYYY-MM-DD] [--limit N] [--FILTER ...]",
      options: "those of the page",
      about: "Prints a public page as JSON: concordat show /organisations --kind icb --at 2026-03-31",
      run: async ({ rest, options }, out) => {
        const show = async (core: Core, { clock }: Opened): Promise<number> => {
          const json = await readPageJson({ core, clock }, rest[0] ?? "/", options);
          out.result(JSON.stringify(json, undefined, 2));
          return 0;
        };
        return await withCore(show, { note: (line) => out.note(line), shipped: true });
      },
    },
  ];
}

/** Every question that modules answer: `concordat powers who --function F --area A`. */
function enquiries(): readonly CommandLine[] {
  return manifestsForHelp()
    .flatMap((manifest) => manifest.enquiries ?? [])
    .map((enquiry) =>
      enquiryCommand(enquiry, {
        today: () => clockOf(readConfig(environment())).today(),
        open: async (reads, use, note) =>
          reads === "everything"
            ? await withCore(async ({ db }) => await use(db), { note, mustExist: true })
            : await withCore(async ({ db }) => await readAs(db, visitor, use), { note, shipped: true }),
      }),
    );
}
