import type { z } from "zod";
import { countOf, Invalid, type Command } from "../../kernel/index.ts";
import { bcfDocuments } from "../bcf.ts";
import {
  bcfLineColumns,
  bcfLineFigures,
  bcfLineRow,
  bcfLinesOf,
  newBcfLines,
  sumWords,
} from "../bcf-line-sheet.ts";
import { enterBcfSheetSchema } from "../bcf-schema.ts";
import { bcfCommand } from "../commands/bcf-document.ts";
import { hostedFund } from "../commands/found.ts";
import { keepBcfLine } from "../store-bcf.ts";
import { problemAt, readMoneySheet } from "./money-sheet.ts";

/** Reads a sheet of lines of spending into a plan or return, whole or not at all, with a dry run. */
export const enterBcfSheetCommand: Command = bcfCommand({
  name: "pounds.enter-bcf-sheet",
  title: "Import lines of spending",
  about:
    "Reads a CSV or XLSX sheet of what schemes spend from each source into a Better Care Fund plan or return; a sheet with any fault is refused whole.",
  submit: "Read the sheet",
  intro: `One row for each scheme and source, with the columns ${bcfLineColumns.map(({ name }) => name).join(", ")}; leave out those that the year does not ask for. Lists are in the template’s own words. A row takes the place of the line of its scheme and source; lines that the sheet does not name stay. A sheet with any fault is refused whole, each fault with its cell.`,
  schema: enterBcfSheetSchema,
  resource: hostedFund,
  values: () => ({ dryRun: "true" }),
  fields: () => [
    { name: "file", widget: { kind: "file", accept: [".csv", ".xlsx"] } },
    { name: "sheet", widget: { kind: "text", width: 20 } },
    { name: "dryRun", widget: { kind: "yes-no" } },
  ],
  run: async ({ tx }, input: z.output<typeof enterBcfSheetSchema>, { file, held, items, key }) => {
    const sheet = await readMoneySheet(
      { columns: bcfLineColumns, row: bcfLineRow, figures: bcfLineFigures },
      { ...input.file, ...(input.sheet && { sheet: input.sheet }) },
    );
    const { lines, problems } = bcfLinesOf(items, file.fund.year, sheet.rows);
    if (problems.length > 0) throw new Invalid(problems.map((one) => problemAt(sheet.cellOf, one)));
    const { added, changed, same } = newBcfLines(held.lines, lines);
    const said =
      `The sheet has ${countOf(lines.length, "line")} of ${sumWords(lines.map(({ line }) => line))}: ${added.length} new, ${changed.length} changed, ${same} as they stand. ${sheet.notes.join(" ")}`.trim();
    if (input.dryRun)
      throw new Invalid([{ code: "pounds.sheet-tried", message: `Tried out, nothing was entered. ${said}` }]);
    if (added.length + changed.length === 0)
      throw new Invalid([
        { code: "pounds.sheet-nothing-new", field: "file", message: `${said} There is nothing to enter.` },
      ]);
    for (const line of [...added, ...changed]) await keepBcfLine(tx, key, line);
    const name = bcfDocuments[input.document].toLowerCase();
    return {
      message: said,
      kind: "pounds.bcf-sheet-entered",
      summary: `A sheet of spending was read into the Better Care Fund ${name} of ${file.fund.name} ${file.fund.year}: ${countOf(added.length, "new line")}, ${countOf(changed.length, "changed line")}.`,
      body: {
        lines: [...added, ...changed].map(({ scheme, source, amount }) => ({
          scheme,
          source,
          amount: String(amount),
        })),
      },
    };
  },
});
