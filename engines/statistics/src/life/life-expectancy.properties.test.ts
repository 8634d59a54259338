import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { oneGroup } from "../column/group.ts";
import { lifeExpectancies, lifeTableAges } from "./index.ts";

const ages = Float64Array.from(lifeTableAges);

describe("life expectancy", () => {
  it("never rises with more deaths", () => {
    const rows = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 0, max: 19 }), (deaths, band) => {
        const columns = {
          groups: oneGroup(20),
          age: ages,
          people: new Float64Array(20).fill(10_000),
          ages: [0],
        };
        const fewer = lifeExpectancies({ ...columns, deaths: Float64Array.from(deaths) });
        const more = lifeExpectancies({
          ...columns,
          deaths: Float64Array.from(deaths, (d, at) => (at === band ? d + 50 : d)),
        });
        const [before, after] = [fewer, more].map(
          (found) => ((found.lower[0] ?? 0) + (found.upper[0] ?? 0)) / 2,
        );
        expect(after ?? 0).toBeLessThan(before ?? 0);
      }),
      { numRuns: 100 },
    );
  });
});
