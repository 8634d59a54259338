import { civilDate } from "@concordat/calendar";
import { expect, test } from "vitest";
import { callInInWords } from "../meetings/index.ts";
import { whyNoCallIn } from "./call-in.ts";

const today = civilDate("2026-12-22");
const open = { executive: true, publishedOn: civilDate("2026-12-15"), callInUntil: today } as const;
const { publishedOn: _publishedOn, callInUntil: _callInUntil, ...bare } = open;

test("a decision can be called in up to and on its last day (invariant 13)", () => {
  expect(whyNoCallIn(open, today)).toBeUndefined();
});

test.each([
  ["was yesterday", { ...open, callInUntil: civilDate("2026-12-21") }, "until 21 December 2026"],
  ["is not there, for want of a period", { ...bare, publishedOn: today }, "No call-in period"],
  ["is not there, for want of a notice", bare, "Its notice has not been published"],
  ["is not there, because it was waived", { ...open, callInWaived: "The roof leaks." }, "The roof leaks."],
])("a decision whose last day %s cannot, and scrutiny says so as its own page does", (_name, one, why) => {
  expect(whyNoCallIn(one, today)).toContain(why);
  expect(whyNoCallIn(one, today)).toBe(callInInWords(one, today));
});

test("a decision of nobody's executive cannot; its own page says nothing of call-in", () => {
  const other = { ...open, executive: false };
  expect(whyNoCallIn(other, today)).toContain("Only a decision of a council's executive");
  expect(callInInWords(other, today)).toBeUndefined();
});
