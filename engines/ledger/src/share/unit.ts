import { formatMoney } from "../money/money-format.ts";
import { magnitude, pence, smaller } from "../money/pence.ts";
import type { Pence } from "../money/pence.ts";
import { problem } from "../problem.ts";
import type { Problem } from "../problem.ts";
import type { Agreement, Limit, Percent, Rule, Selector } from "./agreement.ts";
import { labelOf, varianceOf } from "./amounts.ts";
import type { AmountLine, Amounts } from "./amounts.ts";
import type { PlannedAndActual } from "./result.ts";
import { capital } from "./sentence.ts";

/** Lines that a rule takes as one: their over- and underspends are set against each other before anything is shared. */
export interface Unit {
  readonly rule: number;
  readonly label: string;
  /** Sorted by name, so that the order of the file changes nothing. */
  readonly lines: readonly AmountLine[];
  /** The pool of all its lines; undefined where they lie in several. */
  readonly pool: string | undefined;
  /** Of all its lines, for limits that are a part of the budget. */
  readonly budget: Pence;
  readonly spending: PlannedAndActual;
  readonly income: PlannedAndActual;
  /** Above nought for an overspend. */
  readonly variance: Pence;
  /** What was not released, where the rule releases money on a target. */
  readonly withheld: Pence;
}

/** The lines of the file as the units of the rules, or what stands in the way. */
export function unitsOf(agreement: Agreement, amounts: Amounts, notes: Problem[]): readonly Unit[] {
  const left = new Set(amounts.lines);
  return agreement.rules.flatMap((rule, place) => {
    missingNames(rule.lines, amounts.lines, notes);
    const taken = [...left].filter((line) => selects(rule.lines, line));
    for (const line of taken) left.delete(line);
    const known = taken.map((line) => released(line, rule, notes));
    return grouped(known, rule, notes).map(([label, lines]) => unitOf(place, label, lines));
  });
}

function selects(selector: Selector, line: AmountLine): boolean {
  if (selector.kind !== "named") return true;
  return selector.names.includes(labelOf(line, selector.by) ?? "");
}

/** A rule for a scheme that no line has is a slip of the pen more often than a scheme without money. */
function missingNames(selector: Selector, lines: readonly AmountLine[], notes: Problem[]): void {
  if (selector.kind !== "named") return;
  for (const name of selector.names) {
    if (lines.some((line) => labelOf(line, selector.by) === name)) continue;
    notes.push(
      problem(
        "name-unmatched",
        `A rule is for the ${selector.by} “${name}”, but no line of the amounts has that ${selector.by}. Check the spelling in both files.`,
        selector.by,
      ),
    );
  }
}

function grouped(
  lines: readonly AmountLine[],
  { grouping }: Rule,
  notes: Problem[],
): readonly (readonly [string, AmountLine[]])[] {
  const groups = new Map<string, AmountLine[]>();
  for (const line of lines.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const label = grouping === "together" ? "" : labelOf(line, grouping);
    if (label === undefined) {
      const message = `The line “${line.id}” has no ${grouping}, but its rule takes each ${grouping} by itself. Fill in the column.`;
      notes.push(problem("label-missing", message, grouping));
    }
    const key = label ?? line.id;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [line]);
    else group.push(line);
  }
  return [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** What is released is worked out from the target; the gap is what the fund goes short of. */
function released(line: AmountLine, { release }: Rule, notes: Problem[]): AmountLine {
  if (release === undefined) {
    if (line.achieved === undefined) return line;
    const message = `The line “${line.id}” says how far a target was reached, but its rule releases nothing on a target.`;
    notes.push(problem("release", message, "achieved"));
    return line;
  }
  if (line.achieved === undefined || line.kind !== "income") {
    const message = `The line “${line.id}” is released on a target. Make it income, and say under achieved: yes, no or a per cent.`;
    notes.push(problem("release", message, "achieved"));
    return line;
  }
  const whole = line.achieved.numerator === line.achieved.denominator;
  const part =
    release.how === "all or nothing"
      ? whole
        ? line.budget
        : pence(0n)
      : portion(line.budget, line.achieved);
  return { ...line, actual: part };
}

function unitOf(rule: number, label: string, lines: readonly AmountLine[]): Unit {
  const pool = lines[0]?.pool;
  let [budget, variance, withheld] = [0n, 0n, 0n];
  for (const line of lines) {
    const own = varianceOf(line);
    budget += line.budget;
    variance += own;
    if (line.achieved !== undefined) withheld += own;
  }
  return {
    rule,
    label,
    lines,
    pool: lines.every((line) => line.pool === pool) ? pool : undefined,
    budget: pence(budget),
    spending: plannedAndActual(lines, "spending"),
    income: plannedAndActual(lines, "income"),
    variance: pence(variance),
    withheld: pence(withheld),
  };
}

/** A per cent of an amount; a part of a penny is dropped. */
function portion(amount: bigint, { numerator, denominator }: Percent): Pence {
  return pence((amount * numerator) / denominator);
}

/** The most that a limit allows, of what is left. */
export function limited(limit: Limit | undefined, unit: Unit, left: bigint): Pence {
  if (limit === undefined) return pence(left);
  if (limit.kind === "amount") return smaller(limit.amount, left);
  return smaller(portion(limit.kind === "of-budget" ? unit.budget : left, limit.percent), left);
}

/** The lines of one kind, added up. */
export function plannedAndActual(lines: readonly AmountLine[], kind: AmountLine["kind"]): PlannedAndActual {
  let [budget, actual] = [0n, 0n];
  for (const line of lines) {
    if (line.kind !== kind) continue;
    budget += line.budget;
    actual += line.actual;
  }
  return { budget: pence(budget), actual: pence(actual) };
}

/** How a unit is named in the working, with what was planned and what came of it. */
export function unitText({ label, lines, spending, income, variance }: Unit): string {
  const name = label === "" ? "All its lines" : capital(label);
  const kinds = new Set(lines.map(({ kind }) => kind));
  return `${name}: ${amountsText(kinds, spending, income)}: ${varianceText(variance, !kinds.has("spending"))}`;
}

/** Spending and income are not added up: one over and the other short are both costs to the fund. */
export function amountsText(
  kinds: ReadonlySet<AmountLine["kind"]>,
  spending: PlannedAndActual,
  income: PlannedAndActual,
): string {
  const parts = [
    ...(kinds.has("spending")
      ? [`planned ${formatMoney(spending.budget)}, actual ${formatMoney(spending.actual)}`]
      : []),
    ...(kinds.has("income")
      ? [`income planned ${formatMoney(income.budget)}, came in ${formatMoney(income.actual)}`]
      : []),
  ];
  return parts.join("; ");
}

export function varianceText(variance: bigint, incomeOnly: boolean): string {
  if (variance === 0n) return "as planned";
  const [cost, gain] = incomeOnly ? ["short", "more than planned"] : ["over", "under"];
  return `${formatMoney(magnitude(variance))} ${variance > 0n ? cost : gain}`;
}
