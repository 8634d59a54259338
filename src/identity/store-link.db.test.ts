import { setTimeout as delay } from "node:timers/promises";
import { civilDate } from "@concordat/calendar";
import { describe, expect, it } from "vitest";
import { testDatabase } from "../../test/support/database.ts";
import { instant, secondsAfter } from "../kernel/index.ts";
import { createAccount, findPasswordHash, getAccount, listAccounts, setPassword } from "./store-account.ts";
import {
  createSignInLink,
  ensureFirstAdministrator,
  firstLinkSecondsMax,
  isLinkOpen,
  linkSecondsMax,
  useSignInLink,
} from "./store-link.ts";
import { findSession, openSession, openSessionByPassword } from "./store-session.ts";
import { createToken, listTokens } from "./store-token.ts";

const { db, pool } = await testDatabase();
const at = instant("2026-11-21T09:00:00Z");
let made = 0;
async function person() {
  made += 1;
  const fresh = {
    email: `p${made}@fenwick.example`,
    displayName: "P",
    administrator: false,
    illustrative: false,
  };
  return await createAccount(db, fresh, at);
}

describe("a sign-in link", () => {
  it("works once (invariant 3)", async () => {
    const account = await person();
    const { token } = await createSignInLink(db, { accountId: account.id, purpose: "sign-in" }, at);
    expect(await useSignInLink(db, token, at)).toEqual(account);
    expect(await useSignInLink(db, token, at)).toBeUndefined();
  });

  it("used by twenty at the same moment lets one in", async () => {
    const account = await person();
    const { token } = await createSignInLink(db, { accountId: account.id, purpose: "sign-in" }, at);
    const tries = Array.from(
      { length: 20 },
      async () => await db.transaction().execute(async (tx) => await useSignInLink(tx, token, at)),
    );
    const entered = (await Promise.all(tries)).filter((one) => one !== undefined);
    expect(entered).toHaveLength(1);
  });

  it("is not used up by looking at it", async () => {
    const account = await person();
    const { token } = await createSignInLink(db, { accountId: account.id, purpose: "sign-in" }, at);
    expect([await isLinkOpen(db, token, at), await isLinkOpen(db, token, at)]).toEqual([true, true]);
    expect(await useSignInLink(db, token, at)).toBeDefined();
  });

  it("expires after 30 minutes", async () => {
    const account = await person();
    const { token, expiresAt } = await createSignInLink(
      db,
      { accountId: account.id, purpose: "sign-in" },
      at,
    );
    expect(expiresAt).toBe(secondsAfter(at, linkSecondsMax));
    expect(await isLinkOpen(db, token, secondsAfter(at, linkSecondsMax - 1))).toBe(true);
    expect(await useSignInLink(db, token, expiresAt)).toBeUndefined();
  });

  it("is replaced by the next one", async () => {
    const account = await person();
    const first = await createSignInLink(db, { accountId: account.id, purpose: "sign-in" }, at);
    const second = await createSignInLink(db, { accountId: account.id, purpose: "sign-in" }, at);
    expect(await useSignInLink(db, first.token, at)).toBeUndefined();
    expect(await useSignInLink(db, second.token, at)).toBeDefined();
  });

  it("of an administrator, the operator or the start is not voided by asking for a letter", async () => {
    const account = await person();
    const printed = await createSignInLink(db, { accountId: account.id, purpose: "sign-in" }, at);
    const asked = { accountId: account.id, purpose: "new-password" } as const;
    const first = await createSignInLink(db, asked, at);
    const second = await createSignInLink(db, asked, at);
    expect(await isLinkOpen(db, first.token, at)).toBe(false);
    expect(await useSignInLink(db, second.token, at)).toBeDefined();
    expect(await useSignInLink(db, printed.token, at)).toEqual(account);
  });

  it("for a new password ends the sessions and tokens of whoever knew the old one; a plain one leaves them", async () => {
    const account = await person();
    await setPassword(db, account.id, "gravel moss tram");
    const session = await openSession(db, { accountId: account.id }, at);
    await createToken(db, { accountId: account.id, name: "Sheet" }, { at, today: civilDate("2026-11-21") });
    const plain = await createSignInLink(db, { accountId: account.id, purpose: "sign-in" }, at);
    await useSignInLink(db, plain.token, at);
    expect(await findSession(db, session.id, at)).toBeDefined();
    expect(await listTokens(db, account.id)).toHaveLength(1);
    const forgotten = await createSignInLink(db, { accountId: account.id, purpose: "new-password" }, at);
    await useSignInLink(db, forgotten.token, at);
    expect(await findSession(db, session.id, at)).toBeUndefined();
    expect(await listTokens(db, account.id)).toEqual([]);
  });

  it("is kept as a hash only (invariant 2)", async () => {
    const account = await person();
    const { token } = await createSignInLink(db, { accountId: account.id, purpose: "sign-in" }, at);
    const { rows } = await pool.query("select * from identity.sign_in_link");
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it("for a new password takes the forgotten one away; a plain one leaves it", async () => {
    const account = await person();
    await setPassword(db, account.id, "gravel moss tram");
    const plain = await createSignInLink(db, { accountId: account.id, purpose: "sign-in" }, at);
    await useSignInLink(db, plain.token, at);
    expect((await getAccount(db, account.id)).hasPassword).toBe(true);
    const forgotten = await createSignInLink(db, { accountId: account.id, purpose: "new-password" }, at);
    expect((await getAccount(db, account.id)).hasPassword).toBe(true);
    await useSignInLink(db, forgotten.token, at);
    expect((await getAccount(db, account.id)).hasPassword).toBe(false);
  });
});

describe("a password that was found to fit", () => {
  const asked = async () => {
    const { id: accountId } = await person();
    await setPassword(db, accountId, "gravel moss tram");
    const passwordHash = (await findPasswordHash(db, accountId))!;
    const { token } = await createSignInLink(db, { accountId, purpose: "new-password" }, at);
    return { token, accountId, passwordHash };
  };

  it("opens no session once a link for a new password has taken it away (invariant 14)", async () => {
    const { token, ...known } = await asked();
    expect(await openSessionByPassword(db, known, at)).toBeDefined();
    await useSignInLink(db, token, at);
    expect(await openSessionByPassword(db, known, at)).toBeUndefined();
  });

  it("opens none while the link is being used, however the two meet", async () => {
    const { token, ...known } = await asked();
    let opening: Promise<unknown> | undefined;
    await db.transaction().execute(async (tx) => {
      await useSignInLink(tx, token, at);
      opening = db.transaction().execute(async (other) => await openSessionByPassword(other, known, at));
      await Promise.race([opening, delay(50)]);
    });
    expect(await opening).toBeUndefined();
  });

  it("and a session that it opened a moment before the link is used ends with the others", async () => {
    const { token, ...known } = await asked();
    let using: Promise<unknown> | undefined;
    const session = await db.transaction().execute(async (tx) => {
      const opened = await openSessionByPassword(tx, known, at);
      using = db.transaction().execute(async (other) => await useSignInLink(other, token, at));
      await Promise.race([using, delay(50)]);
      return opened;
    });
    expect(await using).toMatchObject({ hasPassword: false });
    expect(await findSession(db, session!.id, at)).toBeUndefined();
  });
});

describe("the first administrator", () => {
  it("is made at the first start, by one of two nodes that start at once, and can sign in", async () => {
    const start = async () =>
      await db.transaction().execute(async (tx) => await ensureFirstAdministrator(tx, at));
    const links = await Promise.all([start(), start()]);
    const administrators = (await listAccounts(db)).filter((account) => account.administrator);
    expect(administrators).toHaveLength(1);
    const opened = await Promise.all(links.map(async (link) => await isLinkOpen(db, link!.token, at)));
    expect(opened).toContain(true);
    const last = links[opened.lastIndexOf(true)]!;
    expect(last.expiresAt).toBe(secondsAfter(at, firstLinkSecondsMax));
    expect(await useSignInLink(db, last.token, at)).toMatchObject({ administrator: true });
  });

  it("gets a new link at every start until a password is chosen, then none", async () => {
    const again = await ensureFirstAdministrator(db, at);
    const account = await useSignInLink(db, again!.token, at);
    await setPassword(db, account!.id, "gravel moss tram");
    expect(await ensureFirstAdministrator(db, at)).toBeUndefined();
    expect((await listAccounts(db)).filter((one) => one.administrator)).toHaveLength(1);
  });
});
