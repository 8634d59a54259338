import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { runCommandLine } from "../cli/index.ts";
import { enquiryCommands } from "../../test/support/enquiries.ts";
import { poundsEnquiries } from "./cli.ts";

const folder = mkdtempSync(join(tmpdir(), "concordat-pounds-"));
afterAll(() => rmSync(folder, { recursive: true }));
const agreement = join(folder, "agreement.yaml");
const amounts = join(folder, "amounts.csv");
writeFileSync(
  agreement,
  "agreement: Northshire\nyear: 2025-26\nsource: ours\nillustrative: yes\npartners:\n  council: { name: Northshire Council, contributes: £75 }\n  icb: { name: NHS Northshire ICB, contributes: £25 }\nrules:\n  - for: everything\n    take: together\n    overspend:\n      - partners: total contribution\n    underspend:\n      - return: total contribution\n",
);
writeFileSync(amounts, "line,budget,actual\nbeds,£1000,£1100.01\n");

async function run(...argv: readonly string[]): Promise<{ code: number; results: string; notes: string }> {
  const [results, notes]: [string[], string[]] = [[], []];
  const out = {
    result: (line: string) => void results.push(line),
    note: (line: string) => void notes.push(line),
  };
  const code = await runCommandLine(enquiryCommands(poundsEnquiries), ["pounds", "share", ...argv], out);
  return { code, results: results.join("\n"), notes: notes.join("\n") };
}

describe("concordat pounds share", () => {
  test("says in words who pays, with the working", async () => {
    const { code, results } = await run(agreement, amounts);
    expect(code).toBe(0);
    expect(results).toContain("in proportion to what each contributes to the whole fund");
    expect(results).toContain("£75.01");
  });

  test("gives the same to machines, in pence", async () => {
    const { results } = await run(agreement, amounts, "--json");
    expect(JSON.parse(results)).toMatchObject({
      partners: [
        { id: "council", pays: { low: "7501", high: "7501" } },
        { id: "icb", pays: { low: "2500" } },
      ],
    });
  });

  test.each([
    [
      "a file that is not there",
      ["nowhere.yaml", amounts],
      /nowhere\.yaml could not be read\. There is no such file\./,
    ],
    ["a mistake in a file, by its line", [amounts, amounts], /amounts\.csv/],
    ["a file that was not named", [agreement], /Name the agreement and the amounts/],
  ])("refuses %s", async (_name, argv, message) => {
    const { code, results, notes } = await run(...argv);
    expect(code).toBe(2);
    expect(results).toBe("");
    expect(notes).toMatch(message);
  });
});
