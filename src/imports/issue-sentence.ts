import type { z } from "zod";
import { shownValue } from "./wording.ts";

type Issue = z.core.$ZodRawIssue;

/**
 * What is wrong with a cell, in a plain sentence; for `safeParse(value, { error: issueSentence })`.
 *
 * Written for cells, whose values are text: "nothing" and "empty" are the same here. Undefined where zod's own words do.
 */
export function issueSentence(issue: Issue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined
        ? "The cell is empty; a value is needed."
        : wrongType(issue.expected, issue.input);
    case "too_small":
      return `${quoted(issue.input)} is ${issue.origin === "string" ? "too short" : "too small"}: ${bound(issue.origin, "at least", issue.minimum, issue.inclusive)}.`;
    case "too_big":
      return `${quoted(issue.input)} is ${issue.origin === "string" ? "too long" : "too large"}: ${bound(issue.origin, "at most", issue.maximum, issue.inclusive)}.`;
    case "invalid_value":
      return issue.input === undefined
        ? `The cell is empty; it takes ${choices(issue.values)}.`
        : `${quoted(issue.input)} is not one of ${choices(issue.values)}.`;
    case "invalid_format":
      return `${quoted(issue.input)} is not ${formats[issue.format] ?? "written in the form this column takes"}.`;
    case "not_multiple_of":
      return `${quoted(issue.input)} is not a multiple of ${issue.divisor}.`;
    case "invalid_union":
      return issue.input === undefined
        ? "The cell is empty; a value is needed."
        : `${quoted(issue.input)} is not a value this column takes.`;
    default:
      return undefined;
  }
}

const formats: Record<string, string> = {
  date: "a date written as year, month, day: 2026-03-31",
  datetime: "a date and time such as 2026-03-31T10:30:00Z",
  time: "a time such as 10:30:00",
  email: "an email address such as name@example.org",
  url: "a web address such as https://example.org/page",
  uuid: "an identifier of 32 digits and letters in five groups",
};

function wrongType(expected: string, input: unknown): string {
  if (expected === "number" || expected === "nan")
    return `${quoted(input)} is not a number. Write digits with a point, without signs such as £ or %.`;
  if (expected === "int" || expected === "bigint") return `${quoted(input)} is not a whole number.`;
  if (expected === "boolean") return `${quoted(input)} is not yes or no.`;
  if (expected === "date") return `${quoted(input)} is not ${formats["date"]}.`;
  return `${quoted(input)} is not a value this column takes.`;
}

function bound(origin: string, word: string, limit: number | bigint, inclusive: boolean | undefined): string {
  const size = limit.toLocaleString("en-GB");
  if (origin === "string")
    return `${word} ${size} ${limit === 1 || limit === 1n ? "character" : "characters"}`;
  if (inclusive === false) return `it must be ${word === "at least" ? "more than" : "less than"} ${size}`;
  return `it must be ${word} ${size}`;
}

function choices(values: readonly unknown[]): string {
  const shown = values.slice(0, 12).map(quoted).join(", ");
  return values.length > 12 ? `${shown} and ${values.length - 12} more` : shown;
}

function quoted(value: unknown): string {
  const text = typeof value === "string" ? value : String(value);
  return text === "NaN" ? "The value" : `"${shownValue(text)}"`;
}
