/** How figures of one unit are written for people. JSON, CSV and open data keep the published number and unit. */
export interface Unit {
  /** Digits after the point that a reader can use; fewer where the figure has fewer. */
  readonly decimals: number;
  /** What the figures are, for a heading or a caption: "points", "rank, where 1 is the most deprived". */
  readonly heading: string;
  /** What stands before the number, and after it: "rank 12 (1 is the most deprived)". */
  readonly before?: string;
  readonly after: string;
  /** What stands after exactly one. */
  readonly afterOne?: string;
  /** The lowest and highest that there can be: no rounding may reach them from inside. */
  readonly bounds?: { readonly min: number; readonly max: number };
}

function counted(one: string, many: string, decimals = 0): Unit {
  return { decimals, heading: many, after: ` ${many}`, afterOne: ` ${one}` };
}

const share: Unit = {
  decimals: 1,
  heading: "per cent",
  after: " per cent",
  bounds: { min: 0, max: 100 },
};

/** The only place that says how many decimals are shown of what, and in which words. */
const units: ReadonlyMap<string, Unit> = new Map([
  ["fraction of 1", share],
  ["per cent", share],
  ["people", counted("person", "people")],
  ["patients", counted("patient", "patients")],
  ["attendances", counted("attendance", "attendances")],
  ["discharges", counted("discharge", "discharges")],
  ["spells", counted("spell in hospital", "spells in hospital")],
  ["areas", counted("area", "areas")],
  // Averages over the days of a month.
  ["patients a day", counted("patient a day", "patients a day", 1)],
  ["delayed days a day", counted("delayed day a day", "delayed days a day", 1)],
  // Means differ between councils by hundredths of a day; sums are whole.
  ["days", counted("day", "days", 2)],
  ["score", counted("point", "points", 1)],
  [
    "England 2015 = 100",
    { decimals: 1, heading: "England in 2015 is 100", after: " (England in 2015 is 100)" },
  ],
  ["rating, 1 to 4", { decimals: 0, heading: "on a scale from 1 to 4", after: " on a scale from 1 to 4" }],
  [
    "rank, 1 = most deprived",
    {
      decimals: 0,
      heading: "rank, where 1 is the most deprived",
      before: "rank ",
      after: " (1 is the most deprived)",
    },
  ],
  [
    "observed / expected deaths",
    {
      decimals: 2,
      heading: "observed deaths for each expected one",
      after: " observed deaths for each expected one",
      afterOne: " observed death for each expected one",
    },
  ],
]);

/** How a unit is written; one that nobody described keeps its own name and at most three decimals. */
export function unitOf(published: string): Unit {
  const bare = /[,=/]/.test(published) ? ` (${published})` : ` ${published}`;
  return units.get(published) ?? { decimals: 3, heading: published, after: bare };
}

/**
 * A number as it is shown: rounded, and saying so where rounding would make it another thing: none, all, or nothing.
 *
 * @example roundedIn(unitOf("per cent"), 0.04) // { value: 0.1, beyond: "under" }
 */
export function roundedIn(
  { decimals, bounds }: Unit,
  value: number,
): { readonly value: number; readonly beyond?: "under" | "over" } {
  const step = 10 ** -decimals;
  const rounded = Number(value.toFixed(decimals));
  if (value !== 0 && rounded === 0)
    return value > 0 ? { value: step, beyond: "under" } : { value: -step, beyond: "over" };
  if (bounds && value < bounds.max && rounded >= bounds.max)
    return { value: Number((bounds.max - step).toFixed(decimals)), beyond: "over" };
  return { value: rounded };
}

/** The decimals of a column of figures: none where all are whole, so that sums of days do not read "4,465.00". */
export function decimalsIn(unit: Unit, values: readonly number[]): number {
  return values.every(Number.isInteger) ? 0 : unit.decimals;
}
