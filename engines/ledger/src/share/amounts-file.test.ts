import { describe, expect, it } from "vitest";
import { formatMoney, parseAgreement, readAmounts, shareOfFiles } from "../index.ts";
import type { Agreement } from "../index.ts";

const head = `
agreement: A fund
year: 2026-27
source: ours
illustrative: yes
partners:
  council: { name: The Council }
  icb: { name: The ICB }
`;
const pools = "pools:\n  one: { name: one, host: council }\n  two: { name: two }\n";

function rules(overspend: string, take = "each line", lines = "everything"): string {
  return `rules:\n  - for: ${lines}\n    take: ${take}\n    overspend:\n      - ${overspend}\n    underspend:\n      - carry forward: yes\n`;
}

function agreement(text: string): Agreement {
  const parsed = parseAgreement(text, "fund.yaml");
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join("\n"));
  return parsed.value;
}

function said(csv: string, of = `${head}${rules("board: the board")}`): readonly string[] {
  const amounts = readAmounts(csv, "amounts.csv", agreement(of));
  return amounts.ok ? [] : amounts.problems.map(({ message }) => message);
}

describe("mistakes in an amounts file are named with file and line", () => {
  it.each([
    {
      csv: "line,budget,actual\ncare,1",
      because: "amounts.csv, line 2: The row has 2 cells under 3 headings.",
    },
    {
      csv: "line,budget,actual\ncare,1,000,2",
      because:
        "amounts.csv, line 2: The row has 4 cells under 3 headings. A figure with a comma needs quotation marks.",
    },
    { csv: "", because: "amounts.csv, line 1: The file has no rows of amounts" },
    { csv: "line,budget,actual\n", because: "amounts.csv, line 1: The file has no rows of amounts" },
    {
      csv: 'line,budget,actual\n"care,1,2',
      because: "amounts.csv, line 1: A quotation mark is opened and never closed.",
    },
    { csv: "line,budget\ncare,1", because: "amounts.csv, line 1: The column “actual” is missing." },
    {
      csv: "line,budget,budget,actual\ncare,1,1,1",
      because: "amounts.csv, line 1: The column “budget” is there twice.",
    },
    {
      csv: "line,budget,actual,ward\ncare,1,1,7",
      because: "“ward” is no column of this file. The columns are: line, pool,",
    },
    { csv: "line,budget $,actual\ncare,1,1", because: "“budget $” is no column of this file." },
    {
      csv: "line,budget,actual,contribution icb\ncare,1,1,1",
      because: "Contributions are given for icb only.",
    },
    { csv: "line,budget,actual\n,1,1", because: "amounts.csv, line 2: line: The line has no name." },
    {
      csv: "line,budget,actual\ncare,1,",
      because: "amounts.csv, line 2: actual: The amount is blank, which is not nought.",
    },
    {
      csv: "line,budget,actual\n\ncare,1,#REF!",
      because: "amounts.csv, line 3: actual: “#REF!” is a spreadsheet's error",
    },
    { csv: "line,budget,actual\ncare,-1,1", because: "budget: An amount below nought has no meaning here." },
    {
      csv: "line,budget,actual,kind\ncare,1,1,loan",
      because: "kind: “loan” is no kind of line. Write spending or income.",
    },
    {
      csv: "line,budget,actual,pool\ncare,1,1,three",
      because: "pool: “three” is not one of the pools. Use one of: pool.",
    },
    {
      csv: "line,budget,actual,commissioner\ncare,1,1,trust",
      because: "commissioner: “trust” is not one of the partners (council, icb).",
    },
    {
      csv: "line,budget,actual,achieved\ncare,1,1,mostly",
      because: "achieved: “mostly” does not say how far the target was reached.",
    },
    {
      csv: "line,budget,actual,uncommitted\ncare,5,1,2",
      because: "uncommitted: What is not yet committed is part of the actual",
    },
    {
      csv: "line,budget,actual,kind,uncommitted\ncare,5,5,income,2",
      because: "uncommitted: Income cannot be uncommitted",
    },
    {
      csv: "line,budget,actual\ncare,1,1\ncare,1,2",
      because: "amounts.csv, line 2: The line “care” is there 2 times.",
    },
    {
      csv: "line,budget,actual,according to\ncare,1,1,icb",
      because: "The line “care” has a figure according to icb only.",
    },
    {
      csv: "line,budget,actual,according to\ncare,1,1,icb\ncare,1,2,icb",
      because: "The line “care” has two figures according to one partner.",
    },
    {
      csv: "line,budget,actual,according to\ncare,1,1,icb\ncare,2,2,council",
      because: "amounts.csv, line 3: The line “care” may differ between partners in “actual” only.",
    },
  ])("$because", ({ csv, because }) => {
    expect(said(csv).join("\n")).toContain(because);
  });

  it("a line of a fund with several pools names its pool", () => {
    expect(said("line,budget,actual\ncare,1,1", `${head}${pools}${rules("board: the board")}`)).toEqual([
      "amounts.csv, line 2: pool: The line names no pool. Use one of: one, two.",
    ]);
  });

  it("all mistakes are given at once", () => {
    expect(said("line,budget,actual\ncare,n/a,x\nhome,1,y")).toHaveLength(3);
  });
});

