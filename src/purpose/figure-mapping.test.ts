import { describe, expect, test } from "vitest";
import { longColumns, longLine, mapRow, mapRowWhole } from "./figure-mapping.ts";
import { tidyImport } from "./import-tidy.ts";
import { mapFileSchema, mappingOf } from "./web/map-schema.ts";

const given = {
  file: { name: "table.csv", bytes: new Uint8Array() },
  source: "A test",
  seen: "2026-11-20",
  dryRun: "true",
  indicator: "imported.checks",
  name: "Health checks",
  unit: "fraction of 1",
  direction: "higher-better",
  code: "Area code",
  period: "Year",
  periodAs: "text",
  value: "Share",
  numerator: "Seen",
  denominator: "People",
  group: "Ethnic group",
  groupKind: "ethnicity",
  people: "registered",
};
const mapping = mappingOf(mapFileSchema.parse(given));
const cells = (change: Record<string, string> = {}): Record<string, string> => ({
  "Area code": "E09000023",
  Year: "2024/25",
  Share: "0.5",
  Seen: "50",
  People: "100",
  "Ethnic group": "Black Caribbean",
  ...change,
});

/** The row as the import of figures reads it. */
function imported(mapped: readonly string[]): ReturnType<typeof tidyImport.row.safeParse> {
  const filled = longColumns.flatMap((name, at) => (mapped[at] === "" ? [] : [[name, mapped[at]]]));
  return tidyImport.row.safeParse(Object.fromEntries(filled));
}

describe("a table whose columns are named in a form", () => {
  test("becomes rows that the import of figures takes, with the group and who its denominators are", () => {
    const mapped = mapRow(mapping, cells());
    const read = imported(mapped.ok ? mapped.cells : []);
    expect(read.data).toMatchObject({
      code: "E09000023",
      dimension: "ethnicity=black-caribbean,people=registered",
      span: { start: "2024-04-01", end: "2025-03-31" },
      value: "0.5",
      indicator: { id: "imported.checks", direction: "higher-better" },
    });
  });

  test.each(["", "All", "Total"])("a group named “%s” counts everybody", (name) => {
    const mapped = mapRow(mapping, cells({ "Ethnic group": name }));
    expect(mapped.ok && mapped.cells[longColumns.indexOf("dimension")]).toBe("");
  });

  test.each([
    [{ Year: "spring" }, undefined, "spring"],
    [{}, "Line 7 has 9 cells where 6 are headed", "Line 7 has 9 cells"],
  ])(
    "a row that cannot be mapped is refused with its reason, never left out: %j",
    (change, problem, words) => {
      const whole = mapRowWhole(mapping, { cells: cells(change), problem });
      expect(whole).toHaveLength(longColumns.length);
      const read = imported(whole);
      expect(read.success).toBe(false);
      expect(read.error?.issues.map(({ message }) => message).join(" ")).toContain(words);
    },
  );

  test("marks stay as they are: a spreadsheet's apostrophe would make them unknown", () => {
    expect(longLine(["-", "[z]", 'said "so"', "a,b"])).toBe('-,[z],"said ""so""","a,b"\r\n');
  });

  test.each([
    [{ periodAs: "start" }, "periodEnd", "Name the column with the last day too."],
    [{ groupKind: "" }, "groupKind", "Say what the groups are, or name no column of groups."],
    [{ group: "" }, "group", "Name the column with the groups, or choose that there are none."],
  ])("a form that does not say enough is answered beside its field: %j", (change, field, message) => {
    const read = mapFileSchema.safeParse({ ...given, ...change });
    expect(read.error?.issues).toMatchObject([{ path: [field], message }]);
  });
});
