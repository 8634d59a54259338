import { checked, failed, type Checked } from "../kernel/index.ts";
import { importLimits } from "./limits.ts";
import { openZip } from "./office-package.ts";
import { ImportRefusal } from "./refusal.ts";
import { signatureBytes, signatureOf, type Signature } from "./signature.ts";
import { bytesInWords, shownValue } from "./wording.ts";

/** Kinds of file that may be kept. */
export type FileType =
  "pdf" | "docx" | "xlsx" | "odt" | "ods" | "html" | "csv" | "text" | "png" | "jpeg" | "zip";

/** What a kind of file is called, and how it is kept. */
export interface FileTypeFacts {
  readonly label: string;
  readonly mediaType: string;
  /** Endings of its names, the usual one first. */
  readonly endings: readonly string[];
  readonly bytesMax: number;
}

const mebibyte = 1024 * 1024;

/** Every kind of file that may be kept, with its size limit. */
export const fileTypes: Readonly<Record<FileType, FileTypeFacts>> = {
  pdf: { label: "PDF", mediaType: "application/pdf", endings: ["pdf"], bytesMax: 50 * mebibyte },
  docx: {
    label: "Word document",
    mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    endings: ["docx"],
    bytesMax: 25 * mebibyte,
  },
  xlsx: {
    label: "Excel workbook",
    mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    endings: ["xlsx"],
    bytesMax: 50 * mebibyte,
  },
  odt: {
    label: "OpenDocument text",
    mediaType: "application/vnd.oasis.opendocument.text",
    endings: ["odt"],
    bytesMax: 25 * mebibyte,
  },
  ods: {
    label: "OpenDocument spreadsheet",
    mediaType: "application/vnd.oasis.opendocument.spreadsheet",
    endings: ["ods"],
    bytesMax: 50 * mebibyte,
  },
  html: { label: "web page", mediaType: "text/html", endings: ["html", "htm"], bytesMax: 5 * mebibyte },
  csv: { label: "CSV table", mediaType: "text/csv", endings: ["csv", "tsv"], bytesMax: 200 * mebibyte },
  text: { label: "plain text", mediaType: "text/plain", endings: ["txt", "md"], bytesMax: 5 * mebibyte },
  png: { label: "PNG picture", mediaType: "image/png", endings: ["png"], bytesMax: 10 * mebibyte },
  jpeg: { label: "JPEG picture", mediaType: "image/jpeg", endings: ["jpg", "jpeg"], bytesMax: 10 * mebibyte },
  zip: { label: "zip file", mediaType: "application/zip", endings: ["zip"], bytesMax: 50 * mebibyte },
};

/** A file whose kind is settled. */
export interface FoundFileType {
  readonly type: FileType;
  readonly mediaType: string;
  readonly bytes: number;
}

/**
 * Says what a file is by its content, and whether it may be kept.
 *
 * The name must agree with the content, so that what people open is what they expect. Not a virus scanner: it refuses
 * whole kinds (programs, macros, SVG with its scripts, packed or encrypted files), not bad examples of good kinds.
 *
 * @param accept  the kinds this upload takes
 */
export function checkFileType(
  bytes: Uint8Array,
  options: { readonly fileName: string; readonly accept: readonly FileType[] },
): Checked<FoundFileType> {
  const name = `"${shownValue(options.fileName)}"`;
  const ending = /\.([^./\\]+)$/.exec(options.fileName.trim().toLowerCase())?.[1];
  const signature = signatureOf(bytes.subarray(0, signatureBytes));
  if (signature in refused) return fail("refused", `${name} ${refused[signature as keyof typeof refused]}`);
  const type = typeOf(signature, bytes, ending);
  if (typeof type === "object") return type;
  if (type === undefined)
    return fail("unknown", `${name} is of a kind that is not known here. ${taken(options.accept)}`);
  const facts = fileTypes[type];
  if (!options.accept.includes(type))
    return fail("not-accepted", `${name} is ${withArticle(facts.label)}. ${taken(options.accept)}`);
  if (ending !== undefined && !facts.endings.includes(ending)) {
    return fail(
      "name-disagrees",
      `${name} is named like a .${shownValue(ending)} file, and its content is ${withArticle(facts.label)}. Send it under the name ending in .${facts.endings[0]}.`,
    );
  }
  if (bytes.length > facts.bytesMax) {
    return fail(
      "too-large",
      `${name} is ${bytesInWords(bytes.length)}; ${withArticle(facts.label)} may be at most ${bytesInWords(facts.bytesMax)}.`,
    );
  }
  return checked({ type, mediaType: facts.mediaType, bytes: bytes.length });
}

const refused = {
  empty: "is empty.",
  executable: "is a program. Programs are never taken.",
  svg: "is an SVG drawing, which can carry scripts. Send a PNG or a PDF of it.",
  ole: "is an old Office file or is protected by a password. Save it as .docx, .xlsx or PDF without a password.",
  gzip: "is packed with gzip. Send the file itself.",
  archive: "is packed in a way that is not read here. Send the file itself.",
} as const satisfies Partial<Record<Signature, string>>;

function fail(what: string, message: string): Checked<never> {
  return failed({ code: `imports.file.${what}`, message });
}

function withArticle(label: string): string {
  return `${/^[AEIO]/i.test(label) ? "an" : "a"} ${label}`;
}

function taken(accept: readonly FileType[]): string {
  return `Taken here: ${accept.map((type) => fileTypes[type].label).join(", ")}.`;
}

function typeOf(
  signature: Signature,
  bytes: Uint8Array,
  ending: string | undefined,
): FileType | Checked<never> | undefined {
  if (signature === "zip") return zipTypeOf(bytes);
  if (signature === "text")
    return ending !== undefined && fileTypes.csv.endings.includes(ending) ? "csv" : "text";
  if (signature === "pdf" || signature === "png" || signature === "jpeg" || signature === "html")
    return signature;
  return undefined;
}

function zipTypeOf(bytes: Uint8Array): FileType | Checked<never> | undefined {
  try {
    const { kind } = openZip(bytes, importLimits);
    return kind === "pptx" ? undefined : kind;
  } catch (error) {
    if (error instanceof ImportRefusal) return { ok: false, problems: error.problems };
    throw error;
  }
}
