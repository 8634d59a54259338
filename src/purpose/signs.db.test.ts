import { describe, expect, test } from "vitest";
import { civilDate } from "@concordat/calendar";
import { askingPorts } from "../../test/support/asking.ts";
import { shippedDatabase } from "../../test/support/shipped.ts";
import { observationRules } from "../app/catalogue.ts";
import {
  fixedClock,
  instant,
  plainText,
  readAs,
  visitor,
  type Asking,
  type PageModel,
} from "../kernel/index.ts";
import { areaRef, findArea, findOrganisation, organisationRef } from "../place/index.ts";
import { createPurposeModule } from "./module.ts";
import { signId } from "./sign.ts";
import { signsOn, spellOf } from "./store-signs.ts";

const { db } = await shippedDatabase();
const clock = fixedClock(instant("2026-11-21T10:00:00Z"));
const today = civilDate("2026-11-21");
const purpose = createPurposeModule({ rules: observationRules() });
const rest = { viewer: visitor, at: today, atGiven: false, today, clock, ...askingPorts } satisfies Omit<
  Asking,
  "db"
>;

async function page(
  name: string,
  params: Record<string, string> = {},
  at = today,
): Promise<PageModel | undefined> {
  const found = purpose.pages?.find((one) => one.name === name);
  if (!found) throw new Error(`There is no page ${name}.`);
  const model = await readAs(
    db,
    visitor,
    async (seen) => await found.load({ ...rest, at, db: seen }, { params, query: {} }),
  );
  if (model) expect(found.json.safeParse(model.json).error, `${name} keeps to its shape`).toBeUndefined();
  return model;
}

const words = (model: PageModel | undefined): string =>
  [
    plainText(model?.answer ?? ""),
    ...(model?.sections ?? []).flatMap((section) => [
      section.heading ?? "",
      "intro" in section && section.intro ? plainText(section.intro) : "",
      ...(section.kind === "words" ? section.paragraphs.map(plainText) : []),
      ...(section.kind === "list" ? section.items.map(plainText) : []),
      ...(section.kind === "facts" ? section.facts.map((fact) => plainText(fact.value)) : []),
    ]),
  ].join("\n");

describe("the mortality story", () => {
  test("118 trusts: how many lie outside, how many a naive chart would accuse, method, limits and the publisher's warning", async () => {
    const model = await page("purpose.mortality");
    expect(model!.json).toMatchObject({ trusts: 118, higher: 9, lower: 8, naiveHigher: 43, naiveLower: 44 });
    const said = words(model);
    for (const part of [
      "118 acute trusts",
      "87",
      "smoke alarm",
      "ranking",
      "over-dispersion".slice(0, 4),
      "rounded to 5",
      "τ²",
    ])
      expect(said).toContain(part);
    expect(model?.table?.rows).toHaveLength(118);
    expect(model?.table?.sortedBy).toEqual({ key: "subject", descending: false });
    expect(model?.sources?.[0]?.source).toContain("SHMI");
  });

  test("the home page's fifth question has its picture, both answers and the way to the whole story", async () => {
    const panel = purpose.panels?.find((one) => one.name === "purpose.outliers-and-gap");
    const model = await readAs(
      db,
      visitor,
      async (seen) => await panel?.load({ ...rest, db: seen }, undefined),
    );
    expect(model).toMatchObject({
      heading: "Is a hospital an outlier, and is the gap closing?",
      href: "/outcomes/mortality",
    });
    expect(plainText(model!.answer)).toMatch(/87.*not a judgement.*from 2015 to 2021 the gap/s);
    expect(model?.picture?.table.rows).toHaveLength(118);
    expect(model?.sources).toHaveLength(2);
  });

  test("on a day before the period had ended nothing is said", async () => {
    expect(await page("purpose.mortality", {}, civilDate("2025-06-30"))).toBeUndefined();
  });
});

