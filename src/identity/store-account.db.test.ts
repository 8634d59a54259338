import { civilDate } from "@concordat/calendar";
import { describe, expect, it } from "vitest";
import { testDatabase } from "../../test/support/database.ts";
import { Conflict, Invalid, NotFound, instant } from "../kernel/index.ts";
import type { Account, OrganisationChoice } from "./account.ts";
import {
  changePassword,
  closeAccount,
  createAccount,
  createOwnAccount,
  findAccount,
  findAccountByEmail,
  findOrBindProviderAccount,
  findPasswordHash,
  getAccount,
  listAccounts,
  setPassword,
} from "./store-account.ts";
import { hashPassword } from "./password.ts";
import { createSignInLink, isLinkOpen } from "./store-link.ts";
import { endOffice, giveOffice, listOffices, listOfficesIn } from "./store-office.ts";
import { openSession, openSessionByPassword, viewerOfAccount, viewerOfSession } from "./store-session.ts";
import { createToken, revealToken, viewerOfToken } from "./store-token.ts";

const { db, pool } = await testDatabase();
const at = instant("2026-11-21T09:00:00Z");
const today = civilDate("2026-11-21");
const council: OrganisationChoice = {
  id: "0197c000-0000-7000-8000-0000000000b1",
  name: "Aldermere Council",
  illustrative: true,
};
const trust: OrganisationChoice = {
  id: "0197c000-0000-7000-8000-0000000000b2",
  name: "Fenwick Hospitals Trust",
  illustrative: false,
};

let made = 0;
async function person(change: Partial<Account> = {}): Promise<Account> {
  made += 1;
  const fresh = {
    email: `Person${made}@Fenwick.example `,
    displayName: `Person ${made}`,
    administrator: false,
    illustrative: false,
  };
  return await createAccount(db, { ...fresh, ...change }, at);
}

describe("accounts", () => {
  it("are found by their address however it is typed", async () => {
    const account = await person({ email: " Mixed.Case@Fenwick.example" });
    expect(account.email).toBe("mixed.case@fenwick.example");
    expect(await findAccountByEmail(db, "MIXED.case@fenwick.example ")).toEqual(account);
    expect(await findAccount(db, account.id)).toEqual(account);
  });

  it("are one for each address", async () => {
    const account = await person();
    await expect(person({ email: account.email.toUpperCase() })).rejects.toThrow(Invalid);
  });

  it("are not found by what is no id", async () => {
    expect(await findAccount(db, "nobody")).toBeUndefined();
    await expect(getAccount(db, "0197c000-0000-7000-8000-00000000ffff")).rejects.toThrow(NotFound);
  });

  it("that are made up cannot be administrators (invariant 7)", async () => {
    await expect(person({ illustrative: true, administrator: true })).rejects.toThrow(/account_check/);
  });

  it("keep their password as a hash only (invariant 2)", async () => {
    const account = await person();
    await setPassword(db, account.id, "gravel moss tram");
    const { rows } = await pool.query("select * from identity.account where id = $1", [account.id]);
    expect(JSON.stringify(rows)).not.toContain("gravel moss tram");
    expect((await getAccount(db, account.id)).hasPassword).toBe(true);
  });
});

describe("a new password", () => {
  it("takes the place of no other than the one its holder was found to know (invariant 14)", async () => {
    const { id } = await person();
    const to = "three other words";
    expect(await changePassword(db, id, { from: undefined, to: "gravel moss tram" })).toBe(true);
    const from = (await findPasswordHash(db, id))!;
    expect(await changePassword(db, id, { from: undefined, to })).toBe(false);
    await setPassword(db, id, undefined);
    expect(await changePassword(db, id, { from, to })).toBe(false);
    expect((await getAccount(db, id)).hasPassword).toBe(false);
  });
});

