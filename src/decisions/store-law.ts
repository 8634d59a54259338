import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseHolidayTable, type HolidayTable } from "@concordat/calendar";
import {
  lawOfParts,
  prepareLaw,
  problemText,
  readCase,
  readCaseTable,
  readLawPart,
  type CaseRow,
  type LawFile,
  type LawPart,
  type RealCase,
  type Statute,
} from "@concordat/statute";

/** The law is read where it is written; it lies beside both `src` and `dist`. */
const folder = fileURLToPath(new URL("../../law/", import.meta.url));

const kept: { statute?: Promise<Statute>; cases?: Promise<LawCases>; holidays?: HolidayTable } = {};

/**
 * The holidays of law/holidays.json, with which every counting rule of the site counts.
 *
 * @throws Error naming the faults of law/holidays.json
 */
export function lawHolidays(): HolidayTable {
  if (kept.holidays !== undefined) return kept.holidays;
  const parsed = parseHolidayTable(JSON.parse(readFileSync(join(folder, "holidays.json"), "utf8")));
  if (!parsed.ok) throw new Error(`law/holidays.json: ${parsed.problems.join(" ")}`);
  kept.holidays = parsed.value;
  return parsed.value;
}

/**
 * The law, made ready. Read once, at the first question; between files the process sees to others, so that nobody waits
 * for somebody else's first question.
 *
 * @throws Error naming every fault with its file and line
 */
export async function heldStatute(): Promise<Statute> {
  kept.statute ??= readStatute();
  return await kept.statute;
}

async function readStatute(): Promise<Statute> {
  const parts: LawPart[] = [];
  for (const file of textsIn("", (path) => !path.includes("cases"))) {
    parts.push(readLawPart(file));
    await turn();
  }
  const law = lawOfParts(parts);
  if (!law.ok) throw new Error(law.problems.map(problemText).join("\n"));
  return prepareLaw(law.value, lawHolidays());
}

/** The cases by which the law is tested: rows of the tables, and real cases. */
export interface LawCases {
  readonly rows: readonly CaseRow[];
  readonly real: readonly RealCase[];
}

/**
 * The case tables and the real cases, read once, at the first question.
 *
 * @throws Error naming every fault with its file and line
 */
export async function heldCases(): Promise<LawCases> {
  kept.cases ??= readCases();
  return await kept.cases;
}

async function readCases(): Promise<LawCases> {
  const { law } = await heldStatute();
  const rows: CaseRow[] = [];
  for (const file of textsIn("duties", (path) => path.endsWith("/cases.yaml"))) {
    const read = readCaseTable(file);
    if (!read.ok) throw new Error(read.problems.map(problemText).join("\n"));
    rows.push(...read.value);
    await turn();
  }
  const real: RealCase[] = [];
  for (const file of textsIn("cases", () => true)) {
    const read = readCase(file, law);
    if (!read.ok) throw new Error(read.problems.map(problemText).join("\n"));
    real.push(read.value);
    await turn();
  }
  return { rows, real };
}

function textsIn(below: string, wanted: (path: string) => boolean): readonly LawFile[] {
  const root = join(folder, below);
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .map((name) => `${below === "" ? "" : `${below}/`}${name.replaceAll("\\", "/")}`)
    .filter((path) => path.endsWith(".yaml") && wanted(path))
    .toSorted()
    .map((path) => ({ path: `law/${path}`, text: readFileSync(join(folder, path), "utf8") }));
}

/** Lets whatever waits go first. */
async function turn(): Promise<void> {
  await new Promise<void>((done) => {
    setImmediate(done);
  });
}
