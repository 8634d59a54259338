import { formatMoney, pence, type Pence } from "@concordat/ledger";
import type { z } from "zod";
import { listInWords, type ImportColumn } from "../kernel/index.ts";
import { cellAmount, plainYear, type ActualProblem } from "./actual.ts";
import { withoutGaps, type BcfItem, type BcfLine } from "./bcf.ts";
import { enterBcfLineSchema } from "./bcf-schema.ts";
import { words } from "./schema.ts";

/** Columns that name one item of a list of the year's template, by its words there or by its key here. */
const lists = {
  source: "income",
  activity: "activity",
  subType: "sub-type",
  objective: "objective",
  area: "area",
  commissioner: "commissioner",
  provider: "provider",
  standing: "standing",
} as const;

const column = (name: keyof BcfLineRow, about: string, example: string, required = false): ImportColumn => ({
  name,
  about,
  required,
  example,
});

/** What a sheet of lines of spending has; the columns are the fields of a line, whatever the year's template asks for. */
export const bcfLineColumns: readonly ImportColumn[] = [
  column("year", "The year of the plan.", "2025-26", true),
  column("scheme", "The scheme’s number.", "1", true),
  column("name", "The scheme’s name.", "Home First", true),
  column("about", "What it does, in a sentence.", "Help at home after a hospital stay.", true),
  column("activity", "Scheme type or activity, in the template’s words.", "Urgent community response", true),
  column("subType", "Sub-type, where the type has any.", ""),
  column("otherWords", "What “other” is, where the type is other.", ""),
  column("objective", "Primary objective, from 2025-26.", "5. Timely discharge from hospital"),
  column("area", "Area of spend.", "Social Care", true),
  column("areaOther", "Which, where the area is other.", ""),
  column("commissioner", "Commissioner, to 2024-25.", ""),
  column("nhsPercent", "NHS share in per cent, where commissioning is joint.", ""),
  column("councilPercent", "Council share in per cent, where commissioning is joint.", ""),
  column("provider", "Provider.", "Local Authority"),
  column("standing", "New or existing, to 2024-25.", ""),
  column("outputs", "Expected outputs, to 2024-25.", ""),
  column("unit", "Unit of the outputs.", ""),
  column("source", "Source of funding, in the template’s words.", "NHS Minimum Contribution", true),
  column("amount", "Pounds: planned for the year, or in a return spent so far.", "1500000", true),
];

/** Columns whose cells hold figures. */
export const bcfLineFigures = [
  "nhsPercent",
  "councilPercent",
  "outputs",
  "amount",
] as const satisfies readonly (keyof BcfLineRow)[];

const amount: z.ZodType<Pence> = cellAmount.refine(
  (given) => given >= 0n,
  "An amount here cannot be below £0. Enter £0 or more.",
);

/** One row of a sheet. */
export const bcfLineRow = enterBcfLineSchema
  .omit({ fund: true, document: true })
  .extend({ year: words("Say which year, such as 2025-26.", "Year", { max: 20 }), amount });
type BcfLineRow = z.output<typeof bcfLineRow>;

/** A line with its row. */
interface BcfSheetLine {
  readonly row: number;
  readonly line: BcfLine;
}

/**
 * The lines that the rows of a sheet give, and everything that is wrong with them: another year, what the year's list does not
 * have, a scheme twice from one source.
 */
export function bcfLinesOf(
  items: readonly BcfItem[],
  year: string,
  rows: readonly { readonly line: number; readonly value: BcfLineRow }[],
): { readonly lines: readonly BcfSheetLine[]; readonly problems: readonly ActualProblem[] } {
  const problems: ActualProblem[] = [];
  const seen = new Map<string, number>();
  const lines = rows.map(({ line: row, value }): BcfSheetLine => {
    const wrong = (field: string, reason: string): void => void problems.push({ line: row, field, reason });
    const { year: given, ...rest } = value;
    if (plainYear(given) !== plainYear(year))
      wrong(
        "year",
        `The row is of ${given}, and this plan is of ${year}. Take the row out, or correct the year.`,
      );
    const keys: Partial<Record<keyof typeof lists, string>> = {};
    for (const [field, kind] of Object.entries(lists) as [keyof typeof lists, string][]) {
      const said = rest[field];
      if (said === undefined) continue;
      // Without an activity that is known nothing can be said of its sub-type: the activity's own fault is told.
      if (kind === "sub-type" && keys.activity === undefined) continue;
      const own = items.filter(
        (item) => item.kind === kind && (kind !== "sub-type" || item.parent === keys.activity),
      );
      const found = own.find(({ key, words: known }) =>
        [key, known.toLowerCase()].includes(said.toLowerCase()),
      );
      if (found) keys[field] = found.key;
      else if (kind === "sub-type" && own.length === 0)
        wrong(field, `“${rest.activity}” has no sub-types. Empty the cell.`);
      else wrong(field, notListed(said, own));
    }
    const line = { ...withoutGaps(rest), ...keys };
    const name = `${line.scheme} from ${line.source}`;
    const earlier = seen.get(name);
    if (earlier !== undefined)
      wrong(
        "scheme",
        `Scheme ${line.scheme} from the same source stands on line ${earlier} already. Keep one of the two.`,
      );
    seen.set(name, row);
    return { row, line };
  });
  return { lines, problems };
}

function notListed(said: string, own: readonly BcfItem[]): string {
  if (own.length === 0) return `“${said}” is in no list of this year. Empty the cell.`;
  const some = own.slice(0, 3).map(({ words: known }) => `“${known}”`);
  return `“${said}” is not in the list of this year. Write one of its words, such as ${listInWords(some)}.`;
}

/** Which lines of a sheet a document does not hold, or holds otherwise. */
export function newBcfLines(
  held: readonly BcfLine[],
  lines: readonly BcfSheetLine[],
): { readonly added: readonly BcfLine[]; readonly changed: readonly BcfLine[]; readonly same: number } {
  const now = lines.map(({ line }) => ({
    line,
    earlier: held.find(({ scheme, source }) => scheme === line.scheme && source === line.source),
  }));
  const added = now.flatMap(({ line, earlier }) => (earlier ? [] : [line]));
  const changed = now.flatMap(({ line, earlier }) => (earlier && !isSame(line, earlier) ? [line] : []));
  return { added, changed, same: lines.length - added.length - changed.length };
}

function isSame(a: BcfLine, b: BcfLine): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof BcfLine>;
  return [...names].every((name) => a[name] === b[name]);
}

/** "£7,500,000". */
export function sumWords(lines: readonly BcfLine[]): string {
  return formatMoney(pence(lines.reduce((sum, { amount: one }) => sum + one, 0n)));
}
