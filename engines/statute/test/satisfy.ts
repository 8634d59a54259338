import { addDays, civilDate, isCivilDate } from "@concordat/calendar";
import type { CivilDate } from "@concordat/calendar";
import type { Condition, FactTest, Timed } from "../src/condition.ts";
import type { Duty } from "../src/duty.ts";
import type { Law } from "../src/index.ts";

/** Facts that make a condition true. */
export type Facts = Record<string, string | number | readonly string[]>;

/** Facts that make a condition true on a day, for a duty; the last word on a fact wins. */
export function satisfy(condition: Condition, duty: Duty, law: Law, day: CivilDate): Facts {
  switch (condition.kind) {
    case "all":
      return Object.assign({}, ...condition.of.map((entry) => satisfy(entry, duty, law, day))) as Facts;
    case "any":
      return satisfy(condition.of[0] as Condition, duty, law, day);
    case "not":
      return refute(condition.of, duty, law, day);
    case "fact":
      return factsFor(condition.test, law, day);
    case "timely":
      return duty.timing.timed === undefined ? {} : timedFacts(duty.timing.timed, day, true);
    case "counted":
      return timedFacts(condition.timed, day, true);
    case "window":
      return {
        [duty.timing.window?.poll ?? ""]: day,
        [condition.fact]: condition.inside ? addDays(day, -2) : addDays(day, -300),
      };
    case "duty": {
      const other = law.duties.get(condition.duty) as Duty;
      const wanted = other[condition.verdict] as Condition;
      return {
        ...satisfy(other.trigger.when as Condition, other, law, day),
        ...satisfy(wanted, other, law, day),
      };
    }
  }
}

function refute(condition: Condition, duty: Duty, law: Law, day: CivilDate): Facts {
  switch (condition.kind) {
    case "all":
      return refute(condition.of[0] as Condition, duty, law, day);
    case "any":
      return Object.assign({}, ...condition.of.map((entry) => refute(entry, duty, law, day))) as Facts;
    case "not":
      return satisfy(condition.of, duty, law, day);
    case "timely":
      return duty.timing.timed === undefined ? {} : timedFacts(duty.timing.timed, day, false);
    case "counted":
      return timedFacts(condition.timed, day, false);
    case "fact":
      return factsAgainst(condition.test, day);
    default:
      return {};
  }
}

function factsFor(test: FactTest, law: Law, day: CivilDate): Facts {
  switch (test.test) {
    case "equals":
      return { [test.fact]: test.value };
    case "in":
      return { [test.fact]: test.values[0] as string };
    case "includes":
      return { [test.fact]: test.values };
    case "exists":
      return { [test.fact]: test.wanted ? anyAnswer(test.fact, law, day) : "never" };
    case "dateBefore":
      return { [test.fact]: addDays(civilDate(test.moment), -1) };
    case "before":
    case "by":
      return isCivilDate(test.moment)
        ? { [test.fact]: addDays(test.moment, -1) }
        : { [test.fact]: addDays(day, -3), [test.moment]: addDays(day, -2) };
    case "atLeast":
      return { [test.fact]: test.number };
    case "timesAtLeast":
      return { [test.fact]: 10, [test.of]: 10 };
  }
}

function factsAgainst(test: FactTest, day: CivilDate): Facts {
  switch (test.test) {
    case "equals":
      return { [test.fact]: test.value === "yes" ? "no" : "yes" };
    case "exists":
      return { [test.fact]: test.wanted ? "never" : day };
    case "dateBefore":
      return { [test.fact]: test.moment };
    case "atLeast":
      return { [test.fact]: test.number - 1 };
    case "timesAtLeast":
      return { [test.fact]: 0, [test.of]: 10 };
    case "includes":
      return { [test.fact]: [] };
    default:
      return {};
  }
}

function anyAnswer(key: string, law: Law, day: CivilDate): string | number {
  const fact = law.facts.get(key);
  if (fact?.type === "date") return day;
  if (fact?.type === "number") return 1;
  return fact?.type === "yes-no-not-known" ? "yes" : (fact?.options[0]?.value ?? "");
}

/** Days far apart in the right, or the wrong, order. */
function timedFacts(timed: Timed, day: CivilDate, isInTime: boolean): Facts {
  const { act, moment, relation, quantityFrom } = timed;
  if (act === undefined) return {};
  const extra: Facts = quantityFrom === undefined ? {} : { [quantityFrom]: 5 };
  const keys =
    typeof moment === "string"
      ? [moment]
      : "later-of" in moment
        ? moment["later-of"]
        : "month-start" in moment
          ? [moment["month-start"]]
          : [];
  const set = (key: CivilDate): Facts =>
    Object.fromEntries(keys.filter((name) => !isCivilDate(name)).map((name) => [name, key]));
  if (typeof moment === "string" && isCivilDate(moment))
    return { ...extra, [act]: addDays(moment, isInTime ? -1 : 1) };
  if (typeof moment !== "string" && "yearly" in moment) {
    const of = civilDate(`${day.slice(0, 4)}-${moment.yearly}`);
    return { [act]: addDays(of, (relation === "within") === isInTime ? 3 : isInTime ? -3 : 60) };
  }
  const inTime = { before: -120, by: -120, within: 3, after: 3, length: 120 }[relation];
  const late = { before: 1, by: 1, within: 5000, after: -3, length: 3 }[relation];
  return { ...extra, ...set(day), [act]: addDays(day, isInTime ? inTime : late) };
}
