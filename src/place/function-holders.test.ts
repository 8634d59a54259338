import { readFileSync } from "node:fs";
import { civilDate as day } from "@concordat/calendar";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { isHolderKind, type HolderKind } from "./function.ts";
import { readPredecessors } from "./function-holders.ts";

const none = "no one kind of body";
const unknown = "not said";

/** Every text that stands in the shipped file: words, present holder and its first day, expected rows. */
const cases: readonly (readonly [
  string,
  HolderKind,
  string,
  readonly (readonly [string, string, string])[],
])[] = [
  ["", "icb", "2022-07-01", []],
  [
    "ccg 2013-04-01 to 2022-06-30; pct before 2013-04-01",
    "icb",
    "2022-07-01",
    [
      ["ccg", "2013-04-01", "2022-07-01"],
      ["pct", unknown, "2013-04-01"],
    ],
  ],
  [
    "ccg 2013-04-01 to 2022-06-30; pct before",
    "icb",
    "2022-07-01",
    [
      ["ccg", "2013-04-01", "2022-07-01"],
      ["pct", unknown, "2013-04-01"],
    ],
  ],
  [
    "ccg 2013-04-01 to 2022-06-30; pct from 2000-04-01",
    "icb",
    "2022-07-01",
    [
      ["ccg", "2013-04-01", "2022-07-01"],
      ["pct", "2000-04-01", "2013-04-01"],
    ],
  ],
  [
    "ccg (s14Z2) 2013-04-01 to 2022-06-30; pct (s242) before",
    "icb",
    "2022-07-01",
    [
      ["ccg", "2013-04-01", "2022-07-01"],
      ["pct", unknown, "2013-04-01"],
    ],
  ],
  [
    "nhs-england 2013-04-01 to 2022-06-30 (many ccgs by delegation from 2015-04-01); pct before",
    "icb",
    "2022-07-01",
    [
      ["nhs-england", "2013-04-01", "2022-07-01"],
      ["pct", unknown, "2013-04-01"],
    ],
  ],
  [
    "nhs-england 2013-04-01 to 2015-09-30; pct before",
    "upper-tier-council",
    "2015-10-01",
    [
      ["nhs-england", "2013-04-01", "2015-10-01"],
      ["pct", unknown, "2013-04-01"],
    ],
  ],
  ["pct before 2013-04-01", "nhs-england", "2013-04-01", [["pct", unknown, "2013-04-01"]]],
  [
    "nhs-england for ccgs 2013-04-01 to 2022-06-30",
    "nhs-england",
    "2022-05-09",
    [["nhs-england", "2013-04-01", "2022-07-01"]],
  ],
  [
    "nhs-england for ccgs (s14Z21) 2013-04-01 to 2022-06-30",
    "nhs-england",
    "2022-07-01",
    [["nhs-england", "2013-04-01", "2022-07-01"]],
  ],
  [
    "secretary-of-state on referral by scrutiny 2003-01-01 to 2024-01-30",
    "secretary-of-state",
    "2024-01-31",
    [["secretary-of-state", "2003-01-01", "2024-01-31"]],
  ],
  [
    "same councils under earlier Acts before 2015-04-01",
    "upper-tier-council",
    "2015-04-01",
    [["upper-tier-council", unknown, "2015-04-01"]],
  ],
  [
    "same councils under guidance before",
    "upper-tier-council",
    "2015-04-01",
    [[none, unknown, "2015-04-01"]],
  ],
  [
    "same councils and pct or ccg before",
    "upper-tier-council",
    "2015-04-01",
    [[none, unknown, "2015-04-01"]],
  ],
  ["same", "district-council", "1996-12-17", [[none, unknown, unknown]]],
  ["same power under the 1977 Act", "secretary-of-state", "2007-03-01", [[none, unknown, unknown]]],
  ["nhs-trust before authorisation", "foundation-trust", "2004-04-01", [[none, unknown, unknown]]],
  ["combined authorities by order", "strategic-authority", "", [[none, unknown, unknown]]],
  [
    "mandate only, 2013-04-01 to 2022-06-30",
    "secretary-of-state",
    "2022-07-01",
    [[none, "2013-04-01", "2022-07-01"]],
  ],
  ["council and pct 2008-04-01 to 2013-03-31", "hwb", "2013-04-01", [[none, "2008-04-01", "2013-04-01"]]],
  [
    "local involvement networks 2008-04-01 to 2013-03-31",
    "upper-tier-council",
    "2013-04-01",
    [[none, "2008-04-01", "2013-04-01"]],
  ],
  ["ccg commissioning plan (s14Z11) to 2022-06-30", "icb", "2022-07-01", [[none, unknown, "2022-07-01"]]],
  ["governing body members of ccg before", "nhs-england", "2022-07-01", [[none, unknown, "2022-07-01"]]],
  [
    "predecessor commissions before",
    "care-quality-commission",
    "2009-04-01",
    [[none, unknown, "2009-04-01"]],
  ],
  [
    "strategic health authority and pct before",
    "secretary-of-state",
    "2013-04-01",
    [[none, unknown, "2013-04-01"]],
  ],
  [
    "specialised commissioning groups of pcts before 2013-04-01",
    "nhs-england",
    "2013-04-01",
    [[none, unknown, "2013-04-01"]],
  ],
  [
    "trust and council under Care Act Sch 3 to 2022-06-30; Community Care (Delayed Discharges etc.) Act 2003 to 2015-03-31",
    "nhs-trust",
    "2022-07-01",
    [
      [none, unknown, "2022-07-01"],
      [none, unknown, "2015-04-01"],
    ],
  ],
];

describe("earlier holders of a function", () => {
  it.each(cases)(
    "are read from “%s”, and what is not said is not filled in",
    (text, kind, beginsOn, expected) => {
      const rows = readPredecessors(text, { kind, ...(beginsOn && { beginsOn: day(beginsOn) }) });
      expect(rows.map((row) => [row.kind ?? none, row.beginsOn ?? unknown, row.endsOn ?? unknown])).toEqual(
        expected,
      );
      expect(rows.map((row) => row.words).join("; ")).toBe(text);
    },
  );

  it("cover every text of the shipped file", () => {
    const rows = parse(readFileSync(new URL("../../data/place/functions.csv", import.meta.url)), {
      columns: true,
    }) as readonly Record<string, string>[];
    const known = new Set(cases.map(([text]) => text));
    expect(rows.length).toBe(61);
    expect(rows.filter((row) => !known.has(row["predecessors"]!)).map((row) => row["slug"])).toEqual([]);
    expect(rows.filter((row) => !isHolderKind(row["holder_kind"]!)).map((row) => row["slug"])).toEqual([]);
  });

  it("are refused when a date in them is no day of the calendar", () => {
    expect(() => readPredecessors("pct before 2013-02-30", { kind: "icb" })).toThrow(RangeError);
  });
});
