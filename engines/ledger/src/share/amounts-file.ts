import { readCsv } from "../export/csv.ts";
import type { CsvRow } from "../export/csv.ts";
import { parseMoney } from "../money/money-text.ts";
import { parseMoneyUnit } from "../money/money-unit.ts";
import type { MoneyUnit } from "../money/money-unit.ts";
import { pence } from "../money/pence.ts";
import type { Pence } from "../money/pence.ts";
import { bad, good } from "../problem.ts";
import type { Checked, Problem } from "../problem.ts";
import type { Agreement, Percent } from "./agreement.ts";
import type { AmountLine, Amounts } from "./amounts.ts";
import { parsePercent } from "./fraction.ts";
import { gathered } from "./amounts-rows.ts";
import type { ReadRow } from "./amounts-rows.ts";
import { fileProblem } from "./yaml-source.ts";

const textColumns = [
  "line",
  "pool",
  "scheme",
  "component",
  "basis",
  "commissioner",
  "kind",
  "achieved",
  "according to",
];
const moneyColumns = ["budget", "actual", "uncommitted", "earned"];

/** A column: which one, and for money its unit. */
interface Column {
  readonly name: string;
  readonly unit: MoneyUnit;
}

/**
 * Reads the amounts for an agreement from a CSV file: one row for each line of the budget.
 *
 * Columns: `line`, `budget` and `actual` always; `pool`, `scheme`, `component`, `basis`, `commissioner`, `kind` (spending or
 * income), `achieved` (yes, no or a per cent), `uncommitted`, `earned`, `contribution <partner>` where the rules need them.
 * A money column may name its unit, as in `budget £'000`. Where partners dispute an actual, the line stands once for
 * each with the partner under `according to`. A blank is not nought.
 *
 * @example readAmounts("line,budget,actual\ncare,100,90", "amounts.csv", agreement).ok // true
 */
export function readAmounts(text: string, file: string, agreement: Agreement): Checked<Amounts> {
  const rows = readCsv(text);
  const [head, ...body] = rows ?? [];
  if (rows === undefined)
    return bad(fileProblem("csv", file, 1, "A quotation mark is opened and never closed."));
  if (head === undefined || body.length === 0) {
    return bad(fileProblem("csv", file, 1, "The file has no rows of amounts under a row of headings."));
  }
  const partners = agreement.partners.map(({ id }) => id);
  const columns = columnsOf(head, file, partners);
  if (!columns.ok) return columns;
  const notes: Problem[] = [];
  const read = body.map((row) => rowOf(row, columns.value, { file, agreement, notes }));
  if (notes.length > 0) return bad(...notes);
  const byLine = columns.value.some(({ name }) => name.startsWith("contribution "));
  return gathered(read, file, byLine);
}

function columnsOf(head: CsvRow, file: string, partners: readonly string[]): Checked<readonly Column[]> {
  const money = [...moneyColumns, ...partners.map((id) => `contribution ${id}`)];
  const known = [...textColumns, ...money];
  const columns = head.cells.map((cell) =>
    columnOf(cell.trim().toLowerCase().replaceAll(/\s+/g, " "), money),
  );
  const names = columns.map(({ name }) => name);
  const problems: string[] = [];
  for (const name of names) {
    if (!known.includes(name))
      problems.push(`“${name}” is no column of this file. The columns are: ${known.join(", ")}.`);
    else if (names.indexOf(name) !== names.lastIndexOf(name))
      problems.push(`The column “${name}” is there twice.`);
  }
  for (const name of ["line", "budget", "actual"]) {
    if (!names.includes(name)) problems.push(`The column “${name}” is missing.`);
  }
  const given = partners.filter((id) => names.includes(`contribution ${id}`));
  if (given.length > 0 && given.length < partners.length) {
    problems.push(
      `Contributions are given for ${given.join(", ")} only. Give a column for each partner, with 0 where there is none.`,
    );
  }
  if (problems.length === 0) return good(columns);
  return bad(...[...new Set(problems)].map((message) => fileProblem("csv-column", file, head.line, message)));
}

/** `budget £'000` is the column budget, in thousands. */
function columnOf(heading: string, money: readonly string[]): Column {
  for (const name of money) {
    if (heading !== name && !heading.startsWith(`${name} `)) continue;
    const unit = heading === name ? "pounds" : parseMoneyUnit(heading.slice(name.length + 1));
    if (unit !== undefined) return { name, unit };
  }
  return { name: heading, unit: "pounds" };
}

interface RowReading {
  readonly file: string;
  readonly agreement: Agreement;
  readonly notes: Problem[];
}