describe("what an amounts file may look like", () => {
  it("units in the heading, quotes, a byte order mark and Windows line ends are read", () => {
    const csv = '\uFEFFLine,Budget (£\'000),"Actual £m"\r\n"care, at ""home""","1,500",1.25\r\n';
    const amounts = readAmounts(csv, "amounts.csv", agreement(`${head}${rules("board: the board")}`));
    const [line] = amounts.ok ? amounts.value.lines : [];
    expect(line?.id).toBe('care, at "home"');
    expect([line?.budget, line?.actual].map((amount) => formatMoney(amount ?? 0n))).toEqual([
      "£1,500,000",
      "£1,250,000",
    ]);
  });
});

describe("what the amounts do not tell is asked for, never guessed", () => {
  const over = "line,scheme,budget,actual\ncare,beds,1,2\nhome,beds,1,2";
  it.each([
    {
      rule: rules("partners: contribution"),
      csv: over,
      because: "Give that in columns “contribution <partner>”.",
    },
    {
      rule: rules("partners: contribution", "together"),
      csv: over,
      because: "neither the agreement nor the amounts say what each partner contributes",
    },
    {
      rule: rules("partners: commissioned"),
      csv: over,
      because: "No partner commissions “care”. Fill in the column commissioner.",
    },
    {
      rule: rules("partners: commissioner"),
      csv: over,
      because: "No partner commissions “care”. Fill in the column commissioner.",
    },
    {
      rule: rules("partners: commissioner", "each scheme"),
      csv: "line,scheme,budget,actual,commissioner\ncare,beds,1,2,icb\nhome,beds,1,2,council",
      because: "Several partners commission “care”, “home”. Let the rule take each line by itself.",
    },
    {
      rule: rules("partners: host"),
      csv: over,
      because: "The pool of “care” has no host in the agreement. Add it there.",
    },
    {
      rule: rules("board: the board", "each component"),
      csv: over,
      because: "The line “care” has no component, but its rule takes each component by itself.",
    },
    {
      rule: rules(
        "board: the board",
        "each line",
        "{ scheme: homes }\n    take: each line\n    overspend:\n      - board: b\n    underspend:\n      - carry forward: yes\n  - for: the rest",
      ),
      csv: over,
      because: "A rule is for the scheme “homes”, but no line of the amounts has that scheme.",
    },
    {
      rule: rules("partners: contribution"),
      csv: `line,budget,actual,contribution council,contribution icb\ncare,1,2,0,0`,
      because: "All the partners' weights for “care” are nought",
    },
    {
      rule: rules("board: the board"),
      csv: "line,budget,actual,kind,achieved\ncare,1,1,income,yes",
      because: "its rule releases nothing on a target",
    },
    {
      rule: rules(
        "board: the board",
        "each line\n    released if: it is met\n    released: in proportion\n    kept by: icb",
      ),
      csv: over,
      because: "The line “care” is released on a target. Make it income, and say under achieved",
    },
    {
      rule: `${pools}${rules("underspends: same pool\n      - board: the board", "together")}`,
      csv: "line,pool,budget,actual\ncare,one,1,2\nhome,two,1,2",
      because: "takes lines of several pools together, so “same pool” names none",
    },
    {
      rule: `${pools}${rules("partners: host", "together")}`,
      csv: "line,pool,budget,actual\ncare,one,1,2\nhome,two,1,2",
      because: "“care”, “home” lie in several pools. Let the rule take each pool by itself.",
    },
  ])("$because", ({ rule, csv, because }) => {
    const shared = shareOfFiles(
      { name: "fund.yaml", text: `${head}${rule}` },
      { name: "amounts.csv", text: csv },
    );
    expect(
      shared.ok ? "it was worked out" : shared.problems.map(({ message }) => message).join("\n"),
    ).toContain(because);
  });

  it("contributions that the agreement states otherwise than the lines add up to are refused with both", () => {
    const stated = `${head}${rules("partners: total contribution")}`.replace(
      "The Council }",
      "The Council, contributes: £99 }",
    );
    const csv = "line,budget,actual,contribution council,contribution icb\ncare,1,2,98,96";
    const shared = shareOfFiles({ name: "fund.yaml", text: stated }, { name: "amounts.csv", text: csv });
    expect(shared.ok ? "" : shared.problems[0]?.message).toBe(
      "The agreement says that The Council contributes £99, but the lines add up to £98. Put one of them right.",
    );
  });
});
