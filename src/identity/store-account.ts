import type { CivilDate } from "@concordat/calendar";
import { sql, type Selectable } from "kysely";
import { Conflict, Invalid, NotFound, isUuid, newUuid, type Db, type Instant } from "../kernel/index.ts";
import { normalEmail, type Account } from "./account.ts";
import { hashPassword } from "./password.ts";
import { millisOf } from "./session.ts";
import { endOffices, listOffices } from "./store-office.ts";
import type { IdentityTables } from "./tables.ts";

/** A new account; without password until its holder chooses one. */
export interface NewAccount {
  readonly email: string;
  readonly displayName: string;
  readonly administrator: boolean;
  readonly illustrative: boolean;
  /** Left out: a new one. Given for shipped people, so that every installation has the same. */
  readonly id?: string;
}

/** Who somebody is at an identity provider. */
export interface ProviderIdentity {
  readonly issuer: string;
  readonly subject: string;
  readonly email?: string;
  /** Whether the provider has checked that the address is theirs. */
  readonly emailVerified: boolean;
}

/**
 * Opens an account.
 *
 * @throws Invalid when the email address already has one
 */
export async function createAccount(tx: Db, account: NewAccount, at: Instant): Promise<Account> {
  const opened = await insertAccount(tx, account, at);
  if (opened !== undefined) return opened;
  const email = normalEmail(account.email);
  const held = await findAccountByEmail(tx, email);
  const advice =
    held?.addressConfirmed === false
      ? "Somebody made it alone, and nobody knows whether the address is theirs. Ask the person. If it is not theirs, close it and add the account again."
      : "Give that account another office instead.";
  const message = `There is already an account for ${email}. ${advice}`;
  throw new Invalid([{ code: "identity.email-taken", field: "email", message }]);
}

/** Opens the account of somebody who made a sign-in alone; undefined when the address has one, which is left as it is. */
export async function createOwnAccount(
  tx: Db,
  account: {
    readonly email: string;
    readonly displayName: string;
    readonly passwordHash: string;
    readonly addressConfirmed: boolean;
  },
  at: Instant,
): Promise<Account | undefined> {
  return await insertAccount(tx, { ...account, administrator: false, illustrative: false }, at);
}

async function insertAccount(
  tx: Db,
  account: NewAccount & { readonly passwordHash?: string; readonly addressConfirmed?: boolean },
  at: Instant,
): Promise<Account | undefined> {
  const row = await tables(tx)
    .insertInto("identity.account")
    .values({
      id: account.id ?? newUuid(millisOf(at)),
      email: normalEmail(account.email),
      display_name: account.displayName.trim(),
      password_hash: account.passwordHash ?? null,
      administrator: account.administrator,
      illustrative: account.illustrative,
      address_confirmed: account.addressConfirmed ?? true,
      created_at: at,
    })
    .onConflict((conflict) => conflict.column("email").where("status", "=", "active").doNothing())
    .returningAll()
    .executeTakeFirst();
  return row && accountFromRow(row);
}

/** The account with this id, closed ones too. */
export async function findAccount(db: Db, id: string): Promise<Account | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await tables(db)
    .selectFrom("identity.account")
    .selectAll()
    .where("id", "=", id)
    .executeTakeFirst();
  return row && accountFromRow(row);
}

/** The account with this id. */
export async function getAccount(db: Db, id: string): Promise<Account> {
  const account = await findAccount(db, id);
  if (account === undefined) {
    throw new NotFound("identity.no-account", {
      message: "There is no such account. Choose one on the page of people.",
    });
  }
  return account;
}

/** The active account of an email address. */
export async function findAccountByEmail(db: Db, email: string): Promise<Account | undefined> {
  const row = await activeRowByEmail(db, email);
  return row && accountFromRow(row);
}

/** The active account of an email address with what is kept of its password. */
export async function findPasswordByEmail(
  db: Db,
  email: string,
): Promise<{ readonly account: Account; readonly passwordHash: string | undefined } | undefined> {
  const row = await activeRowByEmail(db, email);
  return row && { account: accountFromRow(row), passwordHash: row.password_hash ?? undefined };
}

/** What is kept of an account's password. */
export async function findPasswordHash(db: Db, accountId: string): Promise<string | undefined> {
  const row = await tables(db)
    .selectFrom("identity.account")
    .select("password_hash")
    .where("id", "=", accountId)
    .executeTakeFirst();
  return row?.password_hash ?? undefined;
}

/** Keeps a password, already found good by `passwordProblems`; undefined takes it away. */
export async function setPassword(tx: Db, accountId: string, password: string | undefined): Promise<void> {
  const kept = password === undefined ? null : await hashPassword(password);
  await tables(tx)
    .updateTable("identity.account")
    .set({ password_hash: kept })
    .where("id", "=", accountId)
    .execute();
}

/**
 * Keeps a new password in place of the one that its holder was found to know, or of none.
 *
 * @returns false when the account has another one by now: whoever took it away meanwhile must stay the one who chooses
 */
export async function changePassword(
  tx: Db,
  accountId: string,
  { from, to }: { readonly from: string | undefined; readonly to: string },
): Promise<boolean> {
  const changed = await tables(tx)
    .updateTable("identity.account")
    .set({ password_hash: await hashPassword(to) })
    .where("id", "=", accountId)
    .where("password_hash", "is not distinct from", from ?? null)
    .returning("id")
    .executeTakeFirst();
  return changed !== undefined;
}

