import { readFileSync } from "node:fs";
import { civilDate } from "@concordat/calendar";
import * as cedar from "@cedar-policy/cedar-wasm/nodejs";
import { describe, expect, it } from "vitest";
import { visitor, type Person, type PolicyResource, type Standing } from "../../kernel/index.ts";
import { createPolicies, PolicyFault, type Policies } from "./index.ts";

const today = civilDate("2026-11-21");
const commonText = readFileSync(new URL("./policies.cedar", import.meta.url), "utf8");

const placeText = `
@id("keepers-end")
@plain("Those who keep an organisation here may end it.")
permit (principal is Person, action == Action::"place.end-organisation", resource is Thing)
when { resource.keptHere && resource.keepers.containsAny(principal.keeps) };
`;
const endOrganisation = { name: "place.end-organisation", about: "End an organisation" };

describe("what the common policies decide", () => {
  const policies = build();

  it("lets everyone see everything", () => {
    for (const viewer of [visitor, person({}), person({ illustrative: true })]) {
      expect(policies.decide({ viewer, action: "see", today }).allowed).toBe(true);
      expect(policies.decide({ viewer, action: "see", resource: organisation({}), today }).allowed).toBe(
        true,
      );
    }
  });

  it("lets administrators administer, and nobody else", () => {
    expect(
      policies.decide({ viewer: person({ administrator: true }), action: "administer", today }),
    ).toMatchObject({
      allowed: true,
      because: ["administrators-administer"],
    });
    expect(policies.decide({ viewer: person({}), action: "administer", today }).allowed).toBe(false);
    expect(policies.decide({ viewer: visitor, action: "administer", today }).allowed).toBe(false);
  });

  it("gives an administrator no say over an organisation that others keep", () => {
    const viewer = person({ administrator: true });
    const answer = policies.decide({
      viewer,
      action: "place.end-organisation",
      resource: organisation({}),
      today,
    });
    expect(answer.allowed).toBe(false);
  });

  it("lets a keeper act on what they keep, and a member not", () => {
    const resource = organisation({ keepers: ["a"] });
    const ask = (viewer: Person): boolean =>
      policies.decide({ viewer, action: "place.end-organisation", resource, today }).allowed;
    expect(ask(person({ standings: [standing("a", "keeper")] }))).toBe(true);
    expect(ask(person({ standings: [standing("a", "member")] }))).toBe(false);
    expect(ask(person({ standings: [standing("b", "keeper")] }))).toBe(false);
  });

  it("keeps an illustrative person away from real things, and says why", () => {
    const viewer = person({ illustrative: true, administrator: true, standings: [standing("a", "keeper")] });
    const ask = (resource: PolicyResource) =>
      policies.decide({ viewer, action: "place.end-organisation", resource, today });
    expect(ask(organisation({ keepers: ["a"] }))).toMatchObject({
      allowed: false,
      because: ["illustrative-stays-illustrative"],
      plain: ["Somebody made up to show how this works may change only things that are made up too."],
    });
    expect(ask(organisation({ keepers: ["a"], illustrative: true })).allowed).toBe(true);
    expect(policies.decide({ viewer, action: "administer", today }).allowed).toBe(false);
  });

  it("lets a real keeper act on illustrative things too", () => {
    const viewer = person({ standings: [standing("a", "keeper")] });
    const resource = organisation({ keepers: ["a"], illustrative: true });
    expect(policies.decide({ viewer, action: "place.end-organisation", resource, today }).allowed).toBe(true);
  });
});

