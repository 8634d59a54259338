import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { casesFolder, readCases } from "../../test/case-file.ts";
import type { CaseRow } from "../../test/case-file.ts";
import {
  agreementWords,
  formatMoney,
  parseAgreement,
  parseMoney,
  shareOfFiles,
  shareText,
} from "../index.ts";
import type { PartnerRange, PlaceRange, Range, ShareReport } from "../index.ts";

const files = readdirSync(join(casesFolder, "share")).map((name) => ({
  name,
  sections: readCases(`share/${name}`),
}));

/** The table of a case as the CSV file that a finance officer would save. */
function csvOf(rows: readonly CaseRow[]): string {
  const head = Object.keys(rows[0] ?? {});
  const line = (cells: readonly string[]): string => cells.map((cell) => `"${cell}"`).join(",");
  return [line(head), ...rows.map((row) => line(head.map((key) => row[key] ?? "")))].join("\r\n");
}

function normal(text: string): string {
  return text
    .split(" to ")
    .map((amount) => {
      const money = parseMoney(amount);
      return money.ok ? formatMoney(money.value.pence) : amount;
    })
    .join(" to ");
}

function rangeText({ low, high }: Range): string {
  return low === high ? formatMoney(low) : `${formatMoney(low)} to ${formatMoney(high)}`;
}

function partnerLines({ id, pays, getsBack }: PartnerRange): readonly (readonly [string, string])[] {
  return [
    ...(pays.high > 0n ? [[`${id} pays`, rangeText(pays)] as const] : []),
    ...(getsBack.high > 0n ? [[`${id} gets back`, rangeText(getsBack)] as const] : []),
  ];
}

function placeLine({ kind, id, from, to }: PlaceRange): readonly [string, string] {
  const met = from.high > 0n;
  const names: Readonly<Record<string, string>> = {
    elsewhere: "set against each other",
    pot: met ? `from pot ${id}` : `to pot ${id}`,
    uncommitted: "not yet committed",
    "carried-forward": "carried forward",
    "agreed-use": `agreed use ${id}`,
    rebid: `bids to ${id}`,
    board: `left to ${id}`,
    outside: "outside",
  };
  return [String(names[kind]), rangeText(met ? from : to)];
}

/** Everything that a result says, in the words of the tables; whatever a table leaves out is a difference. */
function linesOf({ partners, places, views }: ShareReport): Readonly<Record<string, string>> {
  const [view] = views;
  const drawn = (view?.result.drawn ?? []).map(
    ({ partner, amount }) => [`drawn from ${partner}`, formatMoney(amount)] as const,
  );
  return Object.fromEntries([...partners.flatMap(partnerLines), ...places.map(placeLine), ...drawn]);
}

describe.each(files)("cases/share/$name", ({ name, sections: [agreement, ...sections] }) => {
  const yaml = { name: name.replace(".md", ".yaml"), text: agreement?.blocks[0]?.text ?? "" };
  const worked = sections.filter(({ tables }) => tables.length === 2);
  const inWords = sections.flatMap(({ title, blocks }) => (title === "In words" ? blocks : []));

  it("has an agreement and at least one worked table", () => {
    expect(parseAgreement(yaml.text, yaml.name)).toMatchObject({ ok: true });
    expect(worked.length).toBeGreaterThan(0);
    expect(worked.length + inWords.length).toBe(sections.length);
  });

  it.each(inWords)("invariant 11: the agreement reads as its case says", ({ text }) => {
    const parsed = parseAgreement(yaml.text, yaml.name);
    expect(parsed.ok && agreementWords(parsed.value)).toEqual(text.trimEnd().split("\n"));
  });

  it.each(worked)("$title", ({ tables: [amounts = [], expected = []] }) => {
    const report = shareOfFiles(yaml, { name: "amounts.csv", text: csvOf(amounts) });
    if (!report.ok) throw new Error(report.problems.map(({ message }) => message).join("\n"));
    expect(linesOf(report.value)).toEqual(
      Object.fromEntries(expected.map((row) => [row["what"], normal(String(row["amount"]))])),
    );
  });

  it.each(worked)(
    "$title: the same in any order of the lines",
    ({ tables: [amounts = [], expected = []] }) => {
      const report = shareOfFiles(yaml, { name: "amounts.csv", text: csvOf(amounts.toReversed()) });
      expect(Object.keys(report.ok ? linesOf(report.value) : {})).toHaveLength(expected.length);
      expect(report.ok && linesOf(report.value)).toEqual(
        Object.fromEntries(expected.map((row) => [row["what"], normal(String(row["amount"]))])),
      );
    },
  );

  it.each(worked)(
    "$title: the working stands under the agreement's own words",
    ({ tables: [amounts = []] }) => {
      const report = shareOfFiles(yaml, { name: "amounts.csv", text: csvOf(amounts) });
      if (!report.ok) throw new Error("the case does not run");
      const steps = report.value.views.flatMap(({ result }) => result.units.flatMap(({ steps }) => steps));
      expect(steps.length).toBeGreaterThan(0);
      const sentences = report.value.words.join("\n").toLowerCase();
      for (const { words } of steps) expect(sentences).toContain(words.toLowerCase());
      for (const { words } of steps)
        expect(shareText(report.value).toLowerCase()).toContain(`${words.toLowerCase()}.`);
    },
  );
});
