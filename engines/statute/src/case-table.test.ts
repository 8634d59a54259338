import { describe, expect, it } from "vitest";
import { folderLaw, folderStatute, lawFiles } from "../test/law-folder.ts";
import { caseRowVerdict, checkProposal, problemText, proposalOf, readCaseTable } from "./index.ts";

const tables = lawFiles()
  .filter(({ path }) => path.endsWith("/cases.yaml"))
  .map((file) => {
    const read = readCaseTable(file);
    if (!read.ok) throw new Error(read.problems.map(problemText).join("\n"));
    return { path: file.path, rows: read.value };
  });

describe.each(tables)("$path", ({ rows }) => {
  it.each(rows)("$duty on $on: $name: $expect", (row) => {
    expect(folderLaw().duties.has(row.duty)).toBe(true);
    for (const key of Object.keys(row.given)) expect(folderLaw().facts.has(key), key).toBe(true);
    expect(caseRowVerdict(folderStatute(), row)).toBe(row.expect);
  });

  const dated = rows.filter(({ latest }) => latest !== undefined);
  it.each(dated)("$duty: $name: the last day is $latest", (row) => {
    const check = checkProposal(folderStatute(), proposalOf({ facts: row.given, today: row.on }));
    const steps = check.ok ? check.value.steps : [];
    expect(steps.find(({ duty }) => duty === row.duty)?.latest).toBe(row.latest);
  });
});

it("a case table names the line of a fault", () => {
  const read = readCaseTable({ path: "law/duties/x/cases.yaml", text: "- name: A\n  on: 2026-02-30\n" });
  expect(read.ok ? [] : read.problems.map(problemText)).toContain(
    "law/duties/x/cases.yaml:2 [0].on: Write a day like 2026-11-21.",
  );
});
