import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import pino from "pino";
import {
  optionsInUsage,
  runCommandLine,
  type CommandLine,
  type OptionKinds,
  type Output,
} from "../cli/index.ts";
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
} from "../kernel/index.ts";
import { decisionsCommands } from "../decisions/index.ts";
import { placeReads } from "../place/index.ts";
import { poundsCommands, poundsReads } from "../pounds/index.ts";
import { perform } from "../platform/acts/perform.ts";
import { environment, projectFolder, readConfig, type Config } from "../platform/config.ts";
import { backup } from "../platform/database/backup.ts";
import { sendToQueue } from "../platform/jobs/jobs.ts";
import { restore } from "../platform/database/restore.ts";
import { purposeCommands } from "../purpose/index.ts";
import { commandLine as recordCommands } from "../record/index.ts";
import { actOptions, actUsage, readInput } from "./act-options.ts";
import { composeCore } from "./compose.ts";
import { openDatabase, type OpenedDatabase } from "./database.ts";
import { openingFailure } from "./failure.ts";
import { migrationFolders } from "./folders.ts";
import { holdsDatabase, needDatabase } from "./held-database.ts";
import { loadShipped } from "./load.ts";
import { moduleFolders } from "./module-folders.ts";
import { importCommands } from "./imports/command-line.ts";
import { readPageJson } from "./page-json.ts";
import type { Core } from "./parts.ts";

const { version } = JSON.parse(readFileSync(join(projectFolder, "package.json"), "utf8")) as {
  version: string;
};

const standard: Output = {
  result: (line) => process.stdout.write(`${line}\n`),
  note: (line) => process.stderr.write(`${line}\n`),
};

/** Entry of `concordat`: bin/concordat.mjs builds what is missing and calls this. Results go to standard output. */
export async function main(argv: readonly string[], out: Output = standard): Promise<number> {
  return await runCommandLine(
    [
      ...upkeep,
      ...fromRecord(),
      ...acts(),
      ...reads(),
      ...fromModules(),
      ...decisionsCommands,
      ...poundsCommands.map((command) => withOptions(command)),
      ...purposeCommands,
      ...importCommands({
        withCore: async (use) => await withCore(use, { note: (line) => out.note(line) }),
        actor: byOperator,
      }).map((command) => withOptions(command, { key: "value" })),
    ],
    argv,
    out,
    version,
  );
}

/** The options of a command whose usage shows them all. */
function withOptions(command: CommandLine, more: OptionKinds = {}): CommandLine {
  return { ...command, options: { ...optionsInUsage(command.usage ?? ""), ...more } };
}

interface Opened {
  readonly config: Config;
  readonly clock: Clock;
  readonly database: OpenedDatabase;
  /** Whether this command made the database. */
  readonly isNew: boolean;
}

/** Opens the data folder or DATABASE_URL, runs, and closes whatever happens. */
async function withDatabase<T>(
  use: (opened: Opened) => Promise<T>,
  options: { readonly withoutMigration?: boolean; readonly mustExist?: boolean } = {},
): Promise<T> {
  const config = readConfig(environment());
  if (options.mustExist === true) needDatabase(config);
  const isNew = !holdsDatabase(config);
  const log = pino({ level: "silent" });
  const database = await openDatabase(config, {
    applicationName: "concordat-cli",
    log: (line) => log.debug(line),
    onError: () => undefined,
    shared: true,
    ...options,
  }).catch((error: unknown) => {
    throw openingFailure(error, config);
  });
  try {
    return await use({ config, database, isNew, clock: config.now ? fixedClock(config.now) : systemClock });
  } finally {
    await database.close();
  }
}

/**
 * The modules on the database, for one command.
 *
 * A new database is given the shipped facts, as a start would, so that a command also answers truly straight after
 * `npm ci`; a command that asks for facts (`shipped`) gets those of this version from an older database too.
 */
async function withCore<T>(
  use: (core: Core, opened: Opened) => Promise<T>,
  options: {
    readonly note: (line: string) => void;
    readonly shipped?: boolean;
    readonly mustExist?: boolean;
  },
): Promise<T> {
  const { note, shipped = false, mustExist = false } = options;
  return await withDatabase(
    async (opened) => {
      const { clock, config, database, isNew } = opened;
      // A running app hears of the change from the sequencer, within two seconds.
      const core = composeCore(
        { pool: database.pool, clock },
        { sendAfterwards: sendLater(opened), onChanged: async () => undefined },
      );
      if (isNew) note(`There was no database in ${config.dataFolder}: a new one was made.`);
      if (isNew || shipped)
        await loadShipped({ db: core.db, clock, manifests: core.manifests, recorder: core.recorder }, note);
      return await use(core, opened);
    },
    { mustExist },
  );
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
    options: {},
    about: "Writes everything into a new folder, while the app runs: rows by table, with hashes.",
    run: async ({ rest }, out) => {
      const folder = folderIn(rest, "backup");
      await withDatabase(
        async ({ database }) => await backup(database.pool, folder, { appVersion: version }),
        { mustExist: true },
      );
      out.result(folder);
      return 0;
    },
  },
  {
    words: ["restore"],
    usage: "FOLDER",
    options: {},
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
    options: {},
    about: "Prints a one-time sign-in link for somebody who has an account; for whoever runs the machine.",
    run: async ({ rest }, out) => {
      const email = rest[0];
      if (email === undefined)
        throw new Invalid([
          { code: "cli.email", message: "Name the account by its address: concordat sign-in link EMAIL." },
        ]);
      const printLink = async ({ config, database, clock }: Opened): Promise<number> => {
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
      };
      return await withDatabase(printLink, { mustExist: true });
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
    options: {},
    run: async ({ rest }, out) =>
      await withCore(async (core) => await command.run(core.db, (line) => out.result(line), rest), {
        note: (line) => out.note(line),
        mustExist: true,
      }),
  }));
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

/** Questions to modules; a fresh data folder is given the shipped facts first, as a start would. */
function fromModules(): readonly CommandLine[] {
  const questions: typeof poundsReads = [...placeReads, ...poundsReads];
  return questions.map((command) => ({
    words: command.words,
    usage: command.usage,
    about: command.about,
    options: optionsInUsage(command.usage),
    run: async ({ options }, out) => {
      const ask = async (core: Core, { clock }: Opened): Promise<number> => {
        const today = clock.today();
        await readAs(core.db, visitor, async (db) => {
          await command.read(
            { db, today, options },
            (line) => out.result(line),
            (line) => out.note(line),
          );
        });
        return 0;
      };
      return await withCore(ask, { note: (line) => out.note(line), shipped: true });
    },
  }));
}
