import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import type { BcfItem } from "../../src/pounds/bcf.ts";

const file = new URL("../../data/pounds/better-care-items.csv", import.meta.url);

/** What is shipped of the Better Care Fund's national templates, as the database gives it. */
export const shippedBcfItems: readonly BcfItem[] = parse<Record<string, string>>(readFileSync(file), {
  columns: true,
}).map((row) => ({
  document: row["document"] as BcfItem["document"],
  kind: row["kind"]!,
  key: row["key"]!,
  parent: row["parent"]!,
  words: row["words"]!,
  firstYear: row["first_year"]!,
  lastYear: row["last_year"]!,
  mark: row["mark"] as BcfItem["mark"],
  ...(row["detail"] && { detail: row["detail"] }),
  ...(row["source"] && { source: row["source"] }),
}));
