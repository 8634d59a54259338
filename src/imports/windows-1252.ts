/** What stands in text for a byte or character that could not be read. */
export const unreadableCharacter = "\uFFFD";

/**
 * Code points of the bytes 0x80 to 0x9F; 0 where windows-1252 has no character.
 *
 * Written out because TextDecoder gives the five empty places silently as control characters, and some Node versions
 * read the whole range as ISO 8859-1.
 *
 * @source Unicode, Mappings/VENDORS/MICSFT/WINDOWS/CP1252.TXT, version 2.01
 */
const high = [
  0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
  0x017d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a,
  0x0153, 0, 0x017e, 0x0178,
] as const;

const codePoints = Uint16Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x80 && byte <= 0x9f ? high[byte - 0x80] || 0xfffd : byte,
);

/** The bytes as text; the five bytes without a character (81, 8D, 8F, 90, 9D) become U+FFFD. */
export function textFromWindows1252(bytes: Uint8Array): string {
  const units = new Uint16Array(bytes.length);
  for (let at = 0; at < bytes.length; at += 1) units[at] = codePoints[bytes[at] ?? 0] ?? 0xfffd;
  const pieces: string[] = [];
  // Sliced, because each unit becomes one argument of a call and the stack holds only so many.
  for (let at = 0; at < units.length; at += 8192)
    pieces.push(String.fromCharCode(...units.subarray(at, at + 8192)));
  return pieces.join("");
}
