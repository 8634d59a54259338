import { expect, test } from "vitest";
import { keepDate, parametersOf } from "./address.ts";
import { navigationFor } from "./navigation.ts";
import { pageLinks } from "./page-links.ts";
import { answeredQuestions } from "./questions.ts";
import { fitted, wrapped } from "./text-width.ts";
import { spread } from "./chart-parts.ts";

const asked = { at: "2026-03-31", atGiven: true };

test.each([
  ["/areas", "/areas?at=2026-03-31"],
  ["/areas?kind=place#list", "/areas?kind=place&at=2026-03-31#list"],
  ["/areas?at=2020-01-01", "/areas?at=2020-01-01"],
  ["https://example.org/", "https://example.org/"],
  ["//example.org/", "//example.org/"],
  ["#main", "#main"],
  ["/assets/site.css", "/assets/site.css"],
  ["/sign-in", "/sign-in"],
])("the link %s becomes %s on a page of another day", (href, expected) => {
  expect(keepDate(href, asked)).toBe(expected);
  expect(keepDate(href, { ...asked, atGiven: false })).toBe(href);
});

test("the parameters of an address are decoded pairs", () => {
  expect(parametersOf("/a?b=c%26d&e=#f")).toEqual([
    { name: "b", value: "c&d" },
    { name: "e", value: "" },
  ]);
});

test("the navigation marks where the reader is, also below an entry", () => {
  expect(navigationFor("/areas").find((item) => item.current)).toMatchObject({
    text: "Areas",
    current: "page",
  });
  expect(navigationFor("/organisations/x").find((item) => item.current)).toMatchObject({
    text: "Areas",
    current: "true",
  });
  expect(navigationFor("/areasonable").some((item) => item.current)).toBe(false);
});

test("long lists link to the first, the last and the neighbours", () => {
  const links = pageLinks(5, 9, (page) => `?page=${page}`).map((link) =>
    link.kind === "gap" ? "…" : link.number,
  );
  expect(links).toEqual([1, "…", 4, 5, 6, "…", 9]);
  expect(pageLinks(1, 1, String)).toEqual([]);
});

test("panels answer the question they bear as heading, in the order of the questions; others stand apart", () => {
  const panels = [
    { heading: "Did it work, as was claimed?" },
    { heading: "News" },
    { heading: "Who runs health here?" },
  ];
  const { questions, others } = answeredQuestions(panels);
  expect(questions).toHaveLength(6);
  expect(questions.filter((question) => question.panel).map((question) => question.number)).toEqual([1, 6]);
  expect(others).toEqual([{ heading: "News" }]);
});

test("texts are cut or broken to the room they have", () => {
  expect(fitted("Bexley", 14, 200)).toBe("Bexley");
  expect(fitted("Westmorland and Furness", 14, 80)).toMatch(/^W.+…$/);
  expect(wrapped("South West London", 14, 80)).toEqual(["South West", "London"]);
});

test("labels that would touch are moved apart, in their order and within the bounds", () => {
  expect(spread([50, 52, 10], 16, { top: 0, bottom: 60 })).toEqual([44, 60, 10]);
  expect(spread([], 16, { top: 0, bottom: 60 })).toEqual([]);
});
