import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { civilDate } from "@concordat/calendar";
import { describe, expect, it } from "vitest";
import * as ledger from "./index.ts";

const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
  .map((name) => ({ name, text: readFileSync(join(import.meta.dirname, name), "utf8") }));

const examples = sources.flatMap(({ name, text }) =>
  [...text.matchAll(/^ \* @example (.+) \/\/ (.+)$/gm)].map((match) => ({
    name,
    expression: match[1] as string,
    result: match[2] as string,
  })),
);

const sample = ledger.shareOfFiles(
  {
    name: "fund.yaml",
    text: `
agreement: Northshire integrated care fund
year: 2026-27
source: A worked example of ours.
illustrative: yes
partners:
  council: { name: Northshire Council, contributes: £60k }
  icb: { name: NHS Northshire ICB, contributes: £40k }
pots:
  risk-pool: { name: the risk pool, holds: "£100,000" }
rules:
  - for: everything
    take: together
    overspend:
      - contingency: risk-pool
      - partners: total contribution
    underspend:
      - carry forward: yes
`,
  },
  { name: "amounts.csv", text: "line,budget,actual\ncare,100,90" },
);
if (!sample.ok) throw new Error(sample.problems.map(({ message }) => message).join("\n"));
const { agreement } = sample.value;
const read = ledger.readAmounts("line,budget,actual\ncare,100,90", "amounts.csv", agreement);
const amounts = read.ok ? read.value : undefined;

function evaluate(expression: string): unknown {
  return runInNewContext(`(${expression})`, {
    ...ledger,
    civilDate,
    agreement,
    amounts,
    report: sample.ok && sample.value,
  });
}

/** Through JSON, because a value of another context has other prototypes; pence keep their n. */
function plain(value: unknown): unknown {
  if (value === undefined) return undefined;
  return JSON.parse(
    JSON.stringify(value, (_key, item: unknown) => (typeof item === "bigint" ? `${item}n` : item)),
  );
}

describe("the examples in the docstrings are true (agreement and amounts: a worked example of ours)", () => {
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

  it.each(Object.keys(ledger))("%s has a docstring with an example", (name) => {
    const declared = new RegExp(`/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\s*export (?:function|const) ${name}\\b`);
    const docstring = sources
      .map(({ text }) => declared.exec(text)?.[1])
      .find((found) => found !== undefined);
    expect(docstring).toContain("@example");
  });
});
