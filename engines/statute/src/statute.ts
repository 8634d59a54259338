import { civilDateOfDayNumber, dayNumber, formatCivilDate } from "@concordat/calendar";
import type { CivilDate, HolidayTable } from "@concordat/calendar";
import { dayCountOf } from "./day-count.ts";
import type { DayCount } from "./day-count.ts";
import { provisionText } from "./duty.ts";
import type { Duty } from "./duty.ts";
import { makeMoment, makeTest, makeTimedTest, makeWindow } from "./evaluate.ts";
import type { MomentOf, PollDays, Sheet, Test, Workshop } from "./evaluate.ts";
import { readFact } from "./fact.ts";
import type { FactDefinition, FactValue } from "./fact.ts";
import { factsUsedBy } from "./law-check.ts";
import type { Law } from "./law.ts";
import { no } from "./truth.ts";
import type { Truth } from "./truth.ts";

/** A duty made ready to be asked. Places are numbers of facts; `from` and `to` are day numbers, both in force. */
export type ReadyDuty = {
  readonly duty: Duty;
  readonly number: number;
  readonly when: Test | undefined;
  readonly held: Test | undefined;
  readonly failed: Test | undefined;
  readonly timely: Test | undefined;
  readonly moment: MomentOf | undefined;
  readonly window: ((sheet: Sheet) => PollDays | undefined) | undefined;
  readonly act: number | undefined;
  readonly datedBy: readonly number[];
  readonly presumes: readonly (readonly [place: number, value: FactValue])[];
  readonly uses: readonly number[];
  readonly dependsOn: readonly number[];
  /** Kinds of event that date its act. */
  readonly actEvents: ReadonlySet<string>;
  /** A kind of event that proves it but dates no fact of its timing. */
  readonly proofEvent: string | undefined;
  readonly from: number;
  readonly to: number;
  /** How many duties stand before it in a row. */
  readonly depth: number;
  /** What is the same in every answer, written once. */
  readonly words: ReadyWords;
};

/** Sentences about a duty that do not depend on any fact. */
export type ReadyWords = {
  readonly provision: string;
  /** What would prove that it was done. */
  readonly evidence: string;
  readonly notOpened: string;
  /** The rest of “Not in force on ...”. */
  readonly inForce: string;
};

/** The law made ready once, for any number of questions: conditions are closures, counts are remembered. */
export type Statute = {
  readonly law: Law;
  readonly holidays: HolidayTable;
  readonly count: DayCount;
  readonly facts: readonly FactDefinition[];
  readonly factNumbers: ReadonlyMap<string, number>;
  readonly duties: readonly ReadyDuty[];
  readonly dutyNumbers: ReadonlyMap<string, number>;
  /** The day of a day number, remembered. */
  readonly dayOf: (number: number) => CivilDate;
  /** One entry for each duty, to be copied: no answer yet. */
  readonly blank: {
    readonly truths: readonly Truth[];
    readonly nothing: readonly undefined[];
    /** The same for the facts. */
    readonly sheet: readonly undefined[];
  };
  /** The facts that an event dates, with their numbers. */
  readonly datedByEvents: readonly { readonly place: number; readonly fact: FactDefinition }[];
};

/**
 * Makes the law ready to be asked, with the holidays to count by. Costs some milliseconds; do it once.
 *
 * @param law       as `readLaw` gave it
 * @param holidays  of all years that will be asked about; a count that leaves them answers *cannot tell*
 * @example prepareLaw(law, holidays).duties.length // 173
 */
export function prepareLaw(law: Law, holidays: HolidayTable): Statute {
  const facts = [...law.facts.values()];
  const factNumbers = new Map(facts.map((fact, index) => [fact.key, index]));
  const list = [...law.duties.values()];
  const dutyNumbers = new Map(list.map((duty, index) => [duty.id, index]));
  const count = dayCountOf(holidays);
  const shop: Workshop = {
    // The law was checked: every key and id it names is there.
    factNumber: (key) => factNumbers.get(key) as number,
    dutyNumber: (id) => dutyNumbers.get(id) as number,
    count,
  };
  const depths = depthsOf(law, dutyNumbers);
  const duties = list.map((duty, number) => readyDuty(duty, number, depths[number] ?? 0, shop, facts));
  const blank = {
    truths: list.map(() => no),
    nothing: list.map(() => undefined),
    sheet: facts.map(() => undefined),
  };
  const datedByEvents = facts
    .map((fact, place) => ({ place, fact }))
    .filter(({ fact }) => fact.events.length > 0);
  const dayOf = dayTexts();
  return { law, holidays, count, facts, factNumbers, duties, dutyNumbers, dayOf, blank, datedByEvents };
}

