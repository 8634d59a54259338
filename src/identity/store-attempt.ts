import {
  TooOften,
  instant,
  newUuid,
  secondsAfter,
  timeOfDayAt,
  type Db,
  type Instant,
} from "../kernel/index.ts";
import { normalEmail, type Account } from "./account.ts";
import { networkOf } from "./network.ts";
import { passwordFits } from "./password.ts";
import { secretHash } from "./secret.ts";
import { millisOf } from "./session.ts";
import { findPasswordByEmail } from "./store-account.ts";
import type { IdentityTables } from "./tables.ts";

/** For how long a failed try counts. */
export const attemptSeconds = 15 * 60;
/** Tries for one account in that time. */
export const triesPerAccountMax = 10;
/** Tries from one network in that time; a whole town hall may share one. */
export const triesPerAddressMax = 40;
/** Sign-in letters for one account in that time. */
export const lettersPerAccountMax = 3;
/** New sign-ins asked for from one network in that time: each costs a letter to an address that anybody may have typed. */
export const newPerNetworkMax = 10;

/** A try to sign in with a password. */
export interface PasswordTry {
  readonly email: string;
  readonly password: string;
  /** Network address it comes from. */
  readonly address: string;
}

/** An account whose password somebody knows, with what was kept of that password when it was looked at. */
export interface VerifiedPassword {
  readonly account: Account;
  readonly passwordHash: string;
}

/**
 * The account that an email address and password belong to; undefined when the two do not fit.
 *
 * A try counts before it is checked, so that many at once get no further than one after the other. Takes as long for an
 * unknown address. Give it the pool, not a transaction: a rolled back failure would not count.
 *
 * @throws TooOften with the time from which to try again
 */
export async function verifyPassword(
  db: Db,
  tried: PasswordTry,
  at: Instant,
): Promise<VerifiedPassword | undefined> {
  const accountKey = `password:${secretHash(normalEmail(tried.email))}`;
  const attempts = await countTry(db, at, [
    { key: accountKey, max: triesPerAccountMax },
    { key: `address:${secretHash(networkOf(tried.address))}`, max: triesPerAddressMax },
  ]);
  const found = await findPasswordByEmail(db, tried.email);
  if (!(await passwordFits(found?.passwordHash, tried.password))) return undefined;
  await tables(db)
    .deleteFrom("identity.attempt")
    .where((is) => is.or([is("key", "=", accountKey), is("id", "in", attempts)]))
    .execute();
  return found?.passwordHash === undefined
    ? undefined
    : { account: found.account, passwordHash: found.passwordHash };
}

/**
 * Whether somebody signed in knows the password that they want to change; whoever sits at an open session may not.
 *
 * Counted apart from sign-in, so that neither locks the other. Give it the pool, not a transaction, as above.
 *
 * @throws TooOften with the time from which to try again
 */
export async function verifyCurrent(
  db: Db,
  tried: {
    readonly accountId: string;
    readonly passwordHash: string | undefined;
    readonly password: string;
  },
  at: Instant,
): Promise<boolean> {
  const key = `current:${secretHash(tried.accountId)}`;
  await countTry(db, at, [{ key, max: triesPerAccountMax }]);
  if (!(await passwordFits(tried.passwordHash, tried.password))) return false;
  await tables(db).deleteFrom("identity.attempt").where("key", "=", key).execute();
  return true;
}

/**
 * Counts a letter with a sign-in link that somebody asks for.
 *
 * @throws TooOften for too many to one address, or from one network address
 */
export async function countLetter(
  db: Db,
  letter: { readonly email: string; readonly address: string },
  at: Instant,
): Promise<void> {
  await countTry(db, at, [
    { key: `letter:${secretHash(normalEmail(letter.email))}`, max: lettersPerAccountMax },
    { key: `address:${secretHash(networkOf(letter.address))}`, max: triesPerAddressMax },
  ]);
}

/**
 * Counts a new sign-in that somebody asks for; apart from letters with links, so that neither locks the other.
 *
 * @throws TooOften for too many with one email address, or from one network
 */
export async function countNewSignIn(
  db: Db,
  asked: { readonly email: string; readonly address: string },
  at: Instant,
): Promise<void> {
  await countTry(db, at, [
    { key: `new-network:${secretHash(networkOf(asked.address))}`, max: newPerNetworkMax },
    { key: `new:${secretHash(normalEmail(asked.email))}`, max: lettersPerAccountMax },
  ]);
}

/**
 * Whether the password fits that was chosen for a sign-in that waits for its letter to be answered.
 *
 * @throws TooOften with the time from which to try again
 */
export async function verifyWaiting(
  db: Db,
  tried: { readonly token: string; readonly passwordHash: string; readonly password: string },
  at: Instant,
): Promise<boolean> {
  await countTry(db, at, [{ key: `waiting:${secretHash(tried.token)}`, max: triesPerAccountMax }]);
  return await passwordFits(tried.passwordHash, tried.password);
}

/** Notes one try under each key; a refused one does not count, so that a lock always ends when it said it would. */
async function countTry(
  db: Db,
  at: Instant,
  limits: readonly { readonly key: string; readonly max: number }[],
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const { key, max } of limits) {
    const id = newUuid(millisOf(at));
    await tables(db).insertInto("identity.attempt").values({ id, key, at }).execute();
    ids.push(id);
    const earlier = await tables(db)
      .selectFrom("identity.attempt")
      .select("at")
      .where("key", "=", key)
      .where("id", "!=", id)
      .where("at", ">", secondsAfter(at, -attemptSeconds))
      .orderBy("at", "desc")
      .limit(max)
      .execute();
    const oldest = earlier[max - 1];
    if (oldest === undefined) continue;
    await tables(db).deleteFrom("identity.attempt").where("id", "in", ids).execute();
    throw tooOften(max, secondsAfter(instant(oldest.at), attemptSeconds));
  }
  return ids;
}

function tooOften(max: number, from: Instant): TooOften {
  // To the minute after, so that nobody is told a time that is still too early.
  const until = timeOfDayAt(secondsAfter(from, 60));
  return new TooOften("identity.too-many-tries", {
    message: `There were ${max} tries in 15 minutes, so no more are taken for now. Try again at ${until}.`,
    facts: { tryAgainAt: from },
  });
}

function tables(db: Db) {
  return db.withTables<IdentityTables>();
}
