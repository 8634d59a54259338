import type { ImportLimits } from "./limits.ts";
import { refuseMacros } from "./xlsx-workbook.ts";
import { listZip, readMember, type ZipMember } from "./zip.ts";

/** What a zip file is, going by what is inside. */
export type ZipKind = "xlsx" | "docx" | "pptx" | "ods" | "odt" | "zip";

/** A zip file, what it is and what it holds. */
export interface OpenedZip {
  readonly kind: ZipKind;
  readonly members: readonly ZipMember[];
}

/**
 * Tells office files from other zip files by their content, and refuses what carries macros.
 *
 * @throws ImportRefusal as `listZip`, and for macros
 */
export function openZip(zip: Uint8Array, limits: ImportLimits): OpenedZip {
  const members = listZip(zip, limits);
  const names = members.map((member) => member.name.toLowerCase());
  const kind = kindOf(zip, members, names);
  if (kind !== "zip") refuseMacros(names);
  return { kind, members };
}

function kindOf(zip: Uint8Array, members: readonly ZipMember[], names: readonly string[]): ZipKind {
  if (names.includes("[content_types].xml")) {
    if (names.some((name) => name.startsWith("xl/"))) return "xlsx";
    if (names.some((name) => name.startsWith("word/"))) return "docx";
    if (names.some((name) => name.startsWith("ppt/"))) return "pptx";
  }
  const type = members.find((member) => member.name === "mimetype");
  if (type === undefined || type.unpackedBytes > 200) return "zip";
  const mediaType = new TextDecoder().decode(readMember(zip, type, 200));
  if (mediaType.startsWith("application/vnd.oasis.opendocument.spreadsheet")) return "ods";
  if (mediaType.startsWith("application/vnd.oasis.opendocument.text")) return "odt";
  return "zip";
}
