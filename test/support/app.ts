import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { setTimeout as pause } from "node:timers/promises";
import type { FastifyInstance, RouteOptions } from "fastify";
import { afterAll, onTestFinished, TestRunner } from "vitest";
import { composeNode, type Node } from "../../src/app/compose.ts";
import {
  createAccount,
  createSignInLink,
  findAccountByEmail,
  linkAddress,
} from "../../src/identity/index.ts";
import {
  fixedClock,
  instant,
  systemClock,
  type Clock,
  type Db,
  type Instant,
} from "../../src/kernel/index.ts";
import { readConfig } from "../../src/platform/config.ts";
import { createPool } from "../../src/platform/database/pool.ts";
import { keptMail } from "../../src/platform/mail/mail.ts";
import { testDatabase, type TestDatabase } from "./database.ts";
import { shippedDatabase } from "./shipped.ts";
import { browserOf, type Answer, type TestBrowser } from "./test-browser.ts";

/** One route as the server knows it; every page, command and endpoint is one or several. */
export interface KnownRoute {
  readonly method: string;
  readonly path: string;
  readonly page?: string;
  readonly command?: string;
  readonly endpoint?: string;
}

/** A whole node as it runs in production, on a database of its own, without a port. */
export interface TestApp {
  readonly node: Node;
  readonly app: FastifyInstance;
  readonly db: Db;
  readonly database: TestDatabase;
  readonly clock: Clock;
  /** Moves a clock that stands still; throws for the machine's own. */
  setClock(at: string): void;
  readonly mail: ReturnType<typeof keptMail>;
  readonly routes: readonly KnownRoute[];
  /** What went wrong in the background; a test that expects nothing says so. */
  readonly errors: { readonly error: unknown; readonly where: string }[];
  /** As a visitor without cookies. */
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  post(path: string, fields?: Readonly<Record<string, string>>): Promise<Answer>;
  /** A browser of nobody. */
  browser(): TestBrowser;
  /** A browser in which somebody has opened their one-time sign-in link. */
  signIn(email: string): Promise<TestBrowser>;
  /** The same, of a new administrator of this site. */
  signInAdministrator(): Promise<TestBrowser>;
}

const config = readConfig({
  LOG_LEVEL: "silent",
  CONCORDAT_ORIGIN: "http://concordat.test",
  SMTP_URL: "smtp://mail.test",
});

interface Wanted {
  /** A moment to stand still at; the machine's clock when left out. */
  readonly now?: string;
  /** With everything that is shipped; otherwise migrated and empty. */
  readonly shipped?: boolean;
  /** The database of another node; a new one when left out. */
  readonly database?: TestDatabase;
}

/** Starts a node for the file when called at its top, for one test when called inside it; it stops by itself. */
export async function startTestApp(wanted: Wanted = {}): Promise<TestApp> {
  const database = wanted.database ?? (await (wanted.shipped ? shippedDatabase() : testDatabase()));
  const pool = createPool({
    connection: database.config,
    applicationName: "concordat-test-app",
    connectionsMax: 10,
  });
  const standing = wanted.now === undefined ? undefined : fixedClock(instant(wanted.now));
  const clock = standing ?? systemClock;
  const mail = keptMail();
  const errors: TestApp["errors"] = [];
  const routes: KnownRoute[] = [];
  const onError = (error: unknown, where: string): void => void errors.push({ error, where });
  const parts = {
    pool,
    clock,
    mail,
    config,
    onError,
    pause: async (ms: number): Promise<void> => await pause(ms),
  };
  const node = await listening(routes, async () => await composeNode(parts));
  const stop = async (): Promise<void> => {
    await node.stop();
    await pool.end();
  };
  stopAfterwards(stop);
  await node.app.ready();
  const { app, core } = node;
  const { db } = core;
  const setClock = (at: string): void => {
    if (!standing) throw new Error("This test app runs on the machine's clock. Start it with { now }.");
    standing.set(instant(at));
  };
  const signIn = async (email: string): Promise<TestBrowser> =>
    await openLink(app, { db, email, at: clock.now() });
  return {
    node,
    app,
    db,
    database,
    clock,
    setClock,
    mail,
    routes,
    errors,
    get: async (path, headers) => await browserOf(app).get(path, headers),
    post: async (path, fields) => await browserOf(app).post(path, fields),
    browser: () => browserOf(app),
    signIn,
    signInAdministrator: async () => await signIn(await administratorIn(db, clock.now())),
  };
}

/** The email address of this site's administrator, who is made when there is none yet. */
async function administratorIn(db: Db, at: Instant): Promise<string> {
  const person = {
    email: "administrator@example.org",
    displayName: "An administrator",
    administrator: true,
    illustrative: false,
  };
  if (!(await findAccountByEmail(db, person.email))) await createAccount(db, person, at);
  return person.email;
}

function stopAfterwards(stop: () => Promise<void>): void {
  // Inside a test, afterAll would be forgotten without a word.
  if (TestRunner.getCurrentTest() === undefined) afterAll(stop);
  else onTestFinished(stop);
}

/** Opens a new one-time link of an account as its holder would: follows it and presses the button. */
async function openLink(
  app: FastifyInstance,
  whose: { readonly db: Db; readonly email: string; readonly at: Instant },
): Promise<TestBrowser> {
  const account = await findAccountByEmail(whose.db, whose.email);
  if (!account) throw new Error(`There is no account for ${whose.email} in this test's database.`);
  const link = await createSignInLink(whose.db, { accountId: account.id, purpose: "sign-in" }, whose.at);
  const browser = browserOf(app);
  const path = linkAddress("", link);
  await browser.get(path);
  const entered = await browser.post(path);
  if (entered.status !== 303)
    throw new Error(`Signing in as ${whose.email} was answered with ${entered.status}.`);
  return browser;
}

/** Listens to the server being made, so that its routes can be listed without a word about tests in it. */
async function listening(routes: KnownRoute[], make: () => Promise<Node>): Promise<Node> {
  const heard = (message: unknown): void => {
    const { fastify } = message as { readonly fastify: FastifyInstance };
    fastify.addHook("onRoute", (route) => void routes.push(...routesOf(route)));
  };
  subscribe("fastify.initialization", heard);
  try {
    return await make();
  } finally {
    unsubscribe("fastify.initialization", heard);
  }
}

function routesOf(route: RouteOptions): readonly KnownRoute[] {
  const { page, command, endpoint } = route.config ?? {};
  const named = { ...(page && { page }), ...(command && { command }), ...(endpoint && { endpoint }) };
  return [route.method].flat().map((method) => ({ method, path: route.url, ...named }));
}
