import { describe, expect, test } from "vitest";
import { readFigure, readNumber } from "./import-figure.ts";
import { readDay, readPeriod } from "./import-period.ts";

describe("a period of a file", () => {
  const cases = [
    ["2019", "2019-01-01", "2019-12-31"],
    ["2019/20", "2019-04-01", "2020-03-31"],
    ["1999/00", "1999-04-01", "2000-03-31"],
    ["2017 - 19", "2017-01-01", "2019-12-31"],
    ["2017/18 - 19/20", "2017-04-01", "2020-03-31"],
    ["2019/20 Q1", "2019-04-01", "2019-06-30"],
    ["2019/20 Q4", "2020-01-01", "2020-03-31"],
    ["2019 Q4", "2019-10-01", "2019-12-31"],
    ["2024 Feb", "2024-02-01", "2024-02-29"],
    ["August 2026", "2026-08-01", "2026-08-31"],
    ["January 2025 - December 2025", "2025-01-01", "2025-12-31"],
  ] as const;
  test.each(cases)("%s is %s to %s", (text, start, end) => {
    expect(readPeriod(text)).toEqual({ start, end });
  });

  test.each([
    "",
    "2019/21",
    "19",
    "2019 - 17",
    "2019/20 Q5",
    "Smarch 2020",
    "2019-2099",
    "9999",
    "December 2025 - January 2025",
  ])("“%s” is none, and none is guessed", (text) => expect(readPeriod(text)).toBeUndefined());

  test("days are read as ISO and as British files write them, and no day is made up", () => {
    expect([readDay("2026-08-01"), readDay("01/08/2026"), readDay("1/8/2026")]).toEqual([
      "2026-08-01",
      "2026-08-01",
      "2026-08-01",
    ]);
    expect([readDay("31/02/2026"), readDay("08/2026"), readDay("2026-13-01")]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe("a figure of a file", () => {
  const cases = [
    { text: undefined, is: { status: "no-data" } },
    { text: "0", is: { status: "zero", value: "0" } },
    { text: "0.00", is: { status: "zero", value: "0" } },
    { text: "1,234.5", is: { status: "value", value: "1234.5" } },
    { text: "-2", is: { status: "value", value: "-2" } },
    { text: "1.2e-3", is: { status: "value", value: "0.0012" } },
    { text: "[z]", is: { status: "not-applicable" } },
    { text: "[c]", is: { status: "suppressed" } },
    { text: "*", is: { status: "suppressed" } },
    { text: "-", is: { status: "no-data" } },
  ] as const;
  test.each(cases)("$text: no data, zero, not applicable and suppressed stay apart", ({ text, is }) => {
    expect(readFigure(text)).toEqual(is);
  });

  test.each(["many", "12 (r)", "1.2.3", "1,23", "0x10", "1e400", "constructor"])(
    "“%s” is neither a number nor a known mark",
    (text) => {
      expect([readFigure(text), readNumber(text)]).toEqual([undefined, undefined]);
    },
  );
});
