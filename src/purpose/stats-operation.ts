import {
  changePoints,
  directNotes,
  directRates,
  funnel,
  indirectRates,
  interruptedSeries,
  lifeExpectancies,
  lifeNotes,
  means,
  proportions,
  quantileGroups,
  rates,
  ruleSets,
  runChart,
  signList,
  slopeIndexes,
  slopeNotes,
  type Better,
  type FunnelMethod,
  type RuleSetName,
} from "@concordat/statistics";
import { byGroup, grouped, type StatsTable } from "./stats-table.ts";

/** What stands behind an operation on the command line. */
export interface StatsOptions {
  /** 0.9 to below 1. */
  readonly confidence?: number;
  /** 100,000 for rates, 1 for the others, unless given. */
  readonly per?: number;
  readonly quantiles?: number;
  readonly better?: Better;
  readonly target?: number;
  readonly ruleSet?: RuleSetName;
  readonly method?: FunnelMethod;
  /** Where a series changed, counted from 1: the first row after the change. */
  readonly changeAt?: number;
  /** Largest expected share of false signs. */
  readonly falseShare?: number;
}

/** What an operation gives back, ready for a CSV file. */
export interface StatsAnswer {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** Sentences about the whole. */
  readonly notes?: readonly string[];
}

/** One thing that `concordat stats` can do. */
export interface StatsOperation {
  readonly about: string;
  readonly columns: readonly string[];
  /** Columns that may be left out: `group` puts all rows in one group. */
  readonly optional: readonly string[];
  run(table: StatsTable, options: StatsOptions): StatsAnswer;
}

const limits = ["value", "lower", "upper"] as const;

function confidenceOf({ confidence }: StatsOptions): { readonly confidence?: number } {
  return confidence === undefined ? {} : { confidence };
}

function perOf({ per }: StatsOptions): { readonly per?: number } {
  return per === undefined ? {} : { per };
}

function shares(of: typeof proportions | typeof rates): StatsOperation["run"] {
  return (table, options) => {
    const { keys, groups } = grouped(table);
    const columns = { events: table.numbers("events"), people: table.numbers("people") };
    const found = of({
      ...columns,
      ...confidenceOf(options),
      ...perOf(options),
      ...(table.has("group") && { groups }),
    });
    return {
      columns: [...(table.has("group") ? ["group"] : []), ...limits],
      rows: Array.from(found.value, (value, row) => [
        ...(table.has("group") ? [keys[row] ?? ""] : []),
        value,
        found.lower[row]!,
        found.upper[row]!,
      ]),
    };
  };
}

function averages(table: StatsTable, options: StatsOptions): StatsAnswer {
  const { keys, groups } = grouped(table);
  const found = means({ values: table.numbers("value"), groups, ...confidenceOf(options) });
  return {
    columns: ["group", "count", ...limits],
    rows: keys.map((key, g) => [key, found.count[g]!, found.value[g]!, found.lower[g]!, found.upper[g]!]),
  };
}

function direct(table: StatsTable, options: StatsOptions): StatsAnswer {
  const { keys, groups } = grouped(table);
  const found = directRates({
    groups,
    events: table.numbers("events"),
    people: table.numbers("people"),
    standard: table.numbers("standard"),
    ...confidenceOf(options),
    ...perOf(options),
  });
  return {
    columns: ["group", "events", ...limits, "note"],
    rows: keys.map((key, g) => [
      key,
      found.events[g]!,
      found.value[g]!,
      found.lower[g]!,
      found.upper[g]!,
      directNotes[found.note[g]!]!,
    ]),
  };
}

function indirect(table: StatsTable, options: StatsOptions): StatsAnswer {
  const { keys, groups } = grouped(table);
  const found = indirectRates({
    groups,
    observed: table.numbers("observed"),
    people: table.numbers("people"),
    reference: { events: table.numbers("reference_events"), people: table.numbers("reference_people") },
    ...confidenceOf(options),
    ...perOf(options),
  });
  const { ratio, rate } = found;
  return {
    columns: [
      "group",
      "observed",
      "expected",
      "ratio",
      "ratio_lower",
      "ratio_upper",
      "rate",
      "rate_lower",
      "rate_upper",
    ],
    rows: keys.map((key, g) => [
      key,
      found.observed[g]!,
      found.expected[g]!,
      ...limits.map((limit) => ratio[limit][g]!),
      ...limits.map((limit) => rate[limit][g]!),
    ]),
  };
}

