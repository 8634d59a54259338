import { z } from "zod";
import type { CivilDate } from "@concordat/calendar";
import type { MeasuredKind } from "../kernel/index.ts";
import type { Span } from "./period.ts";

/** What a row says of its indicator; used where the indicator is not held yet. */
export interface GivenIndicator {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  /** As the file says it; absent where it says none. */
  readonly unit?: string;
  readonly direction: "lower-better" | "higher-better" | "neither";
  readonly collection: string;
  readonly breaks?: string;
}

/** One row of an imported file as a figure: read, not yet held against anything. */
export interface GivenFigure {
  readonly indicator: GivenIndicator;
  readonly code: string;
  /** `sex=female`, or empty: everybody. */
  readonly dimension: string;
  readonly span: Span;
  readonly status: MeasuredKind;
  readonly value?: string;
  readonly numerator?: string;
  readonly denominator?: string;
  readonly lower?: string;
  readonly upper?: string;
  readonly note?: string;
  /** The edition, where the file says it; else that of the day it was seen. */
  readonly vintage?: string;
  /** The month that the whole file is of, where all its rows must lie in one. */
  readonly fileMonth?: CivilDate;
}

/** A cell with a number, or with a mark that says why there is none. */
export interface GivenNumber {
  readonly status: MeasuredKind;
  readonly value?: string;
}

/** Marks of the Government Statistical Service and of NHS England. An unknown mark refuses its row: it is never taken for none. */
const marks: ReadonlyMap<string, MeasuredKind> = new Map([
  ["[c]", "suppressed"],
  ["*", "suppressed"],
  ["[x]", "no-data"],
  ["-", "no-data"],
  ["–", "no-data"],
  ["n/a", "not-applicable"],
  ["na", "no-data"],
  ["[z]", "not-applicable"],
  ["z", "not-applicable"],
  [":", "no-data"],
  ["..", "no-data"],
]);

function markIn(text: string): MeasuredKind | undefined {
  return marks.get(text.trim().toLowerCase());
}

const plain = /^-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/;
const scientific = /^-?\d+(\.\d+)?e[-+]?\d{1,3}$/i;

/** A decimal as text, without thousands commas; undefined where it is no number. */
export function readNumber(text: string): string | undefined {
  const trimmed = text.trim();
  if (plain.test(trimmed)) return trimmed.replaceAll(",", "");
  if (!scientific.test(trimmed)) return undefined;
  const number = Number(trimmed);
  return Number.isFinite(number) && (number === 0 || Math.abs(number) >= 1e-15)
    ? number.toFixed(15).replace(/\.?0+$/, "")
    : undefined;
}

/** The number or the reason in a cell; absent is no data, 0 is zero. Undefined where it is neither. */
export function readFigure(text: string | undefined): GivenNumber | undefined {
  if (text === undefined) return { status: "no-data" };
  const mark = markIn(text);
  if (mark) return { status: mark };
  const value = readNumber(text);
  if (value === undefined) return undefined;
  return Number(value) === 0 ? { status: "zero", value: "0" } : { status: "value", value };
}

/** A cell that holds a figure or a known mark. */
export const figureCell: z.ZodType<GivenNumber | undefined> = z
  .string()
  .transform((text, context): GivenNumber => {
    const read = readFigure(text);
    if (read) return read;
    context.addIssue({
      code: "custom",
      message: `“${text}” is neither a number nor a known mark. Known marks: ${[...marks.keys()].join(" ")}.`,
    });
    return z.NEVER;
  })
  .optional();

/** A cell that holds a number, or nothing. */
export const numberCell: z.ZodType<string | undefined> = z
  .string()
  .transform((text, context): string | undefined => {
    if (markIn(text)) return undefined;
    const read = readNumber(text);
    if (read !== undefined) return read;
    context.addIssue({ code: "custom", message: `“${text}” is not a number.` });
    return z.NEVER;
  })
  .optional();

/** Short text of one line. */
export function textCell(missing: string, max = 300): z.ZodString {
  return z
    .string({ error: missing })
    .overwrite((text) => text.replace(/\s+/gu, " ").trim())
    .min(1, missing)
    .max(max, `At most ${max} characters are kept.`)
    .regex(/^[^\p{Cc}]*$/u, "It holds characters that cannot be seen. Take them out.");
}

/** A problem of a row, with the column it is in. */
export interface FigureProblem {
  readonly field: string;
  readonly reason: string;
}

/**
 * What is wrong with a figure by itself: limits the wrong way round, or more people with something than people.
 *
 * @param unit  of the indicator; more than all is refused only of shares, for a ratio or a rate may exceed 1
 */
export function figureProblem(
  given: Pick<GivenFigure, "status" | "value" | "numerator" | "denominator" | "lower" | "upper">,
  unit: string | undefined,
  fields: { readonly numerator: string; readonly value: string; readonly lower: string },
): FigureProblem | undefined {
  const value = numberOf(given.value);
  const numerator = numberOf(given.numerator);
  const denominator = numberOf(given.denominator);
  const isShare = unit === "fraction of 1" || unit === "per cent";
  if (isShare && numerator !== undefined && denominator !== undefined && numerator > denominator)
    return {
      field: fields.numerator,
      reason: `${given.numerator} is more than the denominator ${given.denominator}: a share cannot count more than all.`,
    };
  const most = unit === "per cent" ? 100 : 1;
  if (isShare && value !== undefined && (value < 0 || value > most))
    return {
      field: fields.value,
      reason: `A share in ${unit} lies between 0 and ${most}, not at ${given.value}.`,
    };
  const lower = numberOf(given.lower);
  const upper = numberOf(given.upper);
  if (
    lower !== undefined &&
    upper !== undefined &&
    value !== undefined &&
    !(lower <= value && value <= upper)
  )
    return {
      field: fields.lower,
      reason: `The value ${given.value} does not lie within its limits ${given.lower} to ${given.upper}.`,
    };
  return undefined;
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}
