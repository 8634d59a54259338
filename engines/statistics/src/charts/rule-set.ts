/** What a rule looks for. */
export type RuleName = "outside-limits" | "trend" | "two-in-three" | "shift";

/** The rules in the order in which one of them names a point that several apply to. */
export const ruleNames: readonly RuleName[] = ["outside-limits", "trend", "two-in-three", "shift"];

/** The named rule sets. The references disagree, so a chart says which one it was drawn with. */
export type RuleSetName = "making-data-count-2023" | "making-data-count-excel" | "plot-the-dots-r-0.2.2";

/** How limits are set and which patterns are signals. */
export type RuleSet = {
  readonly name: RuleSetName;
  /** One sentence for the reader of a chart. */
  readonly title: string;
  /** Limits lie this many average moving ranges from the mean. */
  readonly rangesToLimit: number;
  /** Moving ranges of at least this many average moving ranges are left out once; absent: all are used. */
  readonly screenAtRanges?: number;
  /** Points in a row, each above (or each below) the one before. */
  readonly trendPoints: number;
  /** Points in a row on the same side of the mean, none on it. */
  readonly shiftPoints: number;
  /** Whether a point outside the limits counts among the two of three near a limit. */
  readonly outsideCountsAsNear: boolean;
  /** Limits of a phase with fewer values than this are provisional. */
  readonly provisionalBelow: number;
  /**
   * True only to copy a reference's bug: a series whose moving ranges are all 0 gets limits equal to its mean, so that
   * every later value that differs at all is a signal. Ours has no limits there.
   */
  readonly limitsWithoutVariation: boolean;
};

const sevens = { trendPoints: 7, shiftPoints: 7 };
/** 3 / 1.128 rounded as Making Data Count prints it. */
const rangesToLimit = 2.66;

/**
 * The rule sets by name.
 *
 * - `making-data-count-2023`: today's rules and the default. A point beyond a limit counts among two of three.
 * - `making-data-count-excel`: the workbook before that change; only points between the near line and the limit count.
 * - `plot-the-dots-r-0.2.2`: for comparison with the R package, bugs included: leaves out large moving ranges, draws limits without
 *   width, calls 12 points short.
 *
 * @source NHS England, Making Data Count: the limits 2.66, 3.267 and the four rules; NHSRplotthedots 0.2.2, and its issue 194 for the change of 2023
 */
export const ruleSets: Readonly<Record<RuleSetName, RuleSet>> = {
  "making-data-count-2023": {
    name: "making-data-count-2023",
    title: "Making Data Count rules of 2023",
    rangesToLimit,
    ...sevens,
    outsideCountsAsNear: true,
    provisionalBelow: 12,
    limitsWithoutVariation: false,
  },
  "making-data-count-excel": {
    name: "making-data-count-excel",
    title: "Making Data Count rules before 2023, as in the Excel workbook",
    rangesToLimit,
    ...sevens,
    outsideCountsAsNear: false,
    provisionalBelow: 13,
    limitsWithoutVariation: true,
  },
  "plot-the-dots-r-0.2.2": {
    name: "plot-the-dots-r-0.2.2",
    title: "Plot the dots, R package NHSRplotthedots 0.2.2",
    rangesToLimit,
    screenAtRanges: 3.267,
    ...sevens,
    outsideCountsAsNear: false,
    provisionalBelow: 13,
    limitsWithoutVariation: true,
  },
};

/** The rule set of charts that do not name one. */
export const usualRuleSet: RuleSet = ruleSets["making-data-count-2023"];
