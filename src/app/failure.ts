import { Invalid, Refusal } from "../kernel/index.ts";
import type { Config } from "../platform/config.ts";
import {
  AlreadyRunning,
  codeOf,
  DatabaseNotStarted,
  isDiskFull,
  readDatabaseAway,
} from "../platform/database/faults.ts";

/** What stopped a start, in plain words; only a fault of the program keeps its stack. */
export function failureText(error: unknown): string {
  if (error instanceof Invalid)
    return ["These settings cannot be used:", ...error.problems.map(({ message }) => `  ${message}`)].join(
      "\n",
    );
  const isPlain =
    error instanceof Refusal || error instanceof AlreadyRunning || error instanceof DatabaseNotStarted;
  if (!(error instanceof Error)) return String(error);
  return isPlain ? error.message : (error.stack ?? error.message);
}

/** What a failure to open the database means, as a sentence; anything that could not be foreseen as it is. */
export function openingFailure(error: unknown, config: Config): unknown {
  if (error instanceof DatabaseNotStarted || error instanceof AlreadyRunning) return error;
  const message =
    config.databaseUrl === undefined
      ? folderSentence(error, config.dataFolder)
      : serverSentence(error, config.databaseUrl);
  return message === undefined ? error : new DatabaseNotStarted(message, { cause: error });
}

function serverSentence(error: unknown, databaseUrl: string): string | undefined {
  const code = codeOf(error);
  const place = placeOf(databaseUrl);
  if (code === "28P01" || code === "28000")
    return `The database server at ${place.server} does not let ${place.user} in. Check the user and password in DATABASE_URL.`;
  if (code === "3D000")
    return `The database server at ${place.server} has no database "${place.database}". Make it, or name another in DATABASE_URL.`;
  if (readDatabaseAway(error) === undefined) return undefined;
  const why = code === undefined ? "" : ` (${code})`;
  return `The database at ${place.server} does not answer${why}. Check DATABASE_URL, and that the server runs and can be reached from here.`;
}

/** What may be told of an address: everything but the password. */
function placeOf(databaseUrl: string): { server: string; user: string; database: string } {
  const url = new URL(databaseUrl);
  return {
    server: url.host || url.searchParams.get("host") || "this machine",
    user: url.username ? `"${url.username}"` : "this user",
    database: url.pathname.slice(1),
  };
}

function folderSentence(error: unknown, folder: string): string | undefined {
  if (isDiskFull(error))
    return `The disk of the data folder ${folder} is full. Make room, or set CONCORDAT_DATA to another.`;
  const path =
    error instanceof Error && "path" in error && typeof error.path === "string" ? error.path : undefined;
  const isAbout = path !== undefined && (path.startsWith(folder) || folder.startsWith(path));
  const code = codeOf(error) ?? "";
  if (!isAbout || !["EACCES", "EPERM", "EROFS", "ENOENT", "ENOTDIR", "EEXIST"].includes(code))
    return undefined;
  return `The data folder ${folder} cannot be made or written (${code}). Set CONCORDAT_DATA to a folder that this user may write.`;
}
