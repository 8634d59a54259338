import { isObject } from "./condition.ts";
import type { LawFile } from "./duty-file.ts";
import type { Law } from "./law.ts";
import { readProposal } from "./proposal.ts";
import type { Proposal } from "./proposal.ts";
import type { Checked, Problem } from "./problem.ts";
import { readText } from "./text.ts";
import type { Verdict } from "./verdict.ts";

/** What was found of one duty, and by whom: a label for the reader, never an input of an answer. */
export type Finding = { readonly duty: string; readonly verdict: Verdict; readonly foundBy: string };

/** A real case: its facts and events as a proposal, what was found, and the rules that were not in force. */
export type RealCase = {
  readonly id: string;
  readonly name: string;
  readonly proposal: Proposal;
  readonly found: readonly Finding[];
  readonly notInForce: readonly string[];
  readonly outcome: string;
};

/**
 * Reads a real case from `law/cases/`; gives every fault with its line.
 *
 * @example readCase({ path: "a.yaml", text: "found: [{}]" }, law).ok // false
 */
export function readCase(file: LawFile, law: Law): Checked<RealCase> {
  const proposal = readProposal(file.text, law, file.path);
  if (!proposal.ok) return proposal;
  const read = readText(file.text, file.path);
  if ("problems" in read) return { ok: false, problems: read.problems };
  const row = isObject(read.value) ? read.value : {};
  const problems: Problem[] = [];
  const found = listOf(row["found"]).map((entry, index): Finding => {
    const { duty, verdict, "found-by": foundBy } = isObject(entry) ? entry : {};
    if (typeof duty !== "string" || !law.duties.has(duty)) {
      problems.push(read.problemAt(["found", index, "duty"], "There is no such duty."));
    }
    if (verdict !== "held" && verdict !== "failed" && verdict !== "cannot-tell") {
      problems.push(read.problemAt(["found", index, "verdict"], "Write held, failed or cannot-tell."));
    }
    return { duty: textOf(duty), verdict: textOf(verdict) as Verdict, foundBy: textOf(foundBy) };
  });
  const notInForce = listOf(row["not-in-force"]).map(textOf);
  if (problems.length > 0) return { ok: false, problems };
  const { id, name } = proposal.value;
  const outcome = textOf(row["outcome"]);
  return {
    ok: true,
    value: { id: id ?? "", name: name ?? "", proposal: proposal.value, found, notInForce, outcome },
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
