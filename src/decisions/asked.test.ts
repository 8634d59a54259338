import { describe, expect, it } from "vitest";
import { folderLaw } from "../../engines/statute/test/law-folder.ts";
import { addressOf, readAsked } from "./asked.ts";
import { dateAnswer, dateProblem } from "./date-answer.ts";
import { answerText, choicesOf, textOfValue, valueOf } from "./fact-answer.ts";
import { composeProposal } from "./composed.ts";
import { proposalKinds, usualOf } from "./kinds.ts";
import { questionView } from "./question-view.ts";
import type { Setting } from "./setting.ts";

const law = folderLaw();
const { facts } = law;

const nowhere: Setting = {
  organisation: undefined,
  bodies: [],
  areas: [],
  areasFrom: undefined,
  polls: [],
  notes: [],
  problems: [],
  illustrative: false,
};

describe("a date as people write it", () => {
  it.each([
    ["21 April 2026", "2026-04-21"],
    ["21st Apr 2026", "2026-04-21"],
    ["21/4/2026", "2026-04-21"],
    ["21.04.2026", "2026-04-21"],
    ["April 2026", "2026-04"],
    ["4/2026", "2026-04"],
    ["2026", "2026"],
    [" 2026-04-21 ", "2026-04-21"],
    ["soon", "soon"],
    ["31 Foo 2026", "31 Foo 2026"],
  ])("%s is %s", (typed, read) => {
    expect(dateAnswer(typed)).toBe(read);
  });

  it("a day that is none is said so in the words that were typed", () => {
    expect(dateProblem("30 February 2026")).toContain("“30 February 2026” is not a date");
    expect(dateProblem("3 March 2026")).toBeUndefined();
  });
});

describe("what is asked stands in the address (invariant 1)", () => {
  it("answers from a form become one canonical answer each", () => {
    const asked = readAsked(
      {
        kind: "service-change",
        decided: "21 April 2026",
        "consultation.held": "yes",
        "scrutiny.consulted-date": "",
        "scrutiny.consulted-date~day": "3 March 2026",
        "body.area-council-count~number": "5",
        "proposal.beds-to-close": "not-known",
        "agreement.terms-present~functions": "yes",
        "agreement.terms-present~contributions": "yes",
        "consultation.open-date": "never",
        meetings: "24 March 2026; 2026-04-21",
        areas: "Camden, Islington",
      },
      facts,
    );
    expect(asked.problems).toEqual([]);
    expect(Object.fromEntries(asked.answers)).toMatchObject({
      "decision.date": "2026-04-21",
      "consultation.held": "yes",
      "scrutiny.consulted-date": "2026-03-03",
      "body.area-council-count": "5",
      "proposal.beds-to-close": "not-known",
      "agreement.terms-present": "contributions,functions",
      "consultation.open-date": "never",
    });
    expect(asked.meetings).toEqual(["2026-03-24", "2026-04-21"]);
    const again = readAsked(Object.fromEntries(new URL(addressOf(asked), "http://x").searchParams), facts);
    expect({ ...again, typed: {} }).toEqual({ ...asked, typed: {} });
  });

  it("an empty field says nothing, and an answer can be taken away", () => {
    const asked = readAsked({ "consultation.held": "yes", name: "A move", body: "" }, facts);
    expect(addressOf(asked)).toBe("/check-a-proposal?name=A+move&consultation.held=yes");
    expect(addressOf(asked, { "consultation.held": "" })).toBe("/check-a-proposal?name=A+move");
  });

  it.each([
    [{ kind: "poem" }, "kind", "is not a kind of proposal"],
    [{ decided: "30/2/2026" }, "decided", "“30/2/2026” is not a date"],
    [{ meetings: "2026-04-21, soon" }, "meetings", "“soon” is not a date"],
    [{ "consultation.held": "perhaps" }, "consultation.held", "not one of the answers"],
    [{ "consultation.open-date": "on" }, "consultation.open-date", "Give the day"],
    [{ "body.area-council-count~number": "five" }, "body.area-council-count", "is not a number"],
    [
      { "agreement.terms-present~functions": "yes", "agreement.terms-present~none": "yes" },
      "agreement.terms-present",
      "not both",
    ],
    [{ "agreement.terms-present": "functions,poems" }, "agreement.terms-present", "“poems”"],
    [{ "no.such-fact": "yes" }, "no.such-fact", "There is no question"],
    [{ if: "decision.date", "then.decision.date~day": "nonsense" }, "then.decision.date", "is not a date"],
  ])("%o is told beside its field", (given, field, words) => {
    const { problems } = readAsked(given, facts);
    expect(problems).toEqual([expect.objectContaining({ field, message: expect.stringContaining(words) })]);
  });

  it("a trial's answer is never taken for the answer itself", () => {
    const asked = readAsked(
      { "decision.date": "2026-04-21", if: "decision.date", "then.decision.date~day": "12 May 2026" },
      facts,
    );
    expect(asked.whatIf).toEqual({ fact: "decision.date", answer: "2026-05-12" });
    expect(asked.answers.get("decision.date")).toBe("2026-04-21");
    expect(addressOf(asked)).not.toContain("then");
  });
});

