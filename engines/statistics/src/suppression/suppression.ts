import { rowsByGroup } from "../column/group.ts";
import type { Groups } from "../column/group.ts";

/** How small counts are hidden before a table is published. */
export type SuppressionRule = {
  readonly name: string;
  /** Counts from `from` to `to` are hidden; 0 is shown unless `from` is 0. */
  readonly from: number;
  readonly to: number;
  /** Shown counts are rounded to the nearest multiple of this; 1 leaves them as they are. */
  readonly roundTo: number;
  readonly source: string;
};

/** Rules in use. Which one applies is for the data's owner to say; none is the default. */
export const suppressionRules = {
  hospitalEpisodes: {
    name: "Hospital Episode Statistics",
    from: 1,
    to: 7,
    roundTo: 5,
    source:
      "NHS England, HES analysis guide: 1 to 7 hidden, other counts rounded to the nearest 5; to be checked",
  },
  belowFive: {
    name: "counts below 5",
    from: 1,
    to: 4,
    roundTo: 1,
    source:
      "a common rule of local authorities and ONS for health counts; to be checked against the data's own rule",
  },
  belowTen: {
    name: "counts below 10",
    from: 1,
    to: 9,
    roundTo: 1,
    source: "a common rule for sensitive health counts; to be checked against the data's own rule",
  },
} as const satisfies Record<string, SuppressionRule>;

/** Why a cell is as it is: `suppressionMarks[answer.mark[row]]`. */
export const suppressionMarks = [
  "shown",
  "hidden: small",
  "hidden: would reveal another",
  "missing",
] as const;

/** A table ready to be shown. */
export type SuppressedCounts = {
  /** The count as it may be shown, rounded where the rule rounds; NaN where hidden or missing. */
  readonly shown: Float64Array;
  /** Index into `suppressionMarks`. */
  readonly mark: Uint8Array;
  /**
   * For each group of `totals`: 1 where its total must be hidden too, since nothing else would protect a small
   * count.
   */
  readonly hideTotal: Uint8Array;
};

/**
 * Hides small counts, and as many more as are needed so that none can be worked out from its group's total.
 *
 * Within each group whose total is shown, further cells are hidden from the smallest up, until the total leaves each
 * small count at least two possible values, even to a reader who is told which cells are small. Where that cannot be
 * had, the total is to be hidden. With rounding no total gives an exact count away, so only small counts are hidden.
 * For one table with totals one way: not for row and column totals together, nor for several tables of the same
 * people. Figures made from a hidden count (rates, shares) must be hidden with it.
 *
 * @param of.counts  whole numbers of 0 or more; NaN where missing
 * @param of.totals  the groups whose total is shown; left out where no totals are shown
 * @throws RangeError naming the row, for counts below 0 or not whole
 * @source Hundepool A et al (2012) Statistical disclosure control, chapter 4; the rule's own source
 * @example suppress({ counts: Float64Array.of(3, 12, 40), totals: oneGroup(3), rule: suppressionRules.belowFive }).shown // [NaN, NaN, 40]
 */
export function suppress(of: {
  readonly counts: Float64Array;
  readonly rule: SuppressionRule;
  readonly totals?: Groups;
}): SuppressedCounts {
  const { counts, rule } = of;
  const mark = markSmall(counts, rule);
  const hideTotal = new Uint8Array(of.totals?.count ?? 0);
  if (of.totals !== undefined) {
    const { rows, start } = rowsByGroup(of.totals);
    for (let group = 0; group < of.totals.count; group += 1) {
      const cells = rows.subarray(start[group], start[group + 1]);
      hideTotal[group] = protect(cells, { counts, mark, rule }) ? 0 : 1;
    }
  }
  const shown = counts.map((count, row) =>
    mark[row] === 0 ? Math.round(count / rule.roundTo) * rule.roundTo : Number.NaN,
  );
  return { shown, mark, hideTotal };
}

function markSmall(counts: Float64Array, rule: SuppressionRule): Uint8Array {
  return Uint8Array.from(counts, (count, row) => {
    if (Number.isNaN(count)) return missing;
    if (!Number.isInteger(count) || count < 0) {
      throw new RangeError(`Row ${row + 1} has the count ${count}. Give a whole number of 0 or more.`);
    }
    return count >= rule.from && count <= rule.to ? small : 0;
  });
}

const small = 1;
const second = 2;
const missing = 3;

type Table = { readonly counts: Float64Array; readonly mark: Uint8Array; readonly rule: SuppressionRule };

/**
 * Hides the next smallest cell of the group for as long as a small one could be worked out; false where that is not
 * enough.
 */
function protect(cells: Uint32Array, table: Table): boolean {
  const { counts, mark } = table;
  // A total with a missing part is not known to us either.
  if (cells.some((cell) => mark[cell] === missing)) return false;
  if (table.rule.roundTo > 1 || !revealed(cells, table)) return true;
  const open = [...cells].filter((cell) => mark[cell] === 0 && counts[cell] !== 0);
  open.sort((one, other) => (counts[one] ?? 0) - (counts[other] ?? 0));
  for (const cell of open) {
    mark[cell] = second;
    if (!revealed(cells, table)) return true;
  }
  for (const cell of open) mark[cell] = 0;
  return false;
}

/**
 * Whether the total leaves a small cell only one value. The hidden cells' sum is known; a small one lies within the
 * rule's range, one hidden second lies above it.
 */
function revealed(cells: Uint32Array, table: Table): boolean {
  const { counts, mark, rule } = table;
  let [smallCells, secondCells, sum] = [0, 0, 0];
  for (const cell of cells) {
    if (mark[cell] === 0) continue;
    sum += counts[cell] ?? 0;
    if (mark[cell] === small) smallCells += 1;
    else secondCells += 1;
  }
  if (smallCells === 0) return false;
  const restLeast = (smallCells - 1) * rule.from + secondCells * (rule.to + 1);
  const restMost = secondCells > 0 ? Number.POSITIVE_INFINITY : (smallCells - 1) * rule.to;
  const least = Math.max(rule.from, sum - restMost);
  const most = Math.min(rule.to, sum - restLeast);
  return most <= least;
}
