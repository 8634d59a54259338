import { randomToken, secondsAfter, type Db, type Instant } from "../kernel/index.ts";
import type { Account } from "./account.ts";
import { secretHash } from "./secret.ts";
import {
  confirmAddress,
  createAccount,
  findAccount,
  findAccountByEmail,
  getAccount,
  listAdministrators,
  setPassword,
} from "./store-account.ts";
import { endSessionsOf } from "./store-session.ts";
import { endTokensOf } from "./store-token.ts";
import type { IdentityTables } from "./tables.ts";

/** How long a sign-in link works. */
export const linkSecondsMax = 30 * 60;

/**
 * What a link is for: to sign in, made by an administrator, the operator or the start; or also to choose a new password
 * because the old one is forgotten, asked for by letter. Anybody can ask for the second by typing an address.
 */
export type LinkPurpose = "sign-in" | "new-password";

/** A link's token; known only at this moment, only its hash is kept. */
export interface SignInLink {
  readonly token: string;
  readonly expiresAt: Instant;
}

/**
 * Makes a one-time sign-in link; earlier unused ones of the same account and purpose stop working.
 *
 * Those of the other purpose stay, so that nobody voids the link of an administrator or of the start by asking for a letter.
 */
export async function createSignInLink(
  tx: Db,
  link: { readonly accountId: string; readonly purpose: LinkPurpose; readonly seconds?: number },
  at: Instant,
): Promise<SignInLink> {
  const token = randomToken();
  const expiresAt = secondsAfter(at, link.seconds ?? linkSecondsMax);
  await tables(tx)
    .deleteFrom("identity.sign_in_link")
    .where("account_id", "=", link.accountId)
    .where("purpose", "=", link.purpose)
    .where("used_at", "is", null)
    .execute();
  await tables(tx)
    .insertInto("identity.sign_in_link")
    .values({
      token_hash: secretHash(token),
      account_id: link.accountId,
      purpose: link.purpose,
      expires_at: expiresAt,
    })
    .execute();
  return { token, expiresAt };
}

/** Whether a link would still work; looking does not use it up, because mail scanners look. */
export async function isLinkOpen(db: Db, token: string, at: Instant): Promise<boolean> {
  const row = await tables(db)
    .selectFrom("identity.sign_in_link")
    .select("token_hash")
    .where("token_hash", "=", secretHash(token))
    .where("used_at", "is", null)
    .where("expires_at", ">", at)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Uses a link up and gives its account; of two uses at the same moment one wins.
 *
 * A link for a new password confirms the address and takes the old one away, so that the account page asks for a new one without it. Whoever
 * knew the old one may be signed in somewhere or have made a token: every session ends, and the tokens with the password.
 *
 * @returns undefined when the link was used, has expired, never existed, or its account is closed
 */
export async function useSignInLink(tx: Db, token: string, at: Instant): Promise<Account | undefined> {
  const used = await tables(tx)
    .updateTable("identity.sign_in_link")
    .set({ used_at: at })
    .where("token_hash", "=", secretHash(token))
    .where("used_at", "is", null)
    .where("expires_at", ">", at)
    .returning(["account_id", "purpose"])
    .executeTakeFirst();
  if (used === undefined) return undefined;
  const account = await findAccount(tx, used.account_id);
  if (account === undefined || account.status === "closed") return undefined;
  if (used.purpose === "sign-in") return account;
  // The account is changed, and so locked, before its sessions end: one opened at this moment is then among them.
  await confirmAddress(tx, account.id);
  const { hasPassword } = await getAccount(tx, account.id);
  if (hasPassword) {
    await setPassword(tx, account.id, undefined);
    await endTokensOf(tx, account.id);
  }
  await endSessionsOf(tx, account.id);
  return { ...account, hasPassword: false, addressConfirmed: true };
}

/** How long the link works that is printed at the start. */
export const firstLinkSecondsMax = 24 * 3600;

/**
 * Sees to it that somebody can administer this site: called at every start.
 *
 * Makes the first administrator's account where there is none, and a new link as long as no administrator has chosen a
 * password or come through an identity provider. Undefined: somebody has, so nothing is to be printed.
 */
export async function ensureFirstAdministrator(
  tx: Db,
  at: Instant,
  first: { readonly email: string } = { email: "administrator@localhost" },
): Promise<SignInLink | undefined> {
  const administrators = await listAdministrators(tx);
  if (administrators.some((account) => account.hasPassword || account.hasProvider)) return undefined;
  const account = administrators[0] ?? (await firstAdministrator(tx, first.email, at));
  return await createSignInLink(
    tx,
    { accountId: account.id, purpose: "sign-in", seconds: firstLinkSecondsMax },
    at,
  );
}

async function firstAdministrator(tx: Db, email: string, at: Instant): Promise<Account> {
  const account = { email, displayName: "First administrator", administrator: true, illustrative: false };
  try {
    return await createAccount(tx, account, at);
  } catch (error) {
    // Another node, starting at the same moment, was first.
    const other = await findAccountByEmail(tx, email);
    if (other?.administrator) return other;
    throw error;
  }
}

function tables(db: Db) {
  return db.withTables<IdentityTables>();
}
