import { describe, expect, test } from "vitest";
import { Invalid } from "../kernel/index.ts";
import { refuseNullCharacter } from "./null-character.ts";

function nested(levels: number): unknown {
  let value: unknown = "text";
  for (let level = 0; level < levels; level += 1) value = { a: [value] };
  return value;
}

describe("what is sent is refused", () => {
  test.each([
    ["a text with a null character", "a\0b"],
    ["a field with one", { name: "a\0b" }],
    ["a field named with one", { "na\0me": "a" }],
    ["a list with one, three levels down", { a: [{ b: ["\0"] }] }],
  ])("for %s", (_name, value) => {
    expect(() => refuseNullCharacter(value)).toThrow("A null character (%00) was sent");
  });

  test("for ten thousand levels, in words and not as a failure of ours", () => {
    expect(() => refuseNullCharacter(nested(10_000))).toThrow(Invalid);
    expect(() => refuseNullCharacter(nested(10_000))).toThrow("nested deeper than 50 levels");
  });
});

test.each([
  ["an ordinary form", { name: "Kent", codes: ["E10000016"], none: undefined, empty: null }],
  ["twenty levels", nested(20)],
  ["bytes, which may hold anything", { file: new Uint8Array([0, 0, 1]) }],
])("%s is let through", (_name, value) => {
  expect(() => refuseNullCharacter(value)).not.toThrow();
});
