import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Db } from "../kernel/index.ts";
import type { ImportTables } from "./tables.ts";

const partBytes = 1024 * 1024;

/**
 * Keeps a file that is to be imported, once for each content; returns its SHA-256.
 *
 * It belongs to no public thing, so nobody can fetch it: files that are sent for import may hold more than is taken.
 */
export async function keepImportFile(
  tx: Db,
  file: { readonly bytes: Uint8Array; readonly mediaType: string },
): Promise<string> {
  const sha256 = createHash("sha256").update(file.bytes).digest("hex");
  await tx
    .withTables<ImportTables>()
    .insertInto("platform.blob")
    .values({ sha256, media_type: file.mediaType, size: BigInt(file.bytes.byteLength), bytes: file.bytes })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return sha256;
}

/** A kept file's bytes in parts of a megabyte, read one after another. */
export async function* readImportFile(db: Db, sha256: string): AsyncGenerator<Uint8Array, void> {
  for (let at = 1; ; at += partBytes) {
    const found = await sql<{ part: Uint8Array }>`
      select substring(bytes from ${at} for ${partBytes}) as part from platform.blob where sha256 = ${sha256}`.execute(
      db,
    );
    const part = found.rows[0]?.part;
    if (part === undefined) throw new Error(`The file ${sha256} of an import is not in the database.`);
    if (part.length === 0) return;
    yield part;
    if (part.length < partBytes) return;
  }
}
