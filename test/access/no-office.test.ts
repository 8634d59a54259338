import { civilDate } from "@concordat/calendar";
import { expect, test } from "vitest";
import { commonPolicies, policyTexts } from "../../src/app/folders.ts";
import { createModules } from "../../src/app/modules.ts";
import { systemClock, type Db, type Person, type PolicyResource } from "../../src/kernel/index.ts";
import { createPolicies } from "../../src/platform/policies/index.ts";

const unused = {} as Db;
const manifests = createModules({
  accounts: unused,
  runs: unused,
  sendsMail: true,
  clock: systemClock,
  sendRun: async () => {},
  observationRules: [],
  describe: async () => [],
  manifests: () => manifests,
  policies: () => [],
});
const commands = manifests.flatMap((manifest) => manifest.commands ?? []);
const texts = policyTexts(manifests);
const policies = createPolicies({
  commonText: commonPolicies(),
  modules: texts,
  actions: commands.map(({ name, about }) => ({ name, about })),
});

const resident: Person = {
  kind: "person",
  accountId: "0197c000-0000-7000-8000-0000000000a1",
  displayName: "Joan Resident",
  administrator: false,
  illustrative: false,
  standings: [],
};

/** Every kind of thing that a policy about this act speaks of; of accounts, one's own and another's. */
function thingsOf(action: string): readonly PolicyResource[] {
  const about = texts.flatMap(({ text }) => text.split("@id(").filter((one) => one.includes(`"${action}"`)));
  const named = (attribute: string): readonly string[] => [
    ...new Set(
      about.flatMap((text) =>
        [...text.matchAll(new RegExp(`resource\\.${attribute} == "([^"]+)"`, "g"))].map((match) => match[1]!),
      ),
    ),
  ];
  const modules = named("module").length > 0 ? named("module") : [action.split(".")[0]!];
  const kinds = named("kind").length > 0 ? named("kind") : ["thing"];
  return modules.flatMap((module) =>
    kinds.flatMap((kind) =>
      ["another", ...(kind === "account" ? [resident.accountId] : [])].map((id) => ({
        ref: { module, kind, id } as PolicyResource["ref"],
        keepers: ["a-body"],
        keptHere: true,
        illustrative: false,
      })),
    ),
  );
}

test("Somebody without office asks, signs, registers plans and looks after their own account, and nothing else", () => {
  const today = civilDate("2026-11-21");
  const open = [...commands.map(({ name }) => name), "administer"].flatMap((action) =>
    thingsOf(action)
      .filter((resource) => policies.decide({ viewer: resident, action, resource, today }).allowed)
      .map(({ ref }) => `${action}: ${ref.id === resident.accountId ? "own " : ""}${ref.kind}`),
  );
  expect(open.toSorted()).toEqual([
    "decisions.register-plan: organisation",
    "identity.choose-password: own account",
    "identity.close-account: own account",
    "identity.create-token: own account",
    "identity.end-token: own account",
    "scrutiny.ask-question: organisation",
    "scrutiny.sign-petition: board",
    "scrutiny.sign-petition: petition",
    "scrutiny.start-petition: board",
    "scrutiny.start-petition: petition",
  ]);
});
