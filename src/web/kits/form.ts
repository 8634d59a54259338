import type { Choice, FormModel, Problem, Sentence, SourceLine, Widget } from "../../kernel/index.ts";
import { controlId, textOf, valueOfParts, type FieldValues } from "./form-value.ts";

export { readForm } from "./form-value.ts";

/** Label and hint of a field by its name, from the command's schema; see `fieldWords`. */
export type FieldWords = Readonly<Record<string, FieldWord | undefined>>;

/** What the schema says of one field. */
export interface FieldWord {
  readonly label?: string;
  readonly hint?: string;
  readonly optional?: boolean;
}

/** One choice, in the shape that the templates of radios, checkboxes and selects take. */
export interface ChoiceView {
  readonly value: string;
  readonly text: string;
  readonly hint?: { readonly text: string };
  readonly checked: boolean;
  readonly selected: boolean;
}

/** One field as the template draws it. */
export interface FieldView {
  readonly name: string;
  /** The id of its first control; where the error summary leads. */
  readonly id: string;
  readonly kind: Widget["kind"];
  readonly widget: Widget;
  readonly label: string;
  readonly hint?: string;
  readonly error?: string;
  readonly value: string;
  /** Chosen values of checkboxes. */
  readonly chosen: readonly string[];
  readonly choices: readonly ChoiceView[];
  /** Day, month and year as typed. */
  readonly parts: { readonly day: string; readonly month: string; readonly year: string };
  /** For a measured field: which of number and reasons is chosen. */
  readonly figure: { readonly kind: string; readonly value: string };
}

/** A form as the template draws it. */
export interface FormView {
  readonly title: string;
  readonly intro?: Sentence;
  readonly submit: string;
  readonly illustrative: boolean;
  readonly trail: readonly { readonly text: string; readonly href: string }[];
  readonly sources: readonly SourceLine[];
  readonly fields: readonly FieldView[];
  /** For the summary above the form, in the order of the fields; without `href` when it is about the whole. */
  readonly problems: readonly { readonly text: string; readonly href?: string }[];
  /** Where *Cancel* leads: the last step of the trail. */
  readonly cancelHref?: string;
}

/**
 * A form with values and problems, ready for the template.
 *
 * @param values as typed (`readForm`'s or the raw body), or the form's own to begin with
 * @param words labels and hints from the schema, where the form has none of its own
 */
export function formView(
  form: FormModel,
  values: FieldValues,
  problems: readonly Problem[],
  words: FieldWords = {},
): FormView {
  const fields = form.fields.map((field) => fieldView(field, { values, problems, word: words[field.name] }));
  const cancel = form.trail?.[form.trail.length - 1]?.href;
  return {
    title: form.title,
    submit: form.submit,
    illustrative: form.illustrative ?? false,
    trail: form.trail ?? [],
    sources: form.sources ?? [],
    fields,
    problems: summaryOf(form, fields, problems),
    ...(form.intro === undefined ? {} : { intro: form.intro }),
    ...(cancel === undefined ? {} : { cancelHref: cancel }),
  };
}

type FormField = FormModel["fields"][number];

function fieldView(
  field: FormField,
  given: {
    readonly values: FieldValues;
    readonly problems: readonly Problem[];
    readonly word: FieldWord | undefined;
  },
): FieldView {
  const { name, widget } = field;
  const secret = widget.kind === "text" && widget.secret === true;
  // What was typed into a secret never goes back into a page.
  const values = secret ? {} : given.values;
  const value = values[name];
  const label = field.label ?? given.word?.label ?? wordsOf(name);
  // A form asks for a password only of those who have one: the schema lets it out for the others.
  const optional =
    given.word?.optional === true && !/optional/i.test(label) && widget.kind !== "checkboxes" && !secret;
  const hint = field.hint ?? given.word?.hint;
  const error = given.problems.find((problem) => concerns(problem, name))?.message;
  const chosen = Array.isArray(value)
    ? value.map((one) => textOf(one))
    : [textOf(value)].filter((one) => one !== "");
  return {
    name,
    id: controlId(name, widget),
    kind: widget.kind,
    widget,
    label: optional ? `${label} (optional)` : label,
    ...(hint === undefined ? {} : { hint }),
    ...(error === undefined ? {} : { error }),
    value: textOf(value),
    chosen,
    choices: offeredBy(widget).map((choice) => choiceView(choice, chosen.includes(choice.value))),
    ...valueOfParts(name, values),
  };
}

function choiceView(choice: Choice, chosen: boolean): ChoiceView {
  const { value, text, hint } = choice;
  return {
    value,
    text,
    checked: chosen,
    selected: chosen,
    ...(hint === undefined ? {} : { hint: { text: hint } }),
  };
}

const noneYet: Choice = { value: "", text: "Choose one" };

/** The choices as they are shown: a list to open begins with none, unless the form has words of its own for that. */
function offeredBy(widget: Widget): readonly Choice[] {
  const choices = choicesOf(widget);
  const begins = widget.kind !== "select" || choices.some(({ value }) => value === "");
  return begins ? choices : [noneYet, ...choices];
}

/** What a field is chosen from: its options, or yes and no; nothing for other fields. */
export function choicesOf(widget: Widget): readonly Choice[] {
  if (widget.kind === "yes-no")
    return [
      { value: "true", text: "Yes" },
      { value: "false", text: "No" },
    ];
  return "options" in widget ? widget.options : [];
}

/** Whether a problem belongs to a field: named exactly, or inside it (`figure.value`). */
function concerns(problem: Problem, name: string): boolean {
  return problem.field === name || (problem.field?.startsWith(`${name}.`) ?? false);
}

function summaryOf(
  form: FormModel,
  fields: readonly FieldView[],
  problems: readonly Problem[],
): FormView["problems"] {
  const placeOf = (problem: Problem): number =>
    form.fields.findIndex((field) => concerns(problem, field.name));
  return problems
    .map((problem, order) => ({ problem, order, place: placeOf(problem) }))
    .toSorted((a, b) => a.place - b.place || a.order - b.order)
    .map(({ problem, place }) => {
      const field = fields[place];
      const linked = field !== undefined && field.kind !== "hidden";
      return { text: problem.message, ...(linked ? { href: `#${field.id}` } : {}) };
    });
}

/** A field's name as words, where nobody gave a label: `beginsOn` becomes "Begins on". */
function wordsOf(name: string): string {
  const words = name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replace(/[-_.]/g, " ")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
