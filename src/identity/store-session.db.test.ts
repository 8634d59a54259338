import { civilDate } from "@concordat/calendar";
import { describe, expect, it } from "vitest";
import { testDatabase } from "../../test/support/database.ts";
import { instant, secondsAfter, visitor, type Instant } from "../kernel/index.ts";
import { createAccount } from "./store-account.ts";
import {
  endSession,
  endSessionsOf,
  findSession,
  keepInSession,
  openSession,
  rotateSession,
  viewerOfSession,
} from "./store-session.ts";

const { db, pool } = await testDatabase();
const at = instant("2026-11-21T09:00:00Z");
const today = civilDate("2026-11-21");
const account = await createAccount(
  db,
  { email: "sam@fenwick.example", displayName: "Sam Okafor", administrator: false, illustrative: false },
  at,
);
const hours = (count: number): Instant => secondsAfter(at, count * 3600);
const open = async (inPlaceOf?: string) => await openSession(db, { accountId: account.id, inPlaceOf }, at);

describe("a session", () => {
  it("leads to its person", async () => {
    const session = await open();
    expect(await viewerOfSession(db, session.id, { at, today })).toMatchObject({
      kind: "person",
      displayName: "Sam Okafor",
    });
    expect(await viewerOfSession(db, undefined, { at, today })).toEqual(visitor);
    expect(await viewerOfSession(db, "made up", { at, today })).toEqual(visitor);
  });

  it("is kept as a hash only (invariant 2)", async () => {
    const session = await open();
    const { rows } = await pool.query("select * from identity.session");
    expect(JSON.stringify(rows)).not.toContain(session.id);
  });

  it("kills the one it takes the place of at once (invariant 4)", async () => {
    const stolen = await open();
    const fresh = await open(stolen.id);
    expect(await findSession(db, stolen.id, at)).toBeUndefined();
    expect(await findSession(db, fresh.id, at)).toBeDefined();
  });

  it("ends after eight hours unused, and each use puts that off", async () => {
    const unused = await open();
    const used = await open();
    await findSession(db, used.id, hours(7));
    expect(await findSession(db, unused.id, hours(8))).toBeUndefined();
    expect(await findSession(db, used.id, hours(14))).toBeDefined();
  });

  it("ends after seven days however much it was used", async () => {
    const session = await open();
    for (let hour = 6; hour < 7 * 24; hour += 6) {
      expect(await findSession(db, session.id, hours(hour)), `after ${hour} hours`).toBeDefined();
    }
    expect(await findSession(db, session.id, hours(7 * 24))).toBeUndefined();
  });

  it("is not written to by every page that is read", async () => {
    const session = await open();
    const seen = await findSession(db, session.id, secondsAfter(at, 59));
    expect(seen?.seenAt).toBe(at);
    expect((await findSession(db, session.id, secondsAfter(at, 60)))?.seenAt).toBe(secondsAfter(at, 60));
  });

  it("keeps what the shell wants to find again", async () => {
    const session = await open();
    await keepInSession(db, session.id, { notice: "Saved." });
    expect((await findSession(db, session.id, at))?.value).toEqual({ notice: "Saved." });
  });

  it("goes on under another id when rotated, and only one of two rotations at once wins", async () => {
    const session = await open();
    await keepInSession(db, session.id, { notice: "Saved." });
    const rotated = await Promise.all([rotateSession(db, session.id, at), rotateSession(db, session.id, at)]);
    const [won, ...others] = rotated.filter((one) => one !== undefined);
    expect(others).toEqual([]);
    expect(await findSession(db, session.id, at)).toBeUndefined();
    expect((await findSession(db, won!.id, at))?.value).toEqual({ notice: "Saved." });
  });

  it("ends at sign-out, and all of an account's end together", async () => {
    const [first, second] = [await open(), await open()];
    await endSession(db, first.id);
    expect(await findSession(db, first.id, at)).toBeUndefined();
    await endSessionsOf(db, account.id);
    expect(await findSession(db, second.id, at)).toBeUndefined();
  });
});
