import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseHolidayTable, type HolidayTable } from "@concordat/calendar";
import { projectFolder } from "../platform/config.ts";

/**
 * The holidays of law/holidays.json, with which every counting rule of the site counts.
 *
 * @throws Error listing what is wrong with the file
 */
export function readHolidays(): HolidayTable {
  const text = readFileSync(join(projectFolder, "law/holidays.json"), "utf8");
  const parsed = parseHolidayTable(JSON.parse(text));
  if (!parsed.ok) throw new Error(`law/holidays.json: ${parsed.problems.join(" ")}`);
  return parsed.value;
}
