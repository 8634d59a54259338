import { expect, test } from "vitest";
import { csvLine, escapeForSpreadsheet } from "./export-cell.ts";

test.each([
  "=1+1",
  "+44 20",
  "-see note",
  "@sum",
  "\tx",
  "\rx",
  "\nx",
  "＝1",
  "=cmd|' /C calc'!A0",
  "-5+cmd",
  "+1 2",
])("%j would run or be guessed at, so an apostrophe goes before it (invariant 10)", (value) => {
  expect(escapeForSpreadsheet(value)).toBe(`'${value}`);
});

test.each([
  [-5, "-5"],
  ["-5.20", "-5.20"],
  ["+3", "+3"],
  [0.1, "0.1"],
  [true, "true"],
  [undefined, ""],
  ["5 - 3", "5 - 3"],
  ["Leeds", "Leeds"],
])("%j stays %j", (value, text) => {
  expect(escapeForSpreadsheet(value)).toBe(text);
});

test("whole numbers of any size stay numbers", () => {
  expect(escapeForSpreadsheet(-123456789012345678901n)).toBe("-123456789012345678901");
});

test("a line is quoted where it must be", () => {
  expect(csvLine(["a,b", 'say "x"', "=A1", -5, undefined, " x", "plain"])).toBe(
    `"a,b","say ""x""",'=A1,-5,," x",plain\r\n`,
  );
  expect(csvLine([""])).toBe('""\r\n');
});