function life(table: StatsTable, options: StatsOptions): StatsAnswer {
  const { keys, groups } = grouped(table);
  const found = lifeExpectancies({
    groups,
    age: table.numbers("age"),
    deaths: table.numbers("deaths"),
    people: table.numbers("people"),
    ages: [0],
    ...confidenceOf(options),
  });
  return {
    columns: ["group", "people", "deaths", ...limits, "note"],
    rows: keys.map((key, g) => [
      key,
      found.people[g]!,
      found.deaths[g]!,
      found.value[g]!,
      found.lower[g]!,
      found.upper[g]!,
      lifeNotes[found.note[g]!]!,
    ]),
  };
}

function slopes(table: StatsTable, options: StatsOptions): StatsAnswer {
  const { keys, groups } = grouped(table);
  const found = slopeIndexes({
    groups,
    quantile: table.numbers("quantile"),
    people: table.numbers("people"),
    value: table.numbers("value"),
    kind: "measure",
    spread: { lower: table.numbers("lower"), upper: table.numbers("upper") },
    ...(options.quantiles !== undefined && { quantiles: options.quantiles }),
    ...confidenceOf(options),
  });
  return {
    columns: [
      "group",
      "slope",
      "slope_lower",
      "slope_upper",
      "relative",
      "relative_lower",
      "relative_upper",
      "note",
    ],
    rows: keys.map((key, g) => [
      key,
      ...limits.map((limit) => found.slope[limit][g]!),
      ...limits.map((limit) => found.relative[limit][g]!),
      slopeNotes[found.note[g]!]!,
    ]),
  };
}

function tenths(table: StatsTable, options: StatsOptions): StatsAnswer {
  const { keys, groups } = grouped(table);
  const values = table.numbers("value");
  const found = quantileGroups({
    values,
    groups,
    quantiles: options.quantiles ?? 10,
    order: "highest-first",
  });
  return {
    columns: ["group", "value", "quantile"],
    rows: Array.from(found, (quantile, row) => [keys[groups.of[row]!]!, values[row]!, quantile]),
  };
}

function charts(table: StatsTable, options: StatsOptions): StatsAnswer {
  const rows: (string | number)[][] = [];
  const notes: string[] = [];
  for (const { key, values } of byGroup(table, "value")) {
    const chart = runChart({
      values,
      better: options.better ?? "neither",
      target: options.target,
      ...(options.ruleSet && { ruleSet: ruleSets[options.ruleSet] }),
    });
    for (const point of chart.points) {
      const cells = [point.value ?? "", point.centre, point.lower ?? "", point.upper ?? ""];
      rows.push([key, point.index + 1, ...cells, point.rules.join(" "), point.meanings.join(" ")]);
    }
    notes.push(`${key}: ${chart.variation.reason}${chart.assurance ? ` ${chart.assurance.reason}` : ""}`);
  }
  return { columns: ["group", "point", "value", "mean", "lower", "upper", "rules", "meanings"], rows, notes };
}

function outliers(table: StatsTable, options: StatsOptions): StatsAnswer {
  const names = table.texts("name");
  const found = funnel({
    method: options.method ?? "shmi",
    observed: table.numbers("observed"),
    denominators: table.numbers("denominator"),
  });
  return {
    columns: ["name", "value", "z", "p", "place", "place_by_chance_alone"],
    rows: found.points.map((point) => [
      names[point.index]!,
      point.y,
      point.z,
      point.p,
      point.place,
      point.placeByChance,
    ]),
    notes: [
      ...found.notes,
      `Beyond the 99.8 per cent limits: ${found.beyond["99.8"]}; a chart of chance alone would say ${found.beyondByChance["99.8"]}.`,
    ],
  };
}

