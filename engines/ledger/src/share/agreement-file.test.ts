import { describe, expect, it } from "vitest";
import { readCases } from "../../test/case-file.ts";
import {
  agreementWords,
  evaluate,
  parseAgreement,
  readAmounts,
  shareJson,
  shareOfFiles,
  shareText,
  whoPays,
} from "../index.ts";
import type { Agreement, ShareReport } from "../index.ts";

const [mistakes] = readCases("mistakes-in-agreements.md");
const base = mistakes?.blocks[0]?.text ?? "";

function changed(line: number, to: string): string {
  const lines = base.split("\n");
  const indent = /^ */.exec(lines[line - 1] ?? "")?.[0] ?? "";
  lines[line - 1] = `${indent}${to.replace(" ↵ ", `\n${indent}`)}`;
  return lines.join("\n");
}

describe("mistakes in an agreement are named with file and line (cases/mistakes-in-agreements.md)", () => {
  it("the agreement itself is right", () => {
    expect(parseAgreement(base, "fund.yaml")).toMatchObject({ ok: true });
  });

  it.each(mistakes?.tables[0] ?? [])("$to", (row) => {
    const parsed = parseAgreement(changed(Number(row["change line"]), String(row["to"])), "fund.yaml");
    const said = parsed.ok ? [] : parsed.problems;
    const place = `fund.yaml, line ${row["said of line"]}: `;
    const found = said.find(
      ({ message }) => message.startsWith(place) && message.includes(String(row["message"])),
    );
    expect(found, said.map(({ message }) => message).join("\n")).toMatchObject({
      file: "fund.yaml",
      line: Number(row["said of line"]),
    });
  });

  it("all mistakes are given at once", () => {
    const twice = changed(4, "illustrative: perhaps").replace("take: each line", "take: each ward");
    const parsed = parseAgreement(twice, "fund.yaml");
    expect(parsed.ok ? 0 : parsed.problems.map(({ line }) => line)).toEqual([4, 23]);
  });

  it("a partner that has a maximum cannot be the last to pay", () => {
    const capped = base.replace("contributes: £60k", "contributes: £60k, pays at most: £1k");
    const parsed = parseAgreement(capped, "fund.yaml");
    expect(parsed.ok ? [] : parsed.problems.map(({ line, code }) => [line, code])).toEqual([
      [18, "ledger.tier-open"],
      [29, "ledger.tier-open"],
    ]);
  });

  it("a file that is no list of names and values, or is far too long, is refused in words", () => {
    const messages = ["- a\n- b", "", "x".repeat(200_001)].map((text) => {
      const parsed = parseAgreement(text, "fund.yaml");
      return parsed.ok ? "" : parsed.problems[0]?.message;
    });
    expect(messages).toEqual([
      "fund.yaml, line 1: “The file” must be a list of names and values.",
      "fund.yaml, line 1: “The file” must be a list of names and values.",
      "fund.yaml, line 1: The file has 200001 characters, which is too long for an agreement. Keep to 200000.",
    ]);
  });

  it("an alias is refused: a reader could not see what its line says", () => {
    const parsed = parseAgreement(`a: &a [x]\nb: [*a]\n${base}`, "fund.yaml");
    expect(parsed.ok ? "" : parsed.problems[0]?.message).toBe(
      "fund.yaml, line 2: “*a” stands for something written elsewhere. Write it out, so that each line can be read by itself.",
    );
  });
});

const agreementText = `
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
        up to: £10,000
      - partners: total contribution
    underspend:
      - carry forward: yes
`;
const amountsText = "line,budget,actual\ncare,£90k,£120k\nhomes,£10k,£10k\n";

function report(agreement: string, amounts = amountsText): ShareReport {
  const shared = shareOfFiles({ name: "fund.yaml", text: agreement }, { name: "amounts.csv", text: amounts });
  if (!shared.ok) throw new Error(shared.problems.map(({ message }) => message).join("\n"));
  return shared.value;
}

