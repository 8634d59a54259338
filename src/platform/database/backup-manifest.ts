import { createHash } from "node:crypto";
import { createReadStream, readFileSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { codeOf } from "./faults.ts";

/** A backup cannot be made or restored; the message says why and what to do. */
export class BackupRefused extends Error {
  override readonly name = "BackupRefused";
}

/** Layout of a backup's files; a change that older versions cannot read gets the next number. */
export const backupFormat = "concordat-backup-1";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const manifestSchema = z.object({
  format: z.literal(backupFormat),
  appVersion: z.string(),
  postgresVersion: z.string(),
  takenAt: z.string(),
  migrations: z.array(z.object({ name: z.string(), sha256 })),
  leftOut: z.array(z.object({ schema: z.string(), why: z.string() })),
  tables: z.array(
    z.object({
      schema: z.string(),
      table: z.string(),
      columns: z.array(z.string()),
      rows: z.number().int().nonnegative(),
      file: z.string().regex(/^[\w.-]+\.copy\.gz$/),
      sha256,
    }),
  ),
  sequences: z.array(
    z.object({ schema: z.string(), sequence: z.string(), lastValue: z.string(), isCalled: z.boolean() }),
  ),
});

/** What a backup says about itself, in manifest.json. */
export type BackupManifest = z.infer<typeof manifestSchema>;

/** One table of a backup. */
export type BackupTable = BackupManifest["tables"][number];

/** Name of the manifest's file. */
export const manifestName = "manifest.json";

/**
 * Reads the manifest of a backup.
 *
 * @throws BackupRefused when the folder holds no backup, or one that this version cannot read
 */
export function readManifest(folder: string): BackupManifest {
  const path = join(folder, manifestName);
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new BackupRefused(`${folder} holds no backup that can be read: ${path} (${codeOf(error)}).`, {
      cause: error,
    });
  }
  const parsed = manifestSchema.safeParse(parseJson(text, path));
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map((issue) => issue.path.join(".") || "the whole").join(", ");
  throw new BackupRefused(
    `${path} is not a manifest that this version of Concordat reads (at fault: ${places}). ` +
      `Restore it with the version that made it, or take another backup.`,
  );
}

/**
 * Checks every file of a backup against its hash, before anything is written.
 *
 * @throws BackupRefused for the first file that is missing or was changed
 */
export async function verifyFiles(folder: string, manifest: BackupManifest): Promise<void> {
  for (const { file, sha256: expected } of manifest.tables) {
    const found = await hashOf(join(folder, file));
    if (found === expected) continue;
    throw new BackupRefused(
      `${file} in ${folder} ${found === undefined ? "is missing" : "is not as it was when the backup was made"}. ` +
        `Nothing was restored. Take another copy of this backup, or an earlier one.`,
    );
  }
}

async function hashOf(path: string): Promise<string | undefined> {
  const hash = createHash("sha256");
  try {
    await pipeline(createReadStream(path), hash);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
  return hash.digest("hex");
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new BackupRefused(`${path} is not whole. Take another copy of this backup.`, { cause: error });
  }
}
