import { describe, expect, test } from "vitest";
import { capital, countInWords, countOf, listInWords, plainText, spansOf } from "./sentence.ts";

describe("a sentence", () => {
  test("has the same words whether it is text or made of spans", () => {
    const spans = [
      "London has ",
      { strong: "three" },
      " boards: ",
      { text: "see them", href: "/organisations" },
      ".",
    ] as const;
    expect(plainText(spans)).toBe("London has three boards: see them.");
    expect(plainText("London has three boards.")).toBe("London has three boards.");
    expect(spansOf("One.")).toEqual(["One."]);
    expect(spansOf(spans)).toBe(spans);
    expect(plainText([])).toBe("");
  });

  test("never loses or makes markup: what looks like a tag is words", () => {
    expect(plainText(["<b>", { strong: "&amp;" }])).toBe("<b>&amp;");
  });
});

describe("lists and counts in words", () => {
  test.each([
    [[], ""],
    [["one"], "one"],
    [["one", "two"], "one and two"],
    [["one", "two", "three"], "one, two and three"],
  ])("%j reads %j", (items, words) => {
    expect(listInWords(items)).toBe(words);
  });

  test.each([
    [0, "no boards"],
    [1, "one board"],
    [2, "two boards"],
    [9, "nine boards"],
    [10, "10 boards"],
    [1234, "1,234 boards"],
  ])("%d reads %j", (count, words) => {
    expect(countOf(count, "board")).toBe(words);
  });

  test("a plural of its own is used, and never for one", () => {
    expect(countOf(2, "body", "bodies")).toBe("two bodies");
    expect(capital(countOf(2, "body", "bodies"))).toBe("Two bodies");
    expect(countOf(1, "body", "bodies")).toBe("one body");
  });

  test.each([
    [-1, "-1"],
    [1.5, "1.5"],
  ])("%d, which is no count, is still a number in figures", (count, words) => {
    expect(countInWords(count)).toBe(words);
  });
});
