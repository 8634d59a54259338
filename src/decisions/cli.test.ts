import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { templateKinds } from "@concordat/statute";
import { strokeText } from "../../engines/statute/test/stroke.ts";
import { runCommandLine } from "../cli/index.ts";
import { enquiryCommands } from "../../test/support/enquiries.ts";
import { decisionsEnquiries } from "./cli.ts";

const folder = mkdtempSync(join(tmpdir(), "concordat-pathway-"));
const stroke = join(folder, "stroke.yaml");
writeFileSync(stroke, strokeText);

async function run(
  ...argv: readonly string[]
): Promise<{ readonly code: number; readonly lines: readonly string[]; readonly notes: readonly string[] }> {
  const lines: string[] = [];
  const notes: string[] = [];
  const code = await runCommandLine(enquiryCommands(decisionsEnquiries), argv, {
    result: (line) => void lines.push(...line.split("\n")),
    note: (line) => void notes.push(line),
  });
  return { code, lines, notes };
}

describe("concordat dates (invariant 8)", () => {
  it.each([
    ["latest --rule clear-days-working --quantity 5 --before 2026-12-30", "2026-12-18"],
    ["deadline --rule working-days-ew --quantity 5 --from 2026-12-23", "2027-01-04"],
    ["earliest --rule working-days-ew --quantity 5 --after 2026-12-23", "2027-01-05"],
    ["deadline --rule working-days-uk-any --quantity 20 --from 2026-07-06", "2026-08-05"],
    ["deadline --rule calendar --quantity 2 --unit months --from 2026-01-31", "2026-03-31"],
    ["latest --rule fixed-date --before 2026-06-30", "2026-06-30"],
  ])("%s is %s, alone", async (line, date) => {
    expect(await run("dates", ...line.split(" "))).toEqual({ code: 0, lines: [date], notes: [] });
  });

  it("--explain counts the days, and the date still stands alone on the last line", async () => {
    const line = "dates latest --rule clear-days-working --quantity 5 --before 2026-12-30 --explain";
    const { lines } = await run(...line.split(" "));
    expect(lines.at(-1)).toBe("2026-12-18");
    expect(lines.join("\n")).toContain("Friday 25 December 2026: Christmas Day");
    expect(lines.filter((text) => /^ +\d+ {2}/.test(text))).toHaveLength(5);
  });

  it("a flag before the date takes nothing away from it", async () => {
    const line = "dates --explain latest --rule clear-days-working --quantity 5 --before 2026-12-30";
    expect((await run(...line.split(" "))).code).toBe(2);
    const other = "dates latest --explain --rule clear-days-working --quantity 5 --before 2026-12-30";
    expect((await run(...other.split(" "))).lines.at(-1)).toBe("2026-12-18");
  });

  it.each([
    ["deadline --rule nope --quantity 5 --from 2026-12-23", "--rule: “nope” is not a counting rule"],
    [
      "deadline --rule working-days-ew --quantity 5 --before 2026-12-23",
      "There is no option --before; the options are --rule, --quantity, --unit, --from",
    ],
    ["latest --rule working-days-ew --quantity 5 --before 2026-02-30", "--before: “2026-02-30”"],
    [
      "latest --rule working-days-ew --quantity many --before 2026-02-20",
      "--quantity: “many” is not a whole",
    ],
    ["latest --rule working-days-ew --before 2026-02-20", "--quantity: The rule working-days-ew needs"],
    ["latest --rule calendar --quantity 5 --unit hour --before 2026-02-20", "--unit: “hour” is not a unit"],
    ["latest --rule working-days-ew --quantity 5 --before 2040-02-20", "--before: The bank holidays"],
    [
      "latest --rule working-days-ew --quantity 5 --before 2026-02-20 --loud",
      "There is no option --loud; the options are",
    ],
    ["latest", "--rule: Give the counting rule."],
  ])("%s is refused in words", async (line, message) => {
    const { code, lines, notes } = await run("dates", ...line.split(" "));
    expect(code).toBe(2);
    expect(lines).toEqual([]);
    expect(notes.join("\n")).toContain(message);
  });
});

