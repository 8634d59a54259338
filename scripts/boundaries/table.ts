// The one table of who may use whom. Everything else about boundaries is made from it.

/** Shells know no module; a module reaches them through its adapters only. */
export const shells = ["web", "imports", "cli"] as const;

/** Standing below the modules' order, on the kernel alone. */
export const besides = ["record", "identity"] as const;

/** The modules from the lowest to the highest; each may use all before it. */
export const order = ["place", "meetings", "purpose", "priorities", "decisions"] as const;

/** The modules at the top: each may use the whole order, none of them another. */
export const top = ["pounds", "providers", "scrutiny", "voice"] as const;

const calendar = "engines/calendar";

/** The name for every engine, in the table's right-hand side. */
export const everyEngine = "engines/*";

/** For each folder the folders it may use, besides itself. `src/` is left out; the composition root sees all and is not listed. */
export const uses: Readonly<Record<string, readonly string[]>> = {
  kernel: [calendar],
  platform: ["kernel", calendar],
  ...Object.fromEntries([...shells, ...besides].map((name) => [name, ["kernel", calendar]])),
  ...Object.fromEntries(
    order.map((name, place) => [name, ["kernel", everyEngine, ...order.slice(0, place)]]),
  ),
  ...Object.fromEntries(top.map((name) => [name, ["kernel", everyEngine, ...order]])),
};

/** The folder that sees all. */
export const compositionRoot = "app";

/** What an engine may use besides itself; calendar itself uses nothing. */
export const engineUses: readonly string[] = [calendar];

/** Packages that read text into values and touch nothing else. */
export const enginePackages: readonly string[] = ["yaml", "zod"];

/** Folders in which a file without a role suffix is pure. */
export const pureFolders: readonly string[] = ["kernel", ...besides, ...order, ...top];

/** Role files of those folders: `web.ts`, `store-areas.ts`, anything in a module's `web/` folder. */
export const roleFile = String.raw`/(web|api|cli|store|tables|schema|module)[.-][^/]*ts$|^src/[^/]+/web/`;

/** The adapters, which alone touch the shells. */
export const adapterFile = String.raw`/(web|api|cli)\.ts$|^src/[^/]+/web/`;

/** The files that may use the database driver and the query builder when running. */
export const databaseFile = String.raw`/store[.-][^/]*ts$|^src/platform/database/`;

/** Where the query builder's types may be named without being used: the handle and the modules' row types. */
export const databaseTypeFile = String.raw`^src/kernel/db\.ts$|/tables\.ts$|^src/platform/`;

export const databasePackages = ["kysely", "pg", "pg-copy-streams"];

/** What makes a file impure: the web, templates, the machine. */
export const impurePackages = ["fastify", "@fastify/[^/]+", "nunjucks", "pg-boss", "nodemailer", "pino"];
export const impureBuiltins = [
  "fs",
  "fs/promises",
  "process",
  "child_process",
  "net",
  "http",
  "https",
  "worker_threads",
];
