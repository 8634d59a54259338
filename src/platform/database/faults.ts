import { Unavailable } from "../../kernel/index.ts";

/** The data folder is in use by another Concordat; the message says by which one and what to do. */
export class AlreadyRunning extends Error {
  override readonly name = "AlreadyRunning";
  /** Application name of the process that holds the database. */
  readonly holder: string;

  constructor(dataDir: string, holder: string) {
    super(
      `Concordat is already running on the data folder ${dataDir} (held by ${holder}). ` +
        `One folder serves one Concordat at a time. Stop the other one, or set CONCORDAT_DATA to another folder.`,
    );
    this.holder = holder;
  }
}

/** The embedded database could not be started; the message says why and what to do. */
export class DatabaseNotStarted extends Error {
  override readonly name = "DatabaseNotStarted";
}

/** The database does not answer now; the same request may succeed later. */
export class DatabaseAway extends Unavailable {
  constructor(cause: unknown) {
    super("platform.database-away", {
      message: "The database is not answering, so this could not be done. Try again in a minute.",
    });
    this.cause = cause;
  }
}

const awayCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "53300", // too many connections
  "57P01", // stopped by an administrator
  "57P02", // another process of the server crashed
  "57P03", // starting up or shutting down
  "57P05", // idle session ended
]);

// node-postgres gives these without a code; the texts are of pg 8.23 and pg-pool 3.
const awayTexts =
  /^(timeout exceeded when trying to connect|timeout expired|Connection terminated|Client was closed and is not queryable|Client has encountered a connection error)/;

/**
 * Tells whether an error means that the database is away, and wraps it when so.
 *
 * Covers refused, broken and timed-out connections, a server that starts or stops, a missing socket and an exhausted
 * pool; looks into causes and aggregates. Not for errors of a statement: these are answered by `undefined`.
 */
export function readDatabaseAway(error: unknown): DatabaseAway | undefined {
  if (error instanceof DatabaseAway) return error;
  return chain(error).some(isAwayLink) ? new DatabaseAway(error) : undefined;
}

/** Whether an error means that the disk of the database, or the one written to, is full: reads still work. */
export function isDiskFull(error: unknown): boolean {
  return chain(error).some((link) => ["53100", "ENOSPC", "EDQUOT"].includes(codeOf(link) ?? ""));
}

/** The SQLSTATE or system code of an error, when it has one. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/** The message of anything thrown. */
export function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function isAwayLink(error: unknown): boolean {
  const code = codeOf(error);
  if (code === undefined) return error instanceof Error && awayTexts.test(error.message);
  const isMissingSocket =
    code === "ENOENT" && error instanceof Error && "syscall" in error && error.syscall === "connect";
  return awayCodes.has(code) || code.startsWith("08") || isMissingSocket;
}

/** The error, its causes and the members of an aggregate (Node joins one error per address tried). */
function chain(error: unknown, depth = 0): readonly unknown[] {
  if (!(error instanceof Error) || depth > 5) return [error];
  const members = error instanceof AggregateError ? (error.errors as unknown[]) : [];
  const inner = error.cause === undefined ? members : [...members, error.cause];
  return [error, ...inner.flatMap((link) => chain(link, depth + 1))];
}
