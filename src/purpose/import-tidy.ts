import { z } from "zod";
import type { PageAction } from "../kernel/index.ts";
import { figureCell, figureProblem, numberCell, textCell, type GivenFigure } from "./import-figure.ts";
import { code, column, isoDay, kindOf, limited, parts, refuse } from "./import-kind.ts";

const tidyRow = z
  .object({
    indicator: textCell("The indicator is missing.", 100).regex(
      /^[a-z0-9]+([.-][a-z0-9]+)*$/,
      "An id has small letters, figures, dots and hyphens, such as imported.falls.",
    ),
    indicator_name: textCell("", 200).optional(),
    about: textCell("", 600).optional(),
    unit: textCell("", 60).optional(),
    direction: z
      .enum(["lower-better", "higher-better", "neither"], {
        error: "Write lower-better, higher-better or neither.",
      })
      .optional(),
    code,
    period_start: isoDay,
    period_end: isoDay,
    value: figureCell,
    status: z
      .enum(["value", "zero", "no-data", "suppressed", "not-applicable"], {
        error: "Write value, zero, no-data, suppressed or not-applicable.",
      })
      .optional(),
    numerator: numberCell,
    denominator: numberCell,
    lower: numberCell,
    upper: numberCell,
    dimension: textCell("", 80)
      .regex(
        /^[a-z0-9-]+=[a-z0-9-]+(,people=(registered|resident))?$/,
        "Write it as sex=female, or as ethnicity=black,people=resident where the denominators are residents.",
      )
      .optional(),
    vintage: textCell("", 60).optional(),
    note: textCell("", 300).optional(),
  })
  .transform((row, context): GivenFigure => {
    const read = row.value ?? { status: "no-data" as const };
    const contradiction =
      row.status &&
      row.status !== read.status &&
      !(row.value === undefined && row.status !== "value" && row.status !== "zero");
    if (contradiction)
      context.addIssue({
        code: "custom",
        path: ["status"],
        message: `The status ${row.status} contradicts the value, which says ${read.status}.`,
      });
    if (row.period_end < row.period_start)
      context.addIssue({
        code: "custom",
        path: ["period_end"],
        message: `The period ends on ${row.period_end}, before it begins on ${row.period_start}.`,
      });
    const figure = {
      ...limited({ ...read, status: row.status ?? read.status }, row.lower, row.upper),
      ...parts(row.numerator, row.denominator),
    };
    refuse(
      context,
      figureProblem(
        {
          ...figure,
          ...(row.lower !== undefined && { lower: row.lower }),
          ...(row.upper !== undefined && { upper: row.upper }),
        },
        row.unit,
        { numerator: "numerator", value: "value", lower: "lower" },
      ),
    );
    return {
      indicator: {
        id: row.indicator,
        name: row.indicator_name ?? row.indicator,
        about: row.about ?? "As its file names it; the file does not say what it counts.",
        ...(row.unit && { unit: row.unit }),
        direction: row.direction ?? "neither",
        collection: "Imported files",
      },
      code: row.code,
      dimension: row.dimension ?? "",
      span: { start: row.period_start, end: row.period_end },
      ...figure,
      ...(row.vintage && { vintage: row.vintage }),
      ...(row.note && { note: row.note }),
    };
  });

/** A table with other headings is brought into this form by a command of its own. Nobody keeps published figures: its policy asks for administrators. */
export const mapFileAction = {
  text: "Import a table with other headings",
  href: "/outcomes/map-a-file",
  command: "purpose.map-file",
  resource: {
    ref: { module: "purpose", kind: "table", id: "figures" },
    keepers: [],
    keptHere: true,
    illustrative: false,
  },
} as const satisfies PageAction;

/** Any table in long form with these headings; `concordat figures map` makes one from a table with other headings. */
export const tidyImport = kindOf({
  name: "purpose.figures",
  title: "Figures in long form",
  about:
    "One figure a row, of any indicator. An indicator that is not held here is added; its id begins with imported. and its first row says name, unit and direction.",
  columns: [
    column(
      "indicator",
      "Id of the indicator: one held here, or a new one that begins with imported.",
      "imported.falls",
      true,
    ),
    column("indicator_name", "What a new indicator is called.", "Falls in hospital"),
    column("about", "What a new indicator counts.", "Falls reported by wards, for each 1,000 bed days."),
    column("unit", "Its unit.", "per 1,000 bed days"),
    column("direction", "lower-better, higher-better or neither.", "lower-better"),
    column("code", "Published code of the area or organisation.", "RJ2", true),
    column("period_start", "First day.", "2026-03-01", true),
    column("period_end", "Last day, counted in.", "2026-03-31", true),
    column("value", "The number; or a mark such as [z], [c], * or -.", "4.2"),
    column("status", "Why there is no number, where the cell does not say it.", "value"),
    column("numerator", "What was counted.", "42"),
    column("denominator", "What it is divided by.", "10000"),
    column("lower", "Lower limit, as published.", "3.1"),
    column("upper", "Upper limit, as published.", "5.6"),
    column(
      "dimension",
      "Who is counted, such as sex=female or ethnicity=black,people=resident; left out: everybody.",
      "",
    ),
    column("vintage", "Edition; left out: that of the day seen.", "published 2026-04"),
    column("note", "What must be known about this figure.", ""),
  ],
  row: tidyRow,
  otherWay: mapFileAction,
  publisher: { name: "The source named with the file", licence: "Not stated by whoever imported it" },
  fields: { code: "code", period: "period_end", value: "value" },
});
