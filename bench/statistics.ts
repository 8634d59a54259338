import { readFileSync } from "node:fs";
import {
  directRates,
  funnel,
  groupRows,
  indirectRates,
  lifeExpectancies,
  proportions,
  quantileGroups,
  rates,
  ratioEdges,
  ratioPositions,
  runCharts,
  slopeIndexes,
  usualRuleSet,
} from "@concordat/statistics";
import { sharedFile } from "../test/support/shared.ts";
import type { BenchGroup, Measurement, Target } from "./measurement.ts";
import { bestSeconds } from "./rate.ts";

/** Grouped work is to take a hundredth of the package's time, plain vectors no longer, the slope index a ten-thousandth. */
const grouped: Target = { of: "ratio", most: 0.01 };
const plain: Target = { of: "ratio", most: 1 };
const closedForm: Target = { of: "ratio", most: 0.0001 };

/** One operation on the inputs that the packages were timed on. */
interface Timed {
  readonly name: string;
  readonly package: string;
  /** Seconds of the package, R 4.5.0 on one core of an AMD EPYC at about 2.6 GHz; of two runs the faster. */
  readonly recorded: number;
  readonly target: Target;
  /** Reads the input, outside the time taken, and gives the work. */
  prepare(): () => unknown;
}

const phe = "PHEindicatormethods 2.1.0";
const timed: readonly Timed[] = [
  { name: "proportions-50000", package: phe, recorded: 0.008, target: plain, prepare: prepareProportions },
  { name: "rates-50000", package: phe, recorded: 0.1, target: plain, prepare: prepareRates },
  { name: "quantile-33755", package: phe, recorded: 0.14, target: plain, prepare: prepareQuantiles },
  { name: "direct-10000x19", package: phe, recorded: 3.6, target: grouped, prepare: prepareDirect },
  { name: "indirect-10000x19", package: phe, recorded: 6.5, target: grouped, prepare: prepareIndirect },
  { name: "life-expectancy-2000x20", package: phe, recorded: 6.4, target: grouped, prepare: prepareLife },
  { name: "slope-index-2000x10", package: phe, recorded: 921.7, target: closedForm, prepare: prepareSlopes },
  {
    name: "run-charts-5000x36",
    package: "NHSRplotthedots 0.2.2",
    recorded: 11.8,
    target: grouped,
    prepare: prepareCharts,
  },
  {
    name: "funnel-5000",
    package: "FunnelPlotR 0.6.0",
    recorded: 0.08,
    target: plain,
    prepare: prepareFunnel,
  },
  {
    name: "funnel-significance-5000",
    package: phe,
    recorded: 1.7,
    target: grouped,
    prepare: prepareSignificance,
  },
  { name: "funnel-limits-100", package: phe, recorded: 2.4, target: grouped, prepare: prepareLimits },
];

/** The engine beside the times of the R packages on the same inputs: recorded once, not run here. */
export const statisticsGroup: BenchGroup = {
  name: "statistics",
  measure: async (tell) => {
    if (sharedFile("data/bench/inputs/dsr_10000x19.csv") === undefined)
      throw new Error(
        "The inputs that the packages were timed on are not here. Name the folder that holds data/bench/inputs in CONCORDAT_SHARED.",
      );
    const found: Measurement[] = [];
    for (const one of timed) {
      tell(one.name);
      const work = one.prepare();
      work();
      const seconds = await bestSeconds(async () => work());
      const peer = { name: `${one.package} in R 4.5.0, recorded`, value: one.recorded * 1000 };
      found.push({
        name: `statistics.${one.name}`,
        value: seconds * 1000,
        unit: "ms",
        peer,
        target: one.target,
      });
    }
    return found;
  },
};

type Columns = ReadonlyMap<string, readonly string[]>;

function read(file: string): Columns {
  const path = sharedFile(`data/bench/inputs/${file}`);
  if (path === undefined) throw new Error(`The input ${file} is not in the shared folder.`);
  const [head = "", ...lines] = readFileSync(path, "utf8").trimEnd().split(/\r?\n/u);
  const rows = lines.map((line) => line.split(","));
  return new Map(head.split(",").map((name, column) => [name, rows.map((row) => row[column] ?? "")]));
}

