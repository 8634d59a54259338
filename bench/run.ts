// npm run bench [-- NAME ...] [-- --json]: measures, compares with peers, says which targets were met.
// Exit code 1 only when something could not be measured: a missed target is a finding, not a failure of the bench.
import { loadavg } from "node:os";
import process from "node:process";
import { calendarGroup } from "./calendar.ts";
import { importsGroup } from "./imports.ts";
import { ledgerGroup } from "./ledger.ts";
import type { BenchGroup, Measurement } from "./measurement.ts";
import { placeGroup } from "./place.ts";
import { poundsGroup } from "./pounds.ts";
import { purposeGroup } from "./purpose.ts";
import { recordGroup } from "./record.ts";
import { humanTable, jsonLine } from "./report.ts";
import { startGroup } from "./start.ts";
import { statisticsGroup } from "./statistics.ts";
import { statuteGroup } from "./statute.ts";
import { webGroup } from "./web.ts";

const groups: readonly BenchGroup[] = [
  calendarGroup,
  statuteGroup,
  ledgerGroup,
  statisticsGroup,
  importsGroup,
  recordGroup,
  placeGroup,
  purposeGroup,
  poundsGroup,
  webGroup,
  startGroup,
];

const asked = process.argv.slice(2);
const asJson = asked.includes("--json");
const names = asked.filter((word) => !word.startsWith("--"));
process.exitCode = await run();

async function run(): Promise<number> {
  const unknown = asked.filter((word) => word !== "--json" && !groups.some(({ name }) => name === word));
  if (unknown.length > 0) {
    note(
      `There is no group or option ${unknown.join(", ")}. The groups are: ${groups.map((group) => group.name).join(", ")}.`,
    );
    return 1;
  }
  const measurements: Measurement[] = [];
  let code = 0;
  const load = loadavg()[0] ?? 0;
  if (load > 1)
    note(
      `This machine is busy with other work (load ${load.toFixed(1)}); times are longer than they need be.`,
    );
  for (const group of groups) {
    if (names.length > 0 && !names.includes(group.name)) continue;
    note(`Measuring ${group.name}`);
    try {
      const found = await group.measure((line) => note(`  ${line}`));
      measurements.push(...found);
      if (asJson) for (const one of found) process.stdout.write(`${jsonLine(one)}\n`);
    } catch (error) {
      note(
        `The group ${group.name} could not be measured. ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      code = 1;
    }
  }
  if (!asJson) process.stdout.write(`${humanTable(measurements)}\n`);
  return code;
}

function note(line: string): void {
  process.stderr.write(`${line}\n`);
}
