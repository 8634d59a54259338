import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import * as calendar from "./index.ts";
import { sampleHolidays } from "../test/sample-holidays.ts";

const sources = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
  .map((name) => ({ name, text: readFileSync(join(import.meta.dirname, name), "utf8") }));

const examples = sources.flatMap(({ name, text }) =>
  [...text.matchAll(/^ \* @example (.+) \/\/ (.+)$/gm)].map((match) => ({
    name,
    expression: match[1] as string,
    result: match[2] as string,
  })),
);

function evaluate(expression: string): unknown {
  return runInNewContext(`(${expression})`, { ...calendar, holidays: sampleHolidays() });
}

/** Through JSON, because a value of another context has other prototypes; `undefined` stays itself. */
function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

describe("the examples in the docstrings are true (holidays: a sample of 2026 and 2027)", () => {
  it.each(examples)("$name: $expression is $result", ({ expression, result }) => {
    if (result === "throws RangeError") {
      expect(() => evaluate(expression)).toThrow(expect.objectContaining({ name: "RangeError" }));
    } else {
      expect(plain(evaluate(expression))).toStrictEqual(plain(evaluate(result)));
    }
  });

  it("every example is of the form expression // result", () => {
    const written = sources.flatMap(({ text }) => [...text.matchAll(/@example/g)]);
    expect(examples).toHaveLength(written.length);
  });

  it.each(Object.keys(calendar))("%s has a docstring with an example", (name) => {
    const declared = new RegExp(`/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\s*export (?:function|const) ${name}\\b`);
    const docstring = sources
      .map(({ text }) => declared.exec(text)?.[1])
      .find((found) => found !== undefined);
    expect(docstring).toContain("@example");
  });

  it("every exported name, types too, has a docstring", () => {
    const bare = sources.flatMap(({ name, text }) =>
      [...text.matchAll(/(^|\n)([^\n]*)\nexport (?:async )?(?:function|const|type) (\w+)/g)]
        .filter((match) => !(match[2] as string).trimEnd().endsWith("*/"))
        .map((match) => `${name}: ${match[3]}`),
    );
    expect(bare).toEqual([]);
  });
});
