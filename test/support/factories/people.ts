import { createAccount, createToken, findAccountByEmail, type Account } from "../../../src/identity/index.ts";
import { civilDateAt, type Db, type Instant } from "../../../src/kernel/index.ts";
import type { TestApp } from "../app.ts";
import type { TestBrowser } from "../test-browser.ts";

/** Two made-up people of different bodies: what one keeps, the other has no say in. */
export const beatrix = {
  email: "beatrix.lonsmere@example.org",
  body: "nhs-aldermere-and-the-vale-icb",
} as const;
export const theodora = { email: "theodora.vance.merrill@example.org", body: "aldermere-council" } as const;

/** The four kinds of people that the access table has a column for. */
export const kindsOfPeople = ["visitor", "keeper", "neighbour", "administrator"] as const;
export type KindOfPerson = (typeof kindsOfPeople)[number];

/** A fresh browser of somebody of this kind: the keeper is Beatrix, the neighbour Theodora. */
export async function browserAs(app: TestApp, kind: KindOfPerson): Promise<TestBrowser> {
  switch (kind) {
    case "visitor":
      return app.browser();
    case "keeper":
      return await app.signIn(beatrix.email);
    case "neighbour":
      return await app.signIn(theodora.email);
    case "administrator":
      return await app.signInAdministrator();
  }
}

/** The account of an email address, which must be there. */
export async function accountOf(db: Db, email: string): Promise<Account> {
  const account = await findAccountByEmail(db, email);
  if (!account) throw new Error(`There is no account for ${email} in this test's database.`);
  return account;
}

let made = 0;

/** A made-up account that nobody needs: one to close. */
export async function spareAccount(db: Db, at: Instant): Promise<Account> {
  made += 1;
  const email = `spare-${made}@example.org`;
  return await createAccount(
    db,
    { email, displayName: `Spare ${made}`, administrator: false, illustrative: true },
    at,
  );
}

/** An access token of an account, by its id. */
export async function spareToken(db: Db, email: string, at: Instant): Promise<string> {
  made += 1;
  const account = await accountOf(db, email);
  const token = await createToken(
    db,
    { accountId: account.id, name: `Token ${made}` },
    { at, today: civilDateAt(at) },
  );
  return token.id;
}
