import { sql } from "kysely";
import { Conflict, type Db, type Instant } from "../../kernel/index.ts";
import type { PlatformTables } from "../tables.ts";

/** What a retry with the same key is given again. */
export interface StoredAnswer {
  readonly message: string;
  readonly href: string;
  readonly subject: string;
  readonly entry: string;
  readonly json: Readonly<Record<string, unknown>>;
}

/**
 * Finds the answer already given to this key, or takes the key for this transaction so that a twin waits.
 *
 * @throws Conflict when the same key came before with other input
 */
export async function findAnswer(
  tx: Db,
  asked: { actor: string; key: string; command: string; inputSha256: string },
): Promise<StoredAnswer | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${asked.actor} ${asked.key}`}, 0))`.execute(tx);
  const row = await tx
    .withTables<PlatformTables>()
    .selectFrom("kernel.answered")
    .selectAll()
    .where("actor", "=", asked.actor)
    .where("idempotency_key", "=", asked.key)
    .executeTakeFirst();
  if (!row) return undefined;
  if (row.command !== asked.command || row.input_sha256 !== asked.inputSha256) {
    throw new Conflict("command.key-reused", {
      message:
        "This was already sent once with other content, and that was carried out. Open the page again, or send another idempotency key, to do something else.",
    });
  }
  return row.answer as unknown as StoredAnswer;
}

/** Keeps the answer with the act, in the same transaction. */
export async function keepAnswer(
  tx: Db,
  asked: { actor: string; key: string; command: string; inputSha256: string; at: Instant },
  answer: StoredAnswer,
): Promise<void> {
  await tx
    .withTables<PlatformTables>()
    .insertInto("kernel.answered")
    .values({
      actor: asked.actor,
      idempotency_key: asked.key,
      command: asked.command,
      input_sha256: asked.inputSha256,
      answer: JSON.stringify(answer),
      answered_at: asked.at,
    })
    .execute();
}