describe("offices", () => {
  it("of several organisations are held by one person at once", async () => {
    const account = await person();
    await giveOffice(
      db,
      { account, organisation: council, title: "Clerk", role: "keeper", beginsOn: today },
      at,
    );
    await giveOffice(
      db,
      { account, organisation: trust, title: "Secretary", role: "member", beginsOn: today },
      at,
    );
    const viewer = await viewerOfAccount(db, account.id, today);
    expect(viewer.kind === "person" && viewer.standings.map((one) => [one.organisationId, one.role])).toEqual(
      [
        [council.id, "keeper"],
        [trust.id, "member"],
      ],
    );
  });

  it("given in the same millisecond stand by organisation and title, whatever their ids", async () => {
    const account = await person();
    const titles = ["Treasurer", "Chair", "Monitor", "Deputy", "Archivist", "Whip", "Bursar", "Usher"];
    for (const title of titles) {
      const organisation = titles.indexOf(title) % 2 === 0 ? trust : council;
      await giveOffice(db, { account, organisation, title, role: "member", beginsOn: today }, at);
    }
    const held = (await listOffices(db, [account.id])).map((one) => `${one.organisationName}, ${one.title}`);
    expect(held).toEqual(held.toSorted());
    const inTrust = (await listOfficesIn(db, trust.id)).filter((one) => one.accountId === account.id);
    expect(inTrust.map((one) => one.title)).toEqual(["Archivist", "Bursar", "Monitor", "Treasurer"]);
  });

  it("are not held twice at a time, also by two requests at once", async () => {
    const account = await person();
    const give = async (title: string) =>
      await giveOffice(db, { account, organisation: council, title, role: "keeper", beginsOn: today }, at);
    const results = await Promise.allSettled([give("Clerk"), give("clerk"), give("Clerk ")]);
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    const [office] = await listOffices(db, [account.id]);
    await endOffice(db, office!, today);
    await expect(give("Clerk")).resolves.toMatchObject({ title: "Clerk" });
    await expect(endOffice(db, office!, today)).rejects.toThrow(Conflict);
  });

  it("of real organisations are not given to made-up people (invariant 7)", async () => {
    const account = await person({ illustrative: true });
    const office = {
      account,
      organisation: trust,
      title: "Secretary",
      role: "keeper",
      beginsOn: today,
    } as const;
    await expect(giveOffice(db, office, at)).rejects.toThrow(
      /Fenwick Hospitals Trust is a real organisation/,
    );
    await expect(giveOffice(db, { ...office, organisation: council }, at)).resolves.toBeDefined();
  });

  it("that have not begun can be ended and are then never held", async () => {
    const account = await person();
    const office = await giveOffice(
      db,
      { account, organisation: council, title: "Clerk", role: "keeper", beginsOn: civilDate("2027-01-01") },
      at,
    );
    await endOffice(db, office, today);
    const viewer = await viewerOfAccount(db, account.id, civilDate("2027-02-01"));
    expect(viewer).toMatchObject({ standings: [] });
  });
});

