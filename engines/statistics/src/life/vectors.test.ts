import { expect, it } from "vitest";
import { describeVectors } from "../../test/vectors.ts";
import type { VectorCase } from "../../test/vectors.ts";
import { bothLevels, oneLevel } from "../../test/interval-vectors.ts";
import { groupRows, oneGroup } from "../column/group.ts";
import { lifeExpectancies } from "./index.ts";
import type { LifeTableColumns } from "./index.ts";

describeVectors("life expectancy agrees with the reference", "data/vectors/PHEindicatormethods", (folder) => {
  const cases = [
    { name: "fixture_le_df1", levels: oneLevel(0.95) },
    { name: "fixture_le_df2_unordered_2ci", levels: bothLevels },
    { name: "gen_le_2ci", levels: bothLevels },
    { name: "gen_le_age65", levels: oneLevel(0.95), ages: [0, 65] },
  ];
  it.each(cases)("gives the life expectancies of $name", ({ name, levels, ages }) => {
    const vector = folder.open(name);
    const columns = { ...columnsOf(vector), ...(ages === undefined ? {} : { ages }) };
    for (const level of levels) {
      const found = lifeExpectancies({ ...columns, confidence: level.confidence });
      vector.compare({ column: "startage", actual: repeated(found.ages, columns.groups.count) });
      vector.compare({ column: "value", actual: found.value });
      vector.compare({ column: level.lower, actual: found.lower });
      vector.compare({ column: level.upper, actual: found.upper });
      vector.compare({ column: "pops_used", actual: found.people });
      vector.compare({ column: "dths_used", actual: found.deaths });
    }
    expect(columns.groups.count).toBeGreaterThan(0);
  });
});

function columnsOf(vector: VectorCase): LifeTableColumns {
  const { input } = vector;
  const groups = input.has("area") ? groupRows(input.text("area")).groups : oneGroup(input.rowCount);
  return {
    groups,
    age: input.numbers("startage"),
    deaths: input.numbers("deaths"),
    people: input.numbers("pops"),
  };
}

function repeated(ages: readonly number[], times: number): number[] {
  return Array.from({ length: times }, () => ages).flat();
}
