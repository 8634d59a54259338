import { describe, expect, test } from "vitest";
import { gradesOf, gradesOfHtml, readingGrade, syllablesIn, withoutNames } from "./plain-words.ts";

describe("the reading grade", () => {
  test.each([
    ["cat", 1],
    ["table", 2],
    ["asked", 1],
    ["wanted", 2],
    ["answer", 2],
    ["question", 2],
    ["moved", 1],
    ["places", 2],
    ["involvement", 3],
    ["community", 4],
    ["2026", 1],
    ["£1,204.50", 1],
  ])("counts %s as %i syllables", (word, syllables) => {
    expect(syllablesIn(word)).toBe(syllables);
  });

  test("is low for short words in short sentences and high for an office's prose", () => {
    expect(readingGrade("The cat sat on the mat. It was wet.")).toBeLessThan(1);
    expect(
      readingGrade(
        "The implementation of integrated commissioning arrangements necessitates comprehensive organisational realignment across constituent authorities.",
      ),
    ).toBeGreaterThan(18);
  });

  test("follows the published formula", () => {
    // 8 words, 2 sentences, 8 syllables.
    expect(readingGrade("The cat sat down. The dog ran off.")).toBeCloseTo(0.39 * 4 + 11.8 - 15.59, 10);
  });
});

test("names, quotations, links and dates are left out", () => {
  const sentence = [
    "NHS Aldermere and the Vale ICB was asked on 5 October 2026 about “integrated commissioning”; see ",
    { text: "the strategic needs assessment", href: "/x" },
    ".",
  ];
  expect(withoutNames(sentence, ["NHS Aldermere and the Vale ICB"])).toBe(
    "it was asked on 2026 about it; see it.",
  );
});

test("a page's answer and the leads of its sections are graded", () => {
  const graded = gradesOf({
    answer: "You can read all of it here.",
    sections: [
      { kind: "list", heading: "A", intro: "Each of them is short and plain.", items: [] },
      { kind: "words", paragraphs: ["Not a lead, so not looked at."] },
    ],
  });
  expect(graded.map(({ text }) => text)).toEqual([
    "You can read all of it here.",
    "Each of them is short and plain.",
  ]);
});

test("a page as it was sent is graded by its answer, leads and panels, without its title, names and links", () => {
  const graded =
    gradesOfHtml(`<h1 class="t">Aldermere&#39;s plan</h1><p class="opening__answer">Aldermere&#39;s plan was <strong>read</strong> by
    NHS Aldermere and the Vale ICB.</p><p>Neither this paragraph nor its complicated considerations.</p>
    <p class="section__intro">See <a href="/x">the strategic needs assessment</a> of that day.</p><p class="panel__answer">Too short.</p>`);
  expect(graded.map(({ text }) => text)).toEqual(["it was read by it.", "See it of that day."]);
});
