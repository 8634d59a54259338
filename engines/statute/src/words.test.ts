import { describe, expect, it } from "vitest";
import { folderLaw } from "../test/law-folder.ts";
import type { Condition } from "./condition.ts";
import { conditionLine, timedText } from "./index.ts";
import type { Duty, RuleLine } from "./index.ts";

const law = folderLaw();
const foi = law.duties.get("foi.20") as Duty;

function textsOf(line: RuleLine): readonly string[] {
  return [line.text, ...line.of.flatMap(textsOf)];
}

describe("a rule in plain words", () => {
  it("every condition of every duty is questions and answers; no key of a fact is left in it", () => {
    for (const duty of law.duties.values()) {
      for (const condition of [duty.trigger.when, duty.held, duty.failed]) {
        if (condition === undefined) continue;
        for (const text of textsOf(conditionLine(condition, duty, law))) {
          expect(text, duty.id).toMatch(/^[A-Z“].*\S$/s);
          expect(
            [...law.facts.keys()].filter((key) => text.includes(` ${key}`)),
            duty.id,
          ).toEqual([]);
        }
      }
    }
  });

  it.each<[Condition, string]>([
    [
      { kind: "fact", test: { test: "in", fact: "body.kind", values: ["icb", "nhs-england"] } },
      "What kind of body does the document name as acting or deciding? Integrated care board or NHS England.",
    ],
    [
      { kind: "fact", test: { test: "exists", fact: "consultation.open-date", wanted: false } },
      "On what date did the consultation open? Never.",
    ],
    [
      { kind: "fact", test: { test: "dateBefore", fact: "consultation.open-date", moment: "2026-05-07" } },
      "On what date did the consultation open? Before 7 May 2026.",
    ],
    [
      { kind: "fact", test: { test: "atLeast", fact: "body.area-council-count", number: 2 } },
      "How many upper-tier councils' areas does the document say are affected by the proposal? 2 or more.",
    ],
    [
      { kind: "duty", duty: "cl.gunning", verdict: "failed" },
      "“A consultation must be fair (Gunning)” was not kept.",
    ],
    [
      { kind: "window", fact: "consultation.open-date", inside: true },
      "On what date did the consultation open? On a day in the time before the poll.",
    ],
  ])("%o", (condition, text) => {
    expect(conditionLine(condition, foi, law)).toEqual({ text, of: [] });
  });

  it.each([
    [{ relation: "before", moment: "2026-05-07" }, "Before 7 May 2026."],
    [{ relation: "by", moment: { yearly: "04-01" } }, "By 04-01 of the year (month and day)."],
    [
      { relation: "within", moment: "2026-05-07", rule: "working-days-ew", quantity: 20 },
      "Within 20 working days (England and Wales) of 7 May 2026.",
    ],
    [
      { relation: "after", moment: "2026-05-07", rule: "calendar", quantity: 2, unit: "month" },
      "Not before 2 months (calendar days) after 7 May 2026.",
    ],
    [
      { relation: "length", moment: "2026-05-07", rule: "calendar", quantity: 12, unit: "week" },
      "It lasts 12 weeks (calendar days) at least, from 7 May 2026.",
    ],
    [
      { relation: "before", moment: { "month-start": "decision.date" } },
      "Before the first day of the month of the answer to “On what date was the decision made?”.",
    ],
    [
      { relation: "by", moment: { "later-of": ["decision.date", "meeting.date"] } },
      "By the later of the answers to “On what date was the decision made?” and “On what date was the meeting held, or to be held?”.",
    ],
  ] as const)("%o is “%s”", (timed, text) => {
    expect(timedText(timed, law)).toBe(text);
  });
});
