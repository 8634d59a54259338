import { assert, civilDateAt, randomToken, secondsAfter, type Db, type Instant } from "../kernel/index.ts";
import { attemptSeconds } from "./store-attempt.ts";
import type { IdentityTables, SettingTables } from "./tables.ts";

/** How many rows each sweep took away. */
export interface Swept {
  readonly sessions: number;
  readonly links: number;
  readonly attempts: number;
  readonly tokens: number;
  readonly waiting: number;
}

/** Removes what has ended: sessions, links, tries, tokens and waiting accounts that no longer open or count for anything. */
export async function sweep(db: Db, at: Instant): Promise<Swept> {
  const own = db.withTables<IdentityTables>();
  const sessions = await own.deleteFrom("identity.session").where("ends_at", "<=", at).executeTakeFirst();
  const links = await own
    .deleteFrom("identity.sign_in_link")
    .where((is) => is.or([is("expires_at", "<=", at), is("used_at", "is not", null)]))
    .executeTakeFirst();
  const attempts = await own
    .deleteFrom("identity.attempt")
    .where("at", "<=", secondsAfter(at, -attemptSeconds))
    .executeTakeFirst();
  const tokens = await own
    .deleteFrom("identity.api_token")
    .where("ends_on", "<=", civilDateAt(at))
    .executeTakeFirst();
  const waiting = await own
    .deleteFrom("identity.waiting_account")
    .where("expires_at", "<=", at)
    .executeTakeFirst();
  return {
    sessions: Number(sessions.numDeletedRows),
    links: Number(links.numDeletedRows),
    attempts: Number(attempts.numDeletedRows),
    tokens: Number(tokens.numDeletedRows),
    waiting: Number(waiting.numDeletedRows),
  };
}

/** The secret that signs form tokens: made at the first start, the same on every node ever after. */
export async function formSecret(db: Db): Promise<string> {
  const settings = db.withTables<SettingTables>();
  await settings
    .insertInto("kernel.setting")
    .values({ key: "form-secret", value: JSON.stringify(randomToken()) })
    .onConflict((conflict) => conflict.column("key").doNothing())
    .execute();
  const row = await settings
    .selectFrom("kernel.setting")
    .select("value")
    .where("key", "=", "form-secret")
    .executeTakeFirstOrThrow();
  assert(typeof row.value === "string", "the setting form-secret is a text");
  return row.value;
}
