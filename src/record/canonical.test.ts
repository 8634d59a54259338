import { describe, expect, test } from "vitest";
import { Invalid, type Json } from "../kernel/index.ts";
import { canonicalJson } from "./canonical.ts";

function doubleOf(hex: string): number {
  return Buffer.from(hex, "hex").readDoubleBE();
}

describe("canonical JSON (RFC 8785)", () => {
  test("the example of section 3.2.2 comes out as in section 3.2.3", () => {
    const input = String.raw`{"numbers":[333333333.33333329,1E14,4.50,2e-3,0.000000000000000000000000001],
      "string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`;
    expect(canonicalJson(JSON.parse(input) as Json)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,100000000000000,4.5,0.002,1e-27],` +
        String.raw`"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  test("its text has the octets of section 3.2.4", () => {
    const text = canonicalJson(
      JSON.parse(String.raw`{"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/"}`) as Json,
    );
    expect(Buffer.from(text, "utf8").toString("hex")).toBe(
      "7b22737472696e67223a22e282ac245c75303030665c6e4127425c225c5c5c5c5c222f227d",
    );
  });

  test("keys are ordered by UTF-16 code units, as in section 3.2.3", () => {
    const input = String.raw`{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh",
      "1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}`;
    const values = Object.values(
      JSON.parse(canonicalJson(JSON.parse(input) as Json)) as Record<string, string>,
    );
    // Parsing again puts "1" first, as every JavaScript object does with whole numbers; the text itself does not.
    expect(values.slice(1)).toEqual([
      "Carriage Return",
      "Control",
      "Latin Small Letter O With Diaeresis",
      "Euro Sign",
      "Emoji: Grinning Face",
      "Hebrew Letter Dalet With Dagesh",
    ]);
    expect(
      canonicalJson(JSON.parse(input) as Json).startsWith(String.raw`{"\r":"Carriage Return","1":"One"`),
    ).toBe(true);
  });

  test.each([
    ["0000000000000000", "0", "zero"],
    ["8000000000000000", "0", "minus zero"],
    ["0000000000000001", "5e-324", "smallest positive number"],
    ["8000000000000001", "-5e-324", "smallest negative number"],
    ["3eb0c6f7a0b5ed8c", "9.999999999999997e-7", "just below the change of notation"],
    ["3eb0c6f7a0b5ed8d", "0.000001", "at the change of notation"],
    ["41b3de4355555553", "333333333.3333332", "rounding"],
    ["41b3de4355555554", "333333333.33333325", "rounding"],
    ["41b3de4355555555", "333333333.3333333", "rounding"],
    ["41b3de4355555556", "333333333.3333334", "rounding"],
    ["41b3de4355555557", "333333333.33333343", "rounding"],
    ["becbf647612f3696", "-0.0000033333333333333333", "many digits"],
    ["43143ff3c1cb0959", "1424953923781206.2", "round to even"],
  ])("number %s of appendix B is written %s (%s)", (hex, expected) => {
    expect(canonicalJson(doubleOf(hex))).toBe(expected);
  });

  test.each([
    ["7fefffffffffffff", "largest number"],
    ["4340000000000000", "2^53"],
    ["c340000000000000", "-2^53"],
    ["4430000000000000", "295147905179352830000"],
    ["44b52d02c7e14af6", "1e+23"],
    ["444b1ae4d6e2ef50", "1e+21"],
    ["7fffffffffffffff", "not a number"],
    ["7ff0000000000000", "infinity"],
  ])("number %s of appendix B is refused, because a reader may lose digits (%s)", (hex) => {
    expect(() => canonicalJson(doubleOf(hex))).toThrow(RangeError);
  });

  test("the largest safe integers are kept", () => {
    expect(canonicalJson([Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER])).toBe(
      "[9007199254740991,-9007199254740991]",
    );
  });
});

describe("what is no JSON is refused, with its place", () => {
  const sparse: unknown[] = [];
  sparse[1] = "second";
  test.each([
    ["undefined in an object", { a: { b: undefined } }, "the value.a.b is undefined"],
    ["undefined in a list", { a: [1, undefined] }, "the value.a[1] is undefined"],
    ["a hole in a list", sparse, "the value[0] is undefined"],
    ["a function", { run: () => 1 }, "the value.run is function"],
    ["a bigint", { pence: 5n }, "the value.pence is bigint"],
    ["a symbol", [Symbol("x")], "the value[0] is symbol"],
    ["a Date", { on: new Date(0) }, "the value.on is a Date"],
    ["a Map", new Map(), "the value is a Map"],
  ])("%s", (_name, value, message) => {
    expect(() => canonicalJson(value as unknown as Json)).toThrow(message);
  });

  test.each([
    ["half of a surrogate pair", { name: "\ud83d" }],
    ["half of a pair in a key", { "\ude00": 1 }],
    ["a NUL", ["a\0b"]],
  ])("%s is a problem of what was typed", (_name, value) => {
    expect(() => canonicalJson(value)).toThrow(Invalid);
  });

  test("a value nested without end is refused before the stack is exhausted", () => {
    let value: Json = 0;
    for (let depth = 0; depth < 20_000; depth++) value = [value];
    expect(() => canonicalJson(value)).toThrow("nested deeper than 50 levels");
  });

  test("an object without a prototype is a plain object", () => {
    expect(canonicalJson(Object.assign(Object.create(null) as Record<string, Json>, { a: 1 }))).toBe(
      '{"a":1}',
    );
  });
});
