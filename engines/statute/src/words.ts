import { countingRules, formatCivilDate, isCivilDate } from "@concordat/calendar";
import type { Condition, FactTest, Moment, Timed } from "./condition.ts";
import type { Duty } from "./duty.ts";
import type { Law } from "./law.ts";

/** One line of a rule in plain words, with the lines that belong under it. */
export type RuleLine = { readonly text: string; readonly of: readonly RuleLine[] };

const words: Readonly<Record<string, string>> = {
  icb: "integrated care board",
  "nhs-england": "NHS England",
  "nhs-trust": "NHS trust",
  "foundation-trust": "NHS foundation trust",
  ccg: "clinical commissioning group",
  pct: "primary care trust",
  "upper-tier-council": "council responsible for social care",
  "health-and-wellbeing-board": "health and wellbeing board",
  healthwatch: "Healthwatch",
  "icb-board": "board of an integrated care board",
  "icb-committee": "committee of an integrated care board",
  "nhs-trust-board": "board of an NHS trust",
  "foundation-trust-board": "board of an NHS foundation trust",
  "trust-board": "board of a trust",
  executive: "executive (cabinet)",
  "executive-meeting": "executive (cabinet), at a meeting",
  "executive-committee": "committee of the executive (cabinet)",
  "london-borough": "London borough election",
  "local-ordinary": "ordinary local election",
  "mayor-and-assembly": "Mayor of London and London Assembly",
  "by-election": "by-election",
  general: "general election",
  "ccg-or-pct-board": "board of a clinical commissioning group or primary care trust",
  "icb-committee-or-officer": "committee or officer of an integrated care board",
  "direction-to-icb": "direction to an integrated care board",
  "icb-annual-report": "annual report of an integrated care board",
  "leader-or-mayor-alone": "leader or mayor of the council alone",
  "joint-committee-of-commissioners": "joint committee of commissioners",
  "section-65z5": "section 65Z5",
  "council-for-nhs": "the council carries out NHS functions",
  "nhs-for-council": "the NHS carries out council functions",
  "not-known": "not known",
};

/**
 * An answer of a choice in words. A code that has no words of its own is written out: `section-75` is “section 75”.
 *
 * @example optionText("icb") // "integrated care board"
 * @example optionText("permanent-service-change") // "permanent service change"
 */
export function optionText(value: string): string {
  return Object.hasOwn(words, value)
    ? (words[value] ?? value)
    : value.replaceAll("-", " ").replaceAll(/\bnhs\b/g, "NHS");
}

/**
 * A condition of a duty as lines that a stranger can read: each fact is its question, each test an answer.
 *
 * For showing a rule whole; not for deciding anything.
 *
 * @example conditionLine({ kind: "timely" }, law.duties.get("foi.20"), law).text // "It is done in time: Promptly, and not later than the 20th working day after the day on which the request was received."
 */
export function conditionLine(condition: Condition, duty: Duty, law: Law): RuleLine {
  const under = (of: readonly Condition[]): readonly RuleLine[] =>
    of.map((one) => conditionLine(one, duty, law));
  const line = (text: string): RuleLine => ({ text, of: [] });
  switch (condition.kind) {
    case "all":
      return { text: "All of these:", of: under(condition.of) };
    case "any":
      return { text: "At least one of these:", of: under(condition.of) };
    case "not":
      return { text: "This is not so:", of: under([condition.of]) };
    case "fact":
      return line(`${question(condition.test.fact, law)} ${testText(condition.test, law)}`);
    case "timely":
      return line(`It is done in time: ${duty.timing.text}`);
    case "counted":
      return line(timedText(condition.timed, law));
    case "window":
      return line(
        `${question(condition.fact, law)} On a day ${condition.inside ? "in" : "outside"} the time before the poll.`,
      );
    case "duty": {
      const title = law.duties.get(condition.duty)?.title ?? condition.duty;
      return line(`“${title}” was ${condition.verdict === "held" ? "kept" : "not kept"}.`);
    }
  }
}

function question(key: string, law: Law): string {
  return law.facts.get(key)?.question ?? key;
}

function testText(test: FactTest, law: Law): string {
  switch (test.test) {
    case "equals":
      return `${capital(optionText(test.value))}.`;
    case "in":
      return `${capital(either(test.values))}.`;
    case "exists":
      return test.wanted ? "It is known." : "Never.";
    case "dateBefore":
    case "before":
      return `Before ${momentText(test.moment, law)}.`;
    case "by":
      return `On or before ${momentText(test.moment, law)}.`;
    case "atLeast":
      return `${test.number} or more.`;
    case "timesAtLeast":
      return `At least ${test.times} times the answer to “${question(test.of, law)}”`;
    case "includes":
      return `All of ${test.values.map(optionText).join(", ")}.`;
  }
}

function either(values: readonly string[]): string {
  const texts = values.map(optionText);
  return texts.length < 2 ? (texts[0] ?? "") : `${texts.slice(0, -1).join(", ")} or ${texts.at(-1) ?? ""}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * When an act is due, in words: the count, its rule and what it is counted from.
 *
 * @example timedText({ relation: "before", moment: "meeting.date", rule: "clear-days-working", quantity: 5 }, law) // "At least 5 clear working days before the answer to “On what date was the meeting held, or to be held?”."
 */
export function timedText(timed: Timed, law: Law): string {
  const count = countText(timed);
  const moment = momentText(timed.moment, law);
  switch (timed.relation) {
    case "before":
      return count === undefined ? `Before ${moment}.` : `At least ${count} before ${moment}.`;
    case "by":
      return count === undefined ? `By ${moment}.` : `By ${count} before ${moment}.`;
    case "within":
      return count === undefined ? `By ${moment}.` : `Within ${count} of ${moment}.`;
    case "after":
      return count === undefined ? `After ${moment}.` : `Not before ${count} after ${moment}.`;
    case "length":
      return `It lasts ${count ?? "as long as it says"} at least, from ${moment}.`;
  }
}

function countText({ rule, quantity, unit }: Timed): string | undefined {
  if (rule === undefined || quantity === undefined || quantity === 0) return undefined;
  const { title } = countingRules[rule];
  return unit === undefined || unit === "day"
    ? `${quantity} ${title}`
    : `${quantity} ${unit}${quantity === 1 ? "" : "s"} (${title})`;
}

function momentText(moment: Moment, law: Law): string {
  if (typeof moment !== "string") {
    if ("yearly" in moment) return `${moment.yearly} of the year (month and day)`;
    if ("month-start" in moment)
      return `the first day of the month of the answer to “${question(moment["month-start"], law)}”`;
    return `the later of the answers to ${moment["later-of"].map((key) => `“${question(key, law)}”`).join(" and ")}`;
  }
  return isCivilDate(moment) ? formatCivilDate(moment) : `the answer to “${question(moment, law)}”`;
}