function rowOf(row: CsvRow, columns: readonly Column[], reading: RowReading): ReadRow {
  const { file, agreement, notes } = reading;
  const say = (field: string, message: string): void => {
    notes.push(fileProblem("csv-cell", file, row.line, `${field}: ${message}`, field));
  };
  if (row.cells.length !== columns.length) {
    const message = `The row has ${row.cells.length} cells under ${columns.length} headings. A figure with a comma needs quotation marks.`;
    notes.push(fileProblem("csv-cell", file, row.line, message));
  }
  const cells = new Map(columns.map(({ name }, place) => [name, (row.cells[place] ?? "").trim()]));
  const text = (name: string): string | undefined => cells.get(name) || undefined;
  const partner = (name: string): string | undefined => {
    const id = text(name);
    const known = id === undefined || agreement.partners.some((one) => one.id === id);
    if (!known)
      say(
        name,
        `“${id}” is not one of the partners (${agreement.partners.map((one) => one.id).join(", ")}).`,
      );
    return id;
  };
  const money = new Map(
    columns.flatMap(({ name, unit }) =>
      textColumns.includes(name)
        ? []
        : [[name, amountOf(name, { text: cells.get(name) ?? "", unit, cells }, say)] as const],
    ),
  );
  const line = text("line");
  if (line === undefined) say("line", "The line has no name.");
  const achieved = achievedOf(text("achieved"), say);
  const by = partner("according to");
  const read: AmountLine = {
    id: line ?? "",
    pool: poolOf(text("pool"), agreement, say),
    ...labels(text),
    ...optional("commissioner", partner("commissioner")),
    kind: kindOf(text("kind"), say),
    budget: money.get("budget") ?? pence(0n),
    actual: money.get("actual") ?? pence(0n),
    ...(achieved === undefined ? {} : { achieved }),
    uncommitted: money.get("uncommitted") ?? pence(0n),
    earned: money.get("earned") ?? pence(0n),
    contributions: contributionsOf(agreement, money),
  };
  checkSizes(read, say);
  return { at: row.line, line: read, ...(by === undefined ? {} : { by }) };
}

type Say = (field: string, message: string) => void;

interface Cell {
  readonly text: string;
  readonly unit: MoneyUnit;
  readonly cells: ReadonlyMap<string, string>;
}

/** What is released on a target is worked out, so its row says how far the target was reached and leaves actual blank. */
function amountOf(name: string, { text, unit, cells }: Cell, say: Say): Pence {
  if (name === "actual" && text === "" && (cells.get("achieved") ?? "") !== "") return pence(0n);
  const money = parseMoney(text, { unit });
  if (money.ok) return money.value.pence;
  say(name, money.problems.map(({ message }) => message).join(" "));
  return pence(0n);
}

function poolOf(given: string | undefined, { pools }: Agreement, say: Say): string {
  const [only] = pools;
  if (given === undefined && pools.length === 1 && only !== undefined) return only.id;
  if (given !== undefined && pools.some(({ id }) => id === given)) return given;
  say(
    "pool",
    `${given === undefined ? "The line names no pool" : `“${given}” is not one of the pools`}. Use one of: ${pools.map(({ id }) => id).join(", ")}.`,
  );
  return given ?? "";
}

function kindOf(given: string | undefined, say: Say): AmountLine["kind"] {
  if (given === undefined || given === "spending") return "spending";
  if (given !== "income") say("kind", `“${given}” is no kind of line. Write spending or income.`);
  return "income";
}

function achievedOf(given: string | undefined, say: Say): Percent | undefined {
  if (given === undefined) return undefined;
  const percent = parsePercent(given === "yes" ? "100" : given === "no" ? "0" : given);
  if (percent === undefined)
    say("achieved", `“${given}” does not say how far the target was reached. Write yes, no or a per cent.`);
  return percent;
}

function labels(text: (name: string) => string | undefined): {
  scheme?: string;
  component?: string;
  basis?: string;
} {
  return {
    ...optional("scheme", text("scheme")),
    ...optional("component", text("component")),
    ...optional("basis", text("basis")),
  };
}

function optional<Name extends string>(name: Name, value: string | undefined): Partial<Record<Name, string>> {
  return value === undefined ? {} : ({ [name]: value } as Record<Name, string>);
}

function contributionsOf(
  { partners }: Agreement,
  money: ReadonlyMap<string, Pence>,
): ReadonlyMap<string, Pence> {
  return new Map(
    partners.flatMap(({ id }) => {
      const amount = money.get(`contribution ${id}`);
      return amount === undefined ? [] : [[id, amount] as const];
    }),
  );
}

function checkSizes(line: AmountLine, say: Say): void {
  const nought = [
    ["budget", line.budget],
    ["uncommitted", line.uncommitted],
    ["earned", line.earned],
    ...[...line.contributions].map(([id, amount]) => [`contribution ${id}`, amount] as const),
  ] as const;
  for (const [field, amount] of nought)
    if (amount < 0n) say(field, "An amount below nought has no meaning here.");
  if (line.kind === "income" && line.uncommitted > 0n)
    say("uncommitted", "Income cannot be uncommitted; write 0.");
  if (line.kind === "spending" && line.uncommitted > line.actual && line.uncommitted > 0n) {
    say(
      "uncommitted",
      "What is not yet committed is part of the actual or forecast amount, so it cannot be more.",
    );
  }
}
