import {
  deadline,
  earliest,
  explain,
  formatCivilDateWithWeekday,
  latest,
  parseCivilDate,
  parseCountingRule,
  type Answer,
  type CivilDate,
  type Explanation,
  type HolidayTable,
  type Unit,
} from "@concordat/calendar";
import { Invalid } from "../kernel/index.ts";

/** The three questions, with the word that stands before the day each is asked from. */
export const dateQuestions = { latest: "before", earliest: "after", deadline: "from" } as const;
export type DateQuestion = keyof typeof dateQuestions;

/** What is asked, as texts: from the command line or an address. */
export interface DatesAsked {
  readonly rule?: string | undefined;
  readonly quantity?: string | undefined;
  readonly unit?: string | undefined;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  readonly from?: string | undefined;
}

/**
 * Counts days by a rule of the law.
 *
 * @throws Invalid with every fault at once: a rule that is not there, a day that is none, the word of another question,
 *   a year whose holidays are not known
 */
export function countDates(
  question: DateQuestion,
  asked: DatesAsked,
  holidays: HolidayTable,
): { readonly answer: Answer; readonly explanation: Explanation } {
  const problems: { code: string; field: string; message: string }[] = [];
  const say = (field: string, message: string): undefined =>
    void problems.push({ code: "decisions.dates", field, message });
  const word = dateQuestions[question];
  for (const other of Object.values(dateQuestions))
    if (other !== word && asked[other] !== undefined)
      say(other, `“${question}” is counted ${word} a day: give “${word}” and leave “${other}” out.`);
  const rule = parseCountingRule(asked.rule ?? "");
  if (!rule.ok)
    say("rule", asked.rule === undefined ? `Give the counting rule. ${rule.problem}` : rule.problem);
  const event = asked[word] === undefined ? undefined : parseCivilDate(asked[word]);
  if (event === undefined) say(word, `Give the day to count ${word}, for example 2026-12-30.`);
  else if (!event.ok) say(word, event.problem);
  const quantity = asked.quantity === undefined ? undefined : Number(asked.quantity);
  if (quantity !== undefined && !Number.isSafeInteger(quantity))
    say(
      "quantity",
      `“${asked.quantity ?? ""}” is not a whole number. Give how many days to count, for example 5.`,
    );
  const unit = asked.unit === undefined ? undefined : unitOf(asked.unit);
  if (asked.unit !== undefined && unit === undefined)
    say("unit", `“${asked.unit}” is not a unit. Give day, week, month or year, or leave it out.`);
  if (problems.length > 0 || !rule.ok || event?.ok !== true) throw new Invalid(problems);
  const counted = countOne(question, { rule: rule.value, quantity, unit, holidays }, event.value);
  if (counted.ok) return { answer: counted.value, explanation: explain(counted.value, holidays) };
  const field = counted.reason === "outside-known-years" ? word : counted.reason;
  throw new Invalid([{ code: "decisions.dates", field, message: counted.problem }]);
}

function unitOf(text: string): Unit | undefined {
  return (["day", "week", "month", "year"] as const).find((unit) => unit === text || `${unit}s` === text);
}

function countOne(
  question: DateQuestion,
  counting: Parameters<typeof latest>[0] extends infer T ? Omit<T, "before"> : never,
  day: CivilDate,
): ReturnType<typeof latest> {
  switch (question) {
    case "latest":
      return latest({ ...counting, before: day });
    case "earliest":
      return earliest({ ...counting, after: day });
    case "deadline":
      return deadline({ ...counting, from: day });
  }
}

/** A count as lines for a person to check; the answer itself is not among them. */
export function explanationLines({
  summary,
  how,
  source,
  days,
  readings,
  cautions,
}: Explanation): readonly string[] {
  return [
    summary,
    how,
    `Source: ${source}.`,
    ...days.map(
      ({ date, number, why }) =>
        `  ${number === undefined ? "-".padStart(4) : String(number).padStart(4)}  ${formatCivilDateWithWeekday(date)}: ${why}`,
    ),
    ...readings.map(
      ({ date, standing, because }) =>
        `Another reading, ${standing}: ${formatCivilDateWithWeekday(date)}. ${because}`,
    ),
    ...cautions.map(({ message }) => `Take care: ${message}`),
  ];
}
