import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseHolidayTable } from "@concordat/calendar";
import type { HolidayTable } from "@concordat/calendar";
import { prepareLaw, problemText, readLaw } from "../src/index.ts";
import type { Law, LawFile, Statute } from "../src/index.ts";

const root = fileURLToPath(new URL("../../../law", import.meta.url));
const kept = new Map<string, unknown>();

/** Every text of the law folder, under the name it has there. */
export function lawFiles(): readonly LawFile[] {
  return keep("files", () =>
    readdirSync(root, { recursive: true })
      .map((name) => String(name).replaceAll("\\", "/"))
      .filter((name) => name.endsWith(".yaml"))
      .toSorted()
      .map((name) => ({ path: `law/${name}`, text: readFileSync(join(root, name), "utf8") })),
  );
}

/** The holidays shipped with the law. */
export function lawHolidays(): HolidayTable {
  return keep("holidays", () => {
    const parsed = parseHolidayTable(JSON.parse(readFileSync(join(root, "holidays.json"), "utf8")));
    if (!parsed.ok) throw new Error(parsed.problems.join("\n"));
    return parsed.value;
  });
}

/** The law of the folder. */
export function folderLaw(): Law {
  return keep("law", () => {
    const read = readLaw(lawFiles());
    if (!read.ok) throw new Error(read.problems.map(problemText).join("\n"));
    return read.value;
  });
}

/** The law of the folder, made ready. */
export function folderStatute(): Statute {
  return keep("statute", () => prepareLaw(folderLaw(), lawHolidays()));
}

function keep<T>(name: string, make: () => T): T {
  if (!kept.has(name)) kept.set(name, make());
  return kept.get(name) as T;
}
