import { performance } from "node:perf_hooks";
import process from "node:process";
import { Readable } from "node:stream";
import { addMonths, civilDate } from "@concordat/calendar";
import { mersenneTwister, type RandomStream } from "@concordat/statistics";
import { observationRules } from "../src/app/catalogue.ts";
import { checkRow, matchColumns, openTable } from "../src/imports/index.ts";
import { systemClock, type Acting, type ImportKind } from "../src/kernel/index.ts";
import { readConnectionNote } from "../src/platform/database/connection.ts";
import { createDb, createPool } from "../src/platform/database/pool.ts";
import { createPurposeModule } from "../src/purpose/index.ts";
import type { Observation } from "../src/purpose/observation.ts";
import { monthFrom } from "../src/purpose/period.ts";
import { signsAmong, type SignTest } from "../src/purpose/sign.ts";
import { changeTest, outlierTests, type MonthlySeries } from "../src/purpose/sign-test.ts";
import { shoot } from "./load.ts";
import type { BenchGroup, Measurement } from "./measurement.ts";
import { withSite, type BenchSite } from "./site.ts";

const places = 150;
const indicators = 200;
const months = 60;
const importRows = 100_000;
/** Long enough for several pages on a busy machine. */
const seconds = 8;
/** Chance levels are for time only: what is measured has no signs but those of chance. */
const seed = 20_261_122;

/** Profiles of many charts, signs over a national list, and figures by the hundred thousand. */
export const purposeGroup: BenchGroup = {
  name: "purpose",
  measure: async (tell) => {
    tell(`signs over ${places} places, ${indicators} indicators, ${months} months`);
    const signs = measureSigns();
    tell("a profile of 40 charts; a file of figures");
    return [
      ...signs,
      ...(await withSite(async (site) => [...(await profile(site)), ...(await measureImport(site))])),
    ];
  },
};

async function profile({ origin }: BenchSite): Promise<readonly Measurement[]> {
  const paths = ["/outcomes/areas/south-east-london"];
  const cold = await shoot({ origin, paths, connections: 1, seconds, uniqueQuery: true });
  const cached = await shoot({ origin, paths, connections: 1, seconds });
  if (cold.total === 0 || cached.total === 0)
    throw new Error(
      `No page was answered within ${seconds} seconds: this machine is too busy to measure pages.`,
    );
  return [
    { name: "purpose.profile-cold.p50", value: cold.p50, unit: "ms", target: { of: "value", most: 250 } },
    { name: "purpose.profile-cached.p50", value: cached.p50, unit: "ms", target: { of: "value", most: 15 } },
  ];
}

function measureSigns(): readonly Measurement[] {
  const random = mersenneTwister(seed);
  const start = civilDate("2021-08-01");
  const span = monthFrom(addMonths(start, months - 1));
  const series = madeUpSeries(random, { start, end: span.end });
  const latest = madeUpFigures(random, span);
  const began = performance.now();
  const before = process.cpuUsage();
  const tests: SignTest[] = [];
  for (const one of series) {
    const test = changeTest(one);
    if (test) tests.push(test);
  }
  for (const [which, one] of latest.entries())
    tests.push(...outlierTests(one, { id: `made-up.${which}`, direction: "lower-better" }, () => "place"));
  const list = signsAmong(tests);
  const elapsed = (performance.now() - began) / 1000;
  const cpu = cpuSecondsSince(before);
  if (list.tests < indicators * places) throw new Error(`Only ${list.tests} tests were made.`);
  const target = { of: "value", most: 5 } as const;
  return [
    { name: "purpose.signs-150x200x60", value: elapsed, unit: "s", target },
    { name: "purpose.signs-150x200x60.cpu", value: cpu, unit: "s", target },
  ];
}

function madeUpSeries(
  random: RandomStream,
  { start, end }: Pick<MonthlySeries, "start" | "end">,
): readonly MonthlySeries[] {
  return Array.from({ length: indicators * places }, (_, index): MonthlySeries => {
    let error = 0;
    const values = Float64Array.from({ length: months }, () => {
      error = 0.4 * error + random.normal();
      return 100 + error;
    });
    const indicator = `made-up.${Math.floor(index / places)}`;
    return {
      indicator,
      code: `p${index % places}`,
      areaId: `p${index % places}`,
      unit: "days",
      vintage: "one",
      start,
      end,
      values,
    };
  });
}

