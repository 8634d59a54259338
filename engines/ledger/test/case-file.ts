import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A row of a table in a case file: cell by heading, trimmed. */
export type CaseRow = Readonly<Record<string, string>>;

/** A part of a case file under one heading: its blocks of code by language, and its tables. */
export interface CaseSection {
  readonly title: string;
  readonly blocks: readonly { readonly language: string; readonly text: string }[];
  readonly tables: readonly (readonly CaseRow[])[];
}

/** The folder of the tables that a finance officer can read. */
export const casesFolder = join(import.meta.dirname, "../cases");

/** Reads a case file: markdown, of which the headings, tables and code blocks count. */
export function readCases(name: string): readonly CaseSection[] {
  const sections: { title: string; blocks: { language: string; text: string }[]; tables: CaseRow[][] }[] = [];
  let head: readonly string[] | undefined;
  let block: { language: string; text: string } | undefined;
  for (const line of readFileSync(join(casesFolder, name), "utf8").split("\n")) {
    const section = sections.at(-1);
    if (line.startsWith("```")) {
      if (block !== undefined) section?.blocks.push(block);
      block = block === undefined ? { language: line.slice(3), text: "" } : undefined;
    } else if (block !== undefined) block.text += `${line}\n`;
    else if (/^#+ /.test(line)) {
      sections.push({ title: line.replace(/^#+ /, ""), blocks: [], tables: [] });
    } else if (!line.startsWith("|")) head = undefined;
    else if (head === undefined) {
      head = cellsOf(line);
      section?.tables.push([]);
    } else if (!/^\|[ :|-]+\|$/.test(line)) {
      const cells = cellsOf(line);
      if (cells.length !== head.length)
        throw new Error(`${name}: the row “${line}” has ${cells.length} cells.`);
      section?.tables.at(-1)?.push(Object.fromEntries(head.map((key, place) => [key, cells[place] ?? ""])));
    }
  }
  return sections;
}

function cellsOf(line: string): readonly string[] {
  return line
    .slice(1, line.lastIndexOf("|"))
    .split("|")
    .map((cell) => cell.trim());
}
