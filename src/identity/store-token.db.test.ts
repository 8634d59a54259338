import { addDays, civilDate } from "@concordat/calendar";
import { describe, expect, it } from "vitest";
import { testDatabase } from "../../test/support/database.ts";
import { instant, secondsAfter, visitor } from "../kernel/index.ts";
import { createAccount } from "./store-account.ts";
import { createSignInLink, linkSecondsMax } from "./store-link.ts";
import { idleSecondsMax } from "./session.ts";
import { openSession } from "./store-session.ts";
import {
  createToken,
  endToken,
  findToken,
  listTokens,
  revealToken,
  tokenDaysMax,
  viewerOfToken,
} from "./store-token.ts";
import { formSecret, sweep } from "./store-upkeep.ts";
import { verifyPassword } from "./store-attempt.ts";

const { db, pool } = await testDatabase();
const at = instant("2026-11-21T09:00:00Z");
const today = civilDate("2026-11-21");
const now = { at, today };
const account = await createAccount(
  db,
  { email: "sam@fenwick.example", displayName: "Sam Okafor", administrator: false, illustrative: false },
  at,
);
const make = async () => await createToken(db, { accountId: account.id, name: "Finance sheet" }, now);

describe("an access token", () => {
  it("acts for its account once it was looked at", async () => {
    const token = await make();
    expect(token.shown).toBe(false);
    const text = await revealToken(db, token);
    expect(text).toMatch(/^concordat_[\w-]{43}$/);
    expect(await viewerOfToken(db, text!, now)).toMatchObject({ kind: "person", accountId: account.id });
    expect(await findToken(db, token.id)).toMatchObject({ shown: true, lastUsedAt: at });
  });

  it("is shown once, to one of many requests at the same moment, and to its owner only", async () => {
    const token = await make();
    expect(
      await revealToken(db, { id: token.id, accountId: "0197c000-0000-7000-8000-00000000ffff" }),
    ).toBeUndefined();
    const shown = await Promise.all(Array.from({ length: 10 }, async () => await revealToken(db, token)));
    expect(shown.filter((text) => text !== undefined)).toHaveLength(1);
  });

  it("is kept as a hash only (invariant 2)", async () => {
    const text = await revealToken(db, await make());
    const { rows } = await pool.query("select * from identity.api_token");
    expect(JSON.stringify(rows)).not.toContain(text!);
  });

  it("works for 365 days and no longer", async () => {
    const text = await revealToken(db, await make());
    const on = async (days: number) => await viewerOfToken(db, text!, { at, today: addDays(today, days) });
    expect(await on(tokenDaysMax - 1)).toMatchObject({ kind: "person" });
    expect(await on(tokenDaysMax)).toEqual(visitor);
  });

  it("is dead as soon as it is ended", async () => {
    const token = await make();
    const text = await revealToken(db, token);
    expect(await endToken(db, token.id)).toBe(true);
    expect(await endToken(db, token.id)).toBe(false);
    expect(await viewerOfToken(db, text!, now)).toEqual(visitor);
  });

  it("that is made up leads to nobody", async () => {
    expect(await viewerOfToken(db, "concordat_made-up", now)).toEqual(visitor);
    expect(await viewerOfToken(db, "something else", now)).toEqual(visitor);
    expect(await findToken(db, "no id")).toBeUndefined();
  });

  it("is listed with the newest first", async () => {
    const tokens = await listTokens(db, account.id);
    expect(tokens.length).toBeGreaterThan(1);
    expect(tokens.map((token) => token.id)).toEqual(
      tokens
        .map((token) => token.id)
        .toSorted()
        .toReversed(),
    );
  });
});

describe("upkeep", () => {
  it("removes what has ended and leaves what has not", async () => {
    await openSession(db, { accountId: account.id }, at);
    await createSignInLink(db, { accountId: account.id, purpose: "sign-in" }, at);
    await verifyPassword(db, { email: "sam@fenwick.example", password: "wrong", address: "10.0.0.1" }, at);
    expect(await sweep(db, at)).toEqual({ sessions: 0, links: 0, attempts: 0, tokens: 0, waiting: 0 });
    const later = secondsAfter(at, Math.max(idleSecondsMax, linkSecondsMax));
    expect(await sweep(db, later)).toEqual({ sessions: 1, links: 1, attempts: 2, tokens: 0, waiting: 0 });
  });

  it("makes the secret of form tokens once, whoever asks first", async () => {
    const secrets = await Promise.all([formSecret(db), formSecret(db), formSecret(db)]);
    expect(new Set(secrets).size).toBe(1);
    expect(secrets[0]).toMatch(/^[\w-]{43}$/);
  });
});
