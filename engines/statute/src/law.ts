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

/** One text of the law, read by itself: what it holds, or its faults. Only `lawOfParts` can use it. */
export type LawPart = {
  readonly file: LawFile;
  readonly holds: "facts" | "polls" | "duty" | "nothing";
  readonly duty?: Duty;
  readonly facts?: readonly FactDefinition[];
  readonly polls?: readonly Poll[];
  readonly problems: readonly Problem[];
};

/**
 * Reads one text of the law. For whoever must do something else between two files; `readLaw` does all at once.
 *
 * @example readLawPart({ path: "law/README.md", text: "" }).holds // "nothing"
 */
export function readLawPart(file: LawFile): LawPart {
  const place = file.path.slice(file.path.lastIndexOf("law/") + (file.path.includes("law/") ? 4 : 0));
  if (place === "facts.yaml") {
    const read = readFacts(file);
    return "problems" in read
      ? { file, holds: "facts", problems: read.problems }
      : { file, holds: "facts", facts: read.facts, problems: [] };
  }
  if (place === "polls.yaml") {
    const read = readPolls(file);
    return "problems" in read
      ? { file, holds: "polls", problems: read.problems }
      : { file, holds: "polls", polls: read.polls, problems: [] };
  }
  if (place.startsWith("duties/") && place.endsWith(".yaml") && !place.endsWith("/cases.yaml")) {
    const read = readDuty(file);
    return "problems" in read
      ? { file, holds: "duty", problems: read.problems }
      : { file, holds: "duty", duty: read.duty, problems: [] };
  }
  return { file, holds: "nothing", problems: [] };
}

/**
 * The law of its parts, or every fault of all of them.
 *
 * @example lawOfParts([]).ok // false
 */
export function lawOfParts(parts: readonly LawPart[]): Checked<Law> {
  const problems: Problem[] = parts.flatMap((part) => part.problems);
  const duties = new Map<string, Duty>();
  const facts = new Map(parts.flatMap((part) => part.facts ?? []).map((fact) => [fact.key, fact]));
  const polls = parts.flatMap((part) => part.polls ?? []);
  for (const part of parts) addDuty(part, duties, problems);
  if (!parts.some((part) => part.holds === "facts"))
    problems.push({ file: "facts.yaml", field: "", message: "The file of facts is missing." });
  if (duties.size === 0) problems.push({ file: "duties", field: "", message: "There is no duty at all." });
  if (problems.length === 0)
    problems.push(
      ...checkLaw(
        { duties, facts },
        parts.map((part) => part.file),
      ),
    );
  if (problems.length > 0) return { ok: false, problems };
  const reads = [...duties.values()].map((duty) => duty.read).toSorted();
  return { ok: true, value: { duties, facts, polls, readOn: reads.at(-1) as CivilDate } };
}

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
  return lawOfParts(files.map(readLawPart));
}

function addDuty({ file, duty }: LawPart, duties: Map<string, Duty>, problems: Problem[]): void {
  if (duty === undefined) return;
  const { id } = duty;
  const other = duties.get(id);
  if (other !== undefined) {
    problems.push({ file: file.path, field: "id", message: `“${id}” is already the id of ${other.file}.` });
  }
  if (!file.path.endsWith(`/${id}.yaml`)) {
    problems.push({ file: file.path, field: "id", message: `The file of “${id}” is called ${id}.yaml.` });
  }
  duties.set(id, duty);
}
