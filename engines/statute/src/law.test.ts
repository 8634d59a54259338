import { describe, expect, it } from "vitest";
import { folderLaw, lawFiles } from "../test/law-folder.ts";
import { conclusionsIn, problemText, readLaw } from "./index.ts";
import type { LawFile } from "./index.ts";

const facts: LawFile = {
  path: "law/facts.yaml",
  text: "- key: a.kind\n  question: What kind?\n  type: choice\n  options: [x, y]\n  evidence: [minute]\n  tier: core\n- key: a.date\n  question: When?\n  type: date\n  evidence: [minute]\n  tier: core\n- { key: decision.date, question: When?, type: date, evidence: [minute], tier: core }\n- { key: meeting.date, question: When?, type: date, evidence: [minute], tier: core }\n",
};
const duty = (id: string, change: (text: string) => string = (text) => text): LawFile => ({
  path: `law/duties/some-area/${id}.yaml`,
  text: change(
    [
      `id: ${id}`,
      "title: A duty",
      "nature: duty",
      "force: statute",
      "effect: blocks",
      "bears-on: decision",
      "owed-by: [{ who: somebody }]",
      "applies:",
      "  text: A kind",
      "  when: { fact: a.kind, equals: x }",
      "timing:",
      "  text: Before",
      "  act: a.date",
      "  by: 2026-01-01",
      "held: { timely: true }",
      "failed: { not: { timely: true } }",
      "provision: { instrument: An Act, at: s1 }",
      "from: 2000-01-01",
      "mark: confirmed",
      "read: 2026-11-21",
      "",
    ].join("\n"),
  ),
});

function faultsOf(...files: readonly LawFile[]): string {
  const read = readLaw(files);
  return read.ok ? "" : read.problems.map(problemText).join("\n");
}

