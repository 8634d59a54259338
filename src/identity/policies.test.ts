import { readFileSync } from "node:fs";
import { civilDate } from "@concordat/calendar";
import { describe, expect, it } from "vitest";
import type { Db, Person, PolicyResource, Viewer } from "../kernel/index.ts";
import { visitor } from "../kernel/index.ts";
import { createPolicies } from "../platform/policies/index.ts";
import { accountResource, signInResource } from "./account.ts";
import { createIdentityModule } from "./index.ts";

const text = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");
const commands = createIdentityModule({ accounts: {} as Db, organisations: async () => [] }).commands ?? [];
const policies = createPolicies({
  commonText: text("../platform/policies/policies.cedar"),
  modules: [{ module: "identity", text: text("./policies.cedar") }],
  actions: commands.map((command) => ({ name: command.name, about: command.title })),
});

const own = "0197c000-0000-7000-8000-0000000000a1";
const other = "0197c000-0000-7000-8000-0000000000a2";
const keeper: Person = {
  kind: "person",
  accountId: own,
  displayName: "Sam Okafor",
  administrator: false,
  illustrative: false,
  standings: [{ capacity: { kind: "office", title: "Clerk" }, organisationId: "b", role: "keeper" }],
};
const people = {
  visitor,
  keeper,
  administrator: { ...keeper, administrator: true },
  "made-up keeper": { ...keeper, illustrative: true },
} satisfies Record<string, Viewer>;

const resources = {
  "sign-in": signInResource,
  "own account": accountResource({ id: own, illustrative: false }),
  "own made-up account": accountResource({ id: own, illustrative: true }),
  "another's account": accountResource({ id: other, illustrative: false }),
} satisfies Record<string, PolicyResource>;

// Who may do what; whatever is not in this table is refused.
const allowed: readonly (readonly [string, keyof typeof people, keyof typeof resources])[] = [
  ...(["add-account", "give-office", "end-office", "close-account"] as const).flatMap((act) =>
    (["sign-in", "own account", "own made-up account", "another's account"] as const).map(
      (thing) => [`identity.${act}`, "administrator", thing] as const,
    ),
  ),
  ["identity.close-account", "keeper", "own account"],
  ["identity.close-account", "keeper", "own made-up account"],
  ...(["choose-password", "create-token", "end-token"] as const).flatMap((act) => [
    [`identity.${act}`, "keeper", "own account"] as const,
    [`identity.${act}`, "keeper", "own made-up account"] as const,
    [`identity.${act}`, "administrator", "own account"] as const,
    [`identity.${act}`, "administrator", "own made-up account"] as const,
    [`identity.${act}`, "made-up keeper", "own made-up account"] as const,
  ]),
];

describe("who may do what with accounts", () => {
  it.each(commands.map((command) => [command.name]))("%s, for every kind of person and thing", (action) => {
    for (const [who, viewer] of Object.entries(people)) {
      for (const [what, resource] of Object.entries(resources)) {
        const expected = allowed.some((row) => row[0] === action && row[1] === who && row[2] === what);
        const answer = policies.decide({ viewer, action, resource, today: civilDate("2026-11-21") });
        expect(answer.allowed, `${who}, ${what}`).toBe(expected);
        expect(answer.faults).toEqual([]);
      }
    }
  });
});