describe("concordat pathway check", () => {
  it("prints the promised names as JSON", async () => {
    const { code, lines } = await run("pathway", "check", stroke, "--json");
    const answer = JSON.parse(lines.join("\n")) as Record<string, unknown>;
    expect(code).toBe(0);
    expect(answer).toMatchObject({
      verdict: "not-yet",
      earliestLawfulDate: "2026-01-16",
      earliestAdvisableDate: "2026-05-08",
      decisionDate: "2026-04-21",
    });
    expect((answer["duties"] as object[])[0]).toMatchObject({
      id: expect.any(String),
      verdict: expect.stringMatching(/^(held|failed|cannot-tell|not-engaged)$/),
    });
    expect((answer["steps"] as object[])[0]).toMatchObject({
      duty: expect.any(String),
      force: expect.any(String),
      status: expect.any(String),
      provision: expect.stringMatching(/\w/),
    });
    expect(Object.keys((answer["steps"] as object[])[0] ?? {})).toEqual(
      expect.arrayContaining(["duty", "force", "status", "earliest", "latest", "provision"]),
    );
    expect(answer["disclaimer"]).toContain("not legal advice");
  });

  it("takes the file after a flag too, and JSON as well as YAML", async () => {
    const after = await run("pathway", "check", "--json", stroke);
    expect(after.code).toBe(0);
    const file = join(folder, "small.json");
    writeFileSync(file, JSON.stringify({ today: "2026-11-22", facts: { "body.kind": "icb" } }));
    expect((await run("pathway", "check", file, "--json")).code).toBe(0);
  });

  it("says in words: the answer, both days, the steps, what to take care of, the disclaimer", async () => {
    const text = (await run("pathway", "check", stroke)).lines.join("\n");
    expect(text).toContain("Earliest lawful day:    16 January 2026");
    expect(text).toContain("Earliest advisable day: 8 May 2026");
    expect(text).toContain("First meeting that is advisable: 19 May 2026");
    expect(text).toContain("From 1 April 2026 West and North London board decides");
    expect(text).toContain("Mayor of London's tests, current list of four");
    expect(text).toContain("It knows the law as it was read on");
  });

  it("--at looks from another day, after which the decision is past", async () => {
    const { lines } = await run("pathway", "check", stroke, "--json", "--at", "2026-11-22");
    expect(JSON.parse(lines.join("\n"))).toMatchObject({ today: "2026-11-22", verdict: "cannot-tell" });
  });

  it("--ics gives a calendar file", async () => {
    const { lines } = await run("pathway", "check", stroke, "--ics");
    expect(lines[0]?.trim()).toBe("BEGIN:VCALENDAR");
    expect(lines.at(-1)?.trim()).toBe("END:VCALENDAR");
  });

  it("a convention that was not kept to is “not followed”, never failed (invariant 5)", async () => {
    const file = join(folder, "convention.yaml");
    writeFileSync(
      file,
      [
        "today: 2026-11-22",
        "facts:",
        "  body.kind: icb",
        "  decision.date: 2026-06-20",
        "  consultation.open-date: 2026-04-10",
        "  poll.kind: london-borough",
        "  poll.date: 2026-05-07",
      ].join("\n"),
    );
    const json = JSON.parse((await run("pathway", "check", file, "--json")).lines.join("\n")) as {
      readonly duties: readonly { readonly id: string; readonly verdict: string }[];
    };
    expect(json.duties.find(({ id }) => id === "el.nhs.local")?.verdict).toBe("failed");
    const text = (await run("pathway", "check", file)).lines.join("\n");
    expect(text).toContain("Restraint of the NHS before local elections: not followed.");
    expect(text).not.toMatch(/\bfailed\b/);
  });

  it.each([
    ["decision.date: 2026-02-30", "line 2, facts.decision.date"],
    ["decision.dat: 2026-02-20", "Did you mean “decision.date”?"],
  ])("a fault of the file names its line: %s", async (fact, message) => {
    const file = join(folder, "faulty.yaml");
    writeFileSync(file, `facts:\n  ${fact}\n`);
    const { code, notes } = await run("pathway", "check", file);
    expect(code).toBe(2);
    expect(notes.join("\n")).toContain(message);
  });

  it("a file that is not there, or not named, is said so", async () => {
    expect((await run("pathway", "check", join(folder, "none.yaml"))).notes[0]).toContain("cannot be read");
    expect((await run("pathway", "check")).notes[0]).toContain("Name the file");
    expect((await run("pathway", "check", stroke, "--at", "soon")).notes[0]).toContain("--at");
  });
});

describe("concordat pathway new", () => {
  it.each(templateKinds)("a template of %s can be checked as it stands", async (kind) => {
    const { code, lines } = await run("pathway", "new", kind);
    expect(code).toBe(0);
    const file = join(folder, `${kind}.yaml`);
    writeFileSync(file, lines.join("\n"));
    expect(readFileSync(file, "utf8")).toContain("not-known");
    expect((await run("pathway", "check", file, "--json")).code).toBe(0);
  });

  it("another kind is refused with the kinds there are", async () => {
    const { code, notes } = await run("pathway", "new", "poem");
    expect(code).toBe(2);
    expect(notes[0]).toContain("“poem” is not a kind of proposal: service-change");
  });
});