describe("a proposal put together", () => {
  it("the visitor stands above what is usual, and what is put aside is no fact", () => {
    const asked = readAsked(
      { kind: "service-change", "agreement.kind": "section-75", "plan.kind": "not-known" },
      facts,
    );
    const { proposal, known } = composeProposal(law, asked, nowhere, "2026-11-22" as never);
    const value = (key: string): unknown => proposal?.facts.find((fact) => fact.key === key)?.value;
    expect(value("agreement.kind")).toBe("section-75");
    expect(value("plan.kind")).toBeUndefined();
    expect(value("instruction.kind")).toBe("none");
    expect(known.find(({ fact }) => fact === "plan.kind")).toMatchObject({
      origin: "you",
      text: "not-known",
    });
  });

  it("a fault that only the engine sees is told of the question it is about", () => {
    const asked = readAsked(
      { "consultation.open-date": "2026-05-01", "consultation.close-date": "2026-04-01" },
      facts,
    );
    const { problems } = composeProposal(law, asked, nowhere, "2026-11-22" as never);
    expect(problems[0]).toMatchObject({ field: "consultation.close-date" });
    expect(problems[0]?.message).toContain("out of order");
  });

  it("each kind has a beginning: a kind of body, and what is usual", () => {
    expect(proposalKinds).toHaveLength(7);
    for (const { kind } of proposalKinds) {
      const usual = usualOf(kind, law);
      expect(usual.bodyKind).toMatch(/\w/);
      expect(usual.facts.length).toBeGreaterThan(1);
      expect(usual.facts.every(({ value }) => value !== "not-known")).toBe(true);
    }
  });
});

it("every question of the law has a field, offers not known, and keeps what was answered", () => {
  const asked = readAsked({}, facts);
  for (const fact of facts.values()) {
    const empty = questionView(fact, asked);
    expect(empty.label).toBe(fact.question);
    const answers = {
      date: "2026-04-21",
      number: "5",
      choice: choicesOf(fact)[0]?.value ?? "",
      "yes-no-not-known": "no",
      "code-list": choicesOf(fact)[0]?.value ?? "",
    };
    const text = answers[fact.type];
    const view = questionView(fact, asked, { answer: text });
    const chosen = view.options.filter(({ checked }) => checked).map(({ value }) => value);
    expect(view.typed === "" ? chosen : [view.typed]).toEqual([
      fact.type === "date" ? "21 April 2026" : text,
    ]);
    expect(textOfValue(valueOf(fact, text))).toBe(text);
    expect(answerText(fact, text)).toMatch(/\w/);
    if (fact.type !== "code-list") expect(empty.options.map(({ value }) => value)).toContain("not-known");
  }
});
