import type { CivilDate } from "@concordat/calendar";
import { sql, type Selectable } from "kysely";
import { Conflict, Invalid, NotFound, isUuid, newUuid, type Db, type Instant } from "../kernel/index.ts";
import { normalEmail, type Account } from "./account.ts";
import { hashPassword } from "./password.ts";
import { millisOf } from "./session.ts";
import { endOffices } from "./store-office.ts";
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
  const row = await tables(tx)
    .insertInto("identity.account")
    .values({
      id: account.id ?? newUuid(millisOf(at)),
      email: normalEmail(account.email),
      display_name: account.displayName.trim(),
      administrator: account.administrator,
      illustrative: account.illustrative,
      created_at: at,
    })
    .onConflict((conflict) => conflict.column("email").doNothing())
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) {
    throw new Invalid([
      {
        code: "identity.email-taken",
        field: "email",
        message: `There is already an account for ${normalEmail(account.email)}. Give that account another office instead.`,
      },
    ]);
  }
  return accountFromRow(row);
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
 * moment one wins. Undefined: nobody here, an administrator must add them.
 */
export async function findOrBindProviderAccount(
  db: Db,
  identity: ProviderIdentity,
): Promise<Account | undefined> {
  const bound = await tables(db)
    .selectFrom("identity.account")
    .selectAll()
    .where("oidc_issuer", "=", identity.issuer)
    .where("oidc_subject", "=", identity.subject)
    .executeTakeFirst();
  if (bound !== undefined) return bound.status === "active" ? accountFromRow(bound) : undefined;
  if (!identity.emailVerified || identity.email === undefined) return undefined;
  const row = await tables(db)
    .updateTable("identity.account")
    .set({ oidc_issuer: identity.issuer, oidc_subject: identity.subject })
    .where("email", "=", normalEmail(identity.email))
    .where("status", "=", "active")
    .where("illustrative", "=", false)
    .where("oidc_subject", "is", null)
    .returningAll()
    .executeTakeFirst();
  return row && accountFromRow(row);
}

/**
 * Closes an account for good: its offices end, and every session, link and token with it.
 *
 * @throws Conflict for the last active administrator, or an account that is already closed
 */
export async function closeAccount(tx: Db, account: Account, on: CivilDate): Promise<void> {
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
  await tables(tx).deleteFrom("identity.session").where("account_id", "=", account.id).execute();
  await tables(tx).deleteFrom("identity.sign_in_link").where("account_id", "=", account.id).execute();
  await tables(tx).deleteFrom("identity.api_token").where("account_id", "=", account.id).execute();
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
  };
}

function tables(db: Db) {
  return db.withTables<IdentityTables>();
}
