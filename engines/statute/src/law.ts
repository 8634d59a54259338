import type { CivilDate } from "@concordat/calendar";
import { readDuty } from "./duty-file.ts";
import type { LawFile } from "./duty-file.ts";
import type { Duty } from "./duty.ts";
import { readFacts } from "./fact-file.ts";
import type { FactDefinition } from "./fact.ts";
import { checkLaw } from "./law-check.ts";
import { readPolls } from "./poll.ts";
import type { Poll } from "./poll.ts";
import type { Checked, Problem } from "./problem.ts";

/** The law as it was read: every duty by id, every fact by key, and the polls. */
export type Law = {
  readonly duties: ReadonlyMap<string, Duty>;
  readonly facts: ReadonlyMap<string, FactDefinition>;
  readonly polls: readonly Poll[];
  /** The latest day on which a source was read: what the answers know of the law. */
  readonly readOn: CivilDate;
};

/**
 * Reads the law from its texts: `facts.yaml`, `polls.yaml` and every file below `duties/`. Other texts are left alone.
 *
 * All faults come at once, each with file and line: a field that is missing or unknown, a condition that cannot be read, a
 * fact nobody defined, a duty that depends on one that is not there, duties that wait for each other in a circle, a fact
 * that states a conclusion of law.
 *
 * @param files  each text with the name it is shown under; the part after the last `law/` says what it is
 * @example readLaw([]).ok // false
 */
export function readLaw(files: readonly LawFile[]): Checked<Law> {
  const problems: Problem[] = [];
  const duties = new Map<string, Duty>();
  const facts = new Map<string, FactDefinition>();
  let polls: readonly Poll[] = [];
  const found = { facts: false };
  for (const file of files) {
    const place = file.path.slice(file.path.lastIndexOf("law/") + (file.path.includes("law/") ? 4 : 0));
    if (place === "facts.yaml") {
      found.facts = true;
      const read = readFacts(file);
      if ("problems" in read) problems.push(...read.problems);
      else for (const fact of read.facts) facts.set(fact.key, fact);
    } else if (place === "polls.yaml") {
      const read = readPolls(file);
      if ("problems" in read) problems.push(...read.problems);
      else polls = read.polls;
    } else if (place.startsWith("duties/") && place.endsWith(".yaml") && !place.endsWith("/cases.yaml")) {
      addDuty(file, duties, problems);
    }
  }
  if (!found.facts)
    problems.push({ file: "facts.yaml", field: "", message: "The file of facts is missing." });
  if (duties.size === 0) problems.push({ file: "duties", field: "", message: "There is no duty at all." });
  if (problems.length === 0) problems.push(...checkLaw({ duties, facts }, files));
  if (problems.length > 0) return { ok: false, problems };
  const reads = [...duties.values()].map((duty) => duty.read).toSorted();
  return { ok: true, value: { duties, facts, polls, readOn: reads.at(-1) as CivilDate } };
}

function addDuty(file: LawFile, duties: Map<string, Duty>, problems: Problem[]): void {
  const read = readDuty(file);
  if ("problems" in read) {
    problems.push(...read.problems);
    return;
  }
  const { id } = read.duty;
  const other = duties.get(id);
  if (other !== undefined) {
    problems.push({ file: file.path, field: "id", message: `“${id}” is already the id of ${other.file}.` });
  }
  if (!file.path.endsWith(`/${id}.yaml`)) {
    problems.push({ file: file.path, field: "id", message: `The file of “${id}” is called ${id}.yaml.` });
  }
  duties.set(id, read.duty);
}
