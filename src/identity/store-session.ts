import type { CivilDate } from "@concordat/calendar";
import type { Selectable } from "kysely";
import {
  instant,
  millisecondsBetween,
  randomToken,
  visitor,
  type Db,
  type Instant,
  type Viewer,
} from "../kernel/index.ts";
import { personOf } from "./account.ts";
import { secretHash } from "./secret.ts";
import { seenSecondsMin, sessionEnd, type OpenedSession, type Session } from "./session.ts";
import { findAccount } from "./store-account.ts";
import { listOffices } from "./store-office.ts";
import type { IdentityTables } from "./tables.ts";

/**
 * Opens a session at sign-in, in place of the one that this browser had: the old id is dead at once.
 *
 * @returns the id for the cookie; only its hash is kept
 */
export async function openSession(
  tx: Db,
  session: { readonly accountId: string; readonly inPlaceOf?: string | undefined },
  at: Instant,
): Promise<OpenedSession> {
  const id = randomToken();
  const endsAt = sessionEnd(at, at);
  const replaced = session.inPlaceOf === undefined ? undefined : await removeSession(tx, session.inPlaceOf);
  await tables(tx)
    .insertInto("identity.session")
    .values({
      id_hash: secretHash(id),
      account_id: session.accountId,
      created_at: at,
      seen_at: at,
      ends_at: endsAt,
      rotated: replaced === undefined ? 0 : replaced.rotated + 1,
    })
    .execute();
  return { id, endsAt };
}

/**
 * Opens a session for somebody whose password was found to fit, as long as it is the account's password still.
 *
 * Finding out takes time, in which whoever else holds the address may take the password and all sessions away. The account
 * is locked, so that they either did so before, or find this session and end it too (README invariant 14).
 *
 * @returns undefined when the account has another password by now, none, or is closed
 */
export async function openSessionByPassword(
  tx: Db,
  session: {
    readonly accountId: string;
    readonly passwordHash: string;
    readonly inPlaceOf?: string | undefined;
  },
  at: Instant,
): Promise<OpenedSession | undefined> {
  const still = await tables(tx)
    .selectFrom("identity.account")
    .select("id")
    .where("id", "=", session.accountId)
    .where("status", "=", "active")
    .where("password_hash", "=", session.passwordHash)
    .forShare()
    .executeTakeFirst();
  return still && (await openSession(tx, session, at));
}

/** The session of an id that has not ended. Its use is noted, at most once a minute, and puts off its end. */
export async function findSession(db: Db, id: string, at: Instant): Promise<Session | undefined> {
  const row = await tables(db)
    .selectFrom("identity.session")
    .selectAll()
    .where("id_hash", "=", secretHash(id))
    .where("ends_at", ">", at)
    .executeTakeFirst();
  if (row === undefined || row.account_id === null) return undefined;
  const session = sessionFromRow(row, row.account_id);
  if (millisecondsBetween(session.seenAt, at) < seenSecondsMin * 1000) return session;
  const endsAt = sessionEnd(session.createdAt, at);
  await tables(db)
    .updateTable("identity.session")
    .set({ seen_at: at, ends_at: endsAt })
    .where("id_hash", "=", row.id_hash)
    .execute();
  return { ...session, seenAt: at, endsAt };
}

/** Keeps what the shell wants to find again on this browser's next page. */
export async function keepInSession(
  db: Db,
  id: string,
  value: Readonly<Record<string, unknown>>,
): Promise<void> {
  await tables(db)
    .updateTable("identity.session")
    .set({ value: JSON.stringify(value) })
    .where("id_hash", "=", secretHash(id))
    .execute();
}

/**
 * Gives a session another id, for the same person; the old one is dead at once.
 *
 * @returns undefined when there is no such session, or another request rotated it a moment before
 */
export async function rotateSession(tx: Db, id: string, at: Instant): Promise<OpenedSession | undefined> {
  const next = randomToken();
  const row = await tables(tx)
    .updateTable("identity.session")
    .set((set) => ({ id_hash: secretHash(next), seen_at: at, rotated: set("rotated", "+", 1) }))
    .where("id_hash", "=", secretHash(id))
    .where("ends_at", ">", at)
    .returning("ends_at")
    .executeTakeFirst();
  return row && { id: next, endsAt: instant(row.ends_at) };
}

/** Ends one session, at sign-out. */
export async function endSession(tx: Db, id: string): Promise<void> {
  await removeSession(tx, id);
}

/** Ends every session of an account, when its password changes. */
export async function endSessionsOf(tx: Db, accountId: string): Promise<void> {
  await tables(tx).deleteFrom("identity.session").where("account_id", "=", accountId).execute();
}

/** Whoever holds this session id: the person with the standings of the day, or a visitor. */
export async function viewerOfSession(
  db: Db,
  id: string | undefined,
  now: { readonly at: Instant; readonly today: CivilDate },
): Promise<Viewer> {
  const session = id === undefined ? undefined : await findSession(db, id, now.at);
  return session === undefined ? visitor : await viewerOfAccount(db, session.accountId, now.today);
}

/** The person behind an account with the standings of a day; a visitor where the account is closed. */
export async function viewerOfAccount(db: Db, accountId: string, today: CivilDate): Promise<Viewer> {
  const account = await findAccount(db, accountId);
  if (account === undefined || account.status === "closed") return visitor;
  return personOf(account, await listOffices(db, [account.id]), today);
}

async function removeSession(tx: Db, id: string): Promise<{ readonly rotated: number } | undefined> {
  return await tables(tx)
    .deleteFrom("identity.session")
    .where("id_hash", "=", secretHash(id))
    .returning("rotated")
    .executeTakeFirst();
}

function sessionFromRow(row: Selectable<IdentityTables["identity.session"]>, accountId: string): Session {
  const value = row.value;
  return {
    accountId,
    value: typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {},
    createdAt: instant(row.created_at),
    seenAt: instant(row.seen_at),
    endsAt: instant(row.ends_at),
  };
}

function tables(db: Db) {
  return db.withTables<IdentityTables>();
}
