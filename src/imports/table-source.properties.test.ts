import fc from "fast-check";
import { zipSync } from "fflate";
import { expect, test } from "vitest";
import { checkFileType, fileTypes, type FileType } from "./file-type.ts";
import { ImportRefusal } from "./refusal.ts";
import { openTable } from "./table-source.ts";

const starts = [
  "",
  "PK\u0003\u0004",
  "PK\u0005\u0006",
  "\uFEFF",
  "A,B\n",
  '"',
  "sep=;\n",
  "<?xml?>",
  "\u00FF\u00FE",
  "%PDF-",
];
const anyBytes = fc
  .tuple(
    fc.constantFrom(...starts),
    fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.string({ maxLength: 300 }).map((text) => new TextEncoder().encode(text)),
    ),
  )
  .map(([start, rest]) =>
    Uint8Array.from([...Uint8Array.from(start, (character) => character.charCodeAt(0)), ...rest]),
  );

async function outcome(bytes: Uint8Array): Promise<"read" | "refused"> {
  try {
    const table = await openTable(bytes, {
      fileName: "any",
      limits: { rowsMax: 50, columnsMax: 20, rowLengthMax: 200 },
    });
    for await (const row of table.rows()) expect(Object.keys(row.cells)).toEqual(table.columns);
    table.notes();
    return "read";
  } catch (error) {
    if (!(error instanceof ImportRefusal)) throw error;
    for (const problem of error.problems) {
      expect(problem.code).toMatch(/^imports\.[a-z]+\.[a-z0-9-]+$/);
      expect(problem.message).toMatch(/[.!?]$|[.]"$/);
    }
    return "refused";
  }
}

test("whatever bytes are sent, they are read or refused by the kit itself (invariant 2)", async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(anyBytes, async (bytes) => {
      seen.add(await outcome(bytes));
      const found = checkFileType(bytes, { fileName: "any", accept: Object.keys(fileTypes) as FileType[] });
      expect(found.ok || found.problems.length > 0).toBe(true);
    }),
    { numRuns: 1500 },
  );
  expect([...seen].toSorted()).toEqual(["read", "refused"]);
});

test("a workbook with any byte or stretch spoiled is read or refused by the kit itself (invariant 2)", async () => {
  const part = (text: string): Uint8Array => new TextEncoder().encode(text);
  const relation = (kind: string, target: string): string =>
    `<Relationships><Relationship Id="r1" Type="x/${kind}" Target="${target}"/></Relationships>`;
  // Stored, so that the spoiled bytes are XML and not only broken compression; checksums of spoiled parts are put right.
  const parts = {
    "[Content_Types].xml": "<Types/>",
    "_rels/.rels": relation("officeDocument", "xl/workbook.xml"),
    "xl/workbook.xml": `<workbook xmlns:r="b"><sheets><sheet name="Data" r:id="r1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relation("worksheet", "sheet.xml"),
    "xl/sheet.xml": `<worksheet><cols><col min="2" max="3" hidden="1"/></cols><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>A</t></is></c><c t="str"><v>B</v></c></row><row r="2"><c r="A2" t="b"><v>1</v></c><c t="e"><v>#N/A</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells></worksheet>`,
  };
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...(Object.keys(parts) as (keyof typeof parts)[])),
      fc.nat(),
      fc.oneof(
        fc.string({ maxLength: 12 }),
        fc.constantFrom("", "<", "&", "</row>", "<row>", '<c r="', "<v>", '"1"', "-1", "99999999999"),
      ),
      fc.nat({ max: 12 }),
      async (name, place, inserted, removed) => {
        const text = parts[name];
        const at = place % text.length;
        const spoiled = { ...parts, [name]: text.slice(0, at) + inserted + text.slice(at + removed) };
        await outcome(
          zipSync(
            Object.fromEntries(
              Object.entries(spoiled).map(([key, value]) => [key, [part(value), { level: 0 }]]),
            ),
          ),
        );
      },
    ),
    { numRuns: 600 },
  );
});
