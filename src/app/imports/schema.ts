import { z } from "zod";
import { civilDate } from "@concordat/calendar";

const fileName = z
  .string()
  .trim()
  .min(1, "Give the name of the file")
  .max(300, "Give the file a shorter name");

const packed = z
  .object({ name: fileName, base64: z.base64({ error: "Send the bytes of the file as base64" }) })
  .transform(({ name, base64 }) => ({ name, bytes: new Uint8Array(Buffer.from(base64, "base64")) }));
const unpacked = z.object({ name: fileName, bytes: z.instanceof(Uint8Array) });

/** Start an import: for the form with the file itself, for the API with its name and bytes in base64. */
export const startImportSchema = z.object({
  kind: z.string({ error: "Say what is to be imported" }).max(100).meta({
    title: "What is imported",
    description: "A name from the page of imports, such as place.organisations",
  }),
  file: z
    .union([unpacked, packed], { error: "Choose a file: CSV, XLSX, or a zip file that holds them" })
    .meta({
      title: "File",
      description:
        "CSV or XLSX, or a zip file that holds them; at most 25 MB here. Use the column headings listed above.",
    }),
  source: z
    .string({ error: "Say where the facts come from" })
    .trim()
    .min(1, "Say where the facts come from")
    .max(500, "Use at most 500 characters")
    .meta({
      title: "Where do these facts come from?",
      description:
        "One sentence, shown with every row: “NHS England, register of organisations, file of 31 March 2026”",
    }),
  seen: z.iso.date({ error: "Enter the day as day, month and year" }).transform(civilDate).meta({
    title: "On what day were they seen there?",
  }),
  dryRun: z
    .union([z.boolean(), z.enum(["true", "false"])], { error: "Choose yes or no" })
    .transform((answer) => answer === true || answer === "true")
    .meta({
      title: "Only try it out?",
      description: "Yes: every row is checked against what is held here, and nothing is changed.",
    }),
  table: z.string().trim().max(300, "Use at most 300 characters").optional().meta({
    title: "Table in a zip file",
    description:
      "Only for a zip file that holds several tables: the name of the one to import, such as councils.csv",
  }),
  sheet: z.string().trim().max(100, "Use at most 100 characters").optional().meta({
    title: "Sheet",
    description: "Only for a workbook with several sheets: the name on the tab of the one to import",
  }),
});
export type StartImport = z.output<typeof startImportSchema>;