describe("an indicator", () => {
  test("the share who left after the day they were ready: 132 councils compared, 21 partly reported left out and counted, the gap with its limits", async () => {
    const model = await page("purpose.indicator", { indicator: "drd.delayed-share" });
    const said = words(model);
    expect(said).toContain("Of 132 areas");
    expect(said).toContain("21 marked by the source as partly reported");
    expect(said).toMatch(
      /In the most deprived fifth of areas it is lower by 2\.\d percentage points \(95 per cent limits/,
    );
    expect(said).toContain("One period is held");
    expect(model?.sections?.filter((section) => section.kind === "picture")).toHaveLength(2);
  });

  test("a run chart names its rules and says no more than it may", async () => {
    const model = await page("purpose.indicator", { indicator: "dtoc.days.total" });
    expect((model!.json as { run: { ruleSet: string } }).run.ruleSet).toBe("making-data-count-2023");
    expect(words(model)).toContain("not why, and not that anybody did well or badly");
    expect(words(model)).toContain("Revisions");
  });

  test("organisations have no gap by deprivation, counts no funnel, and the page says why", async () => {
    expect(words(await page("purpose.indicator", { indicator: "shmi.ratio" }))).toContain(
      "is not held, so no gap by deprivation can be shown",
    );
    expect(words(await page("purpose.indicator", { indicator: "drd.bed-days" }))).toContain(
      "A funnel needs 10 places",
    );
    expect(await page("purpose.funnel", { indicator: "drd.bed-days" })).toBeUndefined();
    expect(await page("purpose.gap", { indicator: "shmi.ratio" })).toBeUndefined();
  });

  test("health: the gap over seven years between 307 councils, with limits that may say nothing", async () => {
    const model = await page("purpose.gap", { indicator: "health-index.healthy-people" });
    expect(model!.json).toMatchObject({ edition: "2019", closing: { kind: "no-clear-change" } });
    expect((model!.json as { steps: string[] }).steps).toHaveLength(7);
    expect(words(model)).toContain("307 areas");
    expect(model?.table?.rows).toHaveLength(35);
  });
});

describe("delays", () => {
  test("153 councils, 37 reasons, the systems that report every month, and responsibility from 2010 to 2020", async () => {
    const model = await page("purpose.delays");
    expect(model?.table?.rows).toHaveLength(153);
    const json = model!.json as {
      reasons: { without: number }[];
      staying: unknown[];
      responsibility: { start: string }[];
    };
    expect(json.reasons).toHaveLength(37);
    expect(json.staying).toHaveLength(41);
    expect([
      json.responsibility.length,
      json.responsibility[0]?.start,
      json.responsibility.at(-1)?.start,
    ]).toEqual([115, "2010-08-01", "2020-02-01"]);
    expect(words(model)).toContain("no count since then says who was responsible");
    expect(model?.table?.rows.filter((row) => row["note"] !== undefined)).toHaveLength(21);
  });
});

describe("signs", () => {
  test("the list prints the share of false signs that it controls, and is in the order of names", async () => {
    const model = await page("purpose.signs");
    const list = await signsOn(db, today);
    expect(words(model)).toContain(`${list.tests} tests were made. At most 5 per cent of the signs`);
    expect(list.tests).toBe(list.outlierTests + list.changeTests);
    expect(list.signs.length).toBeGreaterThan(5);
    for (const sign of list.signs) expect(sign.adjusted).toBeLessThanOrEqual(0.05);
    const names = model?.table?.rows.map((row) => (row["subject"] as { text: string }).text) ?? [];
    expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, "en-GB")));
    expect(words(model)).toContain("no ranking");
  });

  test("a sign has its page with chart, limits and panels of higher modules; it can be described, and another id is no page", async () => {
    const list = await signsOn(db, today);
    for (const kind of ["outlier", "change"] as const) {
      const sign = list.signs.find((one) => one.kind === kind)!;
      const id = signId(sign);
      const model = await page("purpose.sign", { sign: id });
      expect(model).toMatchObject({
        panels: { on: "sign", subject: { module: "purpose", kind: "sign", id } },
        json: { listed: true },
      });
      expect(model?.picture?.table.rows.length).toBeGreaterThan(5);
      expect(words(model)).toContain("not a judgement");
      expect(await purpose.subjects?.find((one) => one.kind === "sign")?.describe(db, [id])).toMatchObject([
        { href: `/signs/${id}` },
      ]);
    }
    for (const id of [
      "outlier~shmi.ratio~R1H~2024-12-31",
      "outlier~nothing~R1H~2025-12-31",
      "guess",
      "change~shmi.ratio~R1H~2025-02-31",
    ])
      expect(await page("purpose.sign", { sign: id })).toBeUndefined();
  });

  test("a body that is no outlier keeps the page of its id and is not called one", async () => {
    const listed = new Set((await signsOn(db, today)).signs.map(signId));
    const id = "outlier~shmi.ratio~R1H~2025-12-31";
    expect(listed.has(id)).toBe(false);
    expect(words(await page("purpose.sign", { sign: id }))).toContain("has no outlier here");
  });

  test("signs show on the page of the body they are about, and nowhere else", async () => {
    const sign = (await signsOn(db, today)).signs.find((one) => one.organisationId !== undefined)!;
    const panel = purpose.panels?.find((one) => one.name === "purpose.signs-organisation");
    const ask = async (id: string): Promise<number> =>
      await readAs(
        db,
        visitor,
        async (seen) =>
          (await panel?.load({ ...rest, db: seen }, { module: "place", kind: "organisation", id }))?.table
            ?.rows.length ?? 0,
      );
    expect(await ask(sign.organisationId!)).toBeGreaterThan(0);
    expect(await ask("00000000-0000-4000-8000-000000000000")).toBe(0);
  });
});

