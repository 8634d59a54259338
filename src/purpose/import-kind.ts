import { z } from "zod";
import type { CivilDate } from "@concordat/calendar";
import { defineImport, type ImportColumn, type ImportKind } from "../kernel/index.ts";
import { textCell, type GivenFigure, type GivenNumber } from "./import-figure.ts";
import { readDay } from "./import-period.ts";
import { indicatorRef } from "./observation.ts";
import { applyFigures, type Publisher } from "./store-import.ts";

export function column(name: string, about: string, example: string, required = false): ImportColumn {
  return { name, about, example, required };
}

export function kindOf(of: {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly columns: readonly ImportColumn[];
  readonly row: z.ZodType<GivenFigure>;
  readonly otherWay?: NonNullable<ImportKind["otherWay"]>;
  readonly publisher: Publisher;
  /** Columns that problems found later are named after. */
  readonly fields: { readonly code: string; readonly period: string; readonly value: string };
}): ImportKind {
  const { publisher, fields, ...kind } = of;
  return defineImport<GivenFigure>({
    ...kind,
    // A file may have a million rows, and compiled the schema reads a good one faster. A bad one is read once more by the
    // schema itself, so its problems are the same.
    row: z.compile(of.row),
    apply: async ({ tx, today }, rows, run) => {
      const { refused, indicators } = await applyFigures(tx, rows, { ...run, today, publisher, fields });
      return { refused, changed: indicators.map(indicatorRef) };
    },
  });
}

export const code = textCell("The code is missing.", 40);
export const openLicence =
  "Contains public sector information licensed under the Open Government Licence v3.0";

type Context = { addIssue(issue: { code: "custom"; path: string[]; message: string }): void };

/** The value and its limits, where both are there and it has a number. */
export function limited(
  value: GivenNumber,
  lower: string | undefined,
  upper: string | undefined,
): Pick<GivenFigure, "status" | "value" | "lower" | "upper"> {
  const known = value.value !== undefined && lower !== undefined && upper !== undefined;
  return {
    status: value.status,
    ...(value.value !== undefined && { value: value.value }),
    ...(known && { lower, upper }),
  };
}

export function parts(
  numerator: string | undefined,
  denominator: string | undefined,
): Pick<GivenFigure, "numerator" | "denominator"> {
  return { ...(numerator !== undefined && { numerator }), ...(denominator !== undefined && { denominator }) };
}

export function refuse(
  context: Context,
  problem: { readonly field: string; readonly reason: string } | undefined,
): void {
  if (problem) context.addIssue({ code: "custom", path: [problem.field], message: problem.reason });
}

// A file has few days and many rows: each is read once.
const daysRead = new Map<string, CivilDate>();
const daysKept = 10_000;

function dayRead(text: string): CivilDate | undefined {
  const known = daysRead.get(text);
  if (known !== undefined) return known;
  const day = readDay(text);
  // What is no day is not kept: it may be long, and hold on to the part of the file that it was cut from.
  if (day === undefined) return undefined;
  if (daysRead.size >= daysKept) daysRead.clear();
  daysRead.set(text, day);
  return day;
}

/** A day, in the order of ISO or of British files. */
export const isoDay = z.string({ error: "The day is missing." }).transform((text, context) => {
  const day = dayRead(text);
  if (day) return day;
  context.addIssue({
    code: "custom",
    message: `“${text}” is no day of the calendar. Write it as 2026-03-31 or 31/03/2026.`,
  });
  return z.NEVER;
});
