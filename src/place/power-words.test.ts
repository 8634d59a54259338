import { civilDate as day } from "@concordat/calendar";
import { describe, expect, it } from "vitest";
import { testFunction, testHolder, testLine, testWorld } from "../../test/support/powers.ts";
import { plainText } from "../kernel/index.ts";
import type { FunctionHolder, PublicFunction } from "./function.ts";
import { decidersInWords, powerJson, powerSentence, rightInWords } from "./power-words.ts";
import { whoMayDecide, type PowerQuestion } from "./power.ts";

function ask(
  holders: readonly FunctionHolder[],
  more: { readonly area?: string; readonly row?: Partial<PublicFunction> } = {},
) {
  const one = testFunction("asked", holders, more.row ?? {});
  const lines = [
    testLine("1", ["asked", "dale-council", "dale-council:Director"], { limit: 500_000n }),
    testLine("2", ["asked", "dale-council", "dale-council:Deputy"], { area: "dale" }),
  ];
  const world = testWorld({ functions: [one], delegations: lines });
  const question: PowerQuestion = {
    function: one,
    area: world.areasBySlug.get(more.area ?? "mere")!,
    at: day("2026-01-15"),
  };
  const answer = whoMayDecide(world, question);
  return { question, answer, sentence: plainText(powerSentence(question, answer)) };
}

const council = testHolder("holder", "upper-tier-council", "2013-04-01/");

describe("the answer in words", () => {
  it("names the one holder, and that local delegation is not known here", () => {
    expect(ask([council]).sentence).toBe(
      "Mere Council may decide “Asked” for Mere on 15 January 2026. Any local delegation: not known here.",
    );
  });

  it("says that nobody may have it by delegation only where the row names nobody", () => {
    expect(ask([council], { row: { mayBeDelegatedTo: "-", jointRoute: "-" } }).sentence).toContain(
      "The law as held here names nobody to whom it may be delegated.",
    );
  });

  it("marks law that is still to be checked, and leaves it out of the second answer for machines", () => {
    const { question, answer, sentence } = ask([{ ...council, mark: "to-be-checked" }]);
    expect(sentence).toContain("This rests on law that is still to be checked.");
    expect(powerJson(question, answer)).toMatchObject({
      verdict: "known",
      withoutUncheckedLaw: { verdict: "cannot-tell", deciders: [] },
    });
  });

  it("says that each of several decides only for its part", () => {
    expect(ask([council], { area: "east" }).sentence).toBe(
      "Deputy, Dale Council (Dale), Director, Dale Council (Dale) (up to £5,000), Dale Council (Dale) and Fell Council (Fell, 60%) may decide “Asked” for East on 15 January 2026, the most local first. Each decides for its own part only. Two lines of local schemes are held here; any other local delegation: not known here.",
    );
  });

  it("names six at most and counts the others", () => {
    const { answer, sentence } = ask(
      [
        council,
        testHolder("beside", "district-council", "2013-04-01/"),
        testHolder("beside", "nhs-england", "2013-04-01/"),
        testHolder("beside", "icb", "2022-07-01/"),
        testHolder("beside", "secretary-of-state", "2013-04-01/"),
      ],
      { area: "west" },
    );
    expect(answer.deciders.length).toBe(7);
    expect(sentence).toContain(" and 1 more may decide");
    expect(decidersInWords(answer)).toMatch(/ and \d+ more$/);
  });

  it("gives the chain from the holder down", () => {
    const [first] = ask([council], { area: "dale" }).answer.deciders;
    expect(rightInWords(first!)).toBe(
      "Dale Council by law: An Act s1; to Deputy, Dale Council under s65Z5, since 1 July 2022",
    );
  });

  it("gives an earlier holder's words in place of a provision", () => {
    const [first] = ask([{ ...council, words: "same councils under earlier Acts" }]).answer.deciders;
    expect(rightInWords(first!)).toBe("By law: in the words held here “same councils under earlier Acts”");
  });

  it("says that it cannot tell, and what is missing", () => {
    expect(ask([testHolder("holder", "pct", "2013-04-01/")]).sentence).toBe(
      "Who may decide “Asked” for Mere on 15 January 2026 cannot be told here. Not held here: which primary care trust served Mere on 15 January 2026.",
    );
  });
});