describe("closing an account", () => {
  it("ends its offices, sessions, links and tokens at once", async () => {
    const account = await person();
    await giveOffice(
      db,
      { account, organisation: council, title: "Clerk", role: "keeper", beginsOn: today },
      at,
    );
    const session = await openSession(db, { accountId: account.id }, at);
    const link = await createSignInLink(db, { accountId: account.id, purpose: "sign-in" }, at);
    const token = await createToken(db, { accountId: account.id, name: "Sheet" }, { at, today });
    const text = await revealToken(db, token);
    await db.transaction().execute(async (tx) => await closeAccount(tx, account, today));
    expect(await viewerOfSession(db, session.id, { at, today })).toEqual({ kind: "visitor" });
    expect(await viewerOfToken(db, text!, { at, today })).toEqual({ kind: "visitor" });
    expect(await isLinkOpen(db, link.token, at)).toBe(false);
    expect(await listOffices(db, [account.id])).toMatchObject([{ endsOn: today }]);
    expect(await findAccountByEmail(db, account.email)).toBeUndefined();
    await expect(closeAccount(db, account, today)).rejects.toThrow(Conflict);
  });

  it("deletes whoever never held an office, and keeps the others with their past offices (invariant 15)", async () => {
    const [resident, officer] = [await person(), await person()];
    const clerk = { organisation: trust, title: "Clerk", role: "member", beginsOn: today } as const;
    const office = await giveOffice(db, { account: officer, ...clerk }, at);
    await endOffice(db, office, today);
    await db.transaction().execute(async (tx) => {
      expect(await closeAccount(tx, resident, today)).toBe(false);
      expect(await closeAccount(tx, officer, today)).toBe(true);
    });
    expect(await findAccount(db, resident.id)).toBeUndefined();
    expect(await findAccount(db, officer.id)).toMatchObject({ email: officer.email, status: "closed" });
    const again = { email: officer.email, displayName: "Back", administrator: false, illustrative: false };
    expect((await createAccount(db, again, at)).id).not.toBe(officer.id);
  });

  it("of two administrators who close each other at the same moment leaves one (invariant 8)", async () => {
    const [first, second] = [await person({ administrator: true }), await person({ administrator: true })];
    const close = async (account: Account): Promise<boolean> =>
      await db.transaction().execute(async (tx) => await closeAccount(tx, account, today));
    const results = await Promise.allSettled([close(first), close(second)]);
    expect(results.map((result) => result.status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const active = (await listAccounts(db)).filter(
      (account) => account.administrator && account.status === "active",
    );
    expect(active).toHaveLength(1);
  });
});

describe("accounts of an identity provider", () => {
  const issuer = "https://login.fenwick.example";

  it("are bound by a verified address once, and found by issuer and subject ever after (invariant 9)", async () => {
    const account = await person();
    const identity = { issuer, subject: "s-1", email: account.email.toUpperCase(), emailVerified: true };
    expect(await findOrBindProviderAccount(db, identity)).toMatchObject({
      id: account.id,
      hasProvider: true,
    });
    const moved = { issuer, subject: "s-1", email: "another@fenwick.example", emailVerified: true };
    expect(await findOrBindProviderAccount(db, moved)).toMatchObject({ id: account.id });
    expect(await findOrBindProviderAccount(db, { ...identity, subject: "s-2" })).toBeUndefined();
  });

  it("are not bound by an address that nobody has verified, nor to a made-up person", async () => {
    const account = await person();
    const madeUp = await person({ illustrative: true });
    const ask = async (email: string, emailVerified: boolean) =>
      await findOrBindProviderAccount(db, { issuer, subject: `of ${email}`, email, emailVerified });
    expect(await ask(account.email, false)).toBeUndefined();
    expect(await ask(madeUp.email, true)).toBeUndefined();
    expect(await ask("nobody@fenwick.example", true)).toBeUndefined();
    expect(
      await findOrBindProviderAccount(db, { issuer, subject: "x", emailVerified: true }),
    ).toBeUndefined();
  });

  it("put out whoever typed their address before, and confirm it (invariant 14)", async () => {
    const email = "typed-by-another@fenwick.example";
    const passwordHash = await hashPassword("gravel moss tram");
    const taken = { email, displayName: "Mallory", passwordHash, addressConfirmed: false };
    const account = (await createOwnAccount(db, taken, at))!;
    const session = await openSession(db, { accountId: account.id }, at);
    const known = { accountId: account.id, passwordHash };
    const identity = { issuer, subject: "the owner", email, emailVerified: true };
    expect(await findOrBindProviderAccount(db, identity)).toMatchObject({
      id: account.id,
      hasPassword: false,
      addressConfirmed: true,
    });
    expect(await viewerOfSession(db, session.id, { at, today })).toEqual({ kind: "visitor" });
    // Their password was found to fit a moment before.
    expect(await openSessionByPassword(db, known, at)).toBeUndefined();
  });

  it("are bound to one of two people who come at the same moment with one address", async () => {
    const account = await person();
    const come = async (subject: string) =>
      await findOrBindProviderAccount(db, { issuer, subject, email: account.email, emailVerified: true });
    const found = await Promise.all([come("twin-1"), come("twin-2")]);
    expect(found.filter((one) => one !== undefined)).toHaveLength(1);
  });
});

it("no table of this module can be read by the role of readers (invariant 11)", async () => {
  const { rows } = await pool.query<{ name: string; readable: boolean }>(
    `select c.relname as name, has_schema_privilege('concordat_reader', 'identity', 'usage')
       or has_table_privilege('concordat_reader', c.oid, 'select') as readable
     from pg_class c where c.relnamespace = 'identity'::regnamespace and c.relkind = 'r'`,
  );
  expect(rows.map((row) => row.name).toSorted()).toEqual([
    "account",
    "api_token",
    "attempt",
    "office",
    "session",
    "sign_in_link",
    "waiting_account",
  ]);
  expect(rows.filter((row) => row.readable)).toEqual([]);
});
