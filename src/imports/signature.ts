/** What the first bytes of a file say that it is. */
export type Signature =
  | "empty"
  | "zip"
  | "gzip"
  | "ole"
  | "pdf"
  | "png"
  | "jpeg"
  | "gif"
  | "svg"
  | "html"
  | "xml"
  | "rtf"
  | "executable"
  | "archive"
  | "text"
  | "binary";

/** How many bytes `signatureOf` looks at. */
export const signatureBytes = 4096;

const marks: readonly (readonly [Signature, string])[] = [
  ["zip", "PK\u0003\u0004"],
  ["zip", "PK\u0005\u0006"],
  ["gzip", "\u001F\u008B"],
  ["ole", "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1"],
  ["pdf", "%PDF-"],
  ["png", "\u0089PNG\r\n\u001A\n"],
  ["jpeg", "\u00FF\u00D8\u00FF"],
  ["gif", "GIF87a"],
  ["gif", "GIF89a"],
  ["rtf", "{\\rtf"],
  ["archive", "7z\u00BC\u00AF\u0027\u001C"],
  ["archive", "Rar!\u001A\u0007"],
  ["archive", "BZh9"],
  ["archive", "\u00FD7zXZ\u0000"],
  ["archive", "\u0028\u00B5\u002F\u00FD"],
  ["executable", "\u007FELF"],
  ["executable", "\u00CA\u00FE\u00BA\u00BE"],
  ["executable", "\u00CF\u00FA\u00ED\u00FE"],
  ["executable", "\u00CE\u00FA\u00ED\u00FE"],
  ["executable", "\u0000asm"],
  ["executable", "#!"],
];

/**
 * Tells kinds of file apart by content alone; the name is never asked.
 *
 * Text is what has no NUL, or has a UTF-16 mark. Not proof that the rest of the file is sound: readers find that out.
 *
 * @param start  the beginning of the file, `signatureBytes` of it when there are as many
 */
export function signatureOf(start: Uint8Array): Signature {
  if (start.length === 0) return "empty";
  const latin = latinText(start.subarray(0, signatureBytes));
  const marked = marks.find(([, mark]) => latin.startsWith(mark));
  if (marked !== undefined) return marked[0];
  // "MZ" may begin a heading; a program has the zeros of its header within its first 64 bytes.
  if (latin.startsWith("MZ") && latin.slice(0, 64).includes("\0")) return "executable";
  const utf16 = utf16Encoding(start);
  if (utf16 !== undefined)
    return markupOf(new TextDecoder(utf16).decode(start.subarray(0, signatureBytes))) ?? "text";
  if (latin.slice(0, 1024).includes("%PDF-") && latin.includes("\0")) return "pdf";
  if (latin.includes("\0")) return "binary";
  return markupOf(latin.startsWith("\u00EF\u00BB\u00BF") ? latin.slice(3) : latin) ?? "text";
}

function utf16Encoding(start: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (start[0] === 0xff && start[1] === 0xfe) return "utf-16le";
  if (start[0] === 0xfe && start[1] === 0xff) return "utf-16be";
  return undefined;
}

function markupOf(text: string): Signature | undefined {
  const bare = text
    .replaceAll(/<!--[\s\S]*?(-->|$)|<\?[\s\S]*?(\?>|$)/g, "")
    .trimStart()
    .toLowerCase();
  if (/^(<!doctype svg|<svg[\s>])/.test(bare)) return "svg";
  if (/^<(!doctype html|html|head|body|script|iframe|title|meta|style|div|table)[\s>/]/.test(bare))
    return "html";
  if (/^\s*<\?xml/i.test(text))
    return /<svg[\s>]/i.test(text) ? "svg" : /<html[\s>]/i.test(text) ? "html" : "xml";
  return undefined;
}

function latinText(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
