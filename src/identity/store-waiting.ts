import { TooOften, instant, randomToken, secondsAfter, type Db, type Instant } from "../kernel/index.ts";
import { normalEmail, type Account } from "./account.ts";
import { whenText } from "./letters.ts";
import { secretHash } from "./secret.ts";
import { createOwnAccount } from "./store-account.ts";
import type { SignInLink } from "./store-link.ts";
import type { IdentityTables } from "./tables.ts";

/** How long a sign-in that was asked for waits for its letter to be answered. */
export const waitingSecondsMax = 24 * 3600;
/** Sign-ins that may wait for one email address: so many letters a day, at most, reach somebody who asked for none. */
export const waitingPerEmailMax = 5;

/** A sign-in that somebody asks for, with the password they chose for it. */
export interface AskedSignIn {
  readonly email: string;
  readonly displayName: string;
  readonly passwordHash: string;
  /** Where they were on their way to. */
  readonly next: string;
}

/**
 * Keeps a sign-in that was asked for until its letter is answered. Of several for one address each has a link of its own, so
 * that nobody voids another's; the first that is opened ends the rest.
 *
 * @throws TooOften when too many wait for the address
 */
export async function keepWaiting(db: Db, asked: AskedSignIn, at: Instant): Promise<SignInLink> {
  const email = normalEmail(asked.email);
  const waiting = await tables(db)
    .selectFrom("identity.waiting_account")
    .select("expires_at")
    .where("email", "=", email)
    .where("expires_at", ">", at)
    .orderBy("expires_at", "desc")
    .limit(waitingPerEmailMax)
    .execute();
  const oldest = waiting[waitingPerEmailMax - 1];
  if (oldest !== undefined) throw tooManyWaiting(instant(oldest.expires_at));
  const token = randomToken();
  const expiresAt = secondsAfter(at, waitingSecondsMax);
  await tables(db)
    .insertInto("identity.waiting_account")
    .values({
      token_hash: secretHash(token),
      email,
      display_name: asked.displayName,
      password_hash: asked.passwordHash,
      next: asked.next,
      expires_at: expiresAt,
    })
    .execute();
  return { token, expiresAt };
}

/** What a link would open; looking does not use it up, because mail scanners look. */
export async function findWaiting(
  db: Db,
  token: string,
  at: Instant,
): Promise<{ readonly passwordHash: string } | undefined> {
  const row = await tables(db)
    .selectFrom("identity.waiting_account")
    .select("password_hash")
    .where("token_hash", "=", secretHash(token))
    .where("expires_at", ">", at)
    .executeTakeFirst();
  return row && { passwordHash: row.password_hash };
}

/**
 * Opens the account that waited for this link, and ends whatever else waits for its address.
 *
 * @param opening.addressConfirmed  false where no letter went to the address
 * @returns undefined when the link was used, has expired, or the address has come by an account in another way
 */
export async function openWaiting(
  tx: Db,
  { token, addressConfirmed }: { readonly token: string; readonly addressConfirmed: boolean },
  at: Instant,
): Promise<{ readonly account: Account; readonly next: string } | undefined> {
  const row = await tables(tx)
    .deleteFrom("identity.waiting_account")
    .where("token_hash", "=", secretHash(token))
    .where("expires_at", ">", at)
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) return undefined;
  await tables(tx).deleteFrom("identity.waiting_account").where("email", "=", row.email).execute();
  const account = await createOwnAccount(
    tx,
    {
      email: row.email,
      displayName: row.display_name,
      passwordHash: row.password_hash,
      addressConfirmed,
    },
    at,
  );
  return account && { account, next: row.next };
}

/** The same words for an address that has an account: its letters carry no link, and administrators find the account. */
function tooManyWaiting(from: Instant): TooOften {
  // To the minute after, so that nobody is told a time that is still too early.
  const when = whenText({ expiresAt: secondsAfter(from, 60) });
  return new TooOften("identity.too-many-waiting", {
    message: `${waitingPerEmailMax} letters went to that address within a day, so no more are sent before ${when}. If you asked for one of them, do as it says. If you did not, try again then, or ask an administrator of this site.`,
    facts: { tryAgainAt: from },
  });
}

function tables(db: Db) {
  return db.withTables<IdentityTables>();
}
