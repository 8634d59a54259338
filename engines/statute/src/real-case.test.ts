import { civilDate } from "@concordat/calendar";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sharedFile } from "../../../test/support/shared.ts";
import { folderLaw, folderStatute, lawFiles } from "../test/law-folder.ts";
import { checkProposal, factsUsedBy, problemText, readCase, readProposal } from "./index.ts";
import type { Proposal, StatedFact, Verdict } from "./index.ts";

const law = folderLaw();
const statute = folderStatute();
const today = civilDate("2026-11-21");
const cases = lawFiles()
  .filter(({ path }) => path.startsWith("law/cases/"))
  .map((file) => {
    const read = readCase(file, law);
    if (!read.ok) throw new Error(read.problems.map(problemText).join("\n"));
    return read.value;
  });

function verdictsOf(proposal: Proposal): ReadonlyMap<string, Verdict> {
  const check = checkProposal(statute, proposal, today);
  if (!check.ok) throw new Error(check.problems.map(problemText).join("\n"));
  return new Map(check.value.duties.map(({ id, verdict }) => [id, verdict]));
}

/** Duties a fact can move: by what they use, by resting on another duty, or by taking their date from it. */
function usersOf(key: string): ReadonlySet<string> {
  const users = new Set<string>();
  for (const duty of law.duties.values()) {
    if (factsUsedBy(duty).includes(key) || duty.datedBy.includes(key)) users.add(duty.id);
  }
  if (users.has("cl.gunning")) users.add("lgfa.ctr.consult");
  return users;
}

/** Another answer to a fact, where it has one. */
function otherValues(fact: StatedFact): readonly StatedFact["value"][] {
  const definition = law.facts.get(fact.key);
  if (definition?.type === "yes-no-not-known") return [fact.value === "yes" ? "no" : "yes", "not-known"];
  if (definition?.type === "choice") {
    return definition.options
      .filter((option) => option.from === undefined && option.to === undefined)
      .map(({ value }) => value);
  }
  return definition?.type === "number" ? [0, 1, 9] : ["never", "not-known"];
}

describe.each(cases)("$name", ({ proposal, found, notInForce, id }) => {
  it.each(found)("$duty comes out as $verdict", ({ duty, verdict }) => {
    expect(verdictsOf(proposal).get(duty)).toBe(verdict);
  });

  it.each(notInForce)("%s was not in force and is not engaged", (duty) => {
    const check = checkProposal(statute, proposal, today);
    const answer = check.ok ? check.value.duties.find((entry) => entry.id === duty) : undefined;
    expect(answer?.verdict).toBe("not-engaged");
    expect(answer?.because).toMatch(/^Not in force on/);
  });

  it("gives the same answers under another name", () => {
    expect(verdictsOf({ ...proposal, id: "another", name: "Another case" })).toEqual(verdictsOf(proposal));
  });

  it("says failed only where somebody found it", () => {
    const failed = [...verdictsOf(proposal)]
      .filter(([, verdict]) => verdict === "failed")
      .map(([duty]) => duty);
    expect(failed.toSorted()).toEqual(
      found
        .filter(({ verdict }) => verdict === "failed")
        .map(({ duty }) => duty)
        .toSorted(),
    );
  });

  const movable = proposal.facts.filter(({ key }) => key !== "decision.date");
  it.each(movable)("another answer to $key moves only the duties that use it", (fact) => {
    const before = verdictsOf(proposal);
    const users = usersOf(fact.key);
    for (const value of otherValues(fact)) {
      const facts = proposal.facts.map((entry) => (entry === fact ? { ...fact, value, sure: true } : entry));
      const after = verdictsOf({ ...proposal, facts });
      const moved = [...after]
        .filter(([duty, verdict]) => before.get(duty) !== verdict)
        .map(([duty]) => duty);
      expect(
        moved.filter((duty) => !users.has(duty)),
        `${id}: ${String(value)}`,
      ).toEqual([]);
    }
  });

  it.each(proposal.facts)("without $key no answer becomes held, failed or not engaged", (fact) => {
    const before = verdictsOf(proposal);
    const after = verdictsOf({
      ...proposal,
      facts: proposal.facts.filter((entry) => entry !== fact),
      events: [],
    });
    for (const [duty, verdict] of after) {
      if (verdict !== before.get(duty)) expect(verdict, duty).toBe("cannot-tell");
    }
  });
});

it("every real case is in the law folder", () => {
  expect(cases).toHaveLength(7);
});

const shared = sharedFile("data/law/cases.json");
if (shared === undefined) {
  it("vectors: not run", () => {
    console.log("vectors: not run (the shared cases are absent)");
    expect(shared).toBeUndefined();
  });
} else {
  const rows = JSON.parse(readFileSync(shared, "utf8")) as readonly {
    readonly id: string;
    readonly expected: Readonly<Record<string, { readonly verdict: Verdict }>>;
  }[];
  it.each(rows)("the shared case $id comes out as found", (row) => {
    const read = readProposal(JSON.stringify(row), law);
    if (!read.ok) throw new Error(read.problems.map(problemText).join("\n"));
    const verdicts = verdictsOf(read.value);
    const expected = Object.entries(row.expected).map(([duty, { verdict }]) => [duty, verdict]);
    expect(expected.map(([duty]) => [duty, verdicts.get(duty ?? "")])).toEqual(expected);
  });
}
