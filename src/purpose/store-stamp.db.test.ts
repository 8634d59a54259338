import { expect, test, vi } from "vitest";
import { civilDate } from "@concordat/calendar";
import { startTestApp } from "../../test/support/app.ts";
import { theodora } from "../../test/support/factories/people.ts";
import { observationRules } from "../app/catalogue.ts";
import type { Acting, ImportKind } from "../kernel/index.ts";
import { signId } from "./sign.ts";
import { stampOf } from "./store-stamp.ts";

const now = "2026-11-21T10:00:00Z";
const today = civilDate("2026-11-21");
const app = await startTestApp({ now, shipped: true });
const { db } = app;

/** Two nodes: each has a memory of its own, because its modules are loaded anew. */
const nodes = [await freshNode(), await freshNode()];

async function freshNode() {
  vi.resetModules();
  const { signsOn } = await import("./store-signs.ts");
  const { listMonthSums } = await import("./store-months.ts");
  const { createPurposeModule } = await import("./module.ts");
  return {
    signsOn,
    listMonthSums,
    purpose: createPurposeModule({ rules: observationRules() }),
  };
}

const codes = "R0A R0B R1F R1H R1K RA2 RA7 RA9 RAE RAJ RAL RAP RAS RAX RBD RBK RBL RBN".split(" ");

/** Brings in a made-up count of one month in which one trust lies far out, as the import of a file does. */
async function bringIn(month: string, events: (index: number) => number): Promise<void> {
  const kind = nodes[0]!.purpose.imports!.find(({ name }) => name === "purpose.figures") as ImportKind;
  const last = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate();
  const rows = codes.map((code, index) => ({
    line: index + 2,
    value: kind.row.parse({
      indicator: "imported.kept",
      indicator_name: "Forms in blue ink (made up for a test)",
      unit: "fraction of 1",
      direction: "lower-better",
      code,
      period_start: `${month}-01`,
      period_end: `${month}-${String(last)}`,
      value: String(events(index) / 1000),
      numerator: String(events(index)),
      denominator: "1000",
    }),
  }));
  await db.transaction().execute(async (tx) => {
    const run = { id: `kept-${month}`, source: "Made up for a test", seen: today };
    const { refused } = await kind.apply({ tx, today } as unknown as Acting, rows, run);
    expect(refused).toEqual([]);
  });
}

const outliers = async (on = today): Promise<readonly (readonly string[])[]> =>
  await Promise.all(
    nodes.map(async ({ signsOn }) =>
      (await signsOn(db, on)).signs.map(signId).filter((id) => id.includes("imported.kept")),
    ),
  );

const sums = async (): Promise<readonly (readonly number[])[]> =>
  await Promise.all(
    nodes.map(async ({ listMonthSums }) =>
      (
        await listMonthSums(db, {
          indicators: ["imported.kept"],
          months: [civilDate("2026-03-01"), civilDate("2026-04-01")],
          at: today,
        })
      ).map(({ numerator }) => numerator),
    ),
  );

const onBoth = (signs: readonly string[]): readonly (readonly string[])[] => nodes.map(() => signs);

test("what is kept is kept while the figures stay, and dropped by both nodes after an import", async () => {
  expect(await outliers()).toEqual([[], []]);
  expect(await nodes[1]!.signsOn(db, today)).toBe(await nodes[1]!.signsOn(db, today));
  expect(await sums()).toEqual([[], []]);
  await bringIn("2026-03", (index) => (index === 5 ? 700 : 100 + (index % 5)));
  expect(await outliers()).toEqual(onBoth(["outlier~imported.kept~RA2~2026-03-31"]));
  const march = codes.reduce((sum, _, index) => sum + (index === 5 ? 700 : 100 + (index % 5)), 0);
  expect(await sums()).toEqual([[march], [march]]);
});

test("another day has its own signs, and a second import replaces what was kept of it", async () => {
  expect(await outliers(civilDate("2026-03-30"))).toEqual([[], []]);
  await bringIn("2026-04", (index) => (index === 7 ? 650 : 100 + (index % 5)));
  expect(await outliers()).toEqual(onBoth(["outlier~imported.kept~RA9~2026-04-30"]));
  expect(await outliers(civilDate("2026-04-29"))).toEqual(onBoth(["outlier~imported.kept~RA2~2026-03-31"]));
  expect((await sums())[1]).toHaveLength(2);
});

test("a figure entered by hand gives its indicator another stamp and its page another answer, on the other node too", async () => {
  const other = await startTestApp({ now, database: app.database });
  const browser = await app.signIn(theodora.email);
  const indicator = (await localIndicators())[0]!;
  const page = async (on: typeof app): Promise<string> =>
    (await on.get(`/outcomes/${indicator}.json?area=aldermere`)).text;
  const before = await stampOf(db, [indicator]);
  const shown = [await page(app), await page(other)];
  await browser.get("/areas/aldermere/figures/add");
  const entered = {
    slug: "aldermere",
    indicator,
    periodStart: "2026-07-01",
    periodEnd: "2026-09-30",
    figure: { kind: "value", value: 41.75 },
  };
  const answer = await browser.api("/api/purpose/enter-observation", entered);
  expect(answer.status, answer.text).toBe(200);
  expect(await stampOf(db, [indicator])).not.toBe(before);
  expect(await stampOf(db, [indicator])).toBe(await stampOf(db, [indicator]));
  expect(shown.join("")).not.toContain("41.75");
  expect(await page(app)).toContain("41.75");
  await expect.poll(async () => await page(other)).toContain("41.75");
});

async function localIndicators(): Promise<readonly string[]> {
  const { listLocalIndicators } = await import("./store-indicators.ts");
  return (await listLocalIndicators(db)).map(({ id }) => id);
}

test("a table with other headings is taken by an administrator, worked on at once, and its figures are held", async () => {
  const browser = await app.signInAdministrator();
  expect((await browser.get("/outcomes")).text).toContain('href="/outcomes/map-a-file"');
  expect((await browser.get("/imports")).text).toContain('href="/outcomes/map-a-file"');
  expect((await app.get("/outcomes")).text).not.toContain('href="/outcomes/map-a-file"');
  const table =
    "Trust,Month,Share,Group\nR0A,August 2026,0.25,Total\nR0A,August 2026,0.5,Black Caribbean\nR0A,soon,1,Total\n";
  const sent = await browser.api("/api/purpose/map-file", {
    file: { name: "shares.csv", base64: Buffer.from(table).toString("base64") },
    source: "Made up for a test",
    seen: "2026-11-20",
    dryRun: "false",
    indicator: "imported.mapped",
    name: "Forms in green ink (made up for a test)",
    unit: "fraction of 1",
    direction: "lower-better",
    code: "Trust",
    period: "Month",
    periodAs: "text",
    value: "Share",
    group: "Group",
    groupKind: "ethnicity",
  });
  expect(sent.status, sent.text).toBe(200);
  const address = /\/imports\/[\w-]+/.exec(sent.text)?.[0] ?? "";
  const state = async () => (await browser.get(`${address}.json`)).json();
  // The clock stands still, so the job that takes up idle imports never comes: the act itself queues the work.
  await expect.poll(state).toMatchObject({ status: "done", rowsAccepted: 2, rowsRefused: 1 });
  expect((await browser.get(`${address}/refused.csv`)).text).toContain("“soon” in Month is no period");
  expect(await stampOf(db, ["imported.mapped"])).not.toBe("");
});