/** Notes that letters to the address of an account reach whoever holds it. */
export async function confirmAddress(tx: Db, accountId: string): Promise<void> {
  await tables(tx)
    .updateTable("identity.account")
    .set({ address_confirmed: true })
    .where("id", "=", accountId)
    .execute();
}

/** Every account by name, closed ones last. For administrators only. */
export async function listAccounts(db: Db): Promise<readonly Account[]> {
  const rows = await tables(db)
    .selectFrom("identity.account")
    .selectAll()
    .orderBy("status")
    .orderBy(sql`display_name collate kernel.natural_order`)
    .orderBy("id")
    .execute();
  return rows.map(accountFromRow);
}

/**
 * The active account bound to a person at an identity provider.
 *
 * The first time, an account with the address that the provider has verified is bound; once only, and of two at the same
 * moment one wins. Undefined: nobody here, an administrator must add them. Whoever typed the address before is put out in the
 * same transaction.
 */
export async function findOrBindProviderAccount(
  tx: Db,
  identity: ProviderIdentity,
): Promise<Account | undefined> {
  const bound = await tables(tx)
    .selectFrom("identity.account")
    .selectAll()
    .where("oidc_issuer", "=", identity.issuer)
    .where("oidc_subject", "=", identity.subject)
    .executeTakeFirst();
  if (bound !== undefined) return bound.status === "active" ? accountFromRow(bound) : undefined;
  if (!identity.emailVerified || identity.email === undefined) return undefined;
  await endUnconfirmedAccess(tx, identity.email);
  const row = await tables(tx)
    .updateTable("identity.account")
    .set({ oidc_issuer: identity.issuer, oidc_subject: identity.subject, address_confirmed: true })
    .where("email", "=", normalEmail(identity.email))
    .where("status", "=", "active")
    .where("illustrative", "=", false)
    .where("oidc_subject", "is", null)
    .returningAll()
    .executeTakeFirst();
  return row && accountFromRow(row);
}

/** Whoever typed somebody else's address must be out before the provider's person comes in (invariant 14). */
async function endUnconfirmedAccess(tx: Db, email: string): Promise<void> {
  const row = await activeRowByEmail(tx, email);
  if (row === undefined || row.address_confirmed) return;
  await setPassword(tx, row.id, undefined);
  await endAccess(tx, row.id);
}

async function endAccess(tx: Db, accountId: string): Promise<void> {
  await tables(tx).deleteFrom("identity.session").where("account_id", "=", accountId).execute();
  await tables(tx).deleteFrom("identity.sign_in_link").where("account_id", "=", accountId).execute();
  await tables(tx).deleteFrom("identity.api_token").where("account_id", "=", accountId).execute();
}

/**
 * Closes an account for good: its offices end, and every session, link and token with it.
 *
 * Of somebody who never held an office nor looked after accounts nothing is kept: nobody needs to know later who they were.
 *
 * @returns whether anything of it is kept
 * @throws Conflict for the last active administrator, or an account that is already closed
 */
export async function closeAccount(tx: Db, account: Account, on: CivilDate): Promise<boolean> {
  // All administrators are locked, so that two cannot close each other at the same moment.
  const administrators = await tables(tx)
    .selectFrom("identity.account")
    .select("id")
    .where("administrator", "=", true)
    .where("status", "=", "active")
    .orderBy("id")
    .forUpdate()
    .execute();
  if (administrators.length === 1 && administrators[0]?.id === account.id) {
    throw new Conflict("identity.last-administrator", {
      message:
        "This is the only administrator. Add another one first: without any, nobody could add accounts.",
    });
  }
  const closed = await tables(tx)
    .updateTable("identity.account")
    .set({ status: "closed", password_hash: null, oidc_issuer: null, oidc_subject: null })
    .where("id", "=", account.id)
    .where("status", "=", "active")
    .returning("id")
    .executeTakeFirst();
  if (closed === undefined) {
    throw new Conflict("identity.account-closed", {
      message: "This account is already closed. Nothing was changed.",
    });
  }
  await endOffices(tx, account.id, on);
  await endAccess(tx, account.id);
  const held = await listOffices(tx, [account.id]);
  // A made-up person who was deleted would be made again at the next start.
  if (account.administrator || account.illustrative || held.length > 0) return true;
  await tables(tx).deleteFrom("identity.account").where("id", "=", account.id).execute();
  return false;
}

/** The active administrators, and whether each has a way to sign in of their own. */
export async function listAdministrators(db: Db): Promise<readonly Account[]> {
  const rows = await tables(db)
    .selectFrom("identity.account")
    .selectAll()
    .where("administrator", "=", true)
    .where("status", "=", "active")
    .orderBy("created_at")
    .orderBy("id")
    .execute();
  return rows.map(accountFromRow);
}

async function activeRowByEmail(
  db: Db,
  email: string,
): Promise<Selectable<IdentityTables["identity.account"]> | undefined> {
  return await tables(db)
    .selectFrom("identity.account")
    .selectAll()
    .where("email", "=", normalEmail(email))
    .where("status", "=", "active")
    .executeTakeFirst();
}

function accountFromRow(row: Selectable<IdentityTables["identity.account"]>): Account {
  return {
    id: row.id,
    email: row.email,
    displayName: row.display_name,
    administrator: row.administrator,
    illustrative: row.illustrative,
    status: row.status,
    hasPassword: row.password_hash !== null,
    hasProvider: row.oidc_subject !== null,
    addressConfirmed: row.address_confirmed,
  };
}

function tables(db: Db) {
  return db.withTables<IdentityTables>();
}
