import { describe, expect, it } from "vitest";
import { testDatabase } from "../../test/support/database.ts";
import { TooOften, instant, secondsAfter } from "../kernel/index.ts";
import { createAccount, setPassword } from "./store-account.ts";
import {
  attemptSeconds,
  countLetter,
  lettersPerAccountMax,
  triesPerAccountMax,
  triesPerAddressMax,
  verifyPassword,
} from "./store-attempt.ts";

const { db, pool } = await testDatabase();
const at = instant("2026-11-21T09:00:00Z");
const right = "gravel moss tram";
let made = 0;
async function someone(): Promise<string> {
  made += 1;
  const email = `p${made}@fenwick.example`;
  const account = await createAccount(
    db,
    { email, displayName: "P", administrator: false, illustrative: false },
    at,
  );
  await setPassword(db, account.id, right);
  return email;
}
const tryIt = async (email: string, password: string, change: { address?: string; seconds?: number } = {}) =>
  await verifyPassword(
    db,
    { email, password, address: change.address ?? `10.0.0.${made}` },
    secondsAfter(at, change.seconds ?? 0),
  );

describe("trying passwords", () => {
  it("lets the right one in, however the address is typed", async () => {
    const email = await someone();
    expect(await tryIt(email.toUpperCase(), right)).toMatchObject({ account: { email } });
    expect(await tryIt(email, "gravel moss bus")).toBeUndefined();
  });

  it("is refused after ten failures in 15 minutes, with the time to try again (invariant 5)", async () => {
    const email = await someone();
    for (let count = 0; count < triesPerAccountMax; count += 1)
      expect(await tryIt(email, "wrong")).toBeUndefined();
    const refused = tryIt(email, right, { seconds: 60 });
    await expect(refused).rejects.toThrow(TooOften);
    await expect(refused).rejects.toThrow(
      "There were 10 tries in 15 minutes, so no more are taken for now. Try again at 09:16.",
    );
  });

  it("is taken again when the named time has come, whatever was tried meanwhile", async () => {
    const email = await someone();
    for (let count = 0; count < triesPerAccountMax; count += 1) await tryIt(email, "wrong");
    for (let minute = 1; minute < 15; minute += 1) {
      await expect(tryIt(email, "wrong", { seconds: minute * 60 })).rejects.toThrow(TooOften);
    }
    expect(await tryIt(email, right, { seconds: attemptSeconds })).toBeDefined();
  });

  it("begins anew after the right password", async () => {
    const email = await someone();
    for (let round = 0; round < 2; round += 1) {
      for (let count = 0; count < triesPerAccountMax - 1; count += 1) await tryIt(email, "wrong");
      expect(await tryIt(email, right)).toBeDefined();
    }
  });

  it("is limited for addresses that nobody has, just the same", async () => {
    for (let count = 0; count < triesPerAccountMax; count += 1) {
      expect(await tryIt("nobody@fenwick.example", "wrong", { address: "10.1.0.1" })).toBeUndefined();
    }
    await expect(tryIt("nobody@fenwick.example", "wrong", { address: "10.1.0.1" })).rejects.toThrow(TooOften);
  });

  it("is limited for one network address that tries many accounts", async () => {
    const address = "10.2.0.1";
    for (let count = 0; count < triesPerAddressMax; count += 1)
      await tryIt(`${count}@many.example`, "wrong", { address });
    await expect(tryIt("more@many.example", "wrong", { address })).rejects.toThrow(TooOften);
    const email = await someone();
    expect(await tryIt(email, right, { address: "10.2.0.2" })).toBeDefined();
  });

  it("by 60 requests at the same moment checks no more than ten passwords", async () => {
    const email = await someone();
    const tries = Array.from(
      { length: 60 },
      async (_, index) => await tryIt(email, "wrong", { address: `10.3.0.${index}` }),
    );
    const results = await Promise.allSettled(tries);
    expect(results.filter((result) => result.status === "fulfilled").length).toBeLessThanOrEqual(
      triesPerAccountMax,
    );
    expect(
      results
        .filter((result) => result.status === "rejected")
        .every((result) => result.reason instanceof TooOften),
    ).toBe(true);
  });

  it("keeps no address that was typed", async () => {
    await tryIt("mistyped@fenwick.example", "wrong", { address: "10.4.0.1" });
    const { rows } = await pool.query("select * from identity.attempt");
    expect(JSON.stringify(rows)).not.toMatch(/fenwick|10\.4\.0\.1/);
  });
});

it("letters with sign-in links are limited for one account", async () => {
  const ask = async () => await countLetter(db, { email: "p@fenwick.example", address: "10.6.0.1" }, at);
  for (let count = 0; count < lettersPerAccountMax; count += 1) await ask();
  await expect(ask()).rejects.toThrow(TooOften);
});
