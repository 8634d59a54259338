import { z } from "zod";
import { civilDateOf, monthOf, yearOf } from "@concordat/calendar";
import { slugOf } from "../kernel/index.ts";
import { figureCell, numberCell, textCell, type GivenFigure } from "./import-figure.ts";
import { code, column, isoDay, kindOf, openLicence, parts } from "./import-kind.ts";
import { readPeriod } from "./import-period.ts";

const shmiRow = z
  .object({
    TIME_PERIOD: textCell("The period is missing.", 60),
    PUBLICATION_MONTH: textCell("", 40).optional(),
    PROVIDER_CODE: code,
    SHMI_VALUE: figureCell,
    SHMI_BANDING: textCell("", 60).optional(),
    OD_LL: numberCell,
    OD_UL: numberCell,
    OBSERVED: numberCell,
    EXPECTED: numberCell,
  })
  .transform((row, context): GivenFigure => {
    const span = readPeriod(row.TIME_PERIOD);
    if (!span)
      context.addIssue({
        code: "custom",
        path: ["TIME_PERIOD"],
        message: `“${row.TIME_PERIOD}” is no period that this import knows, such as January 2025 - December 2025.`,
      });
    const read = row.SHMI_VALUE ?? { status: "no-data" as const };
    const bands: Readonly<Record<string, string>> = {
      "1": "higher than expected",
      "2": "as expected",
      "3": "lower than expected",
    };
    const band = row.SHMI_BANDING && (bands[row.SHMI_BANDING] ?? row.SHMI_BANDING);
    const limits =
      row.OD_LL !== undefined && row.OD_UL !== undefined
        ? `; limits of the publisher ${row.OD_LL} to ${row.OD_UL}`
        : "";
    return {
      indicator: {
        id: "shmi.ratio",
        name: "Hospital mortality (SHMI)",
        about: "Deaths in hospital and within 30 days against those expected.",
        unit: "observed / expected deaths",
        direction: "lower-better",
        collection: "Summary Hospital-level Mortality Indicator",
      },
      code: row.PROVIDER_CODE,
      dimension: "",
      span: span ?? { start: civilDateOf(2000, 1, 1), end: civilDateOf(2000, 1, 1) },
      status: read.status,
      ...(read.value !== undefined && { value: read.value }),
      ...parts(row.OBSERVED, row.EXPECTED),
      ...(row.PUBLICATION_MONTH && { vintage: `published ${row.PUBLICATION_MONTH}` }),
      ...(band && { note: `Official band: ${band}${limits}` }),
    };
  });

/** The trust file of the mortality indicator as published; its own band and limits are kept as a note. */
export const shmiImport = kindOf({
  name: "purpose.shmi",
  title: "Hospital mortality (SHMI)",
  about:
    "The file of the Summary Hospital-level Mortality Indicator by trust. The publisher's band is kept beside the figure.",
  columns: [
    column("TIME_PERIOD", "The twelve months.", "January 2025 - December 2025", true),
    column("PUBLICATION_MONTH", "When it was published: its edition.", "May 2026"),
    column("PROVIDER_CODE", "Code of the trust.", "RJ2", true),
    column("PROVIDER_NAME", "For the reader; the code decides.", "Lewisham and Greenwich NHS Trust"),
    column("SHMI_VALUE", "Observed over expected deaths.", "0.9936", true),
    column("SHMI_BANDING", "1, 2, 3 or the band in words.", "2"),
    column("OD_LL", "Lower limit with over-dispersion.", "0.88"),
    column("OD_UL", "Upper limit with over-dispersion.", "1.13"),
    column("OBSERVED", "Observed deaths.", "2065", true),
    column("EXPECTED", "Expected deaths.", "2080", true),
  ],
  row: shmiRow,
  publisher: { name: "NHS England", licence: openLicence },
  fields: { code: "PROVIDER_CODE", period: "TIME_PERIOD", value: "SHMI_VALUE" },
});

const sitrepRow = z
  .object({
    Period: isoDay,
    Level: textCell("The level is missing.", 40),
    "Org Code": code,
    Metric: textCell("The metric is missing.", 300),
    "Metric Group": textCell("", 200).optional(),
    Value: figureCell,
  })
  .transform((row): GivenFigure => {
    const first = civilDateOf(yearOf(row.Period), monthOf(row.Period), 1);
    return {
      indicator: {
        id: `imported.sitrep.${slugOf(row.Metric).slice(0, 80).replace(/-+$/, "")}`,
        name: row.Metric,
        about: `${row.Metric}, as NHS England's monthly file has it${row["Metric Group"] ? ` (${row["Metric Group"]})` : ""}.`,
        direction: "neither",
        collection: "Acute discharge situation report",
      },
      code: /^england$/i.test(row["Org Code"]) ? "E92000001" : row["Org Code"],
      dimension: "",
      span: { start: row.Period, end: row.Period },
      status: row.Value?.status ?? "no-data",
      ...(row.Value?.value !== undefined && { value: row.Value.value }),
      fileMonth: first,
    };
  });

/** NHS England's monthly long files of the discharge situation report: a day, a body and a metric in each row. */
export const sitrepImport = kindOf({
  name: "purpose.nhs-england-month",
  title: "NHS England's monthly file of discharge delays",
  about:
    "The long file of one month: Period, Level, Org Code, Metric, Value. Rows that lie in another month than the file's first rows are listed and left out.",
  columns: [
    column("Period", "The day.", "01/08/2026", true),
    column("Level", "National, Region, ICB or PROVIDER.", "PROVIDER", true),
    ...["Region", "ICB"].map((name) => column(name, "Not kept.", "")),
    column("Org Code", "Code of the area or organisation.", "RJ2", true),
    column("Org Name", "For the reader; the code decides.", ""),
    column(
      "Metric",
      "What is counted.",
      "Number of patients who no longer meet the criteria to reside",
      true,
    ),
    column("Metric Type", "Not kept.", "Daily metric"),
    column("Metric Group", "Kept with the indicator.", "NCTR"),
    column("Value", "The number, or a mark such as [z].", "310", true),
  ],
  row: sitrepRow,
  publisher: { name: "NHS England", licence: openLicence },
  fields: { code: "Org Code", period: "Period", value: "Value" },
});
