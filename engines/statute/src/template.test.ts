import { civilDate } from "@concordat/calendar";
import { describe, expect, it } from "vitest";
import { folderLaw, folderStatute } from "../test/law-folder.ts";
import {
  checkProposal,
  openQuestions,
  problemText,
  readProposal,
  templateKinds,
  templateText,
} from "./index.ts";

describe.each(templateKinds)("the template for %s", (kind) => {
  const text = templateText(kind, folderLaw().facts, "2026-11-22");

  it("can be read as it is, and checked", () => {
    const read = readProposal(text, folderLaw(), `${kind}.yaml`);
    if (!read.ok) throw new Error(read.problems.map(problemText).join("\n"));
    const check = checkProposal(folderStatute(), read.value, civilDate("2026-11-22"));
    if (!check.ok) throw new Error(check.problems.map(problemText).join("\n"));
    expect(["not-yet", "cannot-tell"]).toContain(check.value.verdict);
    expect(openQuestions(folderStatute(), check.value).length).toBeGreaterThan(0);
  });

  it("asks each question in the law's own words", () => {
    const keys = [...text.matchAll(/^ {2}([a-z][a-z0-9.-]+\.[a-z0-9-]+): /gm)].map(
      (match) => match[1] as string,
    );
    for (const key of keys) expect(text).toContain(folderLaw().facts.get(key)?.question ?? `no fact ${key}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
