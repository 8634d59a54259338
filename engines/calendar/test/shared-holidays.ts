import { readFileSync } from "node:fs";
import { sharedFile } from "../../../test/support/shared.ts";
import { parseHolidayTable } from "../src/index.ts";
import type { HolidayTable } from "../src/index.ts";

/** The holidays of 2001 to 2030 by nation; undefined where the shared folder is absent. */
export function sharedHolidays(): HolidayTable | undefined {
  const path = sharedFile("data/law/holidays.json");
  if (path === undefined) return undefined;
  const parsed = parseHolidayTable(JSON.parse(readFileSync(path, "utf8")));
  if (!parsed.ok) throw new Error(parsed.problems.join("\n"));
  return parsed.value;
}
