import { bad, good } from "../problem.ts";
import type { Checked, Problem } from "../problem.ts";
import type { AmountLine, Amounts, DisputedLine } from "./amounts.ts";
import { fileProblem } from "./yaml-source.ts";

/** A row as read: its line of the budget, and whose figure it is where the actual is disputed. */
export interface ReadRow {
  readonly at: number;
  readonly line: AmountLine;
  readonly by?: string;
}

/** The rows as amounts: rows of one disputed line become one, with each partner's figure. */
export function gathered(rows: readonly ReadRow[], file: string, byLine: boolean): Checked<Amounts> {
  const byId = new Map<string, ReadRow[]>();
  for (const row of rows) {
    const same = byId.get(row.line.id);
    if (same === undefined) byId.set(row.line.id, [row]);
    else same.push(row);
  }
  const problems = [...byId.values()].flatMap((same) => whyNotOne(same, file));
  if (problems.length > 0) return bad(...problems);
  const groups = [...byId.values()];
  return good({
    lines: groups.map((same) => (same[0] as ReadRow).line),
    byLine,
    disputed: groups.flatMap(disputeOf),
  });
}

function whyNotOne(same: readonly ReadRow[], file: string): readonly Problem[] {
  const [first, ...more] = same as readonly [ReadRow, ...ReadRow[]];
  const say = (row: ReadRow, message: string): Problem => fileProblem("csv-line", file, row.at, message);
  const id = first.line.id;
  if (more.length === 0) {
    if (first.by === undefined) return [];
    return [
      say(
        first,
        `The line “${id}” has a figure according to ${first.by} only. Give the other partner's too, or leave the column blank.`,
      ),
    ];
  }
  const unnamed = same.find(({ by }) => by === undefined);
  if (unnamed !== undefined) {
    return [
      say(
        unnamed,
        `The line “${id}” is there ${same.length} times. Give each line once, or say under “according to” whose figure it is.`,
      ),
    ];
  }
  if (new Set(same.map(({ by }) => by)).size < same.length) {
    return [say(first, `The line “${id}” has two figures according to one partner.`)];
  }
  const different = more.find((row) => restOf(row.line) !== restOf(first.line));
  if (different === undefined) return [];
  return [say(different, `The line “${id}” may differ between partners in “actual” only.`)];
}

function restOf(line: AmountLine): string {
  const { actual: _, contributions, ...rest } = line;
  const plain = (_key: string, value: unknown): unknown =>
    typeof value === "bigint" ? String(value) : value;
  return JSON.stringify([rest, [...contributions]], plain);
}

function disputeOf(same: readonly ReadRow[]): readonly DisputedLine[] {
  const figures = same.flatMap(({ by, line }) =>
    by === undefined ? [] : [{ partner: by, amount: line.actual }],
  );
  return figures.length < 2 ? [] : [{ line: (same[0] as ReadRow).line.id, figures }];
}
