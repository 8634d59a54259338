import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { civilDate } from "@concordat/calendar";
import { askingPorts } from "../../test/support/asking.ts";
import { sharedFile } from "../../test/support/shared.ts";
import { shippedDatabase } from "../../test/support/shipped.ts";
import { observationRules } from "../app/catalogue.ts";
import { checkRow, matchColumns, openTable } from "../imports/index.ts";
import {
  fixedClock,
  instant,
  plainText,
  visitor,
  type Acting,
  type Db,
  type ImportKind,
  type PageModel,
} from "../kernel/index.ts";
import { createPurposeModule } from "./module.ts";
import { signId } from "./sign.ts";
import { signsOn } from "./store-signs.ts";

const { db } = await shippedDatabase();
const clock = fixedClock(instant("2026-11-21T10:00:00Z"));
const today = civilDate("2026-11-21");
const purpose = createPurposeModule({ rules: observationRules() });

/** A page read within a transaction that is taken back. */
async function page(name: string, params: Record<string, string>, tx: Db): Promise<PageModel | undefined> {
  const asking = { viewer: visitor, at: today, atGiven: false, today, clock, db: tx, ...askingPorts };
  return await purpose.pages?.find((one) => one.name === name)?.load(asking, { params, query: {} });
}

interface Outcome {
  readonly accepted: number;
  readonly refused: readonly { readonly line: number; readonly field: string; readonly reason: string }[];
}

/** Every row of a file through the kit's own reading and the kind's own applying; all in one transaction. */
async function importInto(
  tx: Db,
  name: string,
  bytes: Uint8Array | AsyncIterable<Uint8Array>,
  run: { id?: string; seen?: string; rows?: number } = {},
): Promise<Outcome> {
  const kind = purpose.imports!.find((one) => one.name === name) as ImportKind;
  const table = await openTable(bytes, { fileName: "file.csv" });
  const match = matchColumns(
    table.columns,
    kind.columns.map(({ name: field, required }) => ({ field, heading: field, required })),
  );
  if (!match.ok) throw new Error(match.problems.map((problem) => problem.message).join(" "));
  const refused: { line: number; field: string; reason: string }[] = [];
  const good: { line: number; value: unknown }[] = [];
  for await (const row of table.rows()) {
    if (good.length >= (run.rows ?? Infinity)) break;
    const checked = checkRow(kind.row as never, match.value, row);
    if (checked.ok) good.push({ line: row.line, value: checked.value });
    else
      refused.push(
        ...checked.problems.map((problem) => ({
          line: problem.line,
          field: problem.field ?? "",
          reason: problem.reason,
        })),
      );
  }
  const acting = { tx, today, clock } as unknown as Acting;
  let accepted = 0;
  for (let at = 0; at < good.length; at += 500) {
    const part = good.slice(at, at + 500);
    const outcome = await kind.apply(acting, part, {
      id: run.id ?? "one",
      source: "A test's own file",
      seen: civilDate(run.seen ?? "2026-11-20"),
    });
    refused.push(...outcome.refused);
    accepted += part.length - new Set(outcome.refused.map((one) => one.line)).size;
  }
  return { accepted, refused };
}

/** What happens in it is taken back. */
async function trying<T>(work: (tx: Db) => Promise<T>): Promise<T> {
  let answer: { readonly is: T } | undefined;
  await db
    .transaction()
    .execute(async (tx) => {
      answer = { is: await work(tx) };
      throw new Error("taken back");
    })
    .catch((error: unknown) => {
      if (!(error instanceof Error && error.message === "taken back")) throw error;
    });
  return answer!.is;
}

const csv = (...lines: readonly string[]): Uint8Array => Buffer.from(`${lines.join("\r\n")}\r\n`);
const tidyHeads =
  "indicator,indicator_name,unit,direction,code,period_start,period_end,value,numerator,denominator,lower,upper";
const falls = (code: string, value: string, more = ",,,", end = "2026-03-31"): string =>
  `imported.falls,Falls,fraction of 1,lower-better,${code},2026-03-01,${end},${value}${more === ",,," ? ",,,," : `,${more}`}`;