describe("anything but a clear yes is a no", () => {
  it("answers no to an action that no schema knows", () => {
    const answer = build().decide({
      viewer: person({ administrator: true }),
      action: "place.no-such-act",
      today,
    });
    expect(answer).toMatchObject({ allowed: false, because: [] });
    expect(answer.faults.join()).toContain("place.no-such-act");
  });

  it("answers no when a forbid errs, where Cedar alone says allow", () => {
    const erring = `
      @id("erring") @plain("Adds up too much.")
      forbid (principal is Visitor, action == Action::"see", resource is Site)
      when { [principal.count].contains(9223372036854775807 + principal.count) };`;
    const raw = cedar.isAuthorized({
      principal: { type: "Visitor", id: "visitor" },
      action: { type: "Action", id: "see" },
      resource: { type: "Site", id: "site" },
      context: {},
      policies: { staticPolicies: `permit(principal, action, resource); ${erring}` },
      entities: [],
    });
    expect(raw.type === "success" && raw.response.decision).toBe("allow");

    const overflowing = erring.replaceAll("principal.count", "1");
    const answer = build({ commonText: commonText + overflowing }).decide({
      viewer: visitor,
      action: "see",
      today,
    });
    expect(answer).toMatchObject({ allowed: false, because: [] });
    expect(answer.faults.join()).toContain("erring");
  });

  it("answers no about a thing that is not wholly described, even where no policy looks at what is missing", () => {
    const { illustrative: _missing, ...incomplete } = organisation({});
    const question = { viewer: visitor, action: "see", resource: incomplete as PolicyResource, today };
    const answer = build().decide(question);
    expect(answer).toMatchObject({ allowed: false, because: [] });
    expect(answer.faults.join()).toContain("illustrative");
  });

  it("answers no to a day that is none", () => {
    const answer = build().decide({ viewer: visitor, action: "see", today: "someday" as typeof today });
    expect(answer.allowed).toBe(false);
    expect(answer.faults).not.toEqual([]);
  });
});

describe("what is wrong with policies", () => {
  const faultsOf = (change: Partial<Parameters<typeof createPolicies>[0]>): string => {
    try {
      return build(change).validate().join("\n");
    } catch (error) {
      if (error instanceof PolicyFault) return error.faults.join("\n");
      throw error;
    }
  };
  const withText = (text: string): string =>
    faultsOf({ modules: [{ module: "place", text: placeText + text }] });
  const head = `permit (principal, action == Action::"see", resource)`;

  it("finds nothing wrong with the texts of this project", () => {
    expect(faultsOf({})).toBe("");
  });

  it.each([
    ["a policy without @id", `@plain("x") ${head};`, "has no @id"],
    ["a policy without @plain", `@id("x") ${head};`, `"x" has no @plain`],
    ["an empty sentence", `@id("x") @plain(" ") ${head};`, `"x" has no @plain`],
    [
      "an @id used twice",
      `@id("everyone-sees") @plain("x") ${head};`,
      `Two policies have the id "everyone-sees"`,
    ],
    [
      "an action that does not exist",
      `@id("x") @plain("x") permit (principal, action == Action::"place.build", resource);`,
      `the action "place.build", which does not exist`,
    ],
    [
      "an action that does not exist, in a condition",
      `@id("x") @plain("x") permit (principal, action, resource) when { action == Action::"place.build" };`,
      `the action "place.build", which does not exist`,
    ],
    ["a text that cannot be read", `@id("x") permit (principal, action`, "cannot be read"],
    [
      "a policy with open places",
      `@id("x") permit (principal == ?principal, action, resource);`,
      "open places",
    ],
    [
      "an attribute that may be missing",
      `@id("x") @plain("x") ${head} when { principal.administrator };`,
      "administrator",
    ],
    [
      "a word nobody declared",
      `@id("x") @plain("x") ${head} when { resource is Thing && resource.decided };`,
      "decided",
    ],
    [
      "a condition that can never hold",
      `@id("x") @plain("x") ${head} when { principal is Thing };`,
      "impossible",
    ],
  ])("refuses %s", (_name, text, expected) => {
    expect(withText(text)).toContain(expected);
  });

  it("refuses an action that no policy allows", () => {
    const actions = [endOrganisation, { name: "place.add-area", about: "Add an area" }];
    expect(faultsOf({ actions })).toContain(`No policy says who may "place.add-area"`);
  });

  it("does not take a forbid for a permission", () => {
    const text = `@id("x") @plain("x") forbid (principal, action == Action::"place.add-area", resource);`;
    const actions = [endOrganisation, { name: "place.add-area", about: "Add an area" }];
    expect(faultsOf({ actions, modules: [{ module: "place", text: placeText + text }] })).toContain(
      "No policy says",
    );
  });

  it("refuses an action declared twice", () => {
    expect(faultsOf({ actions: [endOrganisation, endOrganisation] })).toContain("declared twice");
  });

  it("lists every fault at once", () => {
    const faults = withText(`@plain("x") ${head}; @id("y") ${head};`).split("\n");
    expect(faults).toHaveLength(2);
  });
});

