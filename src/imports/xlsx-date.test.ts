import { describe, expect, test } from "vitest";
import { kindOfFormat, textFromSerial, type DateSystem, type NumberKind } from "./xlsx-date.ts";

describe("what a number format shows", () => {
  test.each<[number, string | undefined, NumberKind]>([
    [0, undefined, "number"],
    [14, undefined, "date"],
    [20, undefined, "time"],
    [22, undefined, "datetime"],
    [46, undefined, "number"],
    [164, "General", "number"],
    [164, "#,##0.00", "number"],
    [164, "£#,##0.00;[Red]-£#,##0.00", "number"],
    [164, "0.00E+00", "number"],
    [164, '0.0 "days"', "number"],
    [164, "0\\d", "number"],
    [164, "dd/mm/yyyy", "date"],
    [164, "[$-809]dd mmmm yyyy;@", "date"],
    [164, "mmm-yy", "date"],
    [164, "yyyy", "date"],
    [164, "yyyy-mm-dd hh:mm:ss", "datetime"],
    [164, "hh:mm AM/PM", "time"],
    [164, "mm:ss", "time"],
    [164, "[h]:mm:ss", "number"],
    [164, "[Red]0", "number"],
    [164, '0;"dated"', "number"],
  ])("%i %j is a %s", (formatId, code, kind) => {
    expect(kindOfFormat(formatId, code)).toBe(kind);
  });
});

describe("dates from serial numbers (invariant 6)", () => {
  test.each<[number, Exclude<NumberKind, "number">, DateSystem, string]>([
    [1, "date", 1900, "1900-01-01"],
    [59, "date", 1900, "1900-02-28"],
    [61, "date", 1900, "1900-03-01"],
    [36526, "date", 1900, "2000-01-01"],
    [45000, "date", 1900, "2023-03-15"],
    [46112, "date", 1900, "2026-03-31"],
    [109939, "date", 1900, "2200-12-31"],
    [0, "date", 1904, "1904-01-01"],
    [44650, "date", 1904, "2026-03-31"],
    [46112.75, "date", 1900, "2026-03-31"],
    [46112.75, "datetime", 1900, "2026-03-31T18:00:00"],
    [46112, "datetime", 1900, "2026-03-31"],
    [46112.999999999, "datetime", 1900, "2026-04-01"],
    [0.5, "time", 1900, "12:00:00"],
    [0, "time", 1900, "00:00:00"],
    [46112.5, "time", 1900, "2026-03-31T12:00:00"],
  ])("%d as %s of the %i system is %s", (serial, kind, system, text) => {
    expect(textFromSerial(serial, kind, system)).toEqual({ ok: true, text });
  });

  test.each<[number, DateSystem]>([
    [60, 1900],
    [0, 1900],
    [-1, 1900],
    [109940, 1900],
    [-1, 1904],
    [108478, 1904],
    [1e300, 1900],
  ])("%d of the %i system is no day, and the cell is listed", (serial, system) => {
    const found = textFromSerial(serial, "date", system);
    expect(found.ok ? found : found.fault.code).toBe("imports.row.not-a-date");
  });
});
