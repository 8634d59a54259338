import { attributeOf, elementsOf, parseAddress, type XmlPart } from "./workbook-cells.ts";
import { escaped } from "./workbook.ts";

/** What goes into a cell: text, or a number as it is written. */
export interface CellValue {
  readonly kind: "text" | "number";
  readonly text: string;
}

/**
 * Puts values into cells of a sheet's XML and leaves everything else as it stands: styles, drop-downs, formats, extensions.
 *
 * A cell keeps its style. A cell or row that the XML does not have yet is put in where its address belongs.
 *
 * @throws RangeError for an address that is none, or a cell that holds a formula: those are never overwritten
 */
export function patchSheet(xml: string, values: ReadonlyMap<string, CellValue>): string {
  const wanted = new Map<number, (readonly [string, CellValue])[]>();
  for (const [address, value] of values) {
    const at = parseAddress(address);
    if (!at) throw new RangeError(`${address} is no cell.`);
    wanted.set(at.row, [...(wanted.get(at.row) ?? []), [address, value]]);
  }
  const rows = elementsOf(xml, "row");
  // From the last row up, so that the places of the rows above stay as they were read.
  return [...wanted]
    .toSorted(([a], [b]) => b - a)
    .reduce((rest, [row, cells]) => {
      const held = rows.find(({ open }) => attributeOf(open, "r") === String(row));
      if (!held) return withRow(rest, rows, { row, cells });
      const text = cells.reduce(
        (whole, [address, value]) => patchCell(whole, address, value),
        rest.slice(held.start, held.end),
      );
      return splice(rest, held, text);
    }, xml);
}

/** Puts a value into the XML of one row. */
function patchCell(row: string, address: string, value: CellValue): string {
  const column = parseAddress(address)?.column ?? 0;
  const cells = elementsOf(row, "c");
  const held = cells.find(({ open }) => attributeOf(open, "r") === address);
  if (held) {
    if (elementsOf(held.inner, "f").length > 0)
      throw new RangeError(`${address} holds a formula, which is never overwritten.`);
    return splice(row, held, cellXml(held.open, address, value));
  }
  const prefix = prefixOf(row);
  const cell = cellXml(`<${prefix}c>`, address, value);
  const next = cells.find(({ open }) => (parseAddress(attributeOf(open, "r") ?? "")?.column ?? 0) > column);
  if (next) return splice(row, { start: next.start, end: next.start }, cell);
  const end = row.lastIndexOf("</");
  return end < 0
    ? `${row.replace(/\s*\/>$/, ">")}${cell}</${prefix}row>`
    : splice(row, { start: end, end }, cell);
}

function withRow(
  xml: string,
  rows: readonly XmlPart[],
  put: { readonly row: number; readonly cells: readonly (readonly [string, CellValue])[] },
): string {
  const [data] = elementsOf(xml, "sheetData");
  if (!data) throw new RangeError("The sheet has no cells.");
  const prefix = prefixOf(data.open);
  const text = put.cells.reduce(
    (row, [address, value]) => patchCell(row, address, value),
    `<${prefix}row r="${put.row}"></${prefix}row>`,
  );
  const next = rows.find(({ open }) => Number(attributeOf(open, "r")) > put.row);
  if (next) return splice(xml, { start: next.start, end: next.start }, text);
  if (data.open.endsWith("/>"))
    return splice(xml, data, `${data.open.replace(/\s*\/>$/, ">")}${text}</${prefix}sheetData>`);
  const end = data.end - `</${prefix}sheetData>`.length;
  return splice(xml, { start: end, end }, text);
}

/** The prefix that the writer of the workbook gives its elements; mostly none. */
function prefixOf(open: string): string {
  return /^<([\w.-]+:)?/.exec(open)?.[1] ?? "";
}

/** A cell with its style kept and its kind, value and metadata replaced. */
function cellXml(open: string, address: string, { kind, text }: CellValue): string {
  const prefix = prefixOf(open);
  const style = attributeOf(open, "s");
  const start = `<${prefix}c r="${address}"${style === undefined ? "" : ` s="${style}"`}`;
  return kind === "number"
    ? `${start}><${prefix}v>${escaped(text)}</${prefix}v></${prefix}c>`
    : `${start} t="inlineStr"><${prefix}is><${prefix}t xml:space="preserve">${escaped(text)}</${prefix}t></${prefix}is></${prefix}c>`;
}

function splice(xml: string, at: { readonly start: number; readonly end: number }, text: string): string {
  return xml.slice(0, at.start) + text + xml.slice(at.end);
}

/** Takes the saved results of formulas out, since they would be those from before; the program that opens it works them out. */
export function withoutResults(xml: string): string {
  const cuts = elementsOf(xml, "c").flatMap(({ open, inner, start }) =>
    elementsOf(inner, "f").length === 0
      ? []
      : elementsOf(inner, "v").map((value) => ({
          start: start + open.length + value.start,
          end: start + open.length + value.end,
        })),
  );
  const kept = [0, ...cuts.map(({ end }) => end)].map((from, at) => xml.slice(from, cuts[at]?.start));
  return kept.join("");
}

/** Asks the program that opens the workbook to work every formula out. */
export function recalculated(workbook: string): string {
  const [held] = elementsOf(workbook, "calcPr");
  if (held) {
    const open = held.open.replace(/\s+fullCalcOnLoad\s*=\s*(?:"[^"]*"|'[^']*')/, "");
    return splice(
      workbook,
      { start: held.start, end: held.start + held.open.length },
      open.replace(/\s*(\/?>)$/, ' fullCalcOnLoad="1"$1'),
    );
  }
  // The order of a workbook's parts is laid down; a part in a wrong place makes it damaged.
  const before = ["definedNames", "externalReferences", "functionGroups", "sheets"]
    .map((name) => elementsOf(workbook, name)[0])
    .find((part) => part !== undefined);
  if (!before) throw new RangeError("The workbook lists no sheets.");
  const place = { start: before.end, end: before.end };
  return splice(workbook, place, `<${prefixOf(before.open)}calcPr fullCalcOnLoad="1"/>`);
}

/** Takes every element of a name out whose attribute ends in a text: the line of a part that is gone. */
export function withoutLine(
  xml: string,
  of: { readonly name: string; readonly attribute: string; readonly ending: string },
): string {
  return elementsOf(xml, of.name)
    .filter(({ open }) => attributeOf(open, of.attribute)?.endsWith(of.ending))
    .reduceRight((rest, part) => splice(rest, part, ""), xml);
}
