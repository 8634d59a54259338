import { setTimeout as pause } from "node:timers/promises";
import pino from "pino";
import { linkAddress, ensureFirstAdministrator } from "../identity/index.ts";
import { fixedClock, systemClock } from "../kernel/index.ts";
import { environment, readConfig, withPort, type Config } from "../platform/config.ts";
import { createDb } from "../platform/database/pool.ts";
import { keptMail, smtpMail } from "../platform/mail/mail.ts";
import { composeNode } from "./compose.ts";
import { openDatabase, type OpenedDatabase } from "./database.ts";
import { failureText, openingFailure } from "./failure.ts";
import { loadIllustrativePeople } from "./illustrative.ts";
import { loadShipped } from "./load.ts";
import { portFailure, tryPort } from "./port.ts";

/** Everything `npm start` does, with one line of progress for each stage. */
async function start(): Promise<void> {
  const wanted = readConfig(environment());
  const config = withPort(wanted, await tryPort(wanted));
  const log = pino({ level: config.logLevel });
  const onError = (error: unknown, where: string): void =>
    log.error({ err: error, where }, `Something failed in ${where}.`);
  const clock = config.now ? fixedClock(config.now) : systemClock;

  say(config.databaseUrl ? "Connecting to the database" : `Starting the database in ${config.dataFolder}`);
  const database = await openDatabase(config, {
    applicationName: "concordat app",
    log: (line) => log.debug(line),
    onError,
  }).catch((error: unknown) => {
    throw openingFailure(error, config);
  });
  if (database.migrated > 0) say(`Brought the database up to date (${database.migrated} steps)`);

  const mail = config.smtpUrl ? smtpMail({ url: config.smtpUrl, from: config.mailFrom }) : keptMail();
  const readPool = database.readPool;
  const node = await composeNode({
    pool: database.pool,
    ...(readPool && { readPool }),
    clock,
    config,
    mail,
    onError,
    pause: async (ms) => await pause(ms),
  });
  await loadShipped(
    { db: node.core.db, clock, manifests: node.core.manifests, recorder: node.core.recorder },
    say,
  );
  await loadIllustrativePeople({ db: node.core.db, clock });
  node.cache.clear();
  await node.app.listen({ port: config.port, host: config.host }).catch((error: unknown) => {
    throw portFailure(error, config);
  });
  const link = await createDb(database.pool)
    .transaction()
    .execute(async (tx) => await ensureFirstAdministrator(tx, clock.now()));
  announce(config, link);
  stopOnSignals(async () => {
    await node.stop();
    await database.close();
  });
  watchDatabase(database, log);
  await node.warm();
}

function announce(config: Config, link: Awaited<ReturnType<typeof ensureFirstAdministrator>>): void {
  say(`Concordat is ready at ${config.origin}`);
  if (link)
    say(`Sign in as the first administrator, once, within 24 hours: ${linkAddress(config.origin, link)}`);
}

function stopOnSignals(stop: () => Promise<void>): void {
  let stopping = false;
  const end = (): void => {
    if (stopping) return;
    stopping = true;
    say("Stopping");
    void stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
}

function watchDatabase(database: OpenedDatabase, log: pino.Logger): void {
  void database.lost?.then((error) => {
    log.fatal({ err: error }, "The database is lost.");
    fail(error);
  });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function fail(error: unknown): never {
  process.stderr.write(`Concordat could not go on.\n${failureText(error)}\n`);
  process.exit(1);
}

start().catch(fail);
