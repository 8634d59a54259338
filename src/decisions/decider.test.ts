import { describe, expect, test } from "vitest";
import type { LawfulDecider, MayDecide } from "../place/index.ts";
import type { OrganisationId } from "../place/index.ts";
import { deciderGaps, isOfDecider, namedAmong } from "./decider.ts";

const body = (slug: string) => ({ id: slug as OrganisationId, slug, name: slug });
const one = (key: string, more: Partial<LawfulDecider>): LawfulDecider => ({
  key,
  name: key,
  governing: [],
  right: "By law: an Act",
  conditions: [],
  extents: [],
  mark: "confirmed",
  mostLocal: false,
  ...more,
});
const icb = one("ICB", { organisation: body("icb"), governing: [body("icb-board")], mostLocal: true });
const officer = one("Chief officer, ICB", { organisation: body("icb"), post: "Chief officer" });
const trust = one("Trust", { organisation: body("trust"), part: "its own hospitals" });
const may: MayDecide = {
  verdict: "partly",
  deciders: [icb, officer, trust],
  missing: [],
  sentence: "",
};

describe("who is named (invariant 13)", () => {
  test("is found among those who may, an office however it is written", () => {
    expect(namedAmong(may, { decider: body("icb") })).toBe(icb);
    expect(namedAmong(may, { decider: body("icb"), deciderPost: "chief OFFICER" })).toBe(officer);
    expect(namedAmong(may, { decider: body("icb"), deciderPost: "Chair" })).toBeUndefined();
  });

  test("and is none of them: to name somebody anew is asked only while that can be done", () => {
    const named = { decider: body("council") };
    expect(deciderGaps(may, named)).toEqual([
      "council is not among those who may decide it, as held here. Name who decides anew.",
    ]);
    expect(deciderGaps(may, { ...named, stage: "decided" })).toEqual([
      "council is not among those who may decide it, as held here.",
    ]);
  });

  test("and decides for a part only: that is said until there is a reason", () => {
    expect(deciderGaps(may, { decider: body("trust") })).toEqual([
      "trust may decide it for its own hospitals only. Why trust decides it and not ICB is not said.",
    ]);
    expect(deciderGaps(may, { decider: body("trust"), higherWhy: "Both are its own." })).toEqual([]);
    expect(deciderGaps(may, { decider: body("icb") })).toEqual([]);
  });
});

describe("a decision is that of who is named", () => {
  const byBody = { decider: body("icb") };
  const byOffice = { decider: body("icb"), deciderPost: "Chief officer" };
  const byBoard = { decider: body("icb"), deciderBoard: body("icb-board") };
  const bySource = { decider: body("council") };
  const board = { board: body("icb-board"), organisation: body("icb") };
  const committee = { board: body("finance-committee"), organisation: body("icb") };
  const alone = { organisation: body("icb"), office: "Chief Officer" };
  test.each([
    ["the board that governs the body", byBody, board, true],
    ["a committee of the body", byBody, committee, false],
    ["an office of the body, where the body is named", byBody, alone, false],
    ["the office that is named", byOffice, alone, true],
    ["another office of the body", byOffice, { ...alone, office: "Director of place" }, false],
    ["the body’s board, where an office is named", byOffice, board, false],
    ["the board that is named", byBoard, board, true],
    ["another board of its body", byBoard, committee, false],
    ["another body", byBody, { organisation: body("council") }, false],
    [
      "a board of the body named by a source: which of them it is cannot be told",
      bySource,
      { board: body("cabinet"), organisation: body("council") },
      true,
    ],
    ["anybody, where nobody is named that is held here", { deciderWords: "A minister" }, committee, true],
  ] as const)("%s", (_who, named, resolution, expected) => {
    expect(isOfDecider(resolution, named, may)).toBe(expected);
  });
});
