import type { Condition } from "./condition.ts";
import { factsOf } from "./condition.ts";
import { canBlock } from "./duty.ts";
import { makeTest } from "./evaluate.ts";
import type { Bench, Sheet, Test, Workshop } from "./evaluate.ts";
import type { FactDefinition } from "./fact.ts";
import { timingFacts, windowFacts } from "./law-check.ts";
import { waitsFor } from "./schedule.ts";
import type { ReadyDuty, Statute } from "./statute.ts";
import { cannotTell, yes } from "./truth.ts";
import type { Judgement } from "./verdict.ts";

/** A question whose answer can still change the result, with the duties it bears on. */
export type Question = {
  readonly fact: FactDefinition;
  /** How much hangs on it; larger matters more. Not a probability. */
  readonly weight: number;
  readonly duties: readonly string[];
};

const tests = new WeakMap<Statute, WeakMap<Condition, Test>>();

/**
 * The questions that can still change the answer, those that matter most first.
 *
 * A fact counts for a duty that is still open and whose condition it can still turn: in “a council and a key decision”
 * nothing about the decision is asked once the body is known to be no council. Confirmed duties that block weigh most,
 * advice least; a fact that opens a duty weighs more than one that only decides it.
 *
 * @param check  as `checkProposal` gave it
 * @example openQuestions(statute, check)[0].fact.key // "meeting.kind"
 */
export function openQuestions(
  statute: Statute,
  { working: judgement }: { readonly working: Judgement },
): readonly Question[] {
  const weights = new Map<string, { weight: number; duties: string[] }>();
  const bench: Bench = {
    verdictOf: (number) => {
      const verdict = judgement.verdicts[number];
      return verdict === "held" || verdict === "failed" ? verdict : "open";
    },
  };
  for (const ready of statute.duties) {
    if (judgement.verdicts[ready.number] !== "cannot-tell") continue;
    const isOpen = judgement.engaged[ready.number] !== yes;
    const weight = weightOf(ready) * (isOpen ? 3 : 1);
    for (const key of openFactsOfDuty(statute, ready, judgement, bench, isOpen)) {
      const found = weights.get(key) ?? { weight: 0, duties: [] };
      weights.set(key, { weight: found.weight + weight, duties: [...found.duties, ready.duty.id] });
    }
  }
  return [...weights]
    .map(([key, { weight, duties }]) => ({
      fact: statute.law.facts.get(key) as FactDefinition,
      weight,
      duties,
    }))
    .toSorted((a, b) => b.weight - a.weight || placeOf(statute, a.fact) - placeOf(statute, b.fact));
}

function placeOf(statute: Statute, fact: FactDefinition): number {
  return statute.factNumbers.get(fact.key) ?? 0;
}

function weightOf({ duty }: ReadyDuty): number {
  const force = canBlock(duty) ? (duty.mark === "confirmed" ? 100 : 30) : 10;
  return waitsFor(duty) ? force : force / 10;
}

function openFactsOfDuty(
  statute: Statute,
  ready: ReadyDuty,
  judgement: Judgement,
  bench: Bench,
  isOpen: boolean,
): ReadonlySet<string> {
  const { duty } = ready;
  const { sheet } = judgement;
  const conditions = isOpen ? [duty.trigger.when] : [duty.held, duty.failed];
  const found = new Set<string>();
  for (const condition of conditions) {
    if (condition !== undefined) collect(condition);
  }
  const dated = duty.datedBy[0];
  if (judgement.inForce[ready.number] === cannotTell && dated !== undefined) found.add(dated);
  return new Set([...found].filter((key) => isUnknown(statute, sheet, key)));

  function collect(condition: Condition): void {
    if (testOf(statute, ready, condition)(sheet, bench) !== cannotTell) return;
    if (condition.kind === "all" || condition.kind === "any") condition.of.forEach(collect);
    else if (condition.kind === "not") collect(condition.of);
    else if (condition.kind === "duty") collectOf(condition.duty);
    else for (const key of factsOf(condition, timingFacts(duty), windowFacts(duty))) found.add(key);
  }

  function collectOf(id: string): void {
    const other = statute.duties[statute.dutyNumbers.get(id) ?? -1];
    if (other === undefined) return;
    const isOtherOpen = judgement.engaged[other.number] !== yes;
    for (const key of openFactsOfDuty(statute, other, judgement, bench, isOtherOpen)) found.add(key);
  }
}

function isUnknown(statute: Statute, sheet: Sheet, key: string): boolean {
  return sheet[statute.factNumbers.get(key) ?? -1] === undefined;
}

function testOf(statute: Statute, ready: ReadyDuty, condition: Condition): Test {
  const kept = tests.get(statute) ?? new WeakMap<Condition, Test>();
  tests.set(statute, kept);
  const shop: Workshop = {
    factNumber: (key) => statute.factNumbers.get(key) ?? -1,
    dutyNumber: (id) => statute.dutyNumbers.get(id) ?? -1,
    count: statute.count,
  };
  const test = kept.get(condition) ?? makeTest(condition, ready.duty.timing, shop);
  kept.set(condition, test);
  return test;
}
