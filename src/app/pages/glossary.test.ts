import { expect, test } from "vitest";
import { glossaryPage } from "./glossary.ts";

const model = await glossaryPage.load({} as never, { params: {}, query: {} });
const { items } = glossaryPage.json.parse(model?.json) as {
  readonly items: readonly Readonly<Record<string, string>>[];
};
const wordsIn = (key: string): readonly string[] => items.map((item) => item[key] ?? "");

test("every word stands once, in the order of the alphabet", () => {
  const terms = wordsIn("term");
  expect(terms.length).toBeGreaterThan(50);
  expect(new Set(terms).size).toBe(terms.length);
  expect(terms).toEqual(terms.toSorted((one, other) => one.localeCompare(other, "en-GB")));
});

test("every meaning is one sentence, and everybody sees that it is not yet checked", () => {
  expect(wordsIn("meaning").filter((words) => !/^[A-Z][^.]*\.$/.test(words))).toEqual([]);
  expect(model?.sources?.map(({ basis }) => basis)).toContain("general-knowledge");
});
