/** A cell as it stands in a sheet's XML. */
export interface SheetCell {
  readonly address: string;
  readonly column: number;
  readonly row: number;
  readonly text: string;
  readonly formula: boolean;
}

/** What a sheet holds, for finding the places to fill. */
export interface ReadSheet {
  readonly name: string;
  readonly cells: ReadonlyMap<string, SheetCell>;
  /** Cells that another cell covers, because both were merged. */
  readonly covered: ReadonlySet<string>;
  readonly lastRow: number;
}

const tags = /<(?:[^<>"']|"[^"]*"|'[^']*')*>/g;

/** "A" for 1, "AB" for 28. */
export function columnName(column: number): string {
  let [rest, name] = [column, ""];
  while (rest > 0) {
    name = String.fromCodePoint(65 + ((rest - 1) % 26)) + name;
    rest = Math.floor((rest - 1) / 26);
  }
  return name;
}

/** Column and row of "AB12"; undefined for anything else. */
export function parseAddress(address: string): { readonly column: number; readonly row: number } | undefined {
  const [, letters, digits] = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(address) ?? [];
  if (letters === undefined || digits === undefined) return undefined;
  const column = Array.from(letters).reduce((sum, letter) => sum * 26 + letter.codePointAt(0)! - 64, 0);
  return { column, row: Number(digits) };
}

/** An attribute of a tag as it is written. */
export function attributeOf(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  return found?.[1] ?? found?.[2];
}

/** One element of the XML: its opening tag, what it holds, and where it stands. */
export interface XmlPart {
  readonly open: string;
  readonly inner: string;
  readonly start: number;
  readonly end: number;
}

/** Every element of a local name, whatever prefix its writer gave it; elements of one name never lie in each other here. */
export function elementsOf(xml: string, name: string, from = 0, to = xml.length): readonly XmlPart[] {
  const found: XmlPart[] = [];
  const own = new RegExp(`^<(/?)(?:[\\w.-]+:)?${name}(?=[\\s/>])`);
  tags.lastIndex = from;
  let begun: { readonly open: string; readonly start: number; readonly after: number } | undefined;
  for (let tag = tags.exec(xml); tag && tag.index < to; tag = tags.exec(xml)) {
    const match = own.exec(tag[0]);
    if (!match) continue;
    const end = tag.index + tag[0].length;
    if (match[1] === "/") {
      if (begun)
        found.push({ open: begun.open, inner: xml.slice(begun.after, tag.index), start: begun.start, end });
      begun = undefined;
    } else if (tag[0].endsWith("/>")) found.push({ open: tag[0], inner: "", start: tag.index, end });
    else begun = { open: tag[0], start: tag.index, after: end };
  }
  return found;
}

/** The texts of a workbook's shared table, in order. */
export function sharedTexts(xml: string): readonly string[] {
  return elementsOf(xml, "si").map(({ inner }) => textIn(inner));
}

function textIn(xml: string): string {
  // Readings for another script stand beside a text and are not part of it.
  const plain = elementsOf(xml, "rPh").reduceRight(
    (rest, { start, end }) => rest.slice(0, start) + rest.slice(end),
    xml,
  );
  return elementsOf(plain, "t")
    .map(({ inner }) => unescaped(inner))
    .join("");
}

export function unescaped(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-fA-F]+)|#(\d+)|lt|gt|amp|quot|apos);/g,
    (whole, hex?: string, dec?: string) => {
      if (hex !== undefined) return String.fromCodePoint(parseInt(hex, 16));
      if (dec !== undefined) return String.fromCodePoint(Number(dec));
      return { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "&apos;": "'" }[whole] ?? whole;
    },
  );
}

/** Reads a sheet: the text of each cell, which of them are formulas, and which are covered by merging. */
export function readSheet(name: string, xml: string, shared: readonly string[]): ReadSheet {
  const cells = new Map<string, SheetCell>();
  for (const { open, inner } of elementsOf(xml, "c")) {
    const address = attributeOf(open, "r") ?? "";
    const at = parseAddress(address);
    if (at) cells.set(address, { address, ...at, ...contentOf(open, inner, shared) });
  }
  const covered = new Set(
    elementsOf(xml, "mergeCell").flatMap(({ open }) => coveredBy(attributeOf(open, "ref"))),
  );
  return {
    name,
    cells,
    covered,
    lastRow: [...cells.values()].reduce((last, { row }) => Math.max(last, row), 0),
  };
}

function contentOf(
  open: string,
  inner: string,
  shared: readonly string[],
): { readonly text: string; readonly formula: boolean } {
  const formula = elementsOf(inner, "f").length > 0;
  const type = attributeOf(open, "t");
  const value = unescaped(elementsOf(inner, "v")[0]?.inner ?? "");
  if (type === "s") return { text: shared[Number(value)] ?? "", formula };
  return { text: type === "inlineStr" ? textIn(inner) : value, formula };
}

function coveredBy(ref: string | undefined): readonly string[] {
  const [first, last] = (ref ?? "").split(":").map(parseAddress);
  if (!first || !last || (last.row - first.row + 1) * (last.column - first.column + 1) > 10_000) return [];
  const found: string[] = [];
  for (let row = first.row; row <= last.row; row += 1)
    for (let column = first.column; column <= last.column; column += 1)
      if (row !== first.row || column !== first.column) found.push(`${columnName(column)}${row}`);
  return found;
}
