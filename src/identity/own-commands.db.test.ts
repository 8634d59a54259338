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
} from "../kernel/index.ts";
import { ownCommands } from "./own-commands.ts";
import { passwordFits } from "./password.ts";
import { createAccount, findPasswordHash } from "./store-account.ts";
import { triesPerAccountMax, verifyPassword } from "./store-attempt.ts";
import { findSession, openSession } from "./store-session.ts";
import { createToken, listTokens } from "./store-token.ts";

const { db } = await testDatabase();
const at = instant("2026-11-21T09:00:00Z");
const today = civilDate("2026-11-21");
const clock = fixedClock(at);
const commands = ownCommands({ accounts: db, organisations: async () => [] });

/** Parses and runs a command in a transaction, as the shell does. */
async function act(name: string, input: Readonly<Record<string, unknown>>): Promise<Done> {
  const command = commands.find((one) => one.name === name);
  if (command === undefined) throw new Error(`There is no command ${name}.`);
  const parsed = command.schema.safeParse(input);
  if (!parsed.success) {
    throw new Invalid(
      parsed.error.issues.map(({ path, message }) => ({ code: "input", field: path.join("."), message })),
    );
  }
  return await db.transaction().execute(async (tx) => {
    const actor = { viewer: visitor, capacity: { kind: "system", title: "A test" } };
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
    expect(await verifyPassword(db, signIn, at)).toMatchObject({ id: account.id });
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
