import { describe, expect, test } from "vitest";
import { visitor, type Person } from "./actor.ts";
import { audiencesOf, organisationAudience } from "./visibility.ts";

function holderOf(...organisations: readonly string[]): Person {
  return {
    kind: "person",
    accountId: "a",
    displayName: "Somebody",
    administrator: false,
    illustrative: false,
    standings: organisations.map((organisationId) => ({
      organisationId,
      role: "member",
      capacity: { kind: "office", title: "Clerk" },
    })),
  };
}

describe("who belongs to which audience", () => {
  test("a visitor sees what is public", () => {
    expect(audiencesOf(visitor)).toEqual(["public"]);
  });

  test("somebody without office sees no more than a visitor, even as administrator", () => {
    expect(audiencesOf(holderOf())).toEqual(["public"]);
    expect(audiencesOf({ ...holderOf(), administrator: true })).toEqual(["public"]);
  });

  test("an office adds its organisation once, however many are held there", () => {
    expect(audiencesOf(holderOf("x", "y", "x"))).toEqual(["public", "organisation:x", "organisation:y"]);
  });

  test("an organisation's audience names it by its id", () => {
    expect(organisationAudience("0197")).toBe("organisation:0197");
  });
});
