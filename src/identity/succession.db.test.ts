import { civilDate } from "@concordat/calendar";
import { expect, test } from "vitest";
import { testDatabase } from "../../test/support/database.ts";
import { fixedClock, instant, type Act, type Letter } from "../kernel/index.ts";
import { createAccount } from "./store-account.ts";
import { giveOffice, listOffices } from "./store-office.ts";
import { officesSuccession, tellOfficers } from "./succession.ts";

const { db } = await testDatabase();
const at = instant("2026-11-21T09:00:00Z");
const today = civilDate("2026-11-21");
const body = { module: "place", kind: "organisation", id: "0197aaaa-0000-7000-8000-000000000001" } as const;
const organisation = { id: body.id, name: "Fenwick Hospitals Trust", illustrative: false };

const account = await createAccount(
  db,
  { email: "secretary@example.org", displayName: "Sam Secretary", administrator: false, illustrative: false },
  at,
);
const office = { account, organisation, role: "keeper", beginsOn: civilDate("2025-01-01") } as const;
await giveOffice(db, { ...office, title: "Company secretary" }, at);

test("when only asked, a body's offices are named without any person's name and stay as they are", async () => {
  const outcomes = await officesSuccession.onEnd({ tx: db, today }, body, {
    on: civilDate("2027-04-01"),
    settle: false,
  });
  expect(outcomes).toMatchObject([{ title: "Office: Company secretary", outcome: "ends" }]);
  expect(JSON.stringify(outcomes)).not.toContain("Sam");
  expect((await listOffices(db, [account.id]))[0]?.endsOn).toBeUndefined();
});

test("when a body ends, its offices end on that day and no office of another kind of thing is touched", async () => {
  const board = { module: "place", kind: "board", id: body.id } as const;
  expect(
    await officesSuccession.onEnd({ tx: db, today }, board, { on: civilDate("2027-04-01"), settle: true }),
  ).toEqual([]);
  await officesSuccession.onEnd({ tx: db, today }, body, { on: civilDate("2027-04-01"), settle: true });
  expect((await listOffices(db, [account.id]))[0]?.endsOn).toBe("2027-04-01");
});

const follower = {
  module: "place",
  kind: "organisation",
  id: "0197c000-0000-7000-8000-0000000000ff",
} as const;

test.each([
  { command: "place.end-organisation", subjects: [body], told: 1 },
  { command: "place.merge-organisations", subjects: [body, follower], told: 1 },
  { command: "place.merge-organisations", subjects: [follower, body], told: 0 },
  { command: "place.split-organisation", subjects: [body, follower, follower], told: 1 },
  { command: "place.split-organisation", subjects: [follower, body], told: 0 },
])(
  "of $command with $subjects.length bodies the officers of those that end are told once, by letter: $told",
  async ({ command, subjects, told }) => {
    const letters: Letter[] = [];
    const act: Act = {
      command,
      input: {},
      entry: { id: "e", sha256: "0", kind: "place.ended", subjects },
      on: today,
    };
    const mail = { send: async (letter: Letter) => void letters.push(letter) };
    for (const reaction of tellOfficers) {
      if (reaction.when !== "afterwards")
        throw new Error("Letters are sent afterwards, never in the act's transaction.");
      if (reaction.to !== command) continue;
      await reaction.react({ db, clock: fixedClock(at), mail, origin: "https://concordat.example" }, act);
    }
    expect(letters.map((letter) => [letter.to, letter.subject])).toEqual(
      Array.from({ length: told }, () => ["secretary@example.org", "Fenwick Hospitals Trust ends"]),
    );
  },
);
