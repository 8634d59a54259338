import { civilDate } from "@concordat/calendar";
import { describe, expect, it } from "vitest";
import { testDatabase } from "../../test/support/database.ts";
import {
  Invalid,
  NotFound,
  TooOften,
  fixedClock,
  instant,
  visitor,
  type Acting,
  type Done,
  type Viewer,
} from "../kernel/index.ts";
import type { OrganisationChoice } from "./account.ts";
import { createIdentityModule } from "./index.ts";
import { hashPassword, passwordFits } from "./password.ts";
import {
  createAccount,
  createOwnAccount,
  findAccount,
  findPasswordHash,
  setPassword,
} from "./store-account.ts";
import { triesPerAccountMax, verifyPassword } from "./store-attempt.ts";
import { createSignInLink, useSignInLink } from "./store-link.ts";
import { findSession, openSession, viewerOfAccount } from "./store-session.ts";
import { createToken, listTokens } from "./store-token.ts";

const { db } = await testDatabase();
const at = instant("2026-11-21T09:00:00Z");
const today = civilDate("2026-11-21");
const clock = fixedClock(at);
const trust: OrganisationChoice = { id: "fenwick", name: "Fenwick Hospitals Trust", illustrative: false };
const commands = createIdentityModule({ accounts: db, organisations: async () => [trust] }).commands ?? [];

/** Parses and runs a command in a transaction, as the shell does. */
async function act(
  name: string,
  input: Readonly<Record<string, unknown>>,
  viewer: Viewer = visitor,
): Promise<Done> {
  const command = commands.find((one) => one.name === name);
  if (command === undefined) throw new Error(`There is no command ${name}.`);
  const parsed = command.schema.safeParse(input);
  if (!parsed.success) {
    throw new Invalid(
      parsed.error.issues.map(({ path, message }) => ({ code: "input", field: path.join("."), message })),
    );
  }
  return await db.transaction().execute(async (tx) => {
    const actor = { viewer, capacity: { kind: "system", title: "A test" } };
    return await command.run({ tx, clock, today, actor } as unknown as Acting, parsed.data);
  });
}

async function problemsOf(work: Promise<unknown>): Promise<readonly string[]> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Invalid)
      return error.problems.map((problem) => `${problem.field}: ${problem.message}`);
    throw error;
  }
  return [];
}

let made = 0;
async function someone() {
  made += 1;
  const email = `someone${made}@fenwick.example`;
  const displayName = `Robin Ashdown ${made}`;
  return await createAccount(db, { email, displayName, administrator: false, illustrative: false }, at);
}

describe("choosing a password", () => {
  const fresh = { password: "gravel moss tram", again: "gravel moss tram" };

  it("needs none before the first, and leaves one signed in", async () => {
    const account = await someone();
    const session = await openSession(db, { accountId: account.id }, at);
    const done = await act("identity.choose-password", { account: account.id, ...fresh });
    expect(done.href).toBe("/account");
    expect(await passwordFits(await findPasswordHash(db, account.id), fresh.password)).toBe(true);
    expect(await findSession(db, session.id, at)).toBeDefined();
  });

  it("needs the old one to change it, signs out everywhere and ends the tokens", async () => {
    const account = await someone();
    await act("identity.choose-password", { account: account.id, ...fresh });
    const session = await openSession(db, { accountId: account.id }, at);
    await createToken(db, { accountId: account.id, name: "Sheet" }, { at, today });
    const next = { account: account.id, password: "lantern crisp owl", again: "lantern crisp owl" };
    expect(await problemsOf(act("identity.choose-password", next))).toMatchObject([
      expect.stringMatching(/^current: That is not/),
    ]);
    expect(await problemsOf(act("identity.choose-password", { ...next, current: "wrong" }))).toHaveLength(1);
    const done = await act("identity.choose-password", { ...next, current: fresh.password });
    expect(done.href).toBe("/sign-in");
    expect(await findSession(db, session.id, at)).toBeUndefined();
    expect(await listTokens(db, account.id)).toEqual([]);
    expect(done.message).toContain("your access tokens have ended");
  });

  it("cannot be guessed at from an open session: wrong ones count although the act is rolled back", async () => {
    const account = await someone();
    await act("identity.choose-password", { account: account.id, ...fresh });
    const next = { account: account.id, password: "lantern crisp owl", again: "lantern crisp owl" };
    for (let count = 0; count < triesPerAccountMax; count += 1) {
      const guess = act("identity.choose-password", { ...next, current: `guess ${count}` });
      expect(await problemsOf(guess)).toHaveLength(1);
    }
    const right = act("identity.choose-password", { ...next, current: fresh.password });
    await expect(right).rejects.toThrow(TooOften);
    const signIn = { email: account.email, password: fresh.password, address: "10.1.1.1" };
    expect(await verifyPassword(db, signIn, at)).toMatchObject({ account: { id: account.id } });
  });

  it("refuses a weak one, and two that differ", async () => {
    const account = await someone();
    const weak = act("identity.choose-password", { account: account.id, password: "short", again: "short" });
    expect(await problemsOf(weak)).toMatchObject([
      expect.stringMatching(/^password: Your password has 5 characters/),
    ]);
    const differing = act("identity.choose-password", { account: account.id, ...fresh, again: "another" });
    expect(await problemsOf(differing)).toEqual([
      "again: The two new passwords differ. Enter the same one twice",
    ]);
  });

  it("puts neither password nor person into the entry or the answer", async () => {
    const account = await someone();
    const done = await act("identity.choose-password", { account: account.id, ...fresh });
    expect(JSON.stringify(done)).not.toMatch(new RegExp(`gravel|ashdown|${account.id}`, "i"));
  });
});

