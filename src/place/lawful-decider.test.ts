import { civilDate as day } from "@concordat/calendar";
import { describe, expect, test } from "vitest";
import { testBoard, testFunction, testHolder, testLine, testWorld } from "../../test/support/powers.ts";
import { mayDecideIn, type MayDecide } from "./lawful-decider.ts";
import type { Delegation } from "./power-delegation.ts";
import type { FunctionHolder } from "./function.ts";

function mayDecide(
  area: string,
  holders: readonly FunctionHolder[],
  delegations: readonly Delegation[] = [],
): MayDecide {
  const asked = testFunction("asked", holders);
  const boards = [testBoard("fell-cabinet", "cabinet", "fell-council", "fell")];
  const world = testWorld({ functions: [asked], delegations, boards });
  return mayDecideIn(world, {
    function: asked,
    area: world.areasBySlug.get(area)!,
    at: day("2026-01-15"),
  });
}

const told = (may: MayDecide) => may.deciders.map(({ key, part, mostLocal }) => [key, part, mostLocal]);
const icb = testHolder("holder", "icb", "2022-07-01/");
const trust = testHolder("beside", "nhs-trust", "2013-04-01/");
const council = testHolder("beside", "upper-tier-council", "2013-04-01/");

describe("the most local of those who may decide (invariant 13 of decisions)", () => {
  test("is never whoever decides for a part only, where somebody decides for the whole", () => {
    const may = mayDecide("west", [icb, trust, council]);
    expect(told(may)).toEqual([
      ["organisation:nhs-west-icb", undefined, true],
      ["organisation:fell-council", "Fell, 40%", false],
      ["organisation:mere-council", "Mere", false],
      ["organisation:mere-hospitals", "its own hospitals", false],
    ]);
    expect(may.sentence).toMatch(/^NHS West ICB, /);
  });

  test("of those for parts is the smallest area’s, where nobody has the whole", () => {
    const may = mayDecide("fell", [icb], [testLine("a", ["asked", "nhs-west-icb", "fell-council"])]);
    expect(told(may)).toEqual([
      ["organisation:fell-council", "the part in West, 40%", true],
      ["organisation:nhs-east-icb", "the part in East, 60%", false],
      ["organisation:nhs-west-icb", "the part in West, 40%", false],
    ]);
  });

  test("is one who decides for less money all the same: limits do not make anybody less local", () => {
    const may = mayDecide(
      "mere",
      [icb],
      [testLine("a", ["asked", "nhs-west-icb", "nhs-west-icb board mere-committee"], { limit: 100_00n })],
    );
    expect(told(may)).toEqual([
      ["board:mere-committee", undefined, true],
      ["organisation:nhs-west-icb", undefined, false],
    ]);
  });
});

describe("whoever may decide", () => {
  test("for two parts is listed once, with both and both rights", () => {
    const may = mayDecide(
      "fell",
      [icb],
      [
        testLine("a", ["asked", "nhs-west-icb", "fell-council"], { conditions: "within the plan" }),
        testLine("b", ["asked", "nhs-east-icb", "fell-council"]),
      ],
    );
    const [first, ...others] = may.deciders;
    expect(first).toMatchObject({
      key: "organisation:fell-council",
      part: "the part in West, 40% and the part in East, 60%",
      conditions: ["within the plan"],
      mostLocal: true,
      governing: [{ slug: "fell-cabinet" }],
    });
    expect(first?.right).toMatch(/^NHS West ICB by law: .*; and NHS East ICB by law: /);
    expect(others.map(({ key }) => key)).not.toContain("organisation:fell-council");
  });

  test("for the whole is not listed for a part of it besides", () => {
    const may = mayDecide("fell", [icb, council], [testLine("a", ["asked", "nhs-west-icb", "fell-council"])]);
    expect(told(may)).toEqual([
      ["organisation:fell-council", undefined, true],
      ["organisation:nhs-east-icb", "the part in East, 60%", false],
      ["organisation:nhs-west-icb", "the part in West, 40%", false],
    ]);
  });

  test("as an office keeps the words of its post, commas and all", () => {
    const post = "Director, Mere and the dales";
    const may = mayDecide("mere", [icb], [testLine("a", ["asked", "nhs-west-icb", `nhs-west-icb:${post}`])]);
    expect(may.deciders[0]).toMatchObject({
      key: "post:nhs-west-icb:director-mere-and-the-dales",
      post,
      organisation: { slug: "nhs-west-icb" },
      governing: [],
    });
  });

  test("is a body where the board that governs it received the power, and a holder that is no body here by its name", () => {
    const board = "dale-council board dale-cabinet";
    const may = mayDecide("dale", [icb], [testLine("a", ["asked", "nhs-east-icb", board])]);
    expect(may.deciders[0]).toMatchObject({
      key: "organisation:dale-council",
      governing: [{ slug: "dale-cabinet" }],
    });
    expect(may.deciders[0]).not.toHaveProperty("board");
    const minister = mayDecide("dale", [testHolder("holder", "secretary-of-state", "2013-04-01/")]);
    expect(minister.deciders[0]).toMatchObject({ key: "secretary-of-state" });
    expect(minister.deciders[0]).not.toHaveProperty("organisation");
  });
});
