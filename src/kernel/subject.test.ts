import { describe, expect, test } from "vitest";
import { anyOfKind, isModuleName, moduleNames, parseSubject, subjectText } from "./subject.ts";

describe("a reference to a public thing", () => {
  test.each(moduleNames)("of %s is read back from its text", (module) => {
    const ref = { module, kind: "thing", id: "0197" };
    expect(subjectText(ref)).toBe(`${module}:thing:0197`);
    expect(parseSubject(subjectText(ref))).toEqual(ref);
  });

  test("may have colons in its id, and nowhere else", () => {
    const ref = { module: "place", kind: "seat", id: "board:12" } as const;
    expect(parseSubject(subjectText(ref))).toEqual(ref);
  });

  test.each([
    "",
    "place",
    "place:organisation",
    "place:organisation:",
    "place::x",
    ":organisation:x",
    "weather:rain:x",
    "Place:organisation:x",
  ])("is not read from %j", (text) => {
    expect(() => parseSubject(text)).toThrow(RangeError);
  });

  test("to any of a kind has a star for its id", () => {
    expect(subjectText(anyOfKind("place", "organisation"))).toBe("place:organisation:*");
  });

  test("names a module of this product only", () => {
    expect(isModuleName("pounds")).toBe(true);
    expect(isModuleName("constructor")).toBe(false);
    expect(isModuleName(undefined)).toBe(false);
  });
});
