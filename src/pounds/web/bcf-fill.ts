import type { z } from "zod";
import { capital, countOf, Invalid, organisationAudience, type Command } from "../../kernel/index.ts";
import { bcfDocuments } from "../bcf.ts";
import { fillWorkbookSchema } from "../bcf-schema.ts";
import { bcfCommand } from "../commands/bcf-document.ts";
import { hostedFund } from "../commands/found.ts";
import { bcfRef, type FundFile } from "../fund.ts";
import { placeValues } from "../workbook-place.ts";
import type { CellValue } from "../workbook-patch.ts";
import { filledWorkbook, openForFilling } from "./workbook-file.ts";

/** Who may fetch a filled workbook: people of the host. It may hold whatever its sender had in it. */
export function workbookAudience({ fund, parties }: FundFile): string {
  const host = parties.find((one) => one.host)?.organisationId;
  return host === undefined ? fund.audience : organisationAudience(host);
}

/** Fills a workbook that the sender supplies with what is entered, and keeps it for the host to fetch. */
export const fillWorkbookCommand: Command = bcfCommand({
  name: "pounds.fill-bcf-workbook",
  title: "Fill a workbook",
  about:
    "Puts the lines and income of a Better Care Fund plan or return into a workbook that is sent, and leaves its drop-downs, formats and formulas as they are.",
  submit: "Fill it",
  intro:
    "Send the national workbook, or any other with the same headings. Lines go under the headings, income beside its label; a formula is never overwritten. The filled workbook is kept for the host only.",
  schema: fillWorkbookSchema,
  resource: hostedFund,
  fields: () => [{ name: "file", widget: { kind: "file", accept: [".xlsx"] } }],
  run: async ({ tx, files }, input: z.output<typeof fillWorkbookSchema>, { file, held, items }) => {
    const opened = openForFilling(input.file.bytes);
    const { placed, left } = placeValues(opened.sheets, held, items);
    if (placed.length === 0)
      throw new Invalid([
        {
          code: "pounds.nothing-placed",
          field: "file",
          message: `Nothing was filled: ${left.length === 0 ? "nothing is entered here yet" : left.slice(0, 3).join("; ")}.`,
        },
      ]);
    const values = new Map<string, Map<string, CellValue>>();
    for (const { sheet, cell, value } of placed)
      values.set(sheet, (values.get(sheet) ?? new Map<string, CellValue>()).set(cell, value));
    const kept = await files.keep(tx, {
      name: `filled-${input.file.name}`.slice(0, 200),
      bytes: filledWorkbook(opened, values),
      subject: bcfRef(file.fund.id, input.document),
      audience: workbookAudience(file),
      purpose: "filled-workbook",
    });
    const name = bcfDocuments[input.document].toLowerCase();
    const cells = countOf(placed.length, "cell");
    return {
      message: `${capital(cells)} of ${input.file.name} ${placed.length === 1 ? "is" : "are"} filled.${left.length === 0 ? "" : ` Left out: ${left.slice(0, 10).join("; ")}${left.length > 10 ? `; and ${left.length - 10} more` : ""}.`} Fetch it below.`,
      kind: "pounds.bcf-workbook-filled",
      summary: `A workbook was filled from the Better Care Fund ${name} of ${file.fund.name} ${file.fund.year}.`,
      body: { filled: placed.length, left: left.length, sha256: kept.sha256 },
      audience: workbookAudience(file),
      changes: false,
      json: {
        sha256: kept.sha256,
        href: `/files/${kept.sha256}`,
        filled: placed.map(({ sheet, cell, what }) => ({ sheet, cell, what })),
        left: [...left],
      },
    };
  },
});
