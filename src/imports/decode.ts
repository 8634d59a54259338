import { joinBytes } from "./byte-source.ts";
import { textFromWindows1252, unreadableCharacter } from "./windows-1252.ts";

/** How the bytes of a text file stand for characters. Plain ASCII counts as UTF-8. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

/** What was found while reading; final once the text has been read to its end. */
export interface EncodingReport {
  readonly encoding: Encoding;
  /** Whether a byte-order mark stood at the start; it is never part of the text. */
  readonly byteOrderMark: boolean;
  /** How often U+FFFD stands in the text for something that could not be read. */
  readonly unreadable: number;
}

/** Text as it arrives, and what has been learned of its encoding so far. */
export interface DecodedText {
  readonly text: AsyncGenerator<string, void>;
  report(): EncodingReport;
}

interface Decoder {
  push(bytes: Uint8Array): string;
  end(): string;
  readonly encoding: () => Encoding;
}

// Enough bytes after the first that is not ASCII to tell UTF-8 from windows-1252 beyond doubt.
const doubtBytes = 64 * 1024;

// ASCII reads the same in every encoding; this is the fastest.
const asciiDecoder = new TextDecoder();

/**
 * Turns bytes into text without being told the encoding.
 *
 * A byte-order mark decides. Without one the text is UTF-8 if it reads as such, else windows-1252, the encoding of
 * spreadsheet exports in Britain; the question is put off until a byte that is not ASCII comes, however far into the file.
 * Bytes that stand for nothing become U+FFFD and are counted. Not for UTF-16 without a mark: its NUL characters show in the text.
 */
export function decodeText(chunks: AsyncIterable<Uint8Array>): DecodedText {
  let decoder: Decoder | undefined;
  let mark = false;
  let unreadable = 0;
  const counted = (text: string): string => {
    if (text.includes(unreadableCharacter)) unreadable += text.split(unreadableCharacter).length - 1;
    return text;
  };
  async function* read(): AsyncGenerator<string, void> {
    let start: Uint8Array = new Uint8Array(0);
    const begin = (): Decoder => {
      const found = markOf(start);
      mark = found !== undefined;
      decoder = found === undefined ? unmarkedDecoder() : namedDecoder(found.encoding);
      start = start.subarray(found?.length ?? 0);
      return decoder;
    };
    for await (const chunk of chunks) {
      if (decoder !== undefined) yield counted(decoder.push(chunk));
      else {
        start = joinBytes([start, chunk]);
        if (start.length >= 3) yield counted(begin().push(start));
      }
    }
    if (decoder === undefined) yield counted(begin().push(start));
    if (decoder !== undefined) yield counted(decoder.end());
  }
  return {
    text: read(),
    report: () => ({ encoding: decoder?.encoding() ?? "utf-8", byteOrderMark: mark, unreadable }),
  };
}

function markOf(start: Uint8Array): { readonly encoding: Encoding; readonly length: number } | undefined {
  const [first, second, third] = start;
  if (first === 0xef && second === 0xbb && third === 0xbf) return { encoding: "utf-8", length: 3 };
  if (first === 0xff && second === 0xfe) return { encoding: "utf-16le", length: 2 };
  if (first === 0xfe && second === 0xff) return { encoding: "utf-16be", length: 2 };
  return undefined;
}

function namedDecoder(encoding: Encoding): Decoder {
  if (encoding === "windows-1252")
    return { push: textFromWindows1252, end: () => "", encoding: () => encoding };
  // The mark is gone already; a second one is text.
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  return {
    push: (bytes) => decoder.decode(bytes, { stream: true }),
    end: () => decoder.decode(),
    encoding: () => encoding,
  };
}

function unmarkedDecoder(): Decoder {
  let decided: Decoder | undefined;
  let doubtful: Uint8Array[] = [];
  let doubtfulLength = 0;
  const decide = (ended: boolean): string => {
    const bytes = joinBytes(doubtful);
    doubtful = [];
    decided = namedDecoder(readsAsUtf8(bytes, ended) ? "utf-8" : "windows-1252");
    return decided.push(bytes);
  };
  return {
    push(bytes) {
      if (decided !== undefined) return decided.push(bytes);
      const ascii = doubtfulLength > 0 ? 0 : asciiLength(bytes);
      if (ascii < bytes.length) {
        doubtful.push(bytes.subarray(ascii));
        doubtfulLength += bytes.length - ascii;
      }
      return (
        asciiDecoder.decode(bytes.subarray(0, ascii)) + (doubtfulLength >= doubtBytes ? decide(false) : "")
      );
    },
    end: () => (decided === undefined && doubtfulLength > 0 ? decide(true) : "") + (decided?.end() ?? ""),
    encoding: () => decided?.encoding() ?? "utf-8",
  };
}

function asciiLength(bytes: Uint8Array): number {
  // A loop and not findIndex: every byte of a file passes here.
  let at = 0;
  while (at < bytes.length && bytes[at]! < 0x80) at += 1;
  return at;
}

/**
 * Whether the bytes are UTF-8, if need be with a few spoiled places.
 *
 * Spoiled UTF-8 stays UTF-8: read as windows-1252, every accent and pound sign of a large file would turn into two wrong
 * characters because of one bad byte. Windows-1252 text almost never forms a valid UTF-8 sequence.
 */
function readsAsUtf8(bytes: Uint8Array, ended: boolean): boolean {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes, { stream: !ended });
  let good = 0;
  let bad = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 0xfffd) bad += 1;
    else if (unit >= 0x80) good += 1;
  }
  return bad === 0 || good > bad || isSound(bytes, ended);
}

/** A U+FFFD that stands in the file itself is no sign against UTF-8. */
function isSound(bytes: Uint8Array, ended: boolean): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: !ended });
    return true;
  } catch {
    return false;
  }
}
