import type { Pence } from "../money/pence.ts";

/** Where a part of a variance went. */
export type PlaceKind =
  /** A partner pays, or gets back. */
  | "partner"
  /** Met by, or meets, the other side elsewhere in the fund. */
  | "elsewhere"
  | "pot"
  | "uncommitted"
  | "carried-forward"
  | "agreed-use"
  | "rebid"
  | "board"
  | "outside";

/** One part of what a step took, and where it went. */
export interface Part {
  readonly kind: PlaceKind;
  /** The partner's, pot's or pool's id, or the board's name. */
  readonly id: string;
  readonly name: string;
  readonly amount: Pence;
}

/** One step of the working: the agreement's words, what the step took, how that was worked out, what it left. */
export interface Step {
  /** Counted from 1 as on the agreement; 0 for what happens inside a tolerance band. */
  readonly tier: number;
  readonly words: string;
  readonly takes: Pence;
  readonly left: Pence;
  /** The arithmetic in one line. */
  readonly working: string;
  readonly parts: readonly Part[];
}

/** What was planned and what was spent, or came in. */
export interface PlannedAndActual {
  readonly budget: Pence;
  readonly actual: Pence;
}

/** One unit of a rule with every step that placed its variance. */
export interface UnitResult {
  readonly rule: number;
  readonly label: string;
  readonly text: string;
  readonly spending: PlannedAndActual;
  readonly income: PlannedAndActual;
  readonly variance: Pence;
  readonly withheld: Pence;
  readonly steps: readonly Step[];
}

/** What the risk share means for one partner. */
export interface PartnerResult {
  readonly id: string;
  readonly name: string;
  /** Towards overspends, besides what it contributed. */
  readonly pays: Pence;
  /** From underspends. */
  readonly getsBack: Pence;
  /** What it pays less what it gets back. */
  readonly net: Pence;
}

/** A total that went to one place outside the partners, overspends and underspends apart. */
export interface PlaceResult {
  readonly kind: PlaceKind;
  readonly id: string;
  readonly name: string;
  /** Met from there. */
  readonly from: Pence;
  /** Put there. */
  readonly to: Pence;
}

/** A risk share, worked out. */
export interface ShareResult {
  readonly spending: PlannedAndActual;
  readonly income: PlannedAndActual;
  /** Overspends and income that stayed away, less underspends and income above plan, over the whole fund. */
  readonly variance: Pence;
  readonly units: readonly UnitResult[];
  readonly partners: readonly PartnerResult[];
  readonly places: readonly PlaceResult[];
  /** By pot: what each provider had put into what was drawn, where the agreement says who provided it. */
  readonly drawn: readonly { readonly pot: string; readonly partner: string; readonly amount: Pence }[];
}
