import { zipSync } from "fflate";
import { importLimits, ImportRefusal, listZip, readMember } from "../../imports/index.ts";
import { Invalid } from "../../kernel/index.ts";
import {
  attributeOf,
  elementsOf,
  readSheet,
  sharedTexts,
  unescaped,
  type ReadSheet,
} from "../workbook-cells.ts";
import { patchSheet, recalculated, withoutLine, withoutResults, type CellValue } from "../workbook-patch.ts";

/** A workbook that was sent: its parts as they are, and what its sheets hold. */
export interface OpenedWorkbook {
  readonly parts: ReadonlyMap<string, Uint8Array>;
  readonly sheets: readonly (ReadSheet & { readonly part: string })[];
}

/** The whole workbook is held in memory while it is filled, so less is taken than by an import. */
const limits = { ...importLimits, unpackedBytesMax: 100 * 1024 * 1024 };
const workbookPart = "xl/workbook.xml";
const relationsPart = "xl/_rels/workbook.xml.rels";

/**
 * Opens a workbook for filling; within the limits of every upload, and nothing in it runs.
 *
 * @throws Invalid beside the field `file` for what is no workbook, is damaged, has macros or is too large
 */
export function openForFilling(bytes: Uint8Array): OpenedWorkbook {
  try {
    const members = listZip(bytes, limits);
    const parts = new Map(
      members.map((member) => [member.name, readMember(bytes, member, limits.workbookPartBytesMax)]),
    );
    if ([...parts.keys()].some((name) => /vbaproject\.bin$/i.test(name)))
      throw refused(
        "The workbook holds macros (programs), which are never taken. Save it as .xlsx without them.",
      );
    return { parts, sheets: sheetsOf(parts) };
  } catch (error) {
    if (error instanceof ImportRefusal)
      throw new Invalid(error.problems.map(({ code, message }) => ({ code, message, field: "file" })));
    throw error;
  }
}

function refused(message: string): Invalid {
  return new Invalid([{ code: "pounds.workbook", field: "file", message }]);
}

const decoder = new TextDecoder("utf-8", { fatal: true });

function textOf(parts: ReadonlyMap<string, Uint8Array>, name: string): string {
  const bytes = parts.get(name);
  if (!bytes) throw refused(`The file is no workbook that can be filled: its part “${name}” is missing.`);
  try {
    return decoder.decode(bytes);
  } catch {
    throw refused(
      `The workbook's part “${name}” is not text in UTF-8. Open it, save it again and send it once more.`,
    );
  }
}

function sheetsOf(parts: ReadonlyMap<string, Uint8Array>): OpenedWorkbook["sheets"] {
  const relations = new Map(
    elementsOf(textOf(parts, relationsPart), "Relationship").map(({ open }) => [
      attributeOf(open, "Id") ?? "",
      (attributeOf(open, "Target") ?? "").replace(/^\/?(?:xl\/)?/, "xl/"),
    ]),
  );
  const texts = parts.has("xl/sharedStrings.xml") ? sharedTexts(textOf(parts, "xl/sharedStrings.xml")) : [];
  return elementsOf(textOf(parts, workbookPart), "sheet").flatMap(({ open }) => {
    const part = relations.get(/\s[\w.-]*:?id\s*=\s*["']([^"']*)["']/.exec(open)?.[1] ?? "") ?? "";
    // A tab that holds a chart has no cells.
    if (!part.startsWith("xl/worksheets/") || !parts.has(part)) return [];
    const name = attributeOf(open, "name") ?? "";
    return [{ ...readSheet(unescaped(name), textOf(parts, part), texts), part }];
  });
}

/**
 * The same workbook with values in some of its cells.
 *
 * Parts that hold neither a filled cell nor a formula are taken over byte for byte. Results of formulas are taken out and
 * worked out anew by the program that opens it.
 *
 * @param values  by sheet name, then by cell
 */
export function filledWorkbook(
  { parts, sheets }: OpenedWorkbook,
  values: ReadonlyMap<string, ReadonlyMap<string, CellValue>>,
): Uint8Array {
  const encoder = new TextEncoder();
  const changed = new Map<string, string>();
  for (const { name, part } of sheets) {
    const before = textOf(parts, part);
    const after = withoutResults(patchSheet(before, values.get(name) ?? new Map()));
    if (after !== before) changed.set(part, after);
  }
  changed.set(workbookPart, recalculated(textOf(parts, workbookPart)));
  const chain = [...parts.keys()].find((name) => name.toLowerCase() === "xl/calcchain.xml");
  if (chain !== undefined) {
    const line = { ending: "calcChain.xml" };
    const types = textOf(parts, "[Content_Types].xml");
    changed.set(
      "[Content_Types].xml",
      withoutLine(types, { name: "Override", attribute: "PartName", ...line }),
    );
    const relations = textOf(parts, relationsPart);
    changed.set(
      relationsPart,
      withoutLine(relations, { name: "Relationship", attribute: "Target", ...line }),
    );
  }
  const whole = [...parts]
    .filter(([name]) => name !== chain)
    .map(([name, bytes]): readonly [string, Uint8Array] => {
      const text = changed.get(name);
      return [name, text === undefined ? bytes : encoder.encode(text)];
    });
  return zipSync(Object.fromEntries(whole), { level: 6, mtime: "1980-01-02T00:00:00" });
}