function changed(table: StatsTable, options: StatsOptions): StatsAnswer {
  const { changeAt } = options;
  if (changeAt === undefined)
    throw new RangeError("Say where the change was: --change-at 25 for the 25th row.");
  const columns = ["group", "what", "estimate", "lower", "upper", "p"];
  const rows: (string | number)[][] = [];
  const notes: string[] = [];
  for (const { key, values } of byGroup(table, "value")) {
    const found = interruptedSeries({ values, changeAt: changeAt - 1 });
    if (!found.ok) {
      notes.push(`${key}: ${found.problem}`);
      continue;
    }
    for (const what of ["level", "slope", "effectAtLast"] as const) {
      const { estimate, lower, upper, p } = found.value[what];
      rows.push([key, what, estimate, lower, upper, p]);
    }
    notes.push(`${key}: ${found.value.reason}`);
  }
  return { columns, rows, notes };
}

function levels(table: StatsTable): StatsAnswer {
  const rows: (string | number)[][] = [];
  const notes: string[] = [];
  for (const { key, values } of byGroup(table, "value")) {
    const found = changePoints({ values, search: "several", penalty: "mbic" });
    if (!found.ok) {
      notes.push(`${key}: ${found.problem}`);
      continue;
    }
    for (const { from, to, mean } of found.value.segments) rows.push([key, from + 1, to, mean]);
    notes.push(...found.value.notes.map((note) => `${key}: ${note}`));
  }
  return { columns: ["group", "first_point", "last_point", "mean"], rows, notes };
}

function chosenSigns(table: StatsTable, options: StatsOptions): StatsAnswer {
  const p = table.numbers("p");
  const list = signList(p, options.falseShare ?? 0.05);
  const names = table.texts("name");
  return {
    columns: ["name", "p"],
    rows: list.signs.map((index) => [names[index]!, p[index]!]),
    notes: [
      `${list.signs.length} of ${list.tests} tests are signs; at most ${list.falseExpected.toFixed(2)} of them are expected to be false.`,
    ],
  };
}

/** What `concordat stats` can do, by its word. */
export const statsOperations: Readonly<Record<string, StatsOperation>> = {
  proportion: operation("Shares with Wilson limits.", ["events", "people"], ["group"], shares(proportions)),
  rate: operation(
    "Rates per 100,000 (--per), exact below 10 events, Byar's limits from 10.",
    ["events", "people"],
    ["group"],
    shares(rates),
  ),
  mean: operation("Means with Student's t limits.", ["value"], ["group"], averages),
  "standardise-directly": operation(
    "Directly standardised rates by group.",
    ["events", "people", "standard"],
    ["group"],
    direct,
  ),
  "standardise-indirectly": operation(
    "Observed over expected, and the rate that follows.",
    ["observed", "people", "reference_events", "reference_people"],
    ["group"],
    indirect,
  ),
  "life-expectancy": operation(
    "Life expectancy at birth from 20 age bands.",
    ["age", "deaths", "people"],
    ["group"],
    life,
  ),
  "slope-index": operation(
    "Slope and relative index of inequality.",
    ["quantile", "people", "value", "lower", "upper"],
    ["group"],
    slopes,
  ),
  quantile: operation("Tenths (--quantiles) of the values, the highest first.", ["value"], ["group"], tenths),
  "run-chart": operation(
    "Run charts: limits and signals (--better, --target, --rule-set).",
    ["value"],
    ["group"],
    charts,
  ),
  funnel: operation(
    "A funnel with over-dispersion (--method shmi).",
    ["name", "observed", "denominator"],
    [],
    outliers,
  ),
  change: operation(
    "Level and slope before and after (--change-at), with autocorrelated errors.",
    ["value"],
    ["group"],
    changed,
  ),
  "change-points": operation("Where the level changes.", ["value"], ["group"], levels),
  signs: operation("The signs among many p values (--false-share).", ["name", "p"], [], chosenSigns),
};

function operation(
  about: string,
  columns: readonly string[],
  optional: readonly string[],
  run: StatsOperation["run"],
): StatsOperation {
  return { about, columns, optional, run };
}
