import { civilDate } from "@concordat/calendar";
import { describe, expect, it } from "vitest";
import {
  endingProblems,
  parseSuccessors,
  type EndingBody,
  type Ending,
  type KnownSuccessor,
} from "./successor.ts";

function body(
  name: string,
  days: { readonly beginsOn?: string; readonly endsOn?: string } = {},
  illustrative = false,
): EndingBody {
  return {
    slug: name.toLowerCase(),
    name,
    illustrative,
    ...(days.beginsOn && { beginsOn: civilDate(days.beginsOn) }),
    ...(days.endsOn && { endsOn: civilDate(days.endsOn) }),
  };
}

function named(held: EndingBody, share?: number): KnownSuccessor {
  return { slug: held.slug, held, ...(share !== undefined && { share }) };
}

const ended = body("Old", { beginsOn: "2013-04-01" });
const on = "2026-04-01";

interface Case {
  readonly name: string;
  readonly how: Ending;
  readonly endsOn?: string;
  readonly successors: readonly KnownSuccessor[];
  readonly expect: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: "a merger into a body that begins that day",
    how: "merger",
    successors: [named(body("New", { beginsOn: on }))],
    expect: [],
  },
  {
    name: "a body that has ended by then, to the day",
    how: "merger",
    successors: [named(body("Gone", { endsOn: on }))],
    expect: ["place.successor-not-in-being"],
  },
  {
    name: "a body that ends the day after",
    how: "merger",
    successors: [named(body("Short", { endsOn: "2026-04-02" }))],
    expect: [],
  },
  {
    name: "a body that begins the day after",
    how: "takeover",
    successors: [named(body("Late", { beginsOn: "2026-04-02" }))],
    expect: ["place.successor-not-in-being"],
  },
  {
    name: "a body whose first day is not known",
    how: "takeover",
    successors: [named(body("Undated"))],
    expect: [],
  },
  { name: "itself", how: "rename", successors: [named(ended)], expect: ["place.own-successor"] },
  {
    name: "one that nobody knows",
    how: "merger",
    successors: [{ slug: "nowhere" }],
    expect: ["place.successor-unknown"],
  },
  {
    name: "a made-up body after a real one",
    how: "merger",
    successors: [named(body("Made", {}, true))],
    expect: ["place.successor-made-up"],
  },
  { name: "nothing, and the list is empty", how: "none", successors: [], expect: [] },
  {
    name: "nothing, but one is named",
    how: "none",
    successors: [named(body("New"))],
    expect: ["place.successors-of-nothing"],
  },
  { name: "a merger into nobody", how: "merger", successors: [], expect: ["place.no-successor"] },
  {
    name: "a split into one",
    how: "split",
    successors: [named(body("One"))],
    expect: ["place.split-in-one"],
  },
  {
    name: "a new name for two",
    how: "rename",
    successors: [named(body("One")), named(body("Two"))],
    expect: ["place.rename-in-several"],
  },
  {
    name: "the same one twice",
    how: "split",
    successors: [named(body("One")), named(body("One"))],
    expect: ["place.successor-twice"],
  },
  {
    name: "three thirds",
    how: "split",
    successors: [named(body("A"), 0.3333), named(body("B"), 0.3333), named(body("C"), 0.3334)],
    expect: [],
  },
  {
    name: "a tenth and nine tenths",
    how: "split",
    successors: [named(body("A"), 0.1), named(body("B"), 0.9)],
    expect: [],
  },
  {
    name: "a hundredth of one per cent too much",
    how: "split",
    successors: [named(body("A"), 0.5), named(body("B"), 0.5001)],
    expect: ["place.shares-over-whole"],
  },
  {
    name: "an end on its first day",
    how: "none",
    endsOn: "2013-04-01",
    successors: [],
    expect: ["place.ends-before-it-begins"],
  },
  { name: "an end on its second day", how: "none", endsOn: "2013-04-02", successors: [], expect: [] },
];

describe("a body that ends and is followed by", () => {
  it.each(cases)("$name gives $expect", ({ how, successors, endsOn = on, expect: expected }) => {
    const problems = endingProblems(ended, { endsOn: civilDate(endsOn), how, successors });
    expect(problems.map((problem) => problem.code)).toEqual(expected);
  });
});

describe("successors as typed", () => {
  it("are one a line, or parted by commas, with or without a share", () => {
    expect(parseSuccessors("west-trust 60%\n\n /organisations/east-trust 0.4, north-trust")).toEqual({
      successors: [
        { slug: "west-trust", share: 0.6 },
        { slug: "east-trust", share: 0.4 },
        { slug: "north-trust" },
      ],
      problems: [],
    });
  });

  it("name every line that cannot be read", () => {
    const { successors, problems } = parseSuccessors("West Trust\neast-trust lots\nnorth-trust 140%");
    expect(successors).toEqual([]);
    expect(problems).toEqual([
      "“West” is not an organisation's address. Write the last part of it, for example aldermere-council.",
      expect.stringMatching(/^east-trust lots: “lots” is not a share/),
      expect.stringMatching(/^north-trust 140%: “140%” is not a share/),
    ]);
  });
});
