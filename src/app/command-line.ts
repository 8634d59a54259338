import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import pino from "pino";
import { z } from "zod";
import { kebab, runCommandLine, type CommandLine, type Output } from "../cli/index.ts";
import { createSignInLink, findAccountByEmail, linkAddress } from "../identity/index.ts";
import {
  Invalid,
  NotFound,
  fixedClock,
  millisOf,
  newUuid,
  readAs,
  systemActor,
  systemClock,
  visitor,
  type Actor,
  type Clock,
  type Command,
  type Manifest,
  type Page,
} from "../kernel/index.ts";
import { placeReads } from "../place/index.ts";
import { perform } from "../platform/acts/perform.ts";
import { environment, readConfig, type Config } from "../platform/config.ts";
import { backup } from "../platform/database/backup.ts";
import { sendToQueue } from "../platform/jobs/jobs.ts";
import { restore } from "../platform/database/restore.ts";
import { commandLine as recordCommands } from "../record/index.ts";
import { composeCore } from "./compose.ts";
import { openDatabase, type OpenedDatabase } from "./database.ts";
import { migrationFolders } from "./folders.ts";
import { loadShipped } from "./load.ts";
import { moduleFolders } from "./module-folders.ts";
import { importCommands } from "./imports/command-line.ts";
import { readPageJson } from "./page-json.ts";
import type { Core } from "./parts.ts";

const version = "0.1.0";

/** Entry of `concordat`: bin/concordat.mjs builds what is missing and calls this. Results go to standard output. */
export async function main(argv: readonly string[]): Promise<number> {
  const out: Output = {
    result: (line) => process.stdout.write(`${line}\n`),
    note: (line) => process.stderr.write(`${line}\n`),
  };
  return await runCommandLine(
    [
      ...upkeep,
      ...fromRecord(),
      ...acts(),
      ...reads(),
      ...fromPlace(),
      ...importCommands({ withCore, actor: byOperator }),
    ],
    argv,
    out,
  );
}

interface Opened {
  readonly config: Config;
  readonly clock: Clock;
  readonly database: OpenedDatabase;
}

/** Opens the data folder or DATABASE_URL, runs, and closes whatever happens. */
async function withDatabase<T>(
  use: (opened: Opened) => Promise<T>,
  options: { readonly withoutMigration?: boolean } = {},
): Promise<T> {
  const config = readConfig(environment());
  const log = pino({ level: "silent" });
  const database = await openDatabase(config, {
    applicationName: "concordat-cli",
    log: (line) => log.debug(line),
    onError: () => undefined,
    shared: true,
    ...options,
  });
  try {
    return await use({ config, database, clock: config.now ? fixedClock(config.now) : systemClock });
  } finally {
    await database.close();
  }
}

async function withCore<T>(use: (core: Core, opened: Opened) => Promise<T>): Promise<T> {
  return await withDatabase(async (opened) => {
    // A running app hears of the change from the sequencer, within two seconds.
    const core = composeCore(
      { pool: opened.database.pool, clock: opened.clock },
      { sendAfterwards: sendLater(opened), onChanged: async () => undefined },
    );
    return await use(core, opened);
  });
}

function sendLater({ database }: Opened) {
  return async (
    tx: Parameters<Core["stage"]["sendAfterwards"]>[0],
    reaction: string,
    act: object,
  ): Promise<void> => {
    await sendToQueue(database.pool, tx, { queue: reaction, content: act });
  };
}