function numbers(columns: Columns, name: string): Float64Array {
  const texts = columns.get(name);
  if (texts === undefined) throw new Error(`There is no column ${name}.`);
  return Float64Array.from(texts, (text) => (text === "" || text === "NA" ? Number.NaN : Number(text)));
}

function prepareProportions(): () => unknown {
  const columns = read("proportions_50000.csv");
  const [events, people] = [numbers(columns, "x"), numbers(columns, "n")];
  return () => proportions({ events, people });
}

function prepareRates(): () => unknown {
  const columns = read("proportions_50000.csv");
  const [events, people] = [numbers(columns, "x"), numbers(columns, "n")];
  return () => rates({ events, people });
}

function prepareQuantiles(): () => unknown {
  const columns = read("quantile_33755.csv");
  const [values, { groups }] = [numbers(columns, "value"), groupRows(columns.get("la") ?? [])];
  return () => quantileGroups({ values, groups, order: "highest-first" });
}

function prepareDirect(): () => unknown {
  const columns = read("dsr_10000x19.csv");
  const areas = columns.get("area") ?? [];
  const [events, people] = [numbers(columns, "obs"), numbers(columns, "pop")];
  const standard = numbers(columns, "esp2013");
  return () => directRates({ groups: groupRows(areas).groups, events, people, standard });
}

function prepareIndirect(): () => unknown {
  const columns = read("dsr_10000x19.csv");
  const areas = columns.get("area") ?? [];
  const bands = groupRows(columns.get("band") ?? []).groups;
  const [observed, people] = [numbers(columns, "obs"), numbers(columns, "pop")];
  const reference = {
    events: new Float64Array(bands.count),
    people: new Float64Array(bands.count),
    of: bands.of,
  };
  for (const [row, band] of bands.of.entries()) {
    reference.events[band]! += observed[row]!;
    reference.people[band]! += people[row]!;
  }
  return () => indirectRates({ groups: groupRows(areas).groups, observed, people, reference });
}

function prepareLife(): () => unknown {
  const columns = read("le_2000x20.csv");
  const areas = columns.get("area") ?? [];
  const [age, deaths, people] = ["startage", "deaths", "pops"].map((name) => numbers(columns, name));
  return () =>
    lifeExpectancies({ groups: groupRows(areas).groups, age: age!, deaths: deaths!, people: people! });
}

function prepareSlopes(): () => unknown {
  const columns = read("sii_2000x10.csv");
  const areas = columns.get("area") ?? [];
  const [quantile, people, value] = ["decile", "population", "value"].map((name) => numbers(columns, name));
  const spread = { lower: numbers(columns, "lower"), upper: numbers(columns, "upper") };
  return () =>
    slopeIndexes({
      groups: groupRows(areas).groups,
      quantile: quantile!,
      people: people!,
      value: value!,
      kind: "proportion",
      spread,
    });
}

function prepareCharts(): () => unknown {
  const columns = read("xmr_5000x36.csv");
  const series = columns.get("series") ?? [];
  const values = numbers(columns, "y");
  const starts = [...series.keys()].filter((row) => series[row] !== series[row - 1]);
  return () => runCharts({ values, starts: Uint32Array.of(...starts, values.length), ruleSet: usualRuleSet });
}

function prepareFunnel(): () => unknown {
  const columns = read("funnel_5000.csv");
  const [observed, denominators] = [numbers(columns, "obs"), numbers(columns, "expected")];
  return () => funnel({ method: "shmi", observed, denominators });
}

function prepareSignificance(): () => unknown {
  const columns = read("funnel_5000.csv");
  const [observed, expected] = [numbers(columns, "obs"), numbers(columns, "expected")];
  return () => ratioPositions({ observed, expected });
}

function prepareLimits(): () => unknown {
  const counts = Float64Array.from({ length: 100 }, (_, row) => 1 + row * 20);
  return () => ratioEdges({ counts, as: "ratio" });
}