function madeUpFigures(random: RandomStream, span: Observation["span"]): readonly (readonly Observation[])[] {
  return Array.from({ length: indicators }, (_, which) =>
    Array.from({ length: places }, (__, place): Observation => {
      const people = 800 + ((place * 13) % 400);
      const events = Math.round(people * (0.2 + 0.01 * random.normal()));
      return {
        indicator: `made-up.${which}`,
        code: `p${place}`,
        dimension: "",
        span,
        vintage: "one",
        figure: { kind: "value", value: events / people },
        numerator: events,
        denominator: people,
        unit: "fraction of 1",
        basis: "illustrative",
        areaId: `p${place}`,
      };
    }),
  );
}

/** What this process took of the processor since: on a busy machine the truer figure. */
function cpuSecondsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000_000;
}

/** Rows a second through the kit and into the database, in one transaction that is taken back. */
async function measureImport({ folder }: BenchSite): Promise<readonly Measurement[]> {
  const note = readConnectionNote(folder);
  if (note === undefined) throw new Error("The running application left no connection note.");
  const pool = createPool({
    connection: note.connection,
    applicationName: "concordat-bench",
    statementMsMax: 0,
  });
  const kind = createPurposeModule({ rules: observationRules() }).imports?.find(
    (one) => one.name === "purpose.figures",
  );
  if (!kind) throw new Error("There is no import purpose.figures.");
  let elapsed = Number.NaN;
  let cpu = Number.NaN;
  try {
    await createDb(pool)
      .transaction()
      .execute(async (tx) => {
        const began = performance.now();
        const before = process.cpuUsage();
        await applyAll(kind, { tx, clock: systemClock, today: civilDate("2026-11-21") } as unknown as Acting);
        elapsed = (performance.now() - began) / 1000;
        cpu = cpuSecondsSince(before);
        throw new Error("taken back");
      })
      .catch((error: unknown) => {
        if (!(error instanceof Error && error.message === "taken back")) throw error;
      });
  } finally {
    await pool.end();
  }
  // A million rows in 60 seconds: on a busy machine the time of the processor tells more than the clock.
  const million = 1_000_000 / importRows;
  return [
    {
      name: "purpose.import-figures",
      value: importRows / elapsed,
      unit: "rows/s",
      target: { of: "value", least: 16_667 },
    },
    {
      name: "purpose.import-million.cpu",
      value: cpu * million,
      unit: "s",
      target: { of: "value", most: 60 },
    },
    {
      name: "purpose.import.resident",
      value: process.memoryUsage.rss() / 1024 / 1024,
      unit: "MB",
      target: { of: "value", most: 500 },
    },
  ];
}

async function applyAll(kind: ImportKind, acting: Acting): Promise<void> {
  const table = await openTable(Readable.from(lines()), { fileName: "bench.csv" });
  const match = matchColumns(
    table.columns,
    kind.columns.map(({ name, required }) => ({ field: name, heading: name, required })),
  );
  if (!match.ok) throw new Error(match.problems.map((one) => one.message).join(" "));
  let batch: { line: number; value: unknown }[] = [];
  const run = { id: "bench", source: "made up for the bench", seen: civilDate("2026-11-20") };
  const flush = async (): Promise<void> => {
    const { refused } = await kind.apply(acting, batch, run);
    if (refused[0]) throw new Error(refused[0].reason);
    batch = [];
  };
  for await (const row of table.rows()) {
    const checked = checkRow(kind.row as never, match.value, row);
    if (!checked.ok) throw new Error(checked.problems[0]?.reason);
    batch.push({ line: row.line, value: checked.value });
    if (batch.length === 500) await flush();
  }
  if (batch.length > 0) await flush();
}

function* lines(): Generator<Buffer> {
  yield Buffer.from("indicator,unit,direction,code,period_start,period_end,value,numerator,denominator\r\n");
  const codes = ["RJ1", "RJ2", "RYQ", "RAX", "RAL", "RAS", "RQM", "RYJ", "RJZ", "R1H"];
  const perCode = importRows / codes.length;
  for (const code of codes) {
    let text = "";
    for (let row = 0; row < perCode; row += 1) {
      const month = monthFrom(addMonths(civilDate("1990-01-01"), row % 400));
      text += `imported.bench-${Math.floor(row / 400)},fraction of 1,neither,${code},${month.start},${month.end},0.25,25,100\r\n`;
    }
    yield Buffer.from(text);
  }
}