it("making a token answers with the place where it is shown, never with the token", async () => {
  const account = await someone();
  const done = await act("identity.create-token", { account: account.id, name: "Finance sheet" });
  const [token] = await listTokens(db, account.id);
  expect(done.href).toBe(`/account/tokens/${token!.id}`);
  expect(JSON.stringify(done)).not.toContain("concordat_");
  expect(done.entry).toMatchObject({ summary: "An access token for another program was made", body: {} });
  await act("identity.end-token", { token: token!.id });
  await expect(act("identity.end-token", { token: token!.id })).rejects.toThrow(NotFound);
  expect(await listTokens(db, account.id)).toEqual([]);
});

describe("closing one's own account", () => {
  it("takes the password, deletes a resident's name and address, and the entry names nobody (invariant 15)", async () => {
    const account = await someone();
    await setPassword(db, account.id, "gravel moss tram");
    const viewer = await viewerOfAccount(db, account.id, today);
    const close = async (current?: string) =>
      await act("identity.close-account", { account: account.id, current }, viewer);
    const command = commands.find(({ name }) => name === "identity.close-account");
    const form = await command?.form?.({
      db,
      viewer,
      today,
      params: { account: account.id },
    });
    expect([form?.title, form?.fields.map(({ name }) => name)]).toEqual(["Close your account", ["current"]]);
    expect(await problemsOf(close())).toMatchObject([expect.stringMatching(/^current: That is not your/)]);
    expect(await problemsOf(close("wrong password"))).toHaveLength(1);
    const done = await close("gravel moss tram");
    expect(done.href).toBe("/sign-in/closed");
    expect(done.entry).toMatchObject({
      summary: "An account of this site was closed",
      body: { offices: [] },
    });
    expect(JSON.stringify(done)).not.toMatch(new RegExp(`ashdown|fenwick|${account.id}`, "i"));
    expect(await findAccount(db, account.id)).toBeUndefined();
  });

  it("of another leads back to the list where nothing of it is kept", async () => {
    const account = await someone();
    expect(await act("identity.close-account", { account: account.id })).toMatchObject({ href: "/people" });
  });
});

describe("offices", () => {
  it("are given only where somebody has confirmed the address (invariant 14)", async () => {
    const passwordHash = await hashPassword("gravel moss tram");
    const email = "alone@fenwick.example";
    const own = { email, displayName: "Jo Alone", passwordHash, addressConfirmed: false };
    const account = (await createOwnAccount(db, own, at))!;
    const office = { account: account.id, organisation: trust.id, title: "Chair", role: "member" };
    await expect(act("identity.give-office", office)).rejects.toThrow(/nobody knows whether alone@/);
    expect(await problemsOf(act("identity.add-account", { email, displayName: "Jo Alone" }))).toEqual([
      expect.stringMatching(/^email: There is already an account.*Ask the person.*close it and add/),
    ]);
    const link = await createSignInLink(db, { accountId: account.id, purpose: "new-password" }, at);
    expect(await useSignInLink(db, link.token, at)).toMatchObject({
      hasPassword: false,
      addressConfirmed: true,
    });
    expect(await act("identity.give-office", office)).toMatchObject({ href: `/people/${account.id}` });
  });
});
