import { dayNumber, isCivilDate } from "@concordat/calendar";
import type { CivilDate } from "@concordat/calendar";
import { z } from "zod";
import { messageOf, placeOf } from "./duty-file.ts";
import type { LawFile } from "./duty-file.ts";
import type { Checked } from "./problem.ts";
import { proposalOf } from "./proposal.ts";
import { factsKnown } from "./sheet.ts";
import type { Statute } from "./statute.ts";
import { readText } from "./text.ts";
import { judge } from "./verdict.ts";
import type { Verdict } from "./verdict.ts";

/** One line of a case table: what is given on a day, and what the law says of one duty. */
export type CaseRow = {
  readonly name: string;
  /** The day whose law applies. */
  readonly on: CivilDate;
  readonly duty: string;
  readonly given: Readonly<Record<string, string | number | readonly string[]>>;
  readonly expect: Verdict;
  /** The last lawful day of the act, where the row is about a date. */
  readonly latest?: CivilDate | undefined;
  readonly because: string;
};

const day = z.custom<CivilDate>(
  (value) => typeof value === "string" && isCivilDate(value),
  "Write a day like 2026-11-21.",
);
const layout = z.array(
  z.strictObject({
    name: z.string().min(1),
    on: day,
    duty: z.string().min(1),
    given: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
    expect: z.enum(["held", "failed", "cannot-tell", "not-engaged"]),
    latest: day.optional(),
    because: z.string().min(1),
  }),
);

/**
 * Reads a case table of the law, `cases.yaml` beside the duties; gives every fault with its line.
 *
 * @example readCaseTable({ path: "cases.yaml", text: "[]" }) // { ok: true, value: [] }
 */
export function readCaseTable(file: LawFile): Checked<readonly CaseRow[]> {
  const read = readText(file.text, file.path);
  if ("problems" in read) return { ok: false, problems: read.problems };
  const parsed = layout.safeParse(read.value);
  if (!parsed.success) {
    return {
      ok: false,
      problems: parsed.error.issues.map((issue) => read.problemAt(placeOf(issue), messageOf(issue))),
    };
  }
  return { ok: true, value: parsed.data };
}

/**
 * What the law says of a row's duty.
 *
 * @example caseRowVerdict(statute, { name: "", on: "2026-03-02", duty: "cl.power", given: { "decision.date": "2026-03-02" }, expect: "held", because: "" }) // "cannot-tell"
 */
export function caseRowVerdict(statute: Statute, row: CaseRow): Verdict | undefined {
  const known = factsKnown(statute, proposalOf({ facts: row.given }));
  return judge(statute, known.recorded, dayNumber(row.on)).verdicts[statute.dutyNumbers.get(row.duty) ?? -1];
}
