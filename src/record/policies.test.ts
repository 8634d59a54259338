import { readFileSync } from "node:fs";
import { civilDate } from "@concordat/calendar";
import { describe, expect, test } from "vitest";
import { visitor, type OfficeRole, type Person, type PolicyResource } from "../kernel/index.ts";
import { createPolicies } from "../platform/policies/index.ts";
import { entryRef } from "./entry.ts";
import { createRecordModule } from "./module.ts";

const { commands = [] } = createRecordModule({ describe: () => Promise.resolve([]) });
const read = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");
const policies = createPolicies({
  commonText: read("../platform/policies/policies.cedar"),
  modules: [{ module: "record", text: read("policies.cedar") }],
  actions: commands.map((command) => ({ name: command.name, about: command.title })),
});

function person(organisationId: string, role: OfficeRole, administrator = false): Person {
  const capacity = { kind: "office", title: "Clerk" } as const;
  return {
    kind: "person",
    accountId: "a",
    displayName: "A",
    administrator,
    illustrative: false,
    standings: organisationId === "" ? [] : [{ capacity, organisationId, role }],
  };
}

function entryOf(...keepers: readonly string[]): PolicyResource {
  return { ref: entryRef("e"), keepers, keptHere: true, illustrative: false };
}

describe.each(commands.map((command) => command.name))("who may do %s", (action) => {
  test.each([
    [
      "a keeper of the body in whose name it was written",
      person("council", "keeper"),
      entryOf("council"),
      true,
    ],
    ["a member of that body", person("council", "member"), entryOf("council"), false],
    ["a keeper of another body", person("trust", "keeper"), entryOf("council"), false],
    ["an administrator, on what a body recorded", person("", "member", true), entryOf("council"), false],
    ["an administrator, on what Concordat itself recorded", person("", "member", true), entryOf(), true],
    ["a keeper, on what Concordat itself recorded", person("council", "keeper"), entryOf(), false],
    ["a visitor", visitor, entryOf("council"), false],
  ])("%s", (_who, viewer, resource, expected) => {
    expect(policies.decide({ viewer, action, resource, today: civilDate("2026-11-21") }).allowed).toBe(
      expected,
    );
  });
});
