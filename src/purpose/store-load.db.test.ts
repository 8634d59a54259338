import process from "node:process";
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { civilDate } from "@concordat/calendar";
import { testDatabase } from "../../test/support/database.ts";
import { factsOf, readCatalogue, readDataText, readShipped, rowsOf as readRows } from "../app/catalogue.ts";
import type { Db, SyncCount } from "../kernel/index.ts";
import { findArea, resolveCodes } from "../place/index.ts";
import { placeModule } from "../place/module.ts";
import { parseRules } from "./rules.ts";
import { purposeDatasets } from "./store-datasets.ts";
import { findIndicator, listIndicators } from "./store-indicators.ts";
import { listLatestFor, listLatestOf, listObservationsOf } from "./store-observations.ts";

type Row = Readonly<Record<string, string>>;

const { db } = await testDatabase();
const today = civilDate("2026-11-21");
const files = new Map(readCatalogue().map((file) => [file.key, file]));
const rules = parseRules(readDataText("purpose/observations.yaml"));
const datasets = [...(placeModule.datasets ?? []), ...purposeDatasets(rules)].toSorted(
  (a, b) => a.order - b.order,
);

function rowsOf(key: string): readonly Row[] {
  return readRows(readShipped(files.get(key)!).bytes);
}

async function load(keys: readonly string[]): Promise<SyncCount> {
  return await db.transaction().execute(async (tx) => {
    const total = { added: 0, changed: 0, removed: 0 };
    for (const key of datasets.map((one) => one.key).filter((one) => keys.includes(one))) {
      const count = await loadRows(tx, key, rowsOf(key));
      total.added += count.added;
      total.changed += count.changed;
      total.removed += count.removed;
    }
    return total;
  });
}

async function loadRows(tx: Db, key: string, rows: readonly Row[]): Promise<SyncCount> {
  return await datasets.find((one) => one.key === key)!.load(tx, rows, factsOf(files.get(key)!));
}

async function loading(key: string, rows: readonly Row[]): Promise<SyncCount> {
  return await db.transaction().execute(async (tx) => await loadRows(tx, key, rows));
}

const own = purposeDatasets(rules).map((one) => one.key);
const figures = own.slice(2);

beforeAll(async () => {
  await load(datasets.map((one) => one.key).filter((key) => !own.includes(key)));
  const began = performance.now();
  const first = await load(own);
  expect(first).toEqual({ added: 121 + 4 + 161_353, changed: 0, removed: 0 });
  process.stderr.write(`161,353 observations loaded in ${Math.round(performance.now() - began)} ms\n`);
});

test("invariant 6: loading everything a second time changes nothing", async () => {
  expect(await load(own)).toEqual({ added: 0, changed: 0, removed: 0 });
});

test("invariant 6: a changed, a missing and a new row are reported as such, and undone again", async () => {
  const key = "shmi-trust-2025";
  const [first, , ...rest] = rowsOf(key);
  const changed = [
    { ...first!, value: "0.5" },
    ...rest,
    { ...first!, period_start: "2024-01-01", period_end: "2024-12-31" },
  ];
  expect(await loading(key, changed)).toEqual({ added: 1, changed: 1, removed: 1 });
  expect(await load([key])).toEqual({ added: 1, changed: 1, removed: 1 });
});

test("England's delayed days in February 2020 are those of the revision of September 2020", async () => {
  const england = (await findArea(db, "england"))!;
  const [latest] = await listLatestFor(db, {
    of: { areaId: england.id },
    indicators: ["dtoc.days.total"],
    at: today,
  });
  const row = rowsOf("dtoc-england-month").find(
    (one) => one["indicator"] === "dtoc.days.total" && one["period_start"] === "2020-02-01",
  )!;
  expect(row["vintage"]).toBe("revised-2020-09");
  expect(latest).toMatchObject({
    vintage: "revised-2020-09",
    figure: { kind: "value", value: Number(row["value"]) },
    numerator: Number(row["numerator"]),
    span: { start: "2020-02-01", end: "2020-02-29" },
    dataset: "dtoc-england-month",
  });
});

test("Lewisham's residents in the middle of 2020 are those of the file", async () => {
  const lewisham = (await findArea(db, "lewisham"))!;
  const [latest] = await listLatestFor(db, {
    of: { areaId: lewisham.id },
    indicators: ["population.total"],
    at: today,
  });
  const row = rowsOf("population-age-band-council").find((one) => one["code"] === "E09000023")!;
  expect(latest).toMatchObject({
    figure: { kind: "value", value: Number(row["total"]) },
    span: { end: "2020-06-30" },
  });
});

test("a trust's mortality ratio of 2025 comes with observed and expected deaths", async () => {
  const { organisationId } = (await resolveCodes(db, ["R0A"])).get("R0A")!;
  const [latest] = await listLatestFor(db, {
    of: { organisationId: organisationId! },
    indicators: ["shmi.ratio"],
    at: today,
  });
  expect(latest).toMatchObject({
    figure: { kind: "value", value: 0.9936 },
    numerator: 4165,
    denominator: 4190,
  });
});

