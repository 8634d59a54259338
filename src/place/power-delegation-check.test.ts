import { civilDate as day } from "@concordat/calendar";
import { describe, expect, it } from "vitest";
import {
  testBody,
  testFunction,
  testHolder,
  testLine,
  testParty,
  testWorld,
} from "../../test/support/powers.ts";
import type { AreaId } from "./area.ts";
import { delegationProblems, sameDelegation, type ProposedDelegation } from "./power-delegation-check.ts";
import type { Delegation } from "./power-delegation.ts";
import type { PublicFunction } from "./function.ts";
import type { LimitPence } from "./power-limit.ts";

const icbFunction = testFunction("asked", [testHolder("holder", "icb", "2022-07-01/")]);
const nationalFunction = testFunction("asked", [
  testHolder("holder", "nhs-england", "2013-04-01/"),
  testHolder("delegate", "icb", "2023-04-01/"),
]);

interface Given {
  readonly asked?: PublicFunction;
  readonly from?: string;
  readonly to?: string;
  readonly when?: string;
  readonly limit?: bigint;
  readonly area?: string;
  readonly lines?: readonly Delegation[];
}

function proposed({
  asked = icbFunction,
  from = "nhs-west-icb",
  to = "nhs-west-icb:Chief officer",
  ...given
}: Given): ProposedDelegation {
  const [begins, ends] = (given.when ?? "2024-04-01/").split("/");
  return {
    function: asked,
    from: testParty(from),
    to: testParty(to),
    legalBasis: "s65Z5",
    passesOn: false,
    beginsOn: day(begins!),
    ...(ends && { endsOn: day(ends) }),
    ...(given.limit !== undefined && { limit: given.limit as LimitPence }),
    ...(given.area && { areaId: given.area as AreaId }),
  };
}

function problems(given: Given): readonly string[] {
  const made = { ...testBody("made-up-icb", "icb", { area: "west" }), illustrative: true };
  const world = testWorld({
    functions: [given.asked ?? icbFunction],
    bodies: [made],
    delegations: given.lines ?? [],
  });
  return delegationProblems(world, proposed(given)).map((one) => `${one.field}: ${one.message}`);
}

describe("a delegation is kept when", () => {
  it.each<[string, Given]>([
    ["the holder by law passes it to its own officer", {}],
    ["it goes to a committee of its own", { to: "nhs-west-icb board mere-committee" }],
    ["it goes to a body that the function names", { to: "mere-council" }],
    ["the board that governs the holder makes it", { from: "nhs-west-icb board west-icb-board" }],
    ["it is for a part of the holder's area", { area: "upper-mere" }],
    ["it is for a place that is divided, of which a part is the holder's", { area: "fell" }],
    ["a place partnership receives it as a joint committee", { to: "board mere-partnership" }],
    [
      "the holder goes on and the line ends with the other body",
      { from: "nhs-west-icb", to: "nhs-east-icb", when: "2024-04-01/2026-04-01" },
    ],
    [
      "a committee that may passes on no more than it has, for days on which it has it",
      {
        from: "nhs-west-icb board mere-committee",
        limit: 100n,
        when: "2024-04-01/2025-04-01",
        lines: [
          testLine("1", ["asked", "nhs-west-icb", "nhs-west-icb board mere-committee"], {
            limit: 100n,
            passesOn: true,
            when: "2023-04-01/2025-04-01",
          }),
        ],
      },
    ],
    [
      "a body that received it acts through its own officer",
      {
        from: "mere-council",
        to: "mere-council:Director",
        lines: [testLine("1", ["asked", "nhs-west-icb", "mere-council"])],
      },
    ],
    [
      "a body that has it by national delegation acts through its own committee",
      { asked: nationalFunction, to: "nhs-west-icb board mere-committee" },
    ],
    [
      "the same line held before has ended on its first day",
      {
        lines: [
          testLine("1", ["asked", "nhs-west-icb", "nhs-west-icb:Chief officer"], {
            when: "2023-04-01/2024-04-01",
          }),
        ],
      },
    ],
  ])("%s", (_name, given) => {
    expect(problems(given)).toEqual([]);
  });
});

