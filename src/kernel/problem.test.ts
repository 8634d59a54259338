import { expect, test } from "vitest";
import { checked, failed } from "./problem.ts";

const noName = { code: "test.no-name", field: "name", message: "Enter the name." };
const noDay = { code: "test.no-day", message: "Enter a day." };

test("a good answer holds its value, undefined and false included", () => {
  expect(checked(7)).toEqual({ ok: true, value: 7 });
  expect(checked(false)).toEqual({ ok: true, value: false });
  expect(checked(undefined)).toEqual({ ok: true, value: undefined });
});

test("a bad answer lists every problem in the order they were found", () => {
  expect(failed(noName, noDay)).toEqual({ ok: false, problems: [noName, noDay] });
});
