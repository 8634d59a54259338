import { sql } from "kysely";
import type { Db } from "../kernel/index.ts";

const tables = {
  review: "scrutiny.review",
  question: "scrutiny.question",
  petition: "scrutiny.petition",
  event: "scrutiny.account_event",
  plan: "scrutiny.involvement",
} as const;

/** Holds a thing still until the act is over, so that what two people add at once is numbered one after the other. */
export async function lockThing(tx: Db, kind: keyof typeof tables, slug: string): Promise<void> {
  await sql`select from ${sql.table(tables[kind])} where slug = ${slug} for update`.execute(tx);
}
