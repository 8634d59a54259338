import { readFileSync } from "node:fs";
import { civilDate } from "@concordat/calendar";
import { describe, expect, it } from "vitest";
import type { Person, PolicyResource, Viewer } from "../kernel/index.ts";
import { visitor } from "../kernel/index.ts";
import { createPolicies } from "../platform/policies/index.ts";
import { scrutinyModule } from "./index.ts";

const text = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");
const policies = createPolicies({
  commonText: text("../platform/policies/policies.cedar"),
  modules: [{ module: "scrutiny", text: text("./policies.cedar") }],
  actions: (scrutinyModule.commands ?? []).map(({ name, title }) => ({ name, about: title })),
});

const resident: Person = {
  kind: "person",
  accountId: "0197c000-0000-7000-8000-0000000000a1",
  displayName: "Sam Okafor",
  administrator: false,
  illustrative: false,
  standings: [],
};
const standing = (organisationId: string, role: "keeper" | "member"): Person["standings"][number] => ({
  capacity: { kind: "office", title: "Clerk" },
  organisationId,
  role,
});
const barredAccount = "0197c000-0000-7000-8000-0000000000b1";
const people = {
  visitor,
  resident,
  administrator: { ...resident, administrator: true },
  member: { ...resident, standings: [standing("own", "member")] },
  keeper: { ...resident, standings: [standing("own", "keeper")] },
  neighbour: { ...resident, standings: [standing("other", "keeper")] },
  // A keeper whom the law bars, or who could have read another partner's account.
  barred: { ...resident, accountId: barredAccount, standings: [standing("own", "keeper")] },
  "made-up keeper": { ...resident, illustrative: true, standings: [standing("own", "keeper")] },
} satisfies Record<string, Viewer>;

const resource = (module: "place" | "scrutiny", kind: string, keptHere = true): PolicyResource => ({
  ref: { module, kind, id: "1" },
  keepers: ["own"],
  barred: [barredAccount],
  keptHere,
  illustrative: false,
});
const signedIn = ["resident", "administrator", "member", "keeper", "neighbour", "barred"];
const keeper = ["keeper", "barred"];
const keeperNotBarred = ["keeper"];
const belonging = ["member", "keeper", "barred"];

/** What a committee's council does in its scrutiny, and what is done for the council as a whole. */
const committeeActs = [
  "open-review take-up-sign end-review add-contribution make-request make-recommendation ask-for-reply",
  "check-recommendation add-programme-item drop-programme-item receive-quality-account say-of-quality-account",
].flatMap((acts) => acts.split(" "));
const councilActs =
  "call-in settle-call-in answer-change appoint-joint-committee end-joint-appointment ask-minister note-answer-of-minister".split(
    " ",
  );

// Who may do what to a real thing; whoever is not named is refused.
type Line = readonly [string, PolicyResource, readonly string[]];
const table: readonly Line[] = [
  ["ask-question", resource("place", "organisation"), signedIn],
  ["ask-question", resource("place", "organisation", false), []],
  ["publish-question", resource("scrutiny", "question"), keeper],
  ["refuse-question", resource("scrutiny", "question"), keeper],
  ["answer-question", resource("scrutiny", "question"), keeper],
  ["start-petition", resource("place", "board"), signedIn],
  ["start-petition", resource("place", "board", false), []],
  ["sign-petition", resource("scrutiny", "petition"), signedIn],
  ["set-petition-rule", resource("place", "board"), keeper],
  ["set-petition-rule", resource("place", "board", false), []],
  ["publish-petition", resource("scrutiny", "petition"), keeper],
  ["refuse-petition", resource("scrutiny", "petition"), keeper],
  ["defer-petition", resource("scrutiny", "petition"), keeper],
  ["start-account", resource("place", "organisation"), keeper],
  ["start-account", resource("place", "organisation", false), []],
  ["seal-account", resource("scrutiny", "account"), keeperNotBarred],
  ["seal-account", resource("scrutiny", "account", false), []],
  ["open-accounts", resource("scrutiny", "account"), keeper],
  ["open-accounts", resource("scrutiny", "account", false), []],
  ["propose-agreement", resource("scrutiny", "account"), keeper],
  ["assent", resource("scrutiny", "account"), keeper],
  ["ask-involvement", resource("place", "organisation"), keeper],
  ["say-involvement", resource("scrutiny", "involvement"), keeper],
  ["say-involvement", resource("scrutiny", "involvement", false), []],
  ["note-told", resource("scrutiny", "involvement"), keeper],
  ...committeeActs.flatMap((act): readonly Line[] => [
    [act, resource("scrutiny", "review"), keeperNotBarred],
    [act, resource("scrutiny", "review", false), []],
  ]),
  ...councilActs.flatMap((act): readonly Line[] => [
    [act, resource("scrutiny", "council"), act === "note-answer-of-minister" ? keeper : keeperNotBarred],
    [act, resource("scrutiny", "council", false), []],
  ]),
  ["answer-request", resource("scrutiny", "answer"), keeper],
  ["reply-to-recommendation", resource("scrutiny", "answer"), keeper],
  ["register-interest", resource("scrutiny", "seats"), belonging],
  ["declare-interest", resource("scrutiny", "seats"), belonging],
  ["note-advice", resource("scrutiny", "review"), keeper],
  ["note-what-was-done", resource("scrutiny", "review"), keeper],
];

it("every act of this module is in the table", () => {
  const acts = (scrutinyModule.commands ?? []).map(({ name }) => name.replace("scrutiny.", ""));
  expect(acts.filter((act) => !table.some(([named]) => named === act))).toEqual([]);
});

describe("who may ask, answer, sign, tell and say", () => {
  it.each(table)("%s on %j: %j", (act, thing, allowed) => {
    for (const [who, viewer] of Object.entries(people)) {
      const answer = policies.decide({
        viewer,
        action: `scrutiny.${act}`,
        resource: thing,
        today: civilDate("2026-11-22"),
      });
      expect(answer.allowed, who).toBe(allowed.includes(who));
      expect(answer.faults).toEqual([]);
    }
  });

  it("lets made-up people act on what is made up", () => {
    const thing = { ...resource("scrutiny", "question"), illustrative: true };
    const viewer = people["made-up keeper"];
    const action = "scrutiny.answer-question";
    const answer = policies.decide({ viewer, action, resource: thing, today: civilDate("2026-11-22") });
    expect(answer.allowed).toBe(true);
  });
});
