import { formatCivilDate, isCivilDate } from "@concordat/calendar";
import {
  formatMeasured,
  formatNumber,
  measuredKinds,
  type Choice,
  type FormModel,
  type Measured,
  type Widget,
} from "../kernel/index.ts";
import { choicesOf, readForm, type FieldWords } from "./kits/form.ts";

/** One side of a field: what is sent with the next try, and the lines in which people read it. */
export interface StaleSide {
  readonly sent: string;
  /** Empty where the field is. */
  readonly lines: readonly string[];
}

/** One field as two people have it. */
export interface StaleField {
  readonly name: string;
  readonly label: string;
  readonly theirs: StaleSide;
  readonly yours: StaleSide;
  readonly differs: boolean;
}

/** What the second editor is shown: every field as it stands now and as they typed it. */
export interface StaleView {
  readonly title: string;
  readonly submit: string;
  readonly fields: readonly StaleField[];
  /** Hidden fields with today's values, the version among them. */
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
}

/**
 * Puts the form as it stands now beside what was typed.
 *
 * Files and passwords are left out: neither may be written back into a page, so the form asks for them again.
 *
 * @param typed what `readForm` read
 */
export function staleView(
  fresh: FormModel,
  typed: Readonly<Record<string, unknown>>,
  words: FieldWords = {},
): StaleView {
  const now = readForm(fresh, fresh.values ?? {});
  const visible = fresh.fields.filter(({ widget }) => isShown(widget));
  return {
    title: fresh.title,
    submit: fresh.submit,
    fields: visible.map(({ name, widget, label }) => ({
      name,
      label: label ?? words[name]?.label ?? name,
      theirs: { sent: sentText(now[name]), lines: linesOf(widget, now[name]) },
      yours: { sent: sentText(typed[name]), lines: linesOf(widget, typed[name]) },
      differs: comparable(now[name]) !== comparable(typed[name]),
    })),
    hidden: fresh.fields
      .filter((field) => field.widget.kind === "hidden")
      .map((field) => ({ name: field.name, value: fresh.values?.[field.name] ?? "" })),
  };
}

function isShown(widget: Widget): boolean {
  if (widget.kind === "text") return widget.secret !== true;
  return widget.kind !== "hidden" && widget.kind !== "file";
}

/** A list or figure travels as JSON, which `readForm` unpacks. */
function sentText(value: unknown): string {
  if (value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** In which order boxes were ticked makes no difference. */
function comparable(value: unknown): string {
  return sentText(Array.isArray(value) ? value.map(String).toSorted() : value);
}

/** A field's value as people read it: choices by their labels, one a line; a figure with its unit; a date in words. */
function linesOf(widget: Widget, value: unknown): readonly string[] {
  if (value === undefined || value === "") return [];
  if (Array.isArray(value)) return value.map((one) => labelOf(choicesOf(widget), one));
  if (typeof value === "object") return [figureText(value, widget)];
  const choices = choicesOf(widget);
  if (choices.length > 0) return [labelOf(choices, value)];
  const text = sentText(value);
  if (isCivilDate(text)) return [formatCivilDate(text)];
  return text.split("\n");
}

function labelOf(choices: readonly Choice[], value: unknown): string {
  return choices.find((choice) => choice.value === value)?.text ?? String(value);
}

function figureText(value: unknown, widget: Widget): string {
  const { kind, value: number } = value as { readonly kind?: unknown; readonly value?: unknown };
  const unit = widget.kind === "measured" && widget.unit ? ` ${widget.unit}` : "";
  if (typeof number === "number") return `${formatNumber(number)}${unit}`;
  if (kind === "zero") return `0${unit}`;
  const reason = measuredKinds.find((one) => one === kind && one !== "value");
  return reason ? formatMeasured({ kind: reason } as Measured) : String(number);
}
