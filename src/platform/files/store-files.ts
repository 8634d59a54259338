import { createHash } from "node:crypto";
import { Invalid, subjectText, type Clock, type Db, type FileRef, type Files } from "../../kernel/index.ts";
import type { PlatformTables } from "../tables.ts";

/** Checks what a file is by its bytes; from the import kit. */
export type CheckFile = (file: {
  readonly name: string;
  readonly bytes: Uint8Array;
}) => { readonly ok: true; readonly mediaType: string } | { readonly ok: false; readonly reason: string };

/** Files in the database: the bytes once by their hash, and one line for each subject that has them. */
export function createFiles(ports: { clock: Clock; check: CheckFile }): Files {
  return {
    async keep(tx, file) {
      const verdict = ports.check(file);
      if (!verdict.ok) throw new Invalid([{ code: "file.refused", field: "file", message: verdict.reason }]);
      const sha256 = createHash("sha256").update(file.bytes).digest("hex");
      const kept = tx.withTables<PlatformTables>();
      await kept
        .insertInto("platform.blob")
        .values({
          sha256,
          media_type: verdict.mediaType,
          size: BigInt(file.bytes.byteLength),
          bytes: file.bytes,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await kept
        .insertInto("platform.file")
        .values({
          sha256,
          subject: subjectText(file.subject),
          name: file.name,
          purpose: file.purpose,
          audience: file.audience,
          kept_at: ports.clock.now(),
        })
        .onConflict((conflict) => conflict.columns(["sha256", "subject"]).doNothing())
        .execute();
      return { sha256, name: file.name, mediaType: verdict.mediaType, size: file.bytes.byteLength };
    },
    async listFor(db, subject) {
      const rows = await db
        .withTables<PlatformTables>()
        .selectFrom("platform.file")
        .innerJoin("platform.blob", "platform.blob.sha256", "platform.file.sha256")
        .select(["platform.file.sha256", "name", "purpose", "audience", "media_type", "size"])
        .where("subject", "=", subjectText(subject))
        .orderBy("kept_at")
        .execute();
      return rows.map((row) => ({
        sha256: row.sha256,
        name: row.name,
        purpose: row.purpose,
        audience: row.audience,
        mediaType: row.media_type,
        size: Number(row.size),
      }));
    },
    async setAudience(tx, subject, audience) {
      await tx
        .withTables<PlatformTables>()
        .updateTable("platform.file")
        .set({ audience })
        .where("subject", "=", subjectText(subject))
        .execute();
    },
  };
}

/** A file's bytes, where the viewer of `db` may see a thing that has it. */
export async function findFile(
  db: Db,
  sha256: string,
): Promise<(FileRef & { readonly bytes: Uint8Array }) | undefined> {
  const row = await db
    .withTables<PlatformTables>()
    .selectFrom("platform.file")
    .innerJoin("platform.blob", "platform.blob.sha256", "platform.file.sha256")
    .select(["platform.file.sha256", "name", "media_type", "size", "bytes"])
    .where("platform.file.sha256", "=", sha256)
    .orderBy("kept_at")
    .limit(1)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    sha256: row.sha256,
    name: row.name,
    mediaType: row.media_type,
    size: Number(row.size),
    bytes: row.bytes,
  };
}
