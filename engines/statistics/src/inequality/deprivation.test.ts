import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sharedFile } from "../../../../test/support/shared.ts";
import { parseVectorTable } from "../../test/vector-table.ts";
import { oneGroup } from "../column/group.ts";
import { localQuintiles, nationalDeciles, rankedAreas } from "./index.ts";

describe("deciles and quintiles of deprivation", () => {
  it("end where a tenth of England's areas ends: 3,284.4 of 32,844", () => {
    expect([...nationalDeciles(Float64Array.of(1, 3284, 3285, 32_844, NaN), "2019")]).toEqual([
      1, 1, 2, 10, 0,
    ]);
  });

  it("rank the areas of one place against one another", () => {
    const ranks = Float64Array.of(900, 100, 500, 300, 700);
    expect([...localQuintiles({ ranks, places: oneGroup(5) })]).toEqual([5, 1, 3, 2, 4]);
    expect([...localQuintiles({ ranks: ranks.slice(1), places: oneGroup(4) })]).toEqual([0, 0, 0, 0]);
  });

  it("refuse an edition that is not known, and a rank of another edition", () => {
    expect(() => nationalDeciles(Float64Array.of(1), "2020")).toThrow(
      "The edition 2020 is not known. Known are 2015, 2019, 2025.",
    );
    expect(() => nationalDeciles(Float64Array.of(1, 33_000), "2019")).toThrow("Row 2 has the rank 33000");
    expect(() => nationalDeciles(Float64Array.of(0), "2025")).toThrow(RangeError);
  });

  const published = [
    { vintage: "2019", file: "data/real/imd2019_england_lsoa11.csv" },
    { vintage: "2025", file: "data/real/imd2025_england_lsoa21.csv" },
  ];
  it.each(published)("are those published for every area of England in $vintage", ({ vintage, file }) => {
    const path = sharedFile(file);
    if (path === undefined) {
      process.stderr.write(`vectors: not run (engines/statistics: ${file} is absent)\n`);
      expect(path).toBeUndefined();
      return;
    }
    const table = parseVectorTable(readFileSync(path, "utf8"));
    expect(table.rowCount).toBe(rankedAreas[vintage]);
    expect(nationalDeciles(table.numbers("IMD_rank"), vintage)).toEqual(
      Uint8Array.from(table.numbers("IMD_decile")),
    );
  });
});
