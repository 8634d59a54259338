import { addDays, civilDate, type CivilDate } from "@concordat/calendar";
import type { Selectable } from "kysely";
import {
  instant,
  isUuid,
  millisecondsBetween,
  newUuid,
  randomToken,
  visitor,
  type Db,
  type Instant,
  type Viewer,
} from "../kernel/index.ts";
import { secretHash } from "./secret.ts";
import { millisOf, seenSecondsMin } from "./session.ts";
import { viewerOfAccount } from "./store-session.ts";
import type { IdentityTables } from "./tables.ts";

/** An access token of another program, as its owner sees it; the token itself is shown once and never kept. */
export interface ApiToken {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly createdAt: Instant;
  readonly lastUsedAt?: Instant;
  /** The first day on which it no longer works. */
  readonly endsOn: CivilDate;
  /** False until its owner has looked at it; it does not work before. */
  readonly shown: boolean;
}

/** For how many days a token works. */
export const tokenDaysMax = 365;

const prefix = "concordat_";

/** Makes a token that does not work yet: `revealToken` gives it out, once. */
export async function createToken(
  tx: Db,
  token: { readonly accountId: string; readonly name: string },
  now: { readonly at: Instant; readonly today: CivilDate },
): Promise<ApiToken> {
  const row = await tables(tx)
    .insertInto("identity.api_token")
    .values({
      id: newUuid(millisOf(now.at)),
      account_id: token.accountId,
      name: token.name.trim(),
      created_at: now.at,
      ends_on: addDays(now.today, tokenDaysMax),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return tokenFromRow(row);
}

/**
 * Gives out a token's text, to its owner and once; of two requests at the same moment one gets it.
 *
 * @returns undefined when it was given out before, or is not this account's
 */
export async function revealToken(
  tx: Db,
  token: { readonly id: string; readonly accountId: string },
): Promise<string | undefined> {
  if (!isUuid(token.id)) return undefined;
  const text = prefix + randomToken();
  const row = await tables(tx)
    .updateTable("identity.api_token")
    .set({ token_hash: secretHash(text) })
    .where("id", "=", token.id)
    .where("account_id", "=", token.accountId)
    .where("token_hash", "is", null)
    .returning("id")
    .executeTakeFirst();
  return row && text;
}

/** Whoever a token acts for, with the standings of the day; a visitor when it has ended or was never given out. */
export async function viewerOfToken(
  db: Db,
  text: string,
  now: { readonly at: Instant; readonly today: CivilDate },
): Promise<Viewer> {
  if (!text.startsWith(prefix)) return visitor;
  const row = await tables(db)
    .selectFrom("identity.api_token")
    .selectAll()
    .where("token_hash", "=", secretHash(text))
    .where("ends_on", ">", now.today)
    .executeTakeFirst();
  if (row === undefined) return visitor;
  const used = row.last_used_at;
  if (used === null || millisecondsBetween(instant(used), now.at) >= seenSecondsMin * 1000) {
    await tables(db)
      .updateTable("identity.api_token")
      .set({ last_used_at: now.at })
      .where("id", "=", row.id)
      .execute();
  }
  return await viewerOfAccount(db, row.account_id, now.today);
}

/** The token with this id. */
export async function findToken(db: Db, id: string): Promise<ApiToken | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await tables(db)
    .selectFrom("identity.api_token")
    .selectAll()
    .where("id", "=", id)
    .executeTakeFirst();
  return row && tokenFromRow(row);
}

/** An account's tokens, the newest first. */
export async function listTokens(db: Db, accountId: string): Promise<readonly ApiToken[]> {
  const rows = await tables(db)
    .selectFrom("identity.api_token")
    .selectAll()
    .where("account_id", "=", accountId)
    .orderBy("id", "desc")
    .execute();
  return rows.map(tokenFromRow);
}

/** Ends a token at once; false when there is none any more. */
export async function endToken(tx: Db, id: string): Promise<boolean> {
  const ended = await tables(tx)
    .deleteFrom("identity.api_token")
    .where("id", "=", id)
    .returning("id")
    .executeTakeFirst();
  return ended !== undefined;
}

/** Ends every token of an account, when its password changes. */
export async function endTokensOf(tx: Db, accountId: string): Promise<void> {
  await tables(tx).deleteFrom("identity.api_token").where("account_id", "=", accountId).execute();
}

function tokenFromRow(row: Selectable<IdentityTables["identity.api_token"]>): ApiToken {
  return {
    id: row.id,
    accountId: row.account_id,
    name: row.name,
    createdAt: instant(row.created_at),
    endsOn: civilDate(row.ends_on),
    shown: row.token_hash !== null,
    ...(row.last_used_at !== null && { lastUsedAt: instant(row.last_used_at) }),
  };
}

function tables(db: Db) {
  return db.withTables<IdentityTables>();
}