describe("the page of policies", () => {
  it("shows each policy with its module, sentence and text, in the order written", () => {
    const many = Array.from(
      { length: 12 },
      (_, index) =>
        `@id("p${index}") @plain("Rule ${index}.") permit (principal, action == Action::"see", resource);\n`,
    );
    const policies = build({ modules: [{ module: "place", text: placeText + many.join("") }] });
    const pages = policies.policyPages();
    expect(pages.map((page) => page.id)).toEqual([
      "everyone-sees",
      "administrators-administer",
      "illustrative-stays-illustrative",
      "keepers-end",
      ...many.map((_, index) => `p${index}`),
    ]);
    expect(pages[3]).toMatchObject({
      module: "place",
      effect: "permit",
      plain: "Those who keep an organisation here may end it.",
      actions: ["place.end-organisation"],
    });
    expect(pages[3]!.text).toContain("resource.keptHere");
  });

  it("names the deciding policy by its @id, not by Cedar's numbers", () => {
    expect(build().decide({ viewer: visitor, action: "see", today }).because).toEqual(["everyone-sees"]);
  });
});

describe("keeping answers", () => {
  it("gives the same answer again without deciding anew, and cannot be altered by who got it", () => {
    const policies = build();
    const first = policies.decide({ viewer: visitor, action: "see", today });
    expect(policies.decide({ viewer: visitor, action: "see", today })).toBe(first);
    expect(Object.isFrozen(first)).toBe(true);
  });

  it("does not confuse two sets that were prepared at once", () => {
    const open = build();
    const closed = build({
      commonText:
        commonText + `@id("shut") @plain("Shut.") forbid (principal, action == Action::"see", resource);`,
    });
    expect(open.decide({ viewer: visitor, action: "see", today }).allowed).toBe(true);
    expect(closed.decide({ viewer: visitor, action: "see", today }).allowed).toBe(false);
  });

  it("tells two things apart that differ in one attribute", () => {
    const policies = build();
    const viewer = person({ standings: [standing("a", "keeper")] });
    const ask = (keptHere: boolean): boolean =>
      policies.decide({
        viewer,
        action: "place.end-organisation",
        resource: organisation({ keepers: ["a"], keptHere }),
        today,
      }).allowed;
    expect([ask(true), ask(false), ask(true)]).toEqual([true, false, true]);
  });

  it("decides a new question in less than a millisecond", () => {
    const policies = build();
    const viewer = person({ standings: [standing("a", "keeper")] });
    const count = 300;
    const ask = (round: string, index: number): void => {
      const resource = {
        ...organisation({ keepers: ["a"] }),
        ref: { ...organisation({}).ref, id: `${round}${index}` },
      };
      policies.decide({ viewer, action: "place.end-organisation", resource, today });
    };
    for (let index = 0; index < count; index += 1) ask("warm", index);
    const times = Array.from({ length: count }, (_, index) => {
      const start = performance.now();
      ask("new", index);
      return performance.now() - start;
    }).toSorted((left, right) => left - right);
    // The quarter least disturbed by whatever else the machine does.
    expect(times[count / 4]).toBeLessThan(1);
  });
});

function build(change: Partial<Parameters<typeof createPolicies>[0]> = {}): Policies {
  return createPolicies({
    commonText,
    modules: [{ module: "place", text: placeText }],
    actions: [endOrganisation],
    ...change,
  });
}

function person(change: Partial<Person>): Person {
  return {
    kind: "person",
    accountId: "0197c000-0000-7000-8000-000000000001",
    displayName: "Sam Okafor",
    administrator: false,
    illustrative: false,
    standings: [],
    ...change,
  };
}

function standing(organisationId: string, role: "keeper" | "member"): Standing {
  return { capacity: { kind: "office", title: "Officer" }, organisationId, role };
}

function organisation(change: Partial<PolicyResource>): PolicyResource {
  return {
    ref: { module: "place", kind: "organisation", id: "0197c000-0000-7000-8000-00000000000a" },
    keepers: [],
    keptHere: true,
    illustrative: false,
    ...change,
  };
}