test("invariant 2: every status reaches the database as the files have it, and nothing becomes 0 or empty on the way", async () => {
  const found = await sql<{ status: string; rows: bigint; numbers: bigint; zeros: bigint }>`
    select status, count(*) as rows, count(value) as numbers, count(*) filter (where value = 0) as zeros
    from purpose.observation group by status order by status`.execute(db);
  expect(found.rows).toEqual([
    { status: "no-data", rows: 1581n, numbers: 0n, zeros: 0n },
    { status: "not-applicable", rows: 2196n, numbers: 0n, zeros: 0n },
    { status: "value", rows: 146_246n, numbers: 146_246n, zeros: 0n },
    { status: "zero", rows: 11_330n, numbers: 11_330n, zeros: 11_330n },
  ]);
});

test.each([
  ["a suppressed figure with a number", "suppressed", 5],
  ["a value without a number", "value", null],
  ["a value that is 0", "value", 0],
  ["a zero that is 3", "zero", 3],
  ["no data with a 0", "no-data", 0],
])("invariant 2: the database refuses %s", async (_, status, value) => {
  const refused =
    sql`update purpose.observation set status = ${status}, value = ${value} where code = 'R0A'`.execute(db);
  await expect(refused).rejects.toThrow(/observation_status_agrees/);
});

test("invariant 5: only the four listed codes stand for no area or organisation", async () => {
  const found = await sql<{ code: string }>`select distinct code from purpose.observation
    where area_id is null and organisation_id is null order by code`.execute(db);
  expect(found.rows.map((row) => row.code)).toEqual(["OTHER", "OUTSIDE-GB", "S92000003", "W92000004"]);
});

test("invariant 3: no subject has two figures for one period within one series", async () => {
  const found = await sql`select indicator_id, area_id, organisation_id from purpose.observation
    where area_id is not null or organisation_id is not null
    group by indicator_id, area_id, organisation_id, dimension, vintage, period_start, period_end having count(*) > 1`.execute(
    db,
  );
  expect(found.rows).toEqual([]);
});

test("invariant 11: on a past day only periods that had ended by then are shown", async () => {
  const england = (await findArea(db, "england"))!;
  const asked = { of: { areaId: england.id }, indicators: ["dtoc.days.total"], at: civilDate("2015-06-15") };
  expect((await listLatestFor(db, asked))[0]?.span).toEqual({ start: "2015-05-01", end: "2015-05-31" });
});

test("the latest of an indicator has each subject once, and agrees with a plain query", async () => {
  const latest = await listLatestOf(db, { indicator: "ae.within-four-hours", at: today });
  const plain = await sql<{ code: string; period_end: string }>`select code, max(period_end) as period_end
    from purpose.observation where indicator_id = 'ae.within-four-hours' group by code order by code`.execute(
    db,
  );
  expect(latest.map((one) => [one.code, one.span.end])).toEqual(
    plain.rows.map((row) => [row.code, row.period_end]),
  );
});

test("what is held of every indicator was counted", async () => {
  const indicators = await listIndicators(db);
  expect(indicators).toHaveLength(124);
  expect(indicators.reduce((sum, one) => sum + (one.cover?.observations ?? 0), 0)).toBe(161_353);
  expect((await findIndicator(db, "drd.delayed-share"))?.cover).toMatchObject({
    areas: 153 + 1,
    organisations: 0,
  });
  expect(figures).toHaveLength(16);
});

test("the series of an area holds both years and months, to be parted", async () => {
  const lewisham = (await findArea(db, "lewisham"))!;
  const found = await listObservationsOf(db, {
    indicator: "drd.delayed-share",
    of: { areaId: lewisham.id },
    at: today,
  });
  expect(found).toHaveLength(13);
});

test("a code that nobody knows stops the load and says which", async () => {
  const rows = [{ ...rowsOf("shmi-trust-2025")[0]!, code: "XX9" }];
  await expect(loading("shmi-trust-2025", rows)).rejects.toThrow(/no organisation here: XX9/);
});

test("an indicator that nobody described stops the load and says which", async () => {
  const rows = [{ ...rowsOf("shmi-trust-2025")[0]!, indicator: "shmi.other" }];
  await expect(loading("shmi-trust-2025", rows)).rejects.toThrow(
    /shmi\.other, which purpose\/indicators\.csv does not describe/,
  );
});

test("the same observation twice stops the load, also where rows are held already", async () => {
  const row = rowsOf("shmi-trust-2025")[0]!;
  await expect(loading("shmi-trust-2025", [row, row])).rejects.toThrow(
    /stands twice in the file: shmi.ratio, R0A/,
  );
});

test("an indicator that is still used cannot leave the list", async () => {
  const rows = rowsOf("indicators").filter((row) => row["id"] !== "shmi.spells");
  await expect(loading("indicators", rows)).rejects.toThrow(
    /figures of shmi.spells, which purpose\/indicators.csv no longer describes/,
  );
});
