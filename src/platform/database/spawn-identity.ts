import type { ServerUser } from "./server-user.ts";

/** How the programs of PostgreSQL are started: as whom, where, and with what environment. */
export type SpawnIdentity = {
  readonly uid?: number;
  readonly gid?: number;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
};

/**
 * The identity for a program of PostgreSQL.
 *
 * The environment is empty but for what is named: PGDATA, PGPORT or a locale of the caller must not reach the server.
 * The folder is `/` because the server's user may not be allowed into ours. Windows needs its own environment.
 */
export function spawnIdentity(user: ServerUser | undefined): SpawnIdentity {
  if (process.platform === "win32") return {};
  const plain = { cwd: "/", env: { PATH: "/usr/local/bin:/usr/bin:/bin", LC_ALL: "C" } };
  return user === undefined ? plain : { ...plain, uid: user.uid, gid: user.gid };
}
