import { capital } from "../kernel/index.ts";
import { formatVagueDate, parseVagueDate } from "@concordat/calendar";
import { optionText, type FactDefinition } from "@concordat/statute";
import { dateAnswer, dateProblem } from "./date-answer.ts";

/** The answer that asks no more about a fact. */
export const notKnown = "not-known";

/** What an address or a form says of a fact; parts are `key~day`, `key~number`, `key~an-option`. */
export type Given = Readonly<Record<string, string>>;

/** An answer as it stands in an address: yes, 2026-04-21, never, 5, a-code, two,codes or not-known. */
export type ReadAnswer =
  | { readonly kind: "none" }
  | { readonly kind: "answer"; readonly text: string }
  | { readonly kind: "problem"; readonly typed: string; readonly message: string };

const none: ReadAnswer = { kind: "none" };

/** What somebody answered to a fact's question, from the fields of its form or from an address. */
export function readAnswer(fact: FactDefinition, given: Given): ReadAnswer {
  const own = (given[fact.key] ?? "").trim();
  const part = (name: string): string => (given[`${fact.key}~${name}`] ?? "").trim();
  switch (fact.type) {
    case "date": {
      const typed = part("day");
      if (own === "never" || own === notKnown) return { kind: "answer", text: own };
      if (typed !== "") return readDate(typed);
      if (own === "on")
        return { kind: "problem", typed: "", message: "Give the day, or choose another answer." };
      return own === "" ? none : readDate(own);
    }
    case "number": {
      const typed = part("number");
      if (own === notKnown && typed === "") return { kind: "answer", text: own };
      return readNumber(typed === "" ? own : typed);
    }
    case "code-list": {
      const chosen = fact.options.map(({ value }) => value).filter((value) => part(value) === "yes");
      if (part("none") === "yes" && chosen.length > 0)
        return {
          kind: "problem",
          typed: "",
          message: "Choose what the document has, or “none of these”, not both.",
        };
      if (part("none") === "yes") return { kind: "answer", text: "none" };
      if (chosen.length > 0) return { kind: "answer", text: chosen.join(",") };
      return own === "" ? none : readCodes(fact, own);
    }
    default:
      return own === "" ? none : readChoice(fact, own);
  }
}

function readDate(typed: string): ReadAnswer {
  const message = dateProblem(typed);
  return message === undefined
    ? { kind: "answer", text: dateAnswer(typed) }
    : { kind: "problem", typed, message };
}

function readNumber(typed: string): ReadAnswer {
  if (typed === "") return none;
  const text = typed.replaceAll(",", "");
  return /^\d{1,9}(\.\d+)?$/.test(text)
    ? { kind: "answer", text }
    : {
        kind: "problem",
        typed,
        message: `“${typed}” is not a number. Write figures only, such as 5; leave it empty where it is not known.`,
      };
}

function readCodes(fact: FactDefinition, own: string): ReadAnswer {
  if (own === "none" || own === notKnown) return { kind: "answer", text: own };
  const wrong = own.split(",").find((code) => !fact.options.some(({ value }) => value === code));
  return wrong === undefined ? { kind: "answer", text: own } : noOption(wrong);
}

function readChoice(fact: FactDefinition, own: string): ReadAnswer {
  const known = choicesOf(fact).some(({ value }) => value === own);
  return known || own === notKnown ? { kind: "answer", text: own } : noOption(own);
}

function noOption(typed: string): ReadAnswer {
  return {
    kind: "problem",
    typed,
    message: `“${typed}” is not one of the answers offered. Choose one of them.`,
  };
}

/** The answers that a question offers, with their words; not known stands apart. */
export function choicesOf(
  fact: FactDefinition,
): readonly { readonly value: string; readonly text: string }[] {
  if (fact.type === "yes-no-not-known")
    return [
      { value: "yes", text: "Yes" },
      { value: "no", text: "No" },
    ];
  return fact.options
    .filter(({ value }) => value !== notKnown)
    .map(({ value }) => ({ value, text: capital(optionText(value)) }));
}

/** The value of an answer as the engine takes it. */
export function valueOf(fact: FactDefinition, text: string): string | number | readonly string[] {
  if (text === notKnown) return text;
  if (fact.type === "number") return Number(text);
  if (fact.type === "code-list") return text === "none" ? [] : text.split(",");
  return text;
}

/** A value as it stands in an address. */
export function textOfValue(value: string | number | readonly string[]): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  return value.length === 0 ? "none" : value.join(",");
}

/** An answer in words: “21 April 2026”, “Yes”, “Integrated care board”. */
export function answerText(fact: FactDefinition, text: string): string {
  if (text === notKnown) return "Not known";
  if (fact.type === "date") {
    if (text === "never") return "It never happened";
    const read = parseVagueDate(text);
    return read.ok ? formatVagueDate(read.value) : text;
  }
  if (fact.type === "code-list")
    return text === "none" ? "None of them" : capital(text.split(",").map(optionText).join(", "));
  return fact.type === "number" ? text : capital(optionText(text));
}