/** A pathway writes the same few days often. */
function dayTexts(): (number: number) => CivilDate {
  const kept = new Map<number, CivilDate>();
  return (number) => {
    const day = kept.get(number) ?? civilDateOfDayNumber(number);
    kept.set(number, day);
    return day;
  };
}

function readyDuty(
  duty: Duty,
  number: number,
  depth: number,
  shop: Workshop,
  facts: readonly FactDefinition[],
): ReadyDuty {
  const { timing, trigger } = duty;
  const { timed, window } = timing;
  const test = (condition: Duty["held"]): Test | undefined =>
    condition === undefined ? undefined : makeTest(condition, timing, shop);
  const act = timing.act === undefined ? undefined : shop.factNumber(timing.act);
  const actEvents = new Set(act === undefined ? [] : facts[act]?.events);
  const proof = duty.proof?.event;
  if (proof !== undefined && act === undefined) actEvents.add(proof);
  return {
    duty,
    number,
    when: test(trigger.when),
    held: test(duty.held),
    failed: test(duty.failed),
    timely: timed?.act === undefined ? undefined : makeTimedTest(timed, shop),
    moment: timed === undefined ? undefined : makeMoment(timed.moment, shop),
    window: window === undefined ? undefined : makeWindow(window, shop),
    act,
    datedBy: duty.datedBy.map((key) => shop.factNumber(key)),
    presumes: Object.entries(duty.presumes).map(([key, value]) => {
      const place = shop.factNumber(key);
      return [place, presumed(facts[place], value)] as const;
    }),
    uses: factsUsedBy(duty).map((key) => shop.factNumber(key)),
    dependsOn: duty.dependsOn.map((id) => shop.dutyNumber(id)),
    actEvents,
    proofEvent: proof !== undefined && !actEvents.has(proof) ? proof : undefined,
    from: dayNumber(duty.from),
    to: duty.to === undefined ? Number.POSITIVE_INFINITY : dayNumber(duty.to),
    depth,
    words: wordsOf(duty, facts),
  };
}

function wordsOf(duty: Duty, facts: readonly FactDefinition[]): ReadyWords {
  const since = `it applies from ${formatCivilDate(duty.from)}`;
  return {
    provision: provisionText(duty),
    evidence: evidenceText(duty, facts),
    notOpened: `The facts do not open it: it applies to “${duty.trigger.text}”.`,
    inForce: `: ${since}${duty.to === undefined ? "" : ` to ${formatCivilDate(duty.to)}`}.`,
  };
}

function evidenceText(duty: Duty, facts: readonly FactDefinition[]): string {
  const { proof, publish, timing } = duty;
  if (proof !== undefined) {
    return `${proof.event}, by ${proof.by}${publish.length > 0 ? `: ${publish.join(", ")}` : ""}`;
  }
  const keys = new Set(timing.act === undefined ? factsUsedBy(duty) : [timing.act]);
  const documents = new Set(facts.filter(({ key }) => keys.has(key)).flatMap(({ evidence }) => evidence));
  return documents.size === 0 ? "the body's own record" : [...documents].join(", ");
}

/** Duties do not wait in a circle, so the depth of each is found. */
function depthsOf(law: Law, numbers: ReadonlyMap<string, number>): readonly number[] {
  const depths: number[] = [];
  const depthOf = (id: string): number => {
    const number = numbers.get(id) ?? -1;
    depths[number] ??= 1 + Math.max(-1, ...(law.duties.get(id)?.dependsOn ?? []).map(depthOf));
    return depths[number] ?? 0;
  };
  for (const id of law.duties.keys()) depthOf(id);
  return depths;
}

function presumed(fact: FactDefinition | undefined, value: string): FactValue {
  const read = fact === undefined ? undefined : readFact(fact, value, true);
  return read !== undefined && "value" in read && read.value !== undefined
    ? read.value
    : { text: value, sure: true };
}
