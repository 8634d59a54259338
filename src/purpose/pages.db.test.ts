import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { civilDate } from "@concordat/calendar";
import { testDatabase } from "../../test/support/database.ts";
import { factsOf, readCatalogue, observationRules, readShipped, rowsOf } from "../app/catalogue.ts";
import {
  fixedClock,
  instant,
  plainText,
  readAs,
  visitor,
  type Asking,
  type SubjectRef,
} from "../kernel/index.ts";
import { areaRef, findArea, getArea } from "../place/index.ts";
import { placeModule } from "../place/module.ts";
import { createPurposeModule } from "./module.ts";
import { keepEntered } from "./store-entered.ts";
import { findIndicator } from "./store-indicators.ts";

const { db } = await testDatabase();
const clock = fixedClock(instant("2026-11-21T10:00:00Z"));
const purpose = createPurposeModule({ rules: observationRules() });

async function asking(at = "2026-11-21"): Promise<Omit<Asking, "db">> {
  const today = civilDate("2026-11-21");
  return {
    viewer: visitor,
    at: civilDate(at),
    atGiven: at !== "2026-11-21",
    today,
    clock,
    whole: false,
    files: { listFor: () => Promise.resolve([]) },
    links: { listAround: () => Promise.resolve([]) },
    describe: () => Promise.resolve([]),
  };
}

async function panelOf(
  subject: SubjectRef,
  at?: string,
): Promise<
  | { answer: string; items: readonly Record<string, unknown>[]; figures: readonly unknown[] | undefined }
  | undefined
> {
  const panel = purpose.panels?.find((one) => one.on === subject.kind);
  const rest = await asking(at);
  const model = await readAs(db, visitor, async (seen) => await panel?.load({ ...rest, db: seen }, subject));
  return (
    model && {
      answer: plainText(model.answer),
      items: (model.json as { items: readonly Record<string, unknown>[] }).items,
      figures: model.table?.rows.map((row) => row["figure"]),
    }
  );
}

async function pageOf(
  indicator: string,
  query: Record<string, string> = {},
): Promise<Awaited<ReturnType<NonNullable<typeof purpose.pages>[number]["load"]>>> {
  const page = purpose.pages?.find((one) => one.name === "purpose.indicator");
  const rest = await asking();
  return await readAs(
    db,
    visitor,
    async (seen) => await page?.load({ ...rest, db: seen }, { params: { indicator }, query }),
  );
}

const figureFiles = [
  "dtoc-england-month",
  "dtoc-council-month",
  "discharge-ready-council-year",
  "discharge-ready-council-month",
  "population-age-band-council",
  "shmi-trust-2025",
];

beforeAll(async () => {
  const wanted = ["indicators", "codes-without-place", ...figureFiles];
  const due = [
    ...(placeModule.datasets ?? []),
    ...(purpose.datasets ?? []).filter((one) => wanted.includes(one.key)),
  ];
  const files = new Map(readCatalogue().map((file) => [file.key, file]));
  await db.transaction().execute(async (tx) => {
    for (const dataset of due.toSorted((a, b) => a.order - b.order)) {
      const file = files.get(dataset.key)!;
      await dataset.load(tx, rowsOf(readShipped(file).bytes), factsOf(file));
    }
  });
});

