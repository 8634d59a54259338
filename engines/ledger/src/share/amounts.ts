import type { Pence } from "../money/pence.ts";
import type { LineLabel, Percent } from "./agreement.ts";

/** One line of a fund's budget with what was spent, or is forecast to be. */
export interface AmountLine {
  readonly id: string;
  readonly pool: string;
  readonly scheme?: string;
  readonly component?: string;
  /** A mark on the line that rules may name, such as fixed or variable. */
  readonly basis?: string;
  /** The partner that commissions it. */
  readonly commissioner?: string;
  /** Spending, or income that is expected: for income the budget is what should come in and the actual what did. */
  readonly kind: "spending" | "income";
  readonly budget: Pence;
  readonly actual: Pence;
  /** How far a target was reached, for money that is released on it. */
  readonly achieved?: Percent;
  /** Inside `actual`: what is forecast to be spent but not yet promised to anyone, and could still be stopped. */
  readonly uncommitted: Pence;
  /** Of an underspend: the part that management action earned. */
  readonly earned: Pence;
  readonly contributions: ReadonlyMap<string, Pence>;
}

/** A line whose actual amount partners dispute: each partner's figure. */
export interface DisputedLine {
  readonly line: string;
  readonly figures: readonly { readonly partner: string; readonly amount: Pence }[];
}

/** The amounts of one year, or up to a month of it, that a risk share is worked out on. */
export interface Amounts {
  readonly lines: readonly AmountLine[];
  /** Whether the file gives contributions line by line. */
  readonly byLine: boolean;
  readonly disputed: readonly DisputedLine[];
}

/** What a line is called by a label. */
export function labelOf(line: AmountLine, label: LineLabel): string | undefined {
  if (label === "line") return line.id;
  return line[label];
}

/** What the line cost the fund above its budget; below nought for an underspend. Income that stayed away is a cost. */
export function varianceOf({ kind, budget, actual }: AmountLine): bigint {
  return kind === "spending" ? actual - budget : budget - actual;
}
