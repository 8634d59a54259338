import { expect, test } from "vitest";
import { slugIn } from "./command.ts";

test.each([
  ["as it stands", { slug: "aldermere-council" }, "aldermere-council"],
  ["nothing where there is none", {}, ""],
  ["nothing where it is no text", { slug: ["aldermere-council"] }, ""],
])("the slug of an input that nobody has read is %s", (_name, input, slug) => {
  expect(slugIn(input)).toBe(slug);
});
