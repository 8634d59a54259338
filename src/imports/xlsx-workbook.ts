import type { ImportLimits } from "./limits.ts";
import { refusal } from "./refusal.ts";
import { kindOfFormat, type DateSystem, type NumberKind } from "./xlsx-date.ts";
import { readSharedStrings } from "./xlsx-text.ts";
import { readXml, type XmlHandlers } from "./xml.ts";
import { listZip, readMember, type ZipMember } from "./zip.ts";

/** A sheet of a workbook, in the order of its tabs. */
export interface WorkbookSheet {
  readonly name: string;
  readonly hidden: boolean;
  /** The part of the workbook that holds its cells. */
  readonly part: string;
}

/** What all sheets of a workbook share. */
export interface Workbook {
  readonly bytes: Uint8Array;
  readonly members: ReadonlyMap<string, ZipMember>;
  readonly sheets: readonly WorkbookSheet[];
  readonly dateSystem: DateSystem;
  readonly strings: readonly string[];
  /** What the number format of each cell style shows, by style index. */
  readonly kinds: readonly NumberKind[];
}

interface Relation {
  readonly id: string;
  readonly kind: string;
  readonly target: string;
}

/**
 * Opens a workbook: its sheets, text table and number formats, not yet its cells.
 *
 * @throws ImportRefusal when it is no workbook, has macros, is damaged or beyond the limits
 */
export function openWorkbook(bytes: Uint8Array, limits: ImportLimits): Workbook {
  const members = new Map(listZip(bytes, limits).map((member) => [member.name.toLowerCase(), member]));
  refuseMacros([...members.keys()]);
  const read = (part: string, handlers: XmlHandlers): void => {
    const found = members.get(part.toLowerCase());
    if (found === undefined) throw notAWorkbook(part);
    readXml(part, readMember(bytes, found, limits.workbookPartBytesMax), handlers);
  };
  const main = relationsOf("", read).find((relation) => relation.kind === "officeDocument")?.target;
  if (main === undefined) throw notAWorkbook("_rels/.rels");
  const relations = relationsOf(main, read);
  const { entries, dateSystem } = readSheetList(main, read);
  const sheets = entries.flatMap(({ name, hidden, relationId }): WorkbookSheet[] => {
    const relation = relations.find(({ id }) => id === relationId);
    // A tab that holds a chart or an old macro sheet has no cells to import.
    return relation?.kind === "worksheet" ? [{ name, hidden, part: relation.target }] : [];
  });
  const stringsPart = relations.find((relation) => relation.kind === "sharedStrings")?.target;
  const stringsMember = stringsPart === undefined ? undefined : members.get(stringsPart.toLowerCase());
  const strings =
    stringsPart === undefined || stringsMember === undefined
      ? []
      : readSharedStrings(stringsPart, readMember(bytes, stringsMember, limits.workbookPartBytesMax));
  const stylesPart = relations.find((relation) => relation.kind === "styles")?.target;
  const kinds = stylesPart === undefined ? [] : readKinds(stylesPart, read);
  return { bytes, members, sheets, dateSystem, strings, kinds };
}

/** Refuses a package that carries programs; the names are in lower case. */
export function refuseMacros(names: readonly string[]): void {
  const macro = names.find((name) =>
    /(^|\/)(vbaproject\.bin|vbadata\.xml|activex\d*\.bin)$|\/macrosheets\//.test(name),
  );
  if (macro === undefined) return;
  throw refusal(
    "file.macros",
    "The file contains macros (programs), which are never taken. Save it without macros, as .xlsx or .docx.",
    macro,
  );
}

function notAWorkbook(part: string): Error {
  return refusal(
    "xlsx.not-a-workbook",
    `The file is not a workbook, or is damaged: "${part}" is missing inside it.`,
    part,
  );
}

type ReadPart = (part: string, handlers: XmlHandlers) => void;

function relationsOf(part: string, read: ReadPart): readonly Relation[] {
  const folder = part.slice(0, part.lastIndexOf("/") + 1);
  const relations: Relation[] = [];
  read(`${folder}_rels/${part.slice(folder.length)}.rels`, {
    open(name, { Id: id, Type: type, Target: target, TargetMode: mode }) {
      if (name !== "Relationship" || id === undefined || type === undefined || target === undefined) return;
      // What lies outside the workbook is never looked at.
      if (mode === "External") return;
      relations.push({
        id,
        kind: type.slice(type.lastIndexOf("/") + 1),
        target: resolvePart(folder, target),
      });
    },
  });
  return relations;
}

function resolvePart(folder: string, target: string): string {
  const path: string[] = [];
  for (const step of (target.startsWith("/") ? target : folder + target).split("/")) {
    if (step === "..") path.pop();
    else if (step !== "" && step !== ".") path.push(step);
  }
  return path.join("/");
}

interface SheetEntry {
  readonly name: string;
  readonly hidden: boolean;
  readonly relationId: string;
}

function readSheetList(
  part: string,
  read: ReadPart,
): { readonly entries: SheetEntry[]; readonly dateSystem: DateSystem } {
  const entries: SheetEntry[] = [];
  let dateSystem: DateSystem = 1900;
  read(part, {
    open(name, attributes) {
      if (name === "workbookPr" && isTrue(attributes["date1904"])) dateSystem = 1904;
      if (name !== "sheet") return;
      const state = attributes["state"] ?? "visible";
      const relationId = Object.entries(attributes).find(([key]) => key.endsWith(":id"))?.[1] ?? "";
      entries.push({ name: attributes["name"] ?? "", hidden: state !== "visible", relationId });
    },
  });
  return { entries, dateSystem };
}

function readKinds(part: string, read: ReadPart): NumberKind[] {
  const codes = new Map<number, string>();
  const kinds: NumberKind[] = [];
  let inCellFormats = false;
  read(part, {
    open(name, attributes) {
      if (name === "numFmt") codes.set(Number(attributes["numFmtId"]), attributes["formatCode"] ?? "");
      else if (name === "cellXfs") inCellFormats = true;
      else if (name === "xf" && inCellFormats) {
        const formatId = Number(attributes["numFmtId"] ?? 0);
        kinds.push(kindOfFormat(formatId, codes.get(formatId)));
      }
    },
    close(name) {
      if (name === "cellXfs") inCellFormats = false;
    },
  });
  return kinds;
}

/** An XML Schema boolean. */
export function isTrue(text: string | undefined): boolean {
  return text === "1" || text === "true";
}