const upkeep: readonly CommandLine[] = [
  {
    words: ["backup"],
    usage: "FOLDER",
    about: "Writes everything into a new folder, while the app runs: rows by table, with hashes.",
    run: async ({ rest }, out) => {
      const folder = folderIn(rest, "backup");
      await withDatabase(
        async ({ database }) => await backup(database.pool, folder, { appVersion: version }),
      );
      out.result(folder);
      return 0;
    },
  },
  {
    words: ["restore"],
    usage: "FOLDER",
    about: "Reads a backup into an empty data folder or database.",
    run: async ({ rest }, out) => {
      const folder = folderIn(rest, "restore");
      const folders = migrationFolders(moduleFolders);
      await withDatabase(async ({ database }) => await restore(database.pool, folder, { folders }), {
        withoutMigration: true,
      });
      out.result(`Restored from ${folder}`);
      return 0;
    },
  },
  {
    words: ["sign-in", "link"],
    usage: "EMAIL",
    about: "Prints a one-time sign-in link for somebody who has an account; for whoever runs the machine.",
    run: async ({ rest }, out) => {
      const email = rest[0] ?? "";
      return await withDatabase(async ({ config, database, clock }) => {
        const core = composeCore(
          { pool: database.pool, clock },
          { sendAfterwards: async () => undefined, onChanged: async () => undefined },
        );
        const account = await findAccountByEmail(core.db, email);
        if (!account)
          throw new NotFound("identity.account-not-found", {
            message: `There is no account for "${email}".`,
          });
        const link = await core.db
          .transaction()
          .execute(
            async (tx) =>
              await createSignInLink(
                tx,
                { accountId: account.id, purpose: config.smtpUrl ? "sign-in" : "new-password" },
                clock.now(),
              ),
          );
        out.result(linkAddress(config.origin, link));
        return 0;
      });
    },
  },
];

function folderIn(rest: readonly string[], word: string): string {
  if (!rest[0])
    throw new Invalid([{ code: "cli.folder", message: `Name the folder: concordat ${word} FOLDER.` }]);
  return resolve(rest[0]);
}

function fromRecord(): readonly CommandLine[] {
  return recordCommands.map((command) => ({
    words: command.words,
    about: command.about,
    run: async ({ rest }, out) =>
      await withCore(async (core) => await command.run(core.db, (line) => out.result(line), rest)),
  }));
}

/** Manifests can be read without a database; what they would do with one is never called here. */
function manifestsForHelp(): readonly Manifest[] {
  return composeCore(
    { pool: {} as never, clock: systemClock },
    { sendAfterwards: async () => undefined, onChanged: async () => undefined },
  ).manifests;
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
      usage: usageOf(command.schema),
      about: command.about,
      run: runAct(command),
    }));
}

function runAct(command: Command): CommandLine["run"] {
  return async ({ options }, out) =>
    await withCore(async (core, { clock }) => {
      const { json, key, input: file, ...fields } = options;
      const given =
        typeof file === "string"
          ? (JSON.parse(readFileSync(file === "-" ? 0 : file, "utf8")) as Record<string, unknown>)
          : {};
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
    });
}

/** Every page as JSON: `concordat show /organisations --kind icb --at 2026-03-31`. */
function reads(): readonly CommandLine[] {
  return [
    {
      words: ["show"],
      usage: "ADDRESS [--at YYYY-MM-DD]",
      about: "Prints a public page as JSON: concordat show /organisations --kind icb --at 2026-03-31",
      run: async ({ rest, options }, out) =>
        await withCore(async (core, { clock }) => {
          const pages: readonly Page[] = core.manifests.flatMap((manifest) => manifest.pages ?? []);
          out.result(
            JSON.stringify(await readPageJson({ core, clock, pages }, rest[0] ?? "/", options), undefined, 2),
          );
          return 0;
        }),
    },
  ];
}

/** Questions to the place module; a fresh data folder is given the shipped facts first, as a start would. */
function fromPlace(): readonly CommandLine[] {
  return placeReads.map((command) => ({
    words: command.words,
    usage: command.usage,
    about: command.about,
    run: async ({ options }, out) =>
      await withCore(async (core, { clock }) => {
        await loadShipped(
          { db: core.db, clock, manifests: core.manifests, recorder: core.recorder },
          (line) => out.note(line),
        );
        const today = clock.today();
        await readAs(core.db, visitor, async (db) => {
          await command.read({ db, today, options }, (line) => out.result(line));
        });
        return 0;
      }),
  }));
}

function usageOf(schema: z.ZodType): string {
  const { properties, required } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as {
    properties?: Record<string, unknown>;
    required?: readonly string[];
  };
  return Object.keys(properties ?? {})
    .map((name) => (required?.includes(name) ? `--${kebab(name)} ...` : `[--${kebab(name)} ...]`))
    .join(" ");
}
