import { describe, expect, it } from "vitest";
import { expectClose } from "../../test/close.ts";
import { groupRows, oneGroup } from "../column/group.ts";
import { directNotes, directRates, europeanStandard2013, indirectRates } from "./index.ts";

const two = {
  groups: oneGroup(2),
  people: Float64Array.of(1000, 1000),
  standard: Float64Array.of(3, 1),
  per: 1000,
};

describe("directly standardised rates", () => {
  it("are worked by hand: 10 and 20 of 1,000 with weights 3 and 1", () => {
    // Value (3·10 + 1·20)/4; variance (9·10 + 1·20)/16 per 1,000²; X = 30, Byar 20.2369 to 42.8284.
    const found = directRates({ ...two, events: Float64Array.of(10, 20) });
    const stretch = Math.sqrt(110 / 16 / 30);
    expectClose(found.value, [12.5]);
    expectClose(found.lower, [12.5 + stretch * (20.2369 - 30)], 3);
    expectClose(found.upper, [12.5 + stretch * (42.8284 - 30)], 3);
    expectClose([...found.events, ...found.people], [30, 2000]);
  });

  it("invariant 5: are not given for fewer than 10 events, nor where a count is missing", () => {
    const few = directRates({ ...two, events: Float64Array.of(4, 5) });
    expectClose(few.value, [NaN]);
    expect(directNotes[few.note[0] ?? 0]).toBe("fewer than 10 events");
    const missing = directRates({ ...two, events: Float64Array.of(40, NaN) });
    expectClose(missing.value, [NaN]);
    expect(directNotes[missing.note[0] ?? 0]).toBe("a count is missing");
  });

  it("invariant 1: take an empty cell as none only where told", () => {
    const found = directRates({ ...two, events: Float64Array.of(40, NaN), missingCounts: "zero" });
    expectClose(found.value, [30]);
  });

  it("widen for repeat events: ten people with three events each vary as 3²·10, not as 30", () => {
    const single = directRates({ ...two, events: Float64Array.of(30, 30) });
    const repeats = { eventsEach: Float64Array.of(3, 3), band: Uint32Array.of(0, 1) };
    const threes = directRates({ ...two, events: Float64Array.of(10, 10), repeats });
    expectClose(threes.value, [single.value[0] ?? 0]);
    const widths = [single, threes].map((found) => (found.upper[0] ?? 0) - (found.lower[0] ?? 0));
    expect((widths[1] ?? 0) / (widths[0] ?? 1)).toBeCloseTo(Math.sqrt(3), 10);
  });

  it("count a band's people once, however many rows it has", () => {
    const repeats = { eventsEach: Float64Array.of(1, 2), band: Uint32Array.of(0, 0) };
    const standard = Float64Array.of(3, 3);
    const found = directRates({ ...two, standard, events: Float64Array.of(10, 5), repeats });
    expectClose([...found.people, ...found.events, ...found.value], [1000, 20, 20]);
  });

  it.each([
    { change: { people: Float64Array.of(1000, 0) }, problem: "Row 2 has a population of 0" },
    { change: { standard: Float64Array.of(3, NaN) }, problem: "Row 2 has the standard population NaN" },
    { change: { events: Float64Array.of(-1, 2) }, problem: "Row 1: -1 events" },
  ])("refuse: $problem", ({ change, problem }) => {
    expect(() => directRates({ ...two, events: Float64Array.of(10, 20), ...change })).toThrow(problem);
  });

  it("use a standard population of 100,000", () => {
    expect(europeanStandard2013.reduce((sum, people) => sum + people, 0)).toBe(100_000);
  });
});

describe("indirectly standardised ratios", () => {
  const reference = { events: Float64Array.of(10), people: Float64Array.of(1000) };

  it("are worked by hand: 12 seen, 10 expected; Byar's limits of 12 are 6.1935 and 20.9629", () => {
    const found = indirectRates({
      groups: oneGroup(1),
      observed: Float64Array.of(12),
      people: Float64Array.of(1000),
      reference,
      per: 1000,
    });
    expectClose([...found.ratio.value, ...found.ratio.lower, ...found.ratio.upper], [1.2, 0.6194, 2.0963]);
    expectClose([...found.rate.value, ...found.rate.lower, ...found.rate.upper], [12, 6.1935, 20.9629]);
    expectClose([...found.observed, ...found.expected, ...found.referenceRate], [12, 10, 10]);
  });

  it("read the reference by band", () => {
    const { groups } = groupRows(["a", "a", "b", "b"]);
    const found = indirectRates({
      groups,
      observed: Float64Array.of(5, 5, 10, 20),
      people: Float64Array.of(100, 100, 100, 200),
      reference: {
        events: Float64Array.of(50, 100),
        people: Float64Array.of(1000, 1000),
        of: Uint32Array.of(0, 1, 0, 1),
      },
    });
    expectClose(found.expected, [15, 25]);
    expectClose(found.ratio.value, [10 / 15, 30 / 25]);
  });

  it("are missing where a count is, unless an empty cell means none", () => {
    const columns = {
      groups: oneGroup(1),
      observed: Float64Array.of(NaN),
      people: Float64Array.of(1000),
      reference,
    };
    expectClose(indirectRates(columns).ratio.value, [NaN]);
    expectClose(indirectRates({ ...columns, missingCounts: "zero" }).ratio.value, [0]);
  });

  it("refuse counts below none and a reference without people", () => {
    const columns = {
      groups: oneGroup(1),
      observed: Float64Array.of(-1),
      people: Float64Array.of(10),
      reference,
    };
    expect(() => indirectRates(columns)).toThrow("Row 1: -1 events");
    const empty = { events: Float64Array.of(1), people: Float64Array.of(0) };
    const observed = Float64Array.of(1);
    expect(() => indirectRates({ ...columns, observed, reference: empty })).toThrow(
      "Row 1: the reference has 0 people",
    );
    const unknown = { events: Float64Array.of(1), people: Float64Array.of(NaN) };
    expect(() => indirectRates({ ...columns, observed, reference: unknown })).toThrow("has no people");
  });
});
