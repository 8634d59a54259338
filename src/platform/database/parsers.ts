import pg from "pg";

type Parser = (text: string) => unknown;

// The types of pg-types list no arrays; 1009 is text[].
const typeParser = pg.types.getTypeParser as (oid: number, format?: "text" | "binary") => Parser;
const parseTextArray = typeParser(1009, "text") as (text: string) => unknown[];

/** `2026-11-21 22:02:10.69+00` as an ISO instant, `2026-11-21T22:02:10.69Z`; infinity and years before Christ stay. */
export function instantFromText(text: string): string {
  const parts = /^(\d{4,})(-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)([+-]\d\d)(:\d\d)?$/.exec(text);
  if (parts === null) return text;
  const [, year, day, time, hours, minutes = ":00"] = parts;
  const offset = `${hours}${minutes}`;
  return `${year}${day}T${time}${offset === "+00:00" ? "Z" : offset}`;
}

function arrayOf(parse: Parser): Parser {
  const parseAll = (items: readonly unknown[]): unknown[] =>
    items.map((item) =>
      Array.isArray(item) ? parseAll(item) : typeof item === "string" ? parse(item) : item,
    );
  return (text) => parseAll(parseTextArray(text));
}

const asText: Parser = (text) => text;
const asBigint: Parser = (text) => BigInt(text);
const asInstant: Parser = (text) => instantFromText(text);
const asCivilTime: Parser = (text) => text.replace(" ", "T");

/** By number of the type in PostgreSQL: whole numbers without loss, decimals, dates and moments as text. */
const parsers = new Map<number, Parser>([
  [20, asBigint], // int8
  [1016, arrayOf(asBigint)],
  [1700, asText], // numeric
  [1231, arrayOf(asText)],
  [1082, asText], // date
  [1182, arrayOf(asText)],
  [1114, asCivilTime], // timestamp
  [1115, arrayOf(asCivilTime)],
  [1184, asInstant], // timestamptz
  [1185, arrayOf(asInstant)],
  [1186, asText], // interval
  [1187, arrayOf(asText)],
]);

/** The parsers of our pools. Given to a pool and never set globally: pg-boss shares the global ones. */
export const poolTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    parsers.get(oid) ?? typeParser(oid, format)) as typeof pg.types.getTypeParser,
};
