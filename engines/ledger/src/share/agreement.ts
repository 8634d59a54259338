import type { Pence } from "../money/pence.ts";

/** Who puts in or takes out, and how much of it. */
export type Split =
  /** By what each puts into the lines in question. */
  | { readonly kind: "contribution" }
  /** By what each puts into the whole fund. */
  | { readonly kind: "total-contribution" }
  /** By the budgets of the lines in question that each commissions. */
  | { readonly kind: "commissioned" }
  | { readonly kind: "equally" }
  /** The one that commissions the line. */
  | { readonly kind: "commissioner" }
  /** The host of the pool. */
  | { readonly kind: "host" }
  | { readonly kind: "partner"; readonly partner: string }
  /** Fixed parts. `written` is how the agreement has them, such as 51% or 1/3. */
  | { readonly kind: "fixed"; readonly parts: readonly FixedPart[] };

export interface FixedPart {
  readonly partner: string;
  readonly weight: bigint;
  readonly written: string;
}

/** How much of what is left a tier may take at most. */
export type Limit =
  | { readonly kind: "amount"; readonly amount: Pence }
  /** Of the budget of the lines in question; a part of a penny is dropped. */
  | { readonly kind: "of-budget"; readonly percent: Percent }
  /** Of what the tiers before have left; a part of a penny is dropped. */
  | { readonly kind: "of-rest"; readonly percent: Percent };

/** A per cent as it was written, and as a fraction of whole numbers. */
export interface Percent {
  readonly written: string;
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export type Reach = "same pool" | "any pool";

/** One step of who pays for an overspend. */
export type OverspendTier = { readonly limit?: Limit } & (
  | { readonly kind: "underspends"; readonly reach: Reach }
  | { readonly kind: "contingency"; readonly pot: string }
  | { readonly kind: "uncommitted"; readonly reach: Reach }
  | { readonly kind: "partners"; readonly split: Split }
  | { readonly kind: "board"; readonly board: string }
  | { readonly kind: "outside"; readonly board: string }
);

/** One step of what becomes of an underspend. */
export type UnderspendTier = { readonly limit?: Limit } & (
  | { readonly kind: "overspends"; readonly reach: Reach }
  | { readonly kind: "carry-forward" }
  | { readonly kind: "to-contingency"; readonly pot: string }
  | { readonly kind: "return"; readonly split: Split }
  /** Only the part that management action earned, kept by one partner. */
  | { readonly kind: "earned"; readonly split: Split }
  | { readonly kind: "agreed-use"; readonly purpose: string }
  | { readonly kind: "rebid"; readonly board: string }
  | { readonly kind: "board"; readonly board: string }
);

/** A band around the budget inside which something else happens than outside it. */
export interface Tolerance<Tier> {
  readonly band: Limit;
  readonly within: Tier;
  /** Beyond the band: whether the tiers get only what is above it, or all of it. */
  readonly beyond: "excess" | "whole";
}

/** One side of a rule. */
export interface Side<Tier> {
  readonly tolerance?: Tolerance<Tier>;
  readonly tiers: readonly Tier[];
}

/** Which lines a rule is for. `rest` is every line that no rule before it took. */
export type Selector =
  | { readonly kind: "everything" }
  | { readonly kind: "rest" }
  | { readonly kind: "named"; readonly by: LineLabel; readonly names: readonly string[] };

export type LineLabel = "pool" | "scheme" | "component" | "line" | "basis";

/** Whether over- and underspends inside a rule are set against each other first, or each line, scheme ... stands alone. */
export type Grouping = "together" | "pool" | "scheme" | "component" | "line";

/** Money that is released only if something is achieved. What is not released stays with one partner. */
export interface Release {
  readonly target: string;
  readonly how: "all or nothing" | "in proportion";
  readonly keptBy: string;
}

export interface Rule {
  readonly lines: Selector;
  readonly grouping: Grouping;
  readonly release?: Release;
  readonly overspend: Side<OverspendTier>;
  readonly underspend: Side<UnderspendTier>;
  /** In the agreement's last year, instead of `underspend`. */
  readonly underspendAtEnd?: Side<UnderspendTier>;
}

export interface Partner {
  readonly id: string;
  readonly name: string;
  /** What the partner puts into the whole fund, where the amounts file does not say it line by line. */
  readonly contribution?: Pence;
  /** The most it pays in a year under all the rules together. */
  readonly maximum?: Pence;
}

export interface Pool {
  readonly id: string;
  readonly name: string;
  readonly host?: string;
}

/** Money held in the fund for when it is needed: a contingency or risk pool. */
export interface Pot {
  readonly id: string;
  readonly name: string;
  readonly amount: Pence;
  /** Who put it in, in what parts; shown beside what is drawn. */
  readonly providedBy?: Split;
}

/**
 * A risk-share agreement as one tree. The words of the agreement and the calculation are both made from it, so that they
 * cannot differ. The order of the partners is the tie order: an odd penny that two have an equal claim to goes to the one
 * listed first.
 */
export interface Agreement {
  readonly name: string;
  readonly year: string;
  /** Where the rule was seen, or that it is an example of ours. */
  readonly source: string;
  /** Whether names, rules or amounts are made up to show how it works. */
  readonly illustrative: boolean;
  readonly lastYear: boolean;
  readonly partners: readonly Partner[];
  readonly pools: readonly Pool[];
  readonly pots: readonly Pot[];
  readonly rules: readonly Rule[];
}
