import { civilDate } from "@concordat/calendar";
import { expect, it } from "vitest";
import { testDatabase } from "../../test/support/database.ts";
import { instant } from "../kernel/index.ts";
import { createAccount, findAccountByEmail } from "./store-account.ts";
import { settleIllustrativePeople, type IllustrativePerson } from "./store-illustrative.ts";
import { endOffice, listOffices } from "./store-office.ts";

const { db } = await testDatabase();
const at = instant("2026-11-21T09:00:00Z");
const today = civilDate("2026-11-21");
const council = { id: "aldermere", name: "Aldermere Council", illustrative: true };
const clerk = {
  organisation: council,
  title: "Clerk",
  role: "keeper",
  beginsOn: civilDate("2026-04-01"),
} as const;
const jo: IllustrativePerson = { email: "jo@aldermere.example", displayName: "Jo March", offices: [clerk] };

it("a second load of the same people changes nothing", async () => {
  expect(await settleIllustrativePeople(db, [jo], at)).toEqual({ added: 2, changed: 0, removed: 0 });
  expect(await settleIllustrativePeople(db, [jo], at)).toEqual({ added: 0, changed: 0, removed: 0 });
  expect(await findAccountByEmail(db, jo.email)).toMatchObject({ illustrative: true, administrator: false });
});

it("a load with another name and one more office changes and adds just that", async () => {
  const chair = { ...clerk, title: "Chair", seat: { module: "place", kind: "seat", id: "s1" } as const };
  const more = { ...jo, displayName: "Jo Lawrence", offices: [clerk, chair] };
  expect(await settleIllustrativePeople(db, [more], at)).toEqual({ added: 1, changed: 1, removed: 0 });
  const account = await findAccountByEmail(db, jo.email);
  expect(await listOffices(db, [account!.id])).toMatchObject([
    { title: "Clerk" },
    { title: "Chair", seat: chair.seat },
  ]);
});

it("an office that an administrator ended is not given again", async () => {
  const account = await findAccountByEmail(db, jo.email);
  const [office] = await listOffices(db, [account!.id]);
  await endOffice(db, office!, today);
  expect(await settleIllustrativePeople(db, [{ ...jo, displayName: "Jo Lawrence" }], at)).toMatchObject({
    added: 0,
  });
});

it("a real person's account is never taken for a made-up one", async () => {
  const real = { email: "real@fenwick.example", displayName: "R", administrator: false, illustrative: false };
  await createAccount(db, real, at);
  await expect(settleIllustrativePeople(db, [{ ...jo, email: real.email }], at)).rejects.toThrow(
    "Broken invariant",
  );
});
