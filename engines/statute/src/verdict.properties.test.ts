import { addDays, civilDate, dayNumber } from "@concordat/calendar";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { folderLaw, folderStatute, lawHolidays } from "../test/law-folder.ts";
import { factsUsedBy, prepareLaw, proposalOf } from "./index.ts";
import type { Duty, FactDefinition, Law, Proposal, StatedFact } from "./index.ts";
import { canBlock, checkProposal } from "./index.ts";
import { factsKnown } from "./sheet.ts";
import { judge } from "./verdict.ts";
import type { Judgement, Verdict } from "./verdict.ts";

const law = folderLaw();
const statute = folderStatute();
const start = civilDate("2006-01-01");
const dayText = fc.integer({ min: 0, max: 8500 }).map((days) => addDays(start, days));
const vague = fc.oneof(
  { weight: 6, arbitrary: dayText },
  { weight: 1, arbitrary: dayText.map((day) => day.slice(0, 7)) },
  { weight: 1, arbitrary: dayText.map((day) => day.slice(0, 4)) },
  { weight: 1, arbitrary: fc.constant("never") },
);

function answerTo(definition: FactDefinition): fc.Arbitrary<StatedFact["value"]> {
  const options = definition.options.map(({ value }) => value).filter((value) => value !== "not-known");
  switch (definition.type) {
    case "yes-no-not-known":
      return fc.constantFrom("yes", "no");
    case "choice":
      return fc.constantFrom(...options);
    case "number":
      return fc.integer({ min: 0, max: 100 });
    case "date":
      return vague;
    case "code-list":
      return fc.subarray(options);
  }
}

/** Facts about one duty: those it uses and is dated by, each left out now and then; others beside them. */
function factsAbout(duty: Duty): fc.Arbitrary<readonly StatedFact[]> {
  const keys = [...new Set([...factsUsedBy(duty), ...duty.datedBy, ...Object.keys(duty.presumes)])];
  return fc
    .tuple(...keys.map((key) => factOf(law.facts.get(key) as FactDefinition)))
    .map((facts) => facts.filter((fact) => fact !== undefined));
}

function factOf(definition: FactDefinition): fc.Arbitrary<StatedFact | undefined> {
  const stated = fc
    .tuple(answerTo(definition), fc.boolean())
    .map(([value, sure]): StatedFact => ({ key: definition.key, value, sure }));
  return fc.option(stated, { nil: undefined, freq: 4 });
}

const judged = [...law.duties.values()].filter(
  (duty) => duty.trigger.when !== undefined && duty.nature !== "definition",
);
const someDuty = fc.constantFrom(...judged);
const dutyWithFacts = someDuty.chain((duty) => fc.tuple(fc.constant(duty), factsAbout(duty), dayText));

function judgementOf(facts: readonly StatedFact[], on: number | undefined, of = statute): Judgement {
  const proposal: Proposal = { ...proposalOf({}), facts };
  return judge(of, factsKnown(of, proposal).recorded, on);
}

function verdictOf(duty: Duty, facts: readonly StatedFact[], on: number | undefined): Verdict {
  return judgementOf(facts, on).verdicts[statute.dutyNumbers.get(duty.id) as number] as Verdict;
}

