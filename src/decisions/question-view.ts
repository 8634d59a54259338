import type { FactDefinition, Law, Question } from "@concordat/statute";
import type { Asked } from "./asked.ts";
import { answerText, choicesOf, notKnown } from "./fact-answer.ts";

/** A question as its form is drawn. */
export interface QuestionView {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly widget: "choice" | "select" | "date" | "number" | "codes";
  readonly options: readonly {
    readonly value: string;
    readonly text: string;
    readonly id: string;
    readonly checked: boolean;
  }[];
  /** What stands in the text field of a date or number. */
  readonly typed: string;
  readonly problem: string | undefined;
  readonly id: string;
}

/** More than this many answers are shown as a list to pick from. */
const radiosMax = 7;

/**
 * A question of the law as a form field.
 *
 * @param prefix  put before names: `then.` for the answers of a trial
 */
export function questionView(
  fact: FactDefinition,
  asked: Asked,
  given: { readonly why?: string; readonly answer?: string | undefined; readonly prefix?: string } = {},
): QuestionView {
  const { prefix = "", why = "" } = given;
  const name = `${prefix}${fact.key}`;
  const id = name.replaceAll(/[^a-z0-9]+/gi, "-");
  const answer = given.answer ?? asked.answers.get(fact.key) ?? "";
  const isDay = fact.type === "date" && answer !== "" && answer !== "never" && answer !== notKnown;
  const codes = fact.type === "code-list" ? answer.split(",") : [];
  const option = (value: string, text: string, checked: boolean) => ({
    value,
    text,
    checked,
    id: `${id}-${value.replaceAll(/[^a-z0-9]+/gi, "-")}`,
  });
  const choices = choicesOf(fact);
  const widget = widgetOf(fact, choices.length);
  const unknown = option(notKnown, "Not known", answer === notKnown);
  return {
    name,
    id,
    label: fact.question,
    hint: [why, evidenceText(fact)].filter((text) => text !== "").join(" "),
    widget,
    options:
      widget === "date"
        ? [option("never", "It never happened", answer === "never"), unknown]
        : widget === "number"
          ? [unknown]
          : widget === "codes"
            ? choices.map(({ value, text }) => option(value, text, codes.includes(value)))
            : [...choices.map(({ value, text }) => option(value, text, answer === value)), unknown],
    typed:
      asked.typed[name] ??
      (isDay ? answerText(fact, answer) : fact.type === "number" && answer !== notKnown ? answer : ""),
    problem: asked.problems.find(({ field }) => field === name)?.message,
  };
}

function widgetOf(fact: FactDefinition, choices: number): QuestionView["widget"] {
  switch (fact.type) {
    case "date":
      return "date";
    case "number":
      return "number";
    case "code-list":
      return "codes";
    default:
      return choices > radiosMax ? "select" : "choice";
  }
}

function evidenceText({ evidence }: FactDefinition): string {
  const [first, ...rest] = evidence.map((one) => one.replaceAll("-", " "));
  if (first === undefined) return "";
  const last = rest.at(-1);
  return `Look in the ${last === undefined ? first : `${[first, ...rest.slice(0, -1)].join(", ")} or ${last}`}.`;
}

/** The few questions to ask next, with the duties that hang on each. */
export function nextQuestions(
  questions: readonly Question[],
  asked: Asked,
  law: Law,
  most: number,
): readonly QuestionView[] {
  return questions.slice(0, most).map(({ fact, duties }) => {
    const titles = duties.slice(0, 2).map((id) => law.duties.get(id)?.title ?? id);
    const more = duties.length > titles.length ? ` and ${duties.length - titles.length} more` : "";
    return questionView(fact, asked, { why: `Decides: ${titles.join("; ")}${more}.` });
  });
}
