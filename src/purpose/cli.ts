import { createReadStream, existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { z } from "zod";
import { ruleSets, type RuleSetName } from "@concordat/statistics";
import { ImportRefusal, matchColumns, openTable } from "../imports/index.ts";
import { csvLine, Invalid, type Enquiry, type Output } from "../kernel/index.ts";
import { headingsOf, longColumns, longLine, mapRow, parseMapping } from "./figure-mapping.ts";
import {
  statsOperations,
  type StatsAnswer,
  type StatsOperation,
  type StatsOptions,
} from "./stats-operation.ts";
import { statsTable } from "./stats-table.ts";

const number = z.coerce.number({ error: "Give a number." });
const ruleSetNames = Object.keys(ruleSets) as [RuleSetName, ...RuleSetName[]];

const optionShape = z.object({
  confidence: number
    .gte(0.9, "Give a fraction from 0.9 to below 1, such as 0.95.")
    .lt(1, "Give a fraction below 1.")
    .optional(),
  per: number.positive("Give a number above 0.").optional(),
  quantiles: number
    .int("Give a whole number.")
    .min(2, "Give 2 or more.")
    .max(100, "Give 100 or fewer.")
    .optional(),
  better: z.enum(["higher", "lower", "neither"], { error: "Say higher, lower or neither." }).optional(),
  target: number.optional(),
  ruleSet: z.enum(ruleSetNames, { error: `Name one of ${ruleSetNames.join(", ")}.` }).optional(),
  method: z
    .enum(["shmi", "square-root", "proportion", "rate"], {
      error: "Name shmi, square-root, proportion or rate.",
    })
    .optional(),
  changeAt: number.int("Give the number of a row.").min(2, "Give the number of a row from 2.").optional(),
  falseShare: number.gt(0, "Give a fraction above 0.").lt(1, "Give a fraction below 1.").optional(),
});

/** `concordat stats OPERATION FILE`: the engine's arithmetic on anybody's table, without a database. */
const statsCommand: Enquiry = {
  words: ["stats"],
  usage:
    "OPERATION FILE.csv [--confidence 0.95] [--per N] [--quantiles N] [--better higher|lower|neither] [--target N] " +
    `[--rule-set ${ruleSetNames.join("|")}] [--method shmi|square-root|proportion|rate] [--change-at ROW] [--false-share 0.05]`,
  about:
    `Reads a table (NA where a number is missing) and prints the answer as CSV; notes go to standard error. Operations and the columns they need: ` +
    `${Object.entries(statsOperations)
      .map(([word, one]) => `${word} (${one.columns.join(", ")})`)
      .join("; ")}.`,
  reads: "nothing",
  answer: async ({ rest, options }, out) => {
    const [word, path] = rest;
    const operation = word === undefined ? undefined : statsOperations[word];
    if (!operation || path === undefined) throw unknown(word, path);
    const parsed = optionShape.safeParse(options);
    if (!parsed.success)
      throw new Invalid(
        parsed.error.issues.map((issue) => ({
          code: "purpose.stats-option",
          field: issue.path.join("."),
          message: issue.message,
        })),
      );
    const given = Object.fromEntries(
      Object.entries(parsed.data).filter(([, value]) => value !== undefined),
    ) as StatsOptions;
    printAnswer(await answerFrom(path, operation, given), out);
    return 0;
  },
};

function unknown(word: string | undefined, path: string | undefined): Invalid {
  const message =
    word === undefined || path === undefined
      ? "Name the operation and the file: concordat stats rate FILE.csv."
      : `“${word}” is no operation. There are: ${Object.keys(statsOperations).join(", ")}.`;
  return new Invalid([{ code: "purpose.stats-operation", message }]);
}

async function answerFrom(
  path: string,
  operation: StatsOperation,
  options: StatsOptions,
): Promise<StatsAnswer> {
  if (!existsSync(path)) throw refusal(`The file "${path}" is not there.`);
  try {
    return operation.run(statsTable(await columnsOf(path, operation)), options);
  } catch (error) {
    if (error instanceof RangeError) throw refusal(error.message);
    if (error instanceof ImportRefusal) throw new Invalid(error.problems);
    throw error;
  }
}

function refusal(message: string): Invalid {
  return new Invalid([{ code: "purpose.stats-file", message }]);
}

async function columnsOf(
  path: string,
  operation: StatsOperation,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const table = await openTable(createReadStream(path), { fileName: basename(path) });
  const specs = [
    ...operation.columns.map((field) => ({ field, heading: field, required: true })),
    ...operation.optional.map((field) => ({ field, heading: field, required: false })),
  ];
  const match = matchColumns(table.columns, specs, "leave-out");
  if (!match.ok) throw new Invalid(match.problems);
  const columns = new Map([...match.value.headings.keys()].map((field) => [field, [] as string[]]));
  for await (const row of table.rows()) {
    const [problem] = row.problems;
    if (problem) throw refusal(`Line ${problem.line}: ${problem.reason}`);
    for (const [field, heading] of match.value.headings) columns.get(field)?.push(row.cells[heading] ?? "");
  }
  return columns;
}

function printAnswer(answer: StatsAnswer, out: Output): void {
  out.result(answer.columns.join(","));
  for (const row of answer.rows)
    out.result(
      csvLine(row.map((cell) => (typeof cell === "number" && Number.isNaN(cell) ? "" : cell))).trimEnd(),
    );
  for (const note of answer.notes ?? []) out.note(note);
}

/** `concordat figures map MAPPING.yaml FILE`: any table in the long form that the import of figures takes. */
const mapCommand: Enquiry = {
  words: ["figures", "map"],
  usage: "MAPPING.yaml FILE.csv",
  about:
    "Prints a table in the long form that concordat import purpose.figures takes; the mapping says which heading is what. " +
    "Rows that cannot be mapped are listed on standard error, and the exit code is then 1.",
  reads: "nothing",
  answer: async ({ rest }, out) => {
    const [mappingPath, path] = rest;
    if (mappingPath === undefined || path === undefined)
      throw refusal("Name the mapping and the file: concordat figures map MAPPING.yaml FILE.csv.");
    for (const one of [mappingPath, path])
      if (!existsSync(one)) throw refusal(`The file "${one}" is not there.`);
    try {
      return await mapFile(readFileSync(mappingPath, "utf8"), path, out);
    } catch (error) {
      if (error instanceof RangeError) throw refusal(error.message);
      if (error instanceof ImportRefusal) throw new Invalid(error.problems);
      throw error;
    }
  },
};

async function mapFile(mappingText: string, path: string, out: Output): Promise<number> {
  const mapping = parseMapping(mappingText);
  const table = await openTable(createReadStream(path), { fileName: basename(path) });
  const missing = headingsOf(mapping).filter((heading) => !table.columns.includes(heading));
  if (missing.length > 0)
    throw refusal(`The file has no column ${missing.map((one) => `"${one}"`).join(", ")}.`);
  out.result(longColumns.join(","));
  let left = 0;
  for await (const row of table.rows()) {
    const mapped = row.problems[0]
      ? { ok: false as const, reason: row.problems[0].reason }
      : mapRow(mapping, row.cells);
    if (mapped.ok) out.result(longLine(mapped.cells).trimEnd());
    else {
      left += 1;
      out.note(`line ${row.line}: ${mapped.reason}`);
    }
  }
  return left === 0 ? 0 : 1;
}

/** What this module adds to the command line. */
export const purposeEnquiries: readonly Enquiry[] = [statsCommand, mapCommand];
