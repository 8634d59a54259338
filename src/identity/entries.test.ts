import { civilDate } from "@concordat/calendar";
import { expect, it } from "vitest";
import { personOf, type Account, type Office } from "./account.ts";
import { accountClosed, accountOpened, officeFilled } from "./entries.ts";

const clerk: Office = {
  id: "0197c000-0000-7000-8000-0000000000c1",
  accountId: "0197c000-0000-7000-8000-0000000000a1",
  organisationId: "0197c000-0000-7000-8000-0000000000b1",
  organisationName: "Aldermere Council",
  title: "Democratic services officer",
  role: "keeper",
  beginsOn: civilDate("2026-04-01"),
  endsOn: civilDate("2026-10-01"),
};
const seat: Office = {
  ...clerk,
  id: "0197c000-0000-7000-8000-0000000000c2",
  title: "Vice chair",
  seat: { module: "place", kind: "seat", id: "0197c000-0000-7000-8000-0000000000d1" },
};
const account: Account = {
  id: clerk.accountId,
  email: "sam.okafor@aldermere.example",
  displayName: "Sam Okafor",
  administrator: false,
  illustrative: true,
  status: "active",
  hasPassword: false,
  hasProvider: false,
  addressConfirmed: true,
};

it("an office filled is told by its title and organisation", () => {
  expect(officeFilled(clerk)).toMatchObject({
    kind: "identity.office-filled",
    summary: "An office of Aldermere Council was filled: Democratic services officer",
    subjects: [{ module: "place", kind: "organisation", id: clerk.organisationId }],
  });
});

it("an account without office is told about this site, not about anybody", () => {
  expect(accountOpened({ office: undefined, administrator: true })).toMatchObject({
    summary: "An account was opened for an administrator of this site",
    subjects: [{ module: "identity", kind: "sign-in", id: "this-site" }],
  });
});

it("closing an account with two offices of one organisation names the organisation once", () => {
  const entry = accountClosed([clerk, seat]);
  expect(entry.summary).toBe(
    "An account was closed and its offices vacated: Democratic services officer, Aldermere Council and Vice chair, Aldermere Council",
  );
  expect(entry.subjects).toHaveLength(1);
});

it("a standing counts from its first day up to, not including, its last (invariant 6)", () => {
  const standingsOn = (day: string): number => personOf(account, [clerk], civilDate(day)).standings.length;
  expect(["2026-03-31", "2026-04-01", "2026-09-30", "2026-10-01"].map(standingsOn)).toEqual([0, 1, 1, 0]);
});

it("a person acts in an office or a seat, named with its organisation and never with the person", () => {
  const { standings } = personOf(account, [clerk, seat], civilDate("2026-05-01"));
  expect(standings.map((standing) => standing.capacity)).toEqual([
    {
      kind: "office",
      title: "Democratic services officer, Aldermere Council",
      organisation: { module: "place", kind: "organisation", id: clerk.organisationId },
      ref: { module: "identity", kind: "office", id: clerk.id },
    },
    {
      kind: "seat",
      title: "Vice chair, Aldermere Council",
      organisation: { module: "place", kind: "organisation", id: clerk.organisationId },
      ref: seat.seat,
    },
  ]);
});