describe("errors in the law name file and line", () => {
  it("a good law has none", () => expect(faultsOf(facts, duty("a.one"))).toBe(""));

  it.each([
    [
      "a day that does not exist",
      "from: 2000-01-01",
      "from: 2000-02-30",
      "law/duties/some-area/a.one.yaml:18 from: Write a day like 2026-11-21.",
    ],
    [
      "a field nobody knows",
      "mark: confirmed",
      "marck: confirmed",
      "a.one.yaml:19 marck: This field is not known here; check its spelling.",
    ],
    ["a field that is missing", "title: A duty\n", "", "a.one.yaml:1 title: Is missing."],
    ["a force nobody knows", "force: statute", "force: rumour", "a.one.yaml:4 force: Write one of statute"],
    [
      "an effect that is not that of its force",
      "effect: blocks",
      "effect: warns",
      "a.one.yaml:5 effect: A rule of force statute blocks.",
    ],
    [
      "a condition without a test",
      "{ fact: a.kind, equals: x }",
      "{ fact: a.kind }",
      "a.one.yaml:10 applies.when: A test names a fact and one of",
    ],
    [
      "an empty list of conditions",
      "{ fact: a.kind, equals: x }",
      "{ all: [] }",
      "a.one.yaml:10 applies.when.all",
    ],
    ["an answer that is not offered", "equals: x", "equals: z", "“z” is not an answer to a.kind."],
    ["a fact nobody defined", "fact: a.kind", "fact: a.kin", "Nobody has defined the fact “a.kin”"],
    [
      "a counting rule nobody knows",
      "  by: 2026-01-01",
      "  before: a.date\n  rule: fortnights",
      "a.one.yaml:15 timing.rule: “fortnights” is not a counting rule.",
    ],
    [
      "two relations at once",
      "  by: 2026-01-01",
      "  by: 2026-01-01\n  before: a.date",
      "Say once how the act stands to the moment",
    ],
    [
      "a duty to wait for that is not there",
      "mark: confirmed",
      "depends-on: [a.two]\nmark: confirmed",
      "a.one.yaml:19 depends-on: There is no duty “a.two”.",
    ],
    [
      "an end before its beginning",
      "from: 2000-01-01",
      "from: 2000-01-01\nto: 1999-12-31",
      "It would end on 1999-12-31, before it begins on 2000-01-01.",
    ],
    [
      "neither failed nor why not",
      "failed: { not: { timely: true } }\n",
      "",
      "Give either failed, or never-failed with the reason.",
    ],
    [
      "a file under another name",
      "id: a.one",
      "id: a.other",
      "The file of “a.other” is called a.other.yaml.",
    ],
    ["not YAML", "title: A duty", "title: [", "This is not YAML or JSON"],
  ])("%s", (_name, from, to, message) => {
    expect(
      faultsOf(
        facts,
        duty("a.one", (text) => text.replace(from, to)),
      ),
    ).toContain(message);
  });

  it("duties that wait for each other in a circle", () => {
    const waits = (id: string, other: string): LawFile =>
      duty(id, (text) => `${text}depends-on: [${other}]\n`);
    expect(faultsOf(facts, waits("a.one", "a.two"), waits("a.two", "a.one"))).toContain(
      "These duties wait for each other in a circle: a.one → a.two → a.one.",
    );
  });

  it("duties whose answers rest on each other", () => {
    const rests = (id: string, other: string): LawFile =>
      duty(id, (text) => text.replace("held: { timely: true }", `held: { duty: ${other}, is: held }`));
    expect(faultsOf(facts, rests("a.one", "a.two"), rests("a.two", "a.one"))).toContain("in a circle");
  });

  it("the same id twice", () => {
    expect(
      faultsOf(facts, duty("a.one"), { ...duty("a.one"), path: "law/duties/other/a.one.yaml" }),
    ).toContain("is already the id of law/duties/some-area/a.one.yaml");
  });

  it.each([
    [
      "a question without a mark",
      "What kind?",
      "What kind",
      "law/facts.yaml:2 [0].question: A question ends with a question mark.",
    ],
    [
      "a fact that states a conclusion",
      "What kind?",
      "Was it lawful?",
      "law/facts.yaml:2 [0].question: “lawful” states a conclusion of law.",
    ],
    ["a choice without options", "  options: [x, y]\n", "", "A choice or code-list has options"],
    [
      "a date that cannot come before nothing",
      "  tier: core\n- key",
      "  tier: core\n  not-before: a.nothing\n- key",
      "“a.nothing” is not a date fact.",
    ],
  ])("facts: %s", (_name, from, to, message) => {
    expect(faultsOf({ ...facts, text: facts.text.replace(from, to) }, duty("a.one"))).toContain(message);
  });

  it("a law without facts or duties", () => {
    expect(faultsOf()).toContain("The file of facts is missing.");
    expect(faultsOf(facts)).toContain("There is no duty at all.");
  });

  it("polls", () => {
    expect(faultsOf(facts, duty("a.one"), { path: "law/polls.yaml", text: "- date: soon\n" })).toContain(
      "law/polls.yaml:1 [0].date: Write a day",
    );
  });
});

describe("the law of the folder", () => {
  const law = folderLaw();

  it("holds every duty, fact and poll that was given", () => {
    expect(law.duties.size).toBe(173);
    expect(law.facts.size).toBe(140);
    expect(law.polls).toHaveLength(40);
    expect(law.readOn).toBe("2026-11-21");
  });

  it("has no fact that restates a legal conclusion", () => {
    for (const fact of law.facts.values()) expect(conclusionsIn(fact), fact.key).toEqual([]);
  });

  it.each([
    "Was the consultation adequate?",
    "Is the change substantial?",
    "Did the body have due regard?",
    "Was notice properly given?",
    "Was the decision valid?",
  ])("would refuse the fact “%s”", (question) =>
    expect(conclusionsIn({ key: "a.b", question })).not.toEqual([]),
  );

  it("has a provision, a reading date and a way to be proved for every duty", () => {
    for (const duty of law.duties.values()) {
      expect(duty.provision.instrument, duty.id).not.toBe("");
      expect(duty.read <= "2026-11-22", duty.id).toBe(true);
      expect(
        [...duty.seenAt, duty.notes, ...duty.changes, duty.mark === "to-be-checked"].some(Boolean),
        duty.id,
      ).toBe(true);
    }
  });

  it("has a case table in every area that has a duty of time", () => {
    const areas = new Set(
      [...law.duties.values()]
        .filter(({ timing }) => timing.timed?.rule !== undefined)
        .map(({ area }) => area),
    );
    const tables = new Set(
      lawFiles()
        .filter(({ path }) => path.endsWith("/cases.yaml"))
        .map(({ path }) => path.split("/").at(-2)),
    );
    expect([...areas].filter((area) => !tables.has(area))).toEqual(["instructions"]);
  });
});
