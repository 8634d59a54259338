import { readXml } from "./xml.ts";

/**
 * The text of a spreadsheet's string as its reader sees it: characters that XML cannot hold are written `_x000D_`.
 *
 * @source ECMA-376 part 1, 22.9.2.19
 */
export function unescapeXlsxText(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** Collects the text of a string item; runs of different looks are joined, reading aids for Japanese left out. */
export interface TextCollector {
  open(name: string): void;
  text(text: string): void;
  close(name: string): void;
  take(): string;
}

/** A collector for `<si>` and `<is>`. */
export function createTextCollector(): TextCollector {
  let collected = "";
  let inText = false;
  let phonetic = 0;
  return {
    open(name) {
      if (name === "rPh") phonetic += 1;
      else if (name === "t") inText = true;
    },
    text(text) {
      if (inText && phonetic === 0) collected += text;
    },
    close(name) {
      if (name === "rPh") phonetic -= 1;
      else if (name === "t") inText = false;
    },
    take() {
      const taken = unescapeXlsxText(collected);
      collected = "";
      return taken;
    },
  };
}

/** The text table that cells point into, in order. */
export function readSharedStrings(part: string, bytes: Uint8Array): readonly string[] {
  const strings: string[] = [];
  const collector = createTextCollector();
  readXml(part, bytes, {
    open: (name) => (name === "si" ? void collector.take() : collector.open(name)),
    text: collector.text,
    close: (name) => (name === "si" ? void strings.push(collector.take()) : collector.close(name)),
  });
  return strings;
}

/**
 * A spreadsheet's number in plain decimals, exactly the number it holds.
 *
 * Excel stores 2.3 as 2.2999999999999998, the same binary number to its last digit; the shortest decimal of that number
 * is what the person typed. Undefined when the text is no finite number.
 *
 * @example plainNumber("2.2999999999999998") // "2.3"
 * @example plainNumber("1E-3") // "0.001"
 */
export function plainNumber(text: string): string | undefined {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return undefined;
  // Fifteen digits always survive in a binary number, so they are kept as they stand.
  if (/^-?(0|[1-9]\d*)(\.\d+)?$/.test(text) && text.replaceAll(/\D/g, "").length <= 15) return text;
  const value = Number(text);
  if (!Number.isFinite(value)) return undefined;
  const [mantissa = "", exponent = "0"] = String(value).split("e");
  return shiftPoint(mantissa, Number(exponent));
}

function shiftPoint(mantissa: string, places: number): string {
  if (places === 0) return mantissa;
  const sign = mantissa.startsWith("-") ? "-" : "";
  const [whole = "", fraction = ""] = mantissa.replace("-", "").split(".");
  const digits = whole + fraction;
  const point = whole.length + places;
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  if (point >= digits.length) return sign + digits + "0".repeat(point - digits.length);
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}