describe("invariant 11: words and working come from one tree", () => {
  const before = report(agreementText);
  const edited = report(agreementText.replace("up to: £10,000", "up to: £12,000"));

  it("editing one step changes its words on the agreement", () => {
    expect(before.words).toContain("    1. The risk pool (£100,000) is drawn on, up to £10,000.");
    expect(edited.words).toContain("    1. The risk pool (£100,000) is drawn on, up to £12,000.");
    expect(whoPays(edited.agreement)).toEqual([
      "For everything in the fund, taken together, if more is spent than planned, the risk pool (£100,000) is drawn on, up to £12,000; then the partners pay in proportion to what each contributes to the whole fund.",
    ]);
  });

  it("and the words and figures of the working, and what each partner pays", () => {
    const first = (one: ShareReport): unknown => one.views[0]?.result.units[0]?.steps[0];
    expect(first(before)).toMatchObject({
      words: "the risk pool (£100,000) is drawn on, up to £10,000",
      takes: 1_000_000n,
    });
    expect(first(edited)).toMatchObject({
      words: "the risk pool (£100,000) is drawn on, up to £12,000",
      takes: 1_200_000n,
    });
    expect(before.partners.map(({ pays }) => pays.low)).toEqual([1_200_000n, 800_000n]);
    expect(edited.partners.map(({ pays }) => pays.low)).toEqual([1_080_000n, 720_000n]);
  });

  it("a tree edited without its file changes both in the same way", () => {
    const { rules } = before.agreement;
    const tree: Agreement = {
      ...before.agreement,
      rules: rules.map((rule) => ({ ...rule, overspend: { tiers: rule.overspend.tiers.slice(1) } })),
    };
    const amounts = readAmounts(amountsText, "amounts.csv", tree);
    const result = amounts.ok ? evaluate(tree, amounts.value) : amounts;
    expect(agreementWords(tree).join("\n")).not.toContain("risk pool");
    expect(result.ok && result.value.partners.map(({ pays }) => pays)).toEqual([1_800_000n, 1_200_000n]);
  });
});

describe("the report", () => {
  it("as JSON has every amount in pence as text", () => {
    const json = shareJson(report(agreementText));
    expect(JSON.parse(JSON.stringify(json))).toEqual(json);
    expect(json).toMatchObject({
      agreement: { name: "Northshire integrated care fund", illustrative: true },
      variance: { low: "3000000", high: "3000000" },
      partners: [
        { id: "council", pays: { low: "1200000", high: "1200000" }, getsBack: { low: "0", high: "0" } },
        { id: "icb", net: { low: "800000", high: "800000" } },
      ],
    });
  });

  it("as text is the agreement, the working under the same words, and who pays (cases/printed-report.md)", () => {
    const [printed] = readCases("printed-report.md");
    const [yaml, csv, text] = printed?.blocks ?? [];
    expect(shareText(report(yaml?.text ?? "", csv?.text))).toBe(text?.text);
  });

  it("a disputed line gives each view's working, then ranges", () => {
    const disputed =
      "line,budget,actual,according to\ncare,£90k,£120k,council\ncare,£90k,£100k,icb\nhomes,£10k,£10k,\n";
    const text = shareText(report(agreementText, disputed));
    expect(text).toContain(
      "Care is disputed: Northshire Council says £120,000 and NHS Northshire ICB says £100,000.",
    );
    expect(text).toContain("The calculation with Northshire Council's figure for care");
    expect(text).toContain("The calculation with NHS Northshire ICB's figure for care");
    expect(text).toContain("Northshire Council pays between £0 and £12,000.");
    expect(text).toContain("These are ranges until care is settled.");
  });

  it("with many disputed lines writes the ranges only, and beyond 1,024 combinations says what to do", () => {
    const rows = (count: number): string =>
      Array.from({ length: count }, (_, n) => `l${n},£10k,£${11 + n}k,council\nl${n},£10k,£10k,icb\n`).join(
        "",
      );
    const head = "line,budget,actual,according to\n";
    const text = shareText(report(agreementText, `${head}${rows(3)}`));
    expect(text).toContain(
      "8 combinations of these figures were worked out; only the ranges are written out.",
    );
    expect(text).not.toContain("The calculation with");
    const many = shareOfFiles(
      { name: "fund.yaml", text: agreementText },
      { name: "a.csv", text: `${head}${rows(11)}` },
    );
    expect(many.ok ? "" : many.problems[0]?.message).toBe(
      "11 lines are disputed, which makes 2048 combinations of figures. Settle some first: at most 1024 are worked out.",
    );
  });
});
