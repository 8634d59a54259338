import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { civilDate } from "@concordat/calendar";
import { shippedBcfItems } from "../../test/support/bcf.ts";
import { sharedFile } from "../../test/support/shared.ts";
import { bcfRules } from "./bcf-check.ts";
import { delayOf } from "./bcf-delay.ts";
import { itemsOf, signaturesOf } from "./bcf.ts";
import type { Party } from "./fund.ts";

const party = (key: string, sector: Party["sector"]): Party => ({
  agreementId: "a",
  key,
  name: key === "council" ? "Aldermere Council" : `NHS ${key}`,
  sector,
  host: key === "council",
});
const parties = [party("council", "council"), party("north", "nhs"), party("south", "nhs")];

/** Stands where the shared folder is absent, so that nothing is left out in silence. */
function noVectors(name: string, _run: () => void): void {
  test(`${name} (vectors: not run)`, () => {
    console.log("vectors: not run");
  });
}

describe("what we hold of the national templates", () => {
  const path = sharedFile("data/pounds/bcf-template.json");
  const run = path === undefined ? noVectors : test;
  run("has every check of the reference list, with its mark, and each can be worked out", () => {
    const template = JSON.parse(readFileSync(path!, "utf8")) as {
      years: Record<string, { validations?: { id: string; evidence?: string }[] }>;
    };
    const asked = Object.values(template.years).flatMap(({ validations = [] }) => validations);
    expect(new Set(asked.map(({ id }) => id)).size).toBe(14);
    for (const { id, evidence } of asked) {
      const held = shippedBcfItems.filter(({ kind, key }) => kind === "check" && key === id);
      expect(held, id).toHaveLength(1);
      if (evidence) expect(held[0]!.mark, id).toBe(evidence === "confirmed" ? "confirmed" : "to-be-checked");
      expect(bcfRules[id], id).toBeTypeOf("function");
    }
  });

  test("every fact that is confirmed names where it was read, and no other claims a source", () => {
    expect(
      shippedBcfItems.filter(({ mark, source }) => (mark === "confirmed") !== (source !== undefined)),
    ).toEqual([]);
  });

  test("a year has only the checks of that year: percentages and outputs are gone from 2025-26", () => {
    const ids = (year: string): readonly string[] =>
      itemsOf(shippedBcfItems, { year, document: "plan", kind: "check" }).map(({ key }) => key);
    expect(ids("2023-24")).toEqual([
      "V01",
      "V02",
      "V03",
      "V04",
      "V05",
      "V06",
      "V07",
      "V08",
      "V09",
      "V10",
      "V11",
    ]);
    expect(ids("2025-26")).toEqual(["V01", "V02", "V11", "V20", "V21"]);
    expect(ids("2026-27")).toEqual([]);
  });
});

describe("signatures", () => {
  test("every integrated care board signs for itself, each on its own day", () => {
    const items = itemsOf(shippedBcfItems, { year: "2025-26", document: "plan" });
    const signed = (from: string, on: string, version = 3) => ({
      role: "icb-chief-executive",
      party: from,
      version,
      signedOn: civilDate(on),
      office: "Chief executive",
    });
    const needed = signaturesOf(items, parties, {
      version: 3,
      signatures: [signed("north", "2025-03-31"), signed("south", "2025-04-14", 2)],
    });
    expect(needed.map(({ role, party: { key }, stands }) => `${role} ${key} ${stands}`)).toEqual([
      "council-chief-executive council false",
      "icb-chief-executive north true",
      "icb-chief-executive south false",
      "section-151 council false",
      "board council false",
    ]);
  });
});

describe("the delay measure", () => {
  const path = sharedFile("data/pounds/files/drd-2024-25-by-utla.csv");
  const run = path === undefined ? noVectors : test;
  run("equals the published average for England and for every council", () => {
    const rows = parse<Record<string, string>>(readFileSync(path!), { columns: true });
    expect(rows).toHaveLength(154);
    const off = rows.filter((row) => {
      const { computed } = delayOf({
        discharges: Number(row["discharges"]),
        onTheDay: Number(row["same_day"]),
        delayed: Number(row["delayed"]),
        bedDays: Number(row["bed_days_after_drd"]),
      });
      // Half a hundredth is rounded up in print; a sum of fractions may lie a hair below it.
      return (
        (Math.floor(computed * 100 + 0.5 + 1e-9) / 100).toFixed(2) !==
        Number(row["avg_delay_days_incl_zero"]).toFixed(2)
      );
    });
    expect(off.map((row) => row["name"])).toEqual([]);
  });

  test("is refused for counts that are not everybody, and is nought where nobody waited", () => {
    expect(() => delayOf({ discharges: 10, onTheDay: 8, delayed: 3, bedDays: 5 })).toThrow(
      /are not 10 discharges/,
    );
    expect(delayOf({ discharges: 10, onTheDay: 10, delayed: 0, bedDays: 0 }).computed).toBe(0);
  });
});