describe("a delegation is refused, with its field and what to do, when", () => {
  it.each<[string, Given, string]>([
    [
      "whoever makes it does not hold the function",
      { from: "mere-council", to: "mere-council:Director" },
      "from: Mere Council does not hold “Asked” from 1 April 2024 on: on all these days the law as held here gives it to: Integrated care board, and no line held here delegates it to Mere Council for them. Only whoever holds a function can delegate it.",
    ],
    [
      "the holder did not hold it yet",
      {
        when: "2022-07-01/2023-01-01",
        asked: testFunction("asked", [testHolder("holder", "icb", "2022-10-01/")]),
      },
      "from: NHS West ICB does not hold “Asked” from 1 July 2022 to 1 January 2023: no kind of body is held here as its holder on all these days, and no line held here delegates it to NHS West ICB for them. Only whoever holds a function can delegate it.",
    ],
    [
      "the holder has ended",
      { from: "nhs-east-icb", to: "nhs-east-icb:Chief officer", when: "2026-04-01/" },
      "from: NHS East ICB ends on 1 April 2026, so nothing can be delegated by or to it on 1 April 2026.",
    ],
    [
      "it would outlast whoever makes it",
      { from: "nhs-east-icb", to: "dale-council", when: "2024-04-01/" },
      "ends: NHS East ICB ends on 1 April 2026, and a delegation does not outlast whoever made or received it. Give that day, or an earlier one, as its end.",
    ],
    [
      "the law names only others to whom it may go",
      { to: "mere-hospitals" },
      "to: “Asked” cannot be delegated to Mere Hospitals: the law as held here names only a committee or sub-committee of its own, an officer, an integrated care board, a council and a joint committee (in the words held here: “committee; officer; another ICB; council”). If the law says otherwise, the list of functions must be put right first.",
    ],
    [
      "the law names nobody",
      {
        asked: testFunction("asked", [testHolder("holder", "icb", "2022-07-01/")], {
          mayBeDelegatedTo: "-",
          jointRoute: "-",
        }),
      },
      "to: “Asked” cannot be delegated to Chief officer, NHS West ICB: the law as held here names nobody to whom it may be delegated. If the law says otherwise, the list of functions must be put right first.",
    ],
    [
      "it is for an area that is not the holder's",
      { area: "dale" },
      "area: Dale does not lie in West of NHS West ICB, which can delegate only for its own area.",
    ],
    [
      "whoever makes it may itself decide less",
      {
        from: "nhs-west-icb board mere-committee",
        limit: 101n,
        lines: [
          testLine("1", ["asked", "nhs-west-icb", "nhs-west-icb board mere-committee"], {
            limit: 100n,
            passesOn: true,
          }),
        ],
      },
      "limit: Mere Committee, NHS West ICB may itself decide up to £1, so it cannot delegate up to £1.01. Give £1 or less.",
    ],
    [
      "it has no limit though whoever makes it has one",
      {
        from: "nhs-west-icb board mere-committee",
        lines: [
          testLine("1", ["asked", "nhs-west-icb", "nhs-west-icb board mere-committee"], {
            limit: 100n,
            passesOn: true,
          }),
        ],
      },
      "limit: Mere Committee, NHS West ICB may itself decide up to £1, so it cannot delegate without a limit. Give £1 or less.",
    ],
    [
      "a committee had it by a line that does not allow more",
      {
        from: "nhs-west-icb board mere-committee",
        lines: [testLine("1", ["asked", "nhs-west-icb", "nhs-west-icb board mere-committee"])],
      },
      "from: Mere Committee, NHS West ICB has “Asked” by a delegation that is not held to allow passing it on to Chief officer, NHS West ICB. Whoever gave it must say first that it may be delegated further.",
    ],
    [
      "a body that has it by national delegation hands it to another",
      { asked: nationalFunction, to: "mere-council" },
      "from: NHS West ICB has “Asked” by a delegation that is not held to allow passing it on to Mere Council. Whoever gave it must say first that it may be delegated further.",
    ],
    [
      "it goes round in a circle",
      {
        from: "mere-council",
        to: "nhs-west-icb",
        lines: [testLine("1", ["asked", "nhs-west-icb", "mere-council"], { passesOn: true })],
      },
      "to: This would go round in a circle: Mere Council to NHS West ICB to Mere Council. Nobody delegates back to where a power came from.",
    ],
    [
      "another line between the two holds on one of its days",
      {
        limit: 500n,
        lines: [
          testLine("1", ["asked", "nhs-west-icb", "nhs-west-icb:chief OFFICER"], {
            limit: 100n,
            when: "2023-04-01/2024-04-02",
          }),
        ],
      },
      "begins: NHS West ICB delegates “Asked” to Chief officer, NHS West ICB already, up to £1, from 1 April 2023 until 2 April 2024. Both cannot hold on the same days: end that line first, or give other days.",
    ],
    [
      "it goes back to the body itself",
      { to: "nhs-west-icb board west-icb-board" },
      "to: West ICB Board, NHS West ICB cannot delegate to itself. Name a committee, a post or another body.",
    ],
    [
      "one of the two is made up",
      { to: "made-up-icb" },
      "to: Of NHS West ICB and Made Up ICB one is made up and one is real: no power passes between them.",
    ],
  ])("%s", (_name, given, expected) => {
    expect(problems(given)).toEqual([expected]);
  });

  it("everything at once where several things are wrong", () => {
    expect(problems({ to: "mere-hospitals", area: "dale" }).map((text) => text.split(":")[0])).toEqual([
      "to",
      "area",
    ]);
  });
});

describe("a line that is held already", () => {
  const line = testLine("1", ["asked", "nhs-west-icb", "nhs-west-icb:Chief officer"], {
    when: "2024-04-01/",
    limit: 100n,
  });
  const world = testWorld({ functions: [icbFunction], delegations: [line] });

  it("is known again when everything is the same, and only then", () => {
    expect(sameDelegation(world, proposed({ limit: 100n }))?.id).toBe("1");
    expect(sameDelegation(world, proposed({ limit: 101n }))).toBeUndefined();
    expect(sameDelegation(world, proposed({ limit: 100n, when: "2024-04-01/2025-04-01" }))).toBeUndefined();
  });
});
