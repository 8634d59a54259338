import { sql } from "kysely";
import type { Db } from "../../kernel/index.ts";

/** Checks at once what is otherwise checked at the commit, which a rehearsal never reaches. */
export async function checkDeferred(tx: Db): Promise<void> {
  await sql`set constraints all immediate`.execute(tx);
}
