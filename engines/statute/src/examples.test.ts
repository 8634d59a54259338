import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { folderLaw, folderStatute, lawHolidays } from "../test/law-folder.ts";
import * as engine from "./index.ts";

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

const statute = folderStatute();
const checked = engine.checkProposal(
  statute,
  engine.proposalOf({ facts: { "body.kind": "icb" }, today: "2026-11-22" as never }),
);
const context = {
  ...engine,
  law: folderLaw(),
  holidays: lawHolidays(),
  statute,
  check: checked.ok && checked.value,
};

function evaluate(expression: string): unknown {
  return runInNewContext(`(${expression})`, { ...context });
}

/** Through JSON, because a value of another context has other prototypes; `undefined` stays itself. */
function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

describe("the examples in the docstrings are true", () => {
  it.each(examples)("$name: $expression is $result", ({ expression, result }) => {
    expect(plain(evaluate(expression))).toStrictEqual(plain(evaluate(result)));
  });

  it.each(Object.keys(engine))("%s has a docstring with an example", (name) => {
    const declared = new RegExp(`/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\s*export (?:function|const) ${name}\\b`);
    const docstring = sources
      .map(({ text }) => declared.exec(text)?.[1])
      .find((found) => found !== undefined);
    expect(docstring).toContain("@example");
  });
});
