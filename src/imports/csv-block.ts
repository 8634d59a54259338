import { refusal } from "./refusal.ts";
import { countInWords } from "./wording.ts";

/** Cuts text that arrives in pieces into blocks that each hold whole rows. */
export interface BlockCutter {
  /** The whole rows that are complete now; empty when none is. */
  push(text: string): string;
  /** What is left: the last row of a file that does not end in a line break. */
  end(): string;
}

/**
 * Cuts text at line breaks outside quotation marks.
 *
 * It looks at quotation marks only, and rightly so as long as the parser behind it refuses a mark in any other place than
 * RFC 4180 allows. It holds one unfinished row at most.
 *
 * @throws ImportRefusal when a row grows beyond `rowLengthMax` characters, or holds a NUL
 */
export function createBlockCutter(rowLengthMax: number): BlockCutter {
  let rest = "";
  let scanned = 0;
  let quoted = false;
  let lines = 0;
  /** Where the last whole row ends, in `rest`. */
  const scan = (): number => {
    // Every character of a file passes here: variables of its own are faster than those it shares with the others.
    const text = rest;
    let at = scanned;
    let inQuotes = quoted;
    let boundary = 0;
    for (; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      if (unit > 34) continue;
      if (unit === 0) throw nulRefusal(lines + 1);
      if (unit === 34) inQuotes = !inQuotes;
      else if (unit === 10 || unit === 13) {
        // A line feed may follow in the next piece; cutting between the two would make a blank row.
        if (unit === 13 && at + 1 === text.length) break;
        if (unit === 13 && text.charCodeAt(at + 1) === 10) continue;
        lines += 1;
        if (!inQuotes) boundary = at + 1;
      }
    }
    scanned = at;
    quoted = inQuotes;
    return boundary;
  };
  return {
    push(text) {
      rest += text;
      const boundary = scan();
      const block = rest.slice(0, boundary);
      rest = rest.slice(boundary);
      scanned -= boundary;
      if (rest.length > rowLengthMax) throw longRowRefusal(rowLengthMax, quoted, lines + 1);
      return block;
    },
    end: () => rest,
  };
}

function nulRefusal(line: number): Error {
  return refusal(
    "csv.nul-character",
    `Line ${countInWords(line)} holds a NUL character, so this is not a text file, or it is UTF-16 without a byte-order mark. Save it as "CSV UTF-8" and try again.`,
    `line ${line}`,
  );
}

function longRowRefusal(rowLengthMax: number, quoted: boolean, line: number): Error {
  const reason = quoted
    ? "a quotation mark that opens a cell is not closed"
    : "the file is not a table, or its lines are not separated";
  return refusal(
    "csv.row-too-long",
    `A row that reaches line ${countInWords(line)} is longer than ${countInWords(rowLengthMax)} characters. Most likely ${reason}.`,
    `line ${line}`,
  );
}
