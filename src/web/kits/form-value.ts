import type { FormModel, Widget } from "../../kernel/index.ts";

/** Values by field name: texts, lists of texts, measured values, files. */
export type FieldValues = Readonly<Record<string, unknown>>;

const reasons = ["no-data", "not-applicable", "suppressed"];

/** The id of a field's first control, where an error summary leads; of a date its day. */
export function controlId(name: string, widget: Widget): string {
  return widget.kind === "date" ? `${name}-day` : name;
}

/**
 * Reads a posted form into raw input for the command's schema.
 *
 * Texts are trimmed and empty ones left out; a date's three parts become ISO text, or what was typed where they are no
 * date, so that the schema's problem can name it; a measured field becomes `{ kind, value }`, checkboxes a list. Fields
 * that the form does not have are ignored.
 */
export function readForm(form: FormModel, body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const read: Record<string, unknown> = {};
  for (const { name, widget } of form.fields) {
    const value = readField(name, widget, body);
    if (value !== undefined) read[name] = value;
  }
  return read;
}

function readField(name: string, widget: Widget, body: FieldValues): unknown {
  switch (widget.kind) {
    case "date":
      return readDate(name, body);
    case "measured":
      return readFigure(name, body);
    case "checkboxes":
      return readList(body[`${name}[]`] ?? body[name]);
    case "file":
      return typeof body[name] === "object" && body[name] !== null ? body[name] : undefined;
    case "text":
      return widget.secret ? secretText(body[name]) : optionalText(body[name]);
    default:
      return optionalText(body[name]);
  }
}

/** The text of a single value; of a repeated one the last, as browsers' hidden-and-checkbox pairs mean it. */
export function textOf(value: unknown): string {
  if (Array.isArray(value)) return textOf(value[value.length - 1]);
  if (typeof value === "string") return value.trim().replaceAll("\r\n", "\n");
  return typeof value === "number" || typeof value === "boolean" || typeof value === "bigint"
    ? String(value)
    : "";
}

function optionalText(value: unknown): string | undefined {
  return textOf(value) || undefined;
}

/** A secret is taken as typed: a blank at its end may be part of it. */
function secretText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function readList(given: unknown): readonly string[] | undefined {
  const value = unpacked(given, "[");
  const texts = (Array.isArray(value) ? value : [value])
    .map((one) => textOf(one))
    .filter((text) => text !== "");
  return texts.length === 0 ? undefined : texts;
}

function readDate(name: string, body: FieldValues): string | undefined {
  const parts = ["day", "month", "year"].map((part) => textOf(body[`${name}-${part}`]));
  if (parts.every((part) => part === "")) return optionalText(body[name]);
  const [day = "", month = "", year = ""] = parts;
  const whole = /^\d{1,2}$/.test(day) && /^\d{1,2}$/.test(month) && /^\d{4}$/.test(year);
  if (!whole) return parts.map((part) => part || "?").join("/");
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

/** A number, or the reason there is none; both together are kept, so that the schema refuses the contradiction. */
function readFigure(name: string, body: FieldValues): unknown {
  const typed = textOf(body[`${name}-value`]);
  const chosen = textOf(body[`${name}-kind`]);
  const value = numberOrText(typed);
  if (reasons.includes(chosen)) return typed === "" ? { kind: chosen } : { kind: chosen, value };
  if (typed === "") return chosen === "" ? wholeFigure(body[name]) : undefined;
  return value === 0 ? { kind: "zero" } : { kind: "value", value };
}

/** A figure sent as one text, as the page that compares two versions does: JSON, a reason, or a number. */
function wholeFigure(given: unknown): unknown {
  const text = textOf(given);
  const whole = unpacked(given, "{");
  if (typeof whole === "object" && whole !== null) return whole;
  if (text === "") return undefined;
  if (reasons.includes(text)) return { kind: text };
  const value = numberOrText(text);
  return value === 0 ? { kind: "zero" } : { kind: "value", value };
}

/** A list or figure from its JSON text; anything else as it came. */
function unpacked(given: unknown, opening: "[" | "{"): unknown {
  if (typeof given !== "string" || !given.startsWith(opening)) return given;
  try {
    return JSON.parse(given) as unknown;
  } catch {
    return given;
  }
}

function numberOrText(text: string): number | string {
  const bare = text.replace(/(?<=\d),(?=\d{3})/g, "").replace(/^[−–](?=\d)/, "-");
  return /^-?(?:\d+\.?\d*|\.\d+)$/.test(bare) ? Number(bare) : text;
}

/** The parts of a date and of a measured field, from what was typed or from the value to begin with. */
export function valueOfParts(
  name: string,
  values: FieldValues,
): {
  readonly parts: { readonly day: string; readonly month: string; readonly year: string };
  readonly figure: { readonly kind: string; readonly value: string };
} {
  const part = (key: string): string => textOf(values[`${name}-${key}`]);
  const typed = { day: part("day"), month: part("month"), year: part("year") };
  const anyTyped = Object.values(typed).some((text) => text !== "");
  return { parts: anyTyped ? typed : partsOf(textOf(values[name])), figure: figureOf(name, values) };
}

/** Takes ISO text apart, and also the `31/2/2026` that stands for an impossible date. */
function partsOf(text: string): { day: string; month: string; year: string } {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (iso) return { year: iso[1]!, month: String(Number(iso[2])), day: String(Number(iso[3])) };
  const [day = "", month = "", year = ""] = text.includes("/")
    ? text.split("/").map((part) => (part === "?" ? "" : part))
    : [];
  return { day, month, year };
}

function figureOf(name: string, values: FieldValues): { kind: string; value: string } {
  const typed = { kind: textOf(values[`${name}-kind`]), value: textOf(values[`${name}-value`]) };
  if (typed.kind !== "" || typed.value !== "") return { ...typed, kind: typed.kind || "value" };
  const held = values[name];
  if (typeof held !== "object" || held === null || !("kind" in held)) {
    const text = textOf(held);
    return reasons.includes(text) ? { kind: text, value: "" } : { kind: "value", value: text };
  }
  if (held.kind === "zero") return { kind: "value", value: "0" };
  return { kind: textOf(held.kind), value: "value" in held ? textOf(held.value) : "" };
}