describe("whatever the facts", () => {
  it("removing a fact only turns an answer to cannot tell, unless it dates the step or is presumed", () => {
    fc.assert(
      fc.property(dutyWithFacts, fc.nat(), ([duty, facts, day], pick) => {
        fc.pre(facts.length > 0);
        const removed = facts[pick % facts.length] as StatedFact;
        const presumed = Object.keys(duty.presumes).includes(removed.key);
        fc.pre(!duty.datedBy.includes(removed.key) && !presumed);
        fc.pre(
          duty.id !== "lgfa.ctr.consult" || law.duties.get("cl.gunning")?.presumes[removed.key] === undefined,
        );
        const before = verdictOf(duty, facts, dayNumber(day));
        const after = verdictOf(
          duty,
          facts.filter((fact) => fact !== removed),
          dayNumber(day),
        );
        if (after !== before) expect(after).toBe("cannot-tell");
      }),
      { numRuns: 500 },
    );
  });

  it("no facts make a duty both held and failed", () => {
    const number = (duty: Duty): number => statute.dutyNumbers.get(duty.id) as number;
    fc.assert(
      fc.property(dutyWithFacts, ([duty, facts, day]) => {
        const judgement = judgementOf(
          facts.map((fact) => ({ ...fact, sure: true })),
          dayNumber(day),
        );
        const ready = statute.duties[number(duty)];
        const bench = { verdictOf: () => "open" as const };
        const sheet = [...judgement.sheet];
        for (const [place, value] of ready?.presumes ?? []) sheet[place] ??= value;
        const isHeld = ready?.held?.(sheet, bench) === 2;
        const isFailed = ready?.failed?.(sheet, bench) === 2;
        expect(isHeld && isFailed).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it("failed is said only by a confirmed duty, bar or information, and never on facts to be checked alone", () => {
    fc.assert(
      fc.property(dutyWithFacts, ([duty, facts, day]) => {
        if (verdictOf(duty, facts, dayNumber(day)) === "failed") {
          expect(duty.mark).toBe("confirmed");
          expect(["duty", "bar", "information"]).toContain(duty.nature);
          const trigger = facts.map((fact) =>
            factsUsedBy(duty).includes(fact.key) ? { ...fact, sure: false } : fact,
          );
          expect(["failed", "cannot-tell"]).toContain(verdictOf(duty, trigger, dayNumber(day)));
        }
        expect(
          verdictOf(
            duty,
            facts.map((fact) => ({ ...fact, sure: false })),
            dayNumber(day),
          ) === "failed" && duty.id !== "lgfa.ctr.consult",
        ).toBe(false);
      }),
      { numRuns: 600 },
    );
  });

  it("a later law never changes an earlier answer", () => {
    fc.assert(
      fc.property(dutyWithFacts, someDuty, ([duty, facts, day], model) => {
        const known = facts.filter((fact) => !fact.key.endsWith("date"));
        const later: Duty = {
          ...model,
          id: "later.law",
          from: addDays(day, 1),
          to: undefined,
          dependsOn: [],
        };
        const newer: Law = { ...law, duties: new Map([...law.duties, [later.id, later]]) };
        const after = judgementOf(known, dayNumber(day), prepareLaw(newer, lawHolidays()));
        const before = judgementOf(known, dayNumber(day));
        expect(after.verdicts.slice(0, before.verdicts.length)).toEqual(before.verdicts);
        expect(after.verdicts.at(-1)).toBe("not-engaged");
        expect(duty.id).not.toBe(later.id);
      }),
      { numRuns: 20 },
    );
  });

  it("a law that has ended, or has not begun, is not engaged", () => {
    fc.assert(
      fc.property(dutyWithFacts, ([duty, facts]) => {
        const known = facts.filter((fact) => !duty.datedBy.includes(fact.key));
        expect(verdictOf(duty, known, dayNumber(addDays(duty.from, -1)))).toBe("not-engaged");
        if (duty.to !== undefined)
          expect(verdictOf(duty, known, dayNumber(addDays(duty.to, 1)))).toBe("not-engaged");
      }),
      { numRuns: 300 },
    );
  });

  it("only a duty or a bar of blocking force can block", () => {
    for (const duty of law.duties.values()) {
      const isRule = duty.nature === "duty" || duty.nature === "bar";
      expect(canBlock(duty)).toBe(isRule && duty.effect === "blocks");
    }
  });
});

const noticeDuties = judged.filter(
  ({ timing }) =>
    timing.timed?.relation === "before" &&
    timing.timed.moment === "meeting.date" &&
    timing.timed.rule !== undefined,
);

describe("through time", () => {
  const planned = fc.record({
    duty: fc.constantFrom(...noticeDuties),
    notice: fc.integer({ min: 0, max: 4000 }).map((days) => addDays(civilDate("2014-01-02"), days)),
    ahead: fc.integer({ min: 0, max: 60 }),
    more: fc.integer({ min: 1, max: 60 }),
  });

  it("a later meeting never breaks a notice that was in time", () => {
    fc.assert(
      fc.property(planned, ({ duty, notice, ahead, more }) => {
        const act = duty.timing.act as string;
        const ready = statute.duties[statute.dutyNumbers.get(duty.id) as number];
        const timely = (meeting: string): unknown =>
          ready?.timely?.(
            factsKnown(statute, proposalOf({ facts: { [act]: notice, "meeting.date": meeting } })).recorded,
            {
              verdictOf: () => "open",
            },
          );
        if (timely(addDays(notice, ahead)) === 2) expect(timely(addDays(notice, ahead + more))).toBe(2);
      }),
      { numRuns: 400 },
    );
  });

  it("more evidence never makes a done step late", () => {
    fc.assert(
      fc.property(planned, fc.integer({ min: -90, max: 90 }), ({ duty, notice, ahead }, offset) => {
        const definition = law.facts.get(duty.timing.act as string) as FactDefinition;
        const kind = definition.events[0];
        fc.pre(kind !== undefined);
        const meeting = addDays(notice, ahead);
        const happened = (day: string): Proposal["events"][number] => ({
          kind,
          first: dayNumber(civilDate(day)),
          last: dayNumber(civilDate(day)),
          sure: true,
        });
        const base = proposalOf({
          facts: { "meeting.called": "yes", "meeting.kind": "full-council", "meeting.date": meeting },
          today: addDays(meeting, 30),
          events: [happened(notice)],
        });
        const more = { ...base, events: [...base.events, happened(addDays(notice, offset))] };
        const statusIn = (proposal: Proposal): string | undefined => {
          const check = checkProposal(statute, proposal);
          return check.ok ? check.value.steps.find((step) => step.duty === duty.id)?.status : undefined;
        };
        if (statusIn(base) === "done") expect(statusIn(more)).toBe("done");
      }),
      { numRuns: 150 },
    );
  });
});