describe("imports", () => {
  test("every row of bad data is accounted for: each with its line, column and reason", async () => {
    const found = await trying(
      async (tx) =>
        await importInto(
          tx,
          "purpose.figures",
          csv(
            tidyHeads,
            falls("RJ2", "0.2", "20,100,,"),
            falls("RJ1", "1.2", "120,100,,"),
            falls("NOWHERE", "0.1"),
            falls("RYQ", "0.1", ",,,", "2027-03-31"),
            falls("RAX", "many"),
            falls("RJ2", "0.3", "30,100,,"),
            falls("RJ2", "0.2", "20,100,,"),
            falls("RAL", "[c]"),
            falls("RAS", "[z]"),
            falls("RQM", ""),
            falls("RYJ", "0"),
            falls("RJZ", "0.5", "50,100,0.6,0.7"),
            "imported.falls,Falls,days,lower-better,RRV,2026-03-01,2026-03-31,0.1,,,,",
            "falls,Falls,days,lower-better,RRV,2026-03-01,2026-03-31,0.1,,,,",
            "imported.falls,Falls,fraction of 1,lower-better,RQX,2026-03-01",
          ),
        ),
    );
    const reasons = Object.fromEntries(found.refused.map((one) => [one.line, `${one.field}: ${one.reason}`]));
    expect(reasons[3]).toMatch(/^numerator: 120 is more than the denominator 100/);
    expect(reasons[4]).toMatch(/^code: “NOWHERE” is no code/);
    expect(reasons[5]).toMatch(/^period_end: .*not over yet/);
    expect(reasons[6]).toMatch(/^value: “many” is neither a number nor a known mark/);
    expect(reasons[7]).toMatch(/^value: An earlier row of this file gives another figure/);
    expect(reasons[13]).toMatch(/^lower: The value 0.5 does not lie within its limits/);
    expect(reasons[14]).toMatch(/^unit: The unit is “days” in this row and “fraction of 1”/);
    expect(reasons[15]).toMatch(/^indicator: There is no indicator “falls” here/);
    expect(reasons[16], "a download that broke off").toBeDefined();
    expect(new Set(found.refused.map((one) => one.line)).size + found.accepted).toBe(15);
  });

  test("suppressed, not applicable, no data and zero stay what they are; the same file again changes nothing; a revision is an edition of its own", async () => {
    const file = csv(
      tidyHeads,
      falls("RAL", "[c]"),
      falls("RAS", "[z]"),
      falls("RQM", ""),
      falls("RYJ", "0"),
      falls("RJ2", "0.2", "20,100,,"),
    );
    await trying(async (tx) => {
      expect((await importInto(tx, "purpose.figures", file)).accepted).toBe(5);
      const held = await sql<{
        code: string;
        status: string;
      }>`select code, status from purpose.observation where indicator_id = 'imported.falls' order by code`.execute(
        tx,
      );
      expect(Object.fromEntries(held.rows.map((row) => [row.code, row.status]))).toEqual({
        RAL: "suppressed",
        RAS: "not-applicable",
        RQM: "no-data",
        RYJ: "zero",
        RJ2: "value",
      });
      expect(await importInto(tx, "purpose.figures", file, { id: "two" })).toEqual({
        accepted: 5,
        refused: [],
      });
      expect(
        (
          await importInto(tx, "purpose.figures", csv(tidyHeads, falls("RJ2", "0.4", "40,100,,")), {
            id: "three",
          })
        ).refused[0]?.reason,
      ).toContain("is held with 0.2");
      expect(
        (
          await importInto(tx, "purpose.figures", csv(tidyHeads, falls("RJ2", "0.4", "40,100,,")), {
            id: "four",
            seen: "2026-11-21",
          })
        ).refused,
      ).toEqual([]);
      const cover = await sql<{
        observations: number;
        organisations: number;
      }>`select observations, organisations from purpose.cover where indicator_id = 'imported.falls'`.execute(
        tx,
      );
      expect(cover.rows[0]).toEqual({ observations: 6, organisations: 5 });
      const model = await page("purpose.indicator", { indicator: "imported.falls" }, tx);
      expect(model?.title).toBe("Falls");
      expect(model?.sources?.map((one) => one.source)).toContain("A test's own file");
    });
  });

  test("what is held of an indicator is added to by each batch, and is what counting it anew comes to", async () => {
    const shmi = (code: string, end: string): string =>
      `shmi.ratio,,observed / expected deaths,lower-better,${code},2025-04-01,${end},1.1,,,,`;
    const parts = [
      [falls("RJ2", "0.2"), falls("E09000023", "0.2"), falls("RJ1", "0.1"), shmi("RJ2", "2025-04-30")],
      // Of these the first two are held, the third is the second month of one, the others are new places.
      [falls("RJ2", "0.2"), falls("E09000023", "0.3"), falls("RJ1", "0.1", ",,,", "2026-04-30")],
      [falls("RYQ", "0.2"), falls("E09000033", "0.2"), falls("E09000023", "0.2", ",,,", "2026-05-31")],
      [falls("E09000033", "0.2", ",,,", "2026-04-30"), shmi("RAX", "2025-05-31")],
    ];
    await trying(async (tx) => {
      const accepted: number[] = [];
      for (const part of parts)
        accepted.push((await importInto(tx, "purpose.figures", csv(tidyHeads, ...part))).accepted);
      expect(accepted).toEqual([4, 2, 3, 2]);
      const counted = await sql<Record<string, unknown>>`
        select indicator_id, count(*)::int as observations, count(distinct area_id)::int as areas,
          count(distinct organisation_id)::int as organisations, min(period_start) as first_day, max(period_end) as last_day
        from purpose.observation where indicator_id in ('imported.falls', 'shmi.ratio') group by indicator_id order by indicator_id`.execute(
        tx,
      );
      const kept = await sql<Record<string, unknown>>`
        select indicator_id, observations, areas, organisations, first_day, last_day from purpose.cover
        where indicator_id in ('imported.falls', 'shmi.ratio') order by indicator_id`.execute(tx);
      expect(kept.rows).toEqual(counted.rows);
      expect(kept.rows[0]).toMatchObject({ observations: 8, areas: 2, organisations: 3 });
    });
  });

  test("NHS England's monthly file: a mark is no number, and rows of another month are listed by name", async () => {
    const heads = "Period,Level,Region,ICB,Org Code,Org Name,Metric,Metric Type,Metric Group,Value";
    const row = (day: string, code: string, value: string): string =>
      `${day},PROVIDER,Y56,QKK,${code},A trust,Patients who stayed,Daily metric,NCTR,${value}`;
    const found = await trying(
      async (tx) =>
        await importInto(
          tx,
          "purpose.nhs-england-month",
          Buffer.concat([
            Buffer.from([0xef, 0xbb, 0xbf]),
            Buffer.from(
              csv(
                heads,
                row("01/08/2026", "RJ2", "31"),
                row("02/08/2026", "RJ2", "[z]"),
                row("01/08/2026", "England", "310"),
                row("31/07/2026", "RJ2", "30"),
              ),
            ),
          ]),
        ),
    );
    expect(found.accepted).toBe(3);
    expect(found.refused).toEqual([
      { line: 5, field: "Period", reason: "The row is of July 2026; this file is of August 2026." },
    ]);
  });

  test("the publisher's file of hospital mortality: its edition, and its own band beside the figure", async () => {
    await trying(async (tx) => {
      const found = await importInto(
        tx,
        "purpose.shmi",
        csv(
          "TIME_PERIOD,PUBLICATION_MONTH,PROVIDER_CODE,PROVIDER_NAME,SHMI_VALUE,SHMI_BANDING,OD_LL,OD_UL,OBSERVED,EXPECTED",
          "January 2025 - December 2025,May 2026,RJ2,A trust,0.98,2,0.88,1.13,2060,2100",
          "January 2025 - December 2025,May 2026,RJ1,Another,*,*,,,*,*",
          "last year,May 2026,RYQ,Another,0.98,2,0.88,1.13,2060,2100",
        ),
      );
      expect(found.accepted).toBe(2);
      expect(found.refused).toMatchObject([{ line: 4, field: "TIME_PERIOD" }]);
      const held = await sql<{
        note: string;
        vintage: string;
        status: string;
      }>`select note, vintage, status from purpose.observation
        where indicator_id = 'shmi.ratio' and dataset = 'import-one' order by code desc`.execute(tx);
      expect(held.rows[0]).toEqual({
        note: "Official band: as expected; limits of the publisher 0.88 to 1.13",
        vintage: "published May 2026",
        status: "value",
      });
      expect(held.rows[1]?.status).toBe("suppressed");
    });
  });

  const fingertips = sharedFile("data/real/fingertips_extract_93553_imd_score_gp_practice.csv");
  test(
    fingertips
      ? "a genuine file of Fingertips: accepted and refused rows add up to all of them"
      : "vectors: not run (no file of Fingertips)",
    async () => {
      if (!fingertips) return;
      const rows = 2000;
      const found = await trying(
        async (tx) => await importInto(tx, "purpose.fingertips", createReadStream(fingertips), { rows }),
      );
      expect(found.accepted).toBeGreaterThan(0);
      expect(found.accepted + new Set(found.refused.map((one) => one.line)).size).toBe(rows);
      expect(
        found.refused.every((one) => one.field === "Area Code" && one.reason.includes("is no code")),
      ).toBe(true);
    },
  );

  test("load a file and find a sign: one trust far from the others stands out, and the list says among how many tests", async () => {
    const codes = await sql<{
      code: string;
    }>`select distinct code from purpose.observation where indicator_id = 'shmi.ratio' order by code limit 60`.execute(
      db,
    );
    const lines = codes.rows.map(({ code }, index) => {
      const events = index === 7 ? 600 : 100 + ((index * 37) % 21);
      return `imported.falls,Falls,fraction of 1,lower-better,${code},2026-03-01,2026-03-31,${events / 1000},${events},1000,,`;
    });
    await trying(async (tx) => {
      const before = await signsOn(tx, today);
      expect(
        (await importInto(tx, "purpose.figures", Readable.from([csv(tidyHeads, ...lines)]))).refused,
      ).toEqual([]);
      const after = await signsOn(tx, today);
      expect(after.tests - before.tests).toBe(60);
      const sign = after.signs.find((one) => one.indicator === "imported.falls");
      expect(sign).toMatchObject({ code: codes.rows[7]?.code, side: "high", kind: "outlier" });
      expect(plainText((await page("purpose.sign", { sign: signId(sign!) }, tx))!.answer)).toContain(
        "higher than the usual spread of places explains",
      );
    });
  });
});
