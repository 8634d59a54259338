import { z } from "zod";
import { civilDateOf } from "@concordat/calendar";
import { slugOf } from "../kernel/index.ts";
import { figureCell, figureProblem, numberCell, textCell, type GivenFigure } from "./import-figure.ts";
import { code, column, kindOf, limited, openLicence, parts, refuse } from "./import-kind.ts";
import { readPeriod } from "./import-period.ts";

const fingertipsColumns = [
  column("Indicator ID", "Number of the indicator.", "93553", true),
  column("Indicator Name", "Its name.", "Deprivation score (IMD 2019)", true),
  ...["Parent Code", "Parent Name"].map((name) => column(name, "The area it is listed under; not kept.", "")),
  column("Area Code", "Code of the area.", "E92000001", true),
  ...["Area Name", "Area Type"].map((name) => column(name, "For the reader; the code decides.", "England")),
  column("Sex", "Who is counted.", "Persons", true),
  column("Age", "Who is counted.", "All ages", true),
  ...["Category Type", "Category"].map((name) =>
    column(name, "A further split, such as a deprivation tenth.", ""),
  ),
  column("Time period", "Such as 2019, 2019/20, 2017 - 19.", "2019", true),
  column("Value", "The number.", "21.7", true),
  ...["Lower CI 95.0 limit", "Upper CI 95.0 limit"].map((name) => column(name, "As published.", "")),
  ...["Lower CI 99.8 limit", "Upper CI 99.8 limit"].map((name) => column(name, "Not kept.", "")),
  column("Count", "What was counted.", ""),
  column("Denominator", "What it is divided by.", ""),
  column("Value note", "Why there is no number, or what must be known.", ""),
  ...[
    "Recent Trend",
    "Compared to England value or percentiles",
    "Compared to percentiles",
    "Compared to Regions value or percentiles",
    "Compared to ICBs value or percentiles",
    "Time period Sortable",
    "New data",
    "Compared to goal",
    "Time period range",
  ].map((name) => column(name, "Worked out anew here; not kept.", "")),
];

const fingertipsRow = z
  .object({
    "Indicator ID": z
      .string({ error: "The number of the indicator is missing." })
      .regex(/^\d{1,7}$/, "An indicator's number has figures only."),
    "Indicator Name": textCell("The indicator's name is missing.", 400),
    "Area Code": code,
    Sex: textCell("Say who is counted: the column Sex is empty.", 40),
    Age: textCell("Say who is counted: the column Age is empty.", 60),
    "Category Type": textCell("", 200).optional(),
    Category: textCell("", 200).optional(),
    "Time period": textCell("The period is missing.", 40),
    Value: figureCell,
    "Lower CI 95.0 limit": numberCell,
    "Upper CI 95.0 limit": numberCell,
    Count: numberCell,
    Denominator: numberCell,
    "Value note": textCell("", 300).optional(),
  })
  .transform((row, context): GivenFigure => {
    const span = readPeriod(row["Time period"]);
    if (!span)
      context.addIssue({
        code: "custom",
        path: ["Time period"],
        message: `“${row["Time period"]}” is no period that this import knows, such as 2019, 2019/20, 2017 - 19 or 2019/20 Q1.`,
      });
    const note = row["Value note"];
    const read = row.Value ?? {
      status: note && /suppress|disclos/i.test(note) ? ("suppressed" as const) : ("no-data" as const),
    };
    const age = slugOf(row.Age);
    const unit = unitFrom(read.value, row.Count, row.Denominator);
    const [lower, upper] = [row["Lower CI 95.0 limit"], row["Upper CI 95.0 limit"]];
    const figure = { ...limited(read, lower, upper), ...parts(row.Count, row.Denominator) };
    refuse(
      context,
      figureProblem(
        { ...figure, ...(lower !== undefined && { lower }), ...(upper !== undefined && { upper }) },
        unit,
        { numerator: "Count", value: "Value", lower: "Lower CI 95.0 limit" },
      ),
    );
    return {
      indicator: {
        id: `fingertips.${row["Indicator ID"]}.${age || "age-not-given"}`,
        name: `${row["Indicator Name"]}, ${row.Age}`,
        about: `Indicator ${row["Indicator ID"]} of Fingertips (${row.Age}); its definition is at fingertips.phe.org.uk/search/${row["Indicator ID"]}.`,
        ...(unit && { unit }),
        direction: "neither",
        collection: "Fingertips",
      },
      code: row["Area Code"],
      dimension: fingertipsDimension(row.Sex, row["Category Type"], row.Category),
      span: span ?? { start: civilDateOf(2000, 1, 1), end: civilDateOf(2000, 1, 1) },
      ...figure,
      ...(note && { note }),
    };
  });

function fingertipsDimension(sex: string, type: string | undefined, category: string | undefined): string {
  if (type && category)
    return `${slugOf(type)}=${slugOf(category)}${/^(persons|not applicable)$/i.test(sex) ? "" : ` sex=${slugOf(sex)}`}`;
  return /^(persons|not applicable)$/i.test(sex) ? "" : `sex=${slugOf(sex)}`;
}

/** The file has no unit: it follows from value, count and denominator where these agree, and else is not known. */
function unitFrom(
  value: string | undefined,
  count: string | undefined,
  denominator: string | undefined,
): string | undefined {
  const [whole, events, people] = [value, count, denominator].map((text) =>
    text === undefined ? Number.NaN : Number(text),
  );
  const per = (whole! * people!) / events!;
  if (!Number.isFinite(per)) return undefined;
  return [
    { per: 100, unit: "per cent" },
    { per: 1000, unit: "per 1,000" },
    { per: 100_000, unit: "per 100,000" },
  ].find((one) => Math.abs(per / one.per - 1) < 0.01)?.unit;
}

/** Fingertips' long file, as its site and API give it. */
export const fingertipsImport = kindOf({
  name: "purpose.fingertips",
  title: "Figures from Fingertips",
  about:
    "The long CSV file of Fingertips. Each number and age of an indicator becomes an indicator here; the file says neither its unit nor which way is better.",
  columns: fingertipsColumns,
  row: fingertipsRow,
  publisher: { name: "Department of Health and Social Care, Fingertips", licence: openLicence },
  fields: { code: "Area Code", period: "Time period", value: "Value" },
});