describe("days that the same figures belong to", () => {
  const days = {
    starts: ["2020-03-01", "2020-04-01"],
    ends: ["2025-05-31", "2026-10-31", "2026-11-30"],
  };

  test("share their signs, and a day on which a period ends or a figure becomes old begins another spell", () => {
    const spell = (day: string): string => spellOf(days, civilDate(day));
    expect(spell("2026-11-21")).toBe(spell("2026-11-29"));
    expect(spell("2026-11-30")).not.toBe(spell("2026-11-29"));
    expect(spell("2026-11-30")).not.toBe(spell("2026-12-01"));
    expect(spell("2026-10-01")).not.toBe(spell("2026-10-02"));
  });

  test("are worked out once on the shipped figures, and anew for another spell", async () => {
    const now = await signsOn(db, today);
    expect(await signsOn(db, civilDate("2026-11-20"))).toBe(now);
    expect(await signsOn(db, civilDate("2025-06-20"))).not.toBe(now);
  });
});

describe("profiles", () => {
  test("a council: single figures apart, ten similar places with what they are alike by", async () => {
    const model = await page("purpose.area-profile", { area: "lewisham" });
    expect(model?.subjects).toEqual([areaRef((await findArea(db, "lewisham"))!)]);
    expect((model!.json as { similar: unknown[] }).similar).toHaveLength(10);
    expect(words(model)).toContain("deprivation score (2025), share of residents under 20 and over 65");
    expect(words(model)).toContain("a few will stand out by chance");
  });

  test("a system: small charts of everything, what changed most first", async () => {
    const model = await page("purpose.area-profile", { area: "south-east-london" });
    const items = (model!.json as { items: { distance: number | null }[] }).items;
    expect(items.length).toBeGreaterThan(30);
    const distances = items.map((one) => one.distance ?? -1);
    expect(distances).toEqual(distances.toSorted((a, b) => b - a));
    expect(words(model)).toContain("No list of similar places can be made");
  });

  test("a county is compared with counties, by what its districts have together", async () => {
    const model = await page("purpose.area-profile", { area: "kent" });
    const { similar } = model!.json as { similar: readonly { slug: string }[] };
    expect(similar).toHaveLength(10);
    expect(similar.map(({ slug }) => slug)).not.toContain("lewisham");
    expect(words(model)).toContain("Counties are compared with counties");
  });

  test("a trust has one, a place without figures says so, and nowhere is no page", async () => {
    const trust = (await findOrganisation(db, "lewisham-and-greenwich-nhs-trust", today))!;
    expect((await page("purpose.organisation-profile", { organisation: trust.slug }))?.subjects).toEqual([
      organisationRef(trust),
    ]);
    expect(words(await page("purpose.area-profile", { area: "aldermere" }))).toContain(
      "We hold no published figure",
    );
    expect(await page("purpose.area-profile", { area: "nowhere" })).toBeUndefined();
  });
});