describe("pages", () => {
  test("England's delayed days: the answer, a line of the revised edition alone, and the other edition named apart", async () => {
    const page = await pageOf("dtoc.days.total");
    const row = rowsOf(
      readShipped(readCatalogue().find((one) => one.key === "dtoc-england-month")!).bytes,
    ).find((one) => one["indicator"] === "dtoc.days.total" && one["period_start"] === "2020-02-01")!;
    const figure = Number(row["value"]).toLocaleString("en-GB", { maximumFractionDigits: 1 });
    expect(plainText(page!.answer)).toBe(
      `England: ${figure} delayed days a day in February 2020, the latest period held. Lower is better. 2 values in a row lie above the upper limit (January 2020 to February 2020).`,
    );
    expect(page?.picture?.table.rows).toHaveLength(115);
    expect((page!.json["series"] as { vintage: string }).vintage).toBe("revised-2020-09");
    expect(page?.sections?.find((one) => one.kind === "list")).toMatchObject({ items: [{}, {}] });
    expect(page?.sources?.map((one) => one.text)).toEqual([
      "NHS England: Delayed transfers of care, England by month",
    ]);
  });

  test("months and years of one council are two series", async () => {
    const page = await pageOf("drd.delayed-share", { area: "lewisham" });
    expect((page!.json["series"] as { items: unknown[] }).items).toHaveLength(12);
    expect(
      (await pageOf("drd.delayed-share", { area: "lewisham", series: "1" }))?.json["series"],
    ).toMatchObject({ length: "year", items: [{}] });
  });

  test("an area or indicator that is not there is no page", async () => {
    expect(await pageOf("dtoc.days.total", { area: "nowhere" })).toBeUndefined();
    expect(await pageOf("nothing")).toBeUndefined();
  });

  test("an organisation's figures have their own line", async () => {
    const page = await pageOf("shmi.ratio");
    expect(plainText(page!.answer)).toContain("118 organisations, not for England");
    expect(page?.table?.rows).toHaveLength(118);
  });

  test("the list has every indicator, and on a past day only those that had begun", async () => {
    const list = purpose.pages?.find((one) => one.name === "purpose.indicators");
    const items = async (at: string): Promise<readonly { id: string }[]> => {
      const rest = await asking(at);
      const model = await readAs(
        db,
        visitor,
        async (seen) => await list?.load({ ...rest, db: seen }, { params: {}, query: {} }),
      );
      return model?.json["items"] as readonly { id: string }[];
    };
    expect(await items("2026-11-21")).toHaveLength(124);
    const then = (await items("2015-01-01")).map((one) => one.id);
    expect(then).toContain("dtoc.days.total");
    expect(then).not.toContain("drd.discharges");
  });

  test("the sentence above the list and the list agree: indicators with figures, and those that nobody filled yet", async () => {
    const list = purpose.pages?.find((one) => one.name === "purpose.indicators");
    const rest = await asking();
    const model = await readAs(
      db,
      visitor,
      async (seen) => await list?.load({ ...rest, db: seen }, { params: {}, query: {} }),
    );
    const rows = model?.table?.rows ?? [];
    const filled = rows.filter((row) => row["firstDay"] !== undefined).length;
    const answer = plainText(model!.answer);
    expect(filled).toBeLessThan(rows.length);
    expect(answer).toContain(` of ${filled} indicators from `);
    expect(answer).toMatch(
      new RegExp(
        ` ${rows.length - filled} more indicators are listed, and nobody has entered a figure of them yet\\.$`,
      ),
    );
    expect(new Set(rows.map((row) => row["unit"]))).not.toContain("score");
  });

  test.each(["zero", "no-data", "not-applicable", "suppressed"] as const)(
    "invariant 2: on the page %s is said as it is",
    async (kind) => {
      const area = await getArea(db, "aldermere");
      const page = await db
        .transaction()
        .execute(async (tx) => {
          const local = (await findIndicator(tx, "local.step-down-beds-open"))!;
          const span = { start: civilDate("2026-10-01"), end: civilDate("2026-10-31") };
          const organisation = { id: area.id, slug: `body-${kind}` };
          await keepEntered(tx, {
            indicator: local,
            area,
            organisation,
            span,
            figure: { kind },
            on: civilDate("2026-11-02"),
            basis: "illustrative",
          });
        })
        .then(async () => await pageOf("local.step-down-beds-open", { area: "aldermere" }));
      const row = page?.table?.rows.find((one) => one["vintage"] === `kept by body-${kind}`);
      expect(row).toMatchObject({ figure: { kind }, subject: { text: "Aldermere", tag: "Illustrative" } });
    },
  );

  test("the JSON of every page keeps to its shape", async () => {
    const page = purpose.pages?.find((one) => one.name === "purpose.indicator");
    expect(
      page?.json.safeParse((await pageOf("drd.delayed-share", { area: "lewisham" }))?.json).error,
    ).toBeUndefined();
  });
});

describe("panels", () => {
  test("a real area shows its headline figures, each equal to its row, on the day asked about", async () => {
    const lewisham = areaRef((await findArea(db, "lewisham"))!);
    const panel = await panelOf(lewisham);
    expect(panel?.items.map((one) => one["indicator"])).toEqual([
      "population.total",
      "drd.delayed-share",
      "drd.mean-delay-all",
      "dtoc.days.nhs",
      "dtoc.days.social-care",
    ]);
    expect(panel?.figures).toEqual([
      expect.stringMatching(/^\d{3},\d{3} people$/),
      expect.stringMatching(/^\d+(\.\d)? per cent$/),
      expect.stringMatching(/^\d+(\.\d{1,2})? days$/),
      expect.stringMatching(/^\d+(\.\d)? delayed days? a day$/),
      expect.stringMatching(/^\d+(\.\d)? delayed days? a day$/),
    ]);
    expect(panel?.items[1]).toMatchObject({
      periodStart: "2024-04-01",
      periodEnd: "2025-03-31",
      unit: "fraction of 1",
    });
    const then = await panelOf(lewisham, "2018-06-15");
    expect(then?.items.map((one) => [one["indicator"], one["periodEnd"]])).toEqual([
      ["dtoc.days.nhs", "2018-05-31"],
      ["dtoc.days.social-care", "2018-05-31"],
    ]);
  });

  test("an area kept here without figures invites its bodies; a neighbourhood without either shows nothing", async () => {
    await sql`delete from purpose.observation where entered_by is not null`.execute(db);
    expect((await panelOf(areaRef(await getArea(db, "aldermere"))))?.answer).toContain(
      "can enter figures of their own",
    );
    const network = (
      await sql<{
        id: string;
      }>`select id from place.area where kind = 'neighbourhood' and basis <> 'illustrative' limit 1`.execute(
        db,
      )
    ).rows[0]!;
    expect(await panelOf({ module: "place", kind: "area", id: network.id })).toBeUndefined();
  });
});

describe("open data", () => {
  test("every observation is there once, with its source", async () => {
    const table = purpose.openData?.find((one) => one.name === "observations");
    const rest = await asking();
    const rows = await table!.rows({ ...rest, db });
    const held = await sql<{ rows: bigint }>`select count(*) as rows from purpose.observation`.execute(db);
    expect(BigInt(rows.length)).toBe(held.rows[0]?.rows);
    expect(rows.filter((row) => !row["source"] || !row["seen"])).toEqual([]);
  });

  test("indicators can be found by search", async () => {
    const kind = purpose.subjects![0]!;
    const ids = await kind.listIds(db);
    expect(ids).toHaveLength(124);
    expect(await kind.describe(db, ["dtoc.days.total", "nothing"])).toMatchObject([
      { href: "/outcomes/dtoc.days.total" },
    ]);
  });
});
