import { dutiesOf, factsOf, factsOfTimed } from "./condition.ts";
import type { Condition } from "./condition.ts";
import type { LawFile } from "./duty-file.ts";
import type { Duty } from "./duty.ts";
import type { FactDefinition } from "./fact.ts";
import type { Problem } from "./problem.ts";
import { readText } from "./text.ts";
import type { Path } from "./text.ts";

type Parts = {
  readonly duties: ReadonlyMap<string, Duty>;
  readonly facts: ReadonlyMap<string, FactDefinition>;
};

/** What no single file can know: facts and duties that are not there, options that are not offered, circles. */
export function checkLaw(law: Parts, files: readonly LawFile[]): readonly Problem[] {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const problems: Problem[] = [];
  const say = (duty: Duty, path: Path, message: string): void => {
    const read = readText(texts.get(duty.file) ?? "", duty.file);
    if ("problemAt" in read) problems.push(read.problemAt(path, message));
  };
  for (const duty of law.duties.values()) {
    for (const key of new Set(factsNamed(duty))) {
      if (!law.facts.has(key)) say(duty, [], `Nobody has defined the fact “${key}”; see facts.yaml.`);
    }
    for (const id of new Set([...duty.dependsOn, ...conditionsOf(duty).flatMap(dutiesOf)])) {
      if (!law.duties.has(id)) say(duty, ["depends-on"], `There is no duty “${id}”.`);
    }
    for (const condition of conditionsOf(duty)) {
      for (const message of wrongOptions(condition, law.facts)) say(duty, [], message);
    }
  }
  const orders: readonly (readonly [string, (duty: Duty) => readonly string[]])[] = [
    ["depends-on", (duty) => duty.dependsOn],
    ["held", (duty) => conditionsOf(duty).flatMap(dutiesOf)],
  ];
  for (const [field, next] of orders) {
    const circle = circleAmong(law.duties, next);
    const first = circle === undefined ? undefined : law.duties.get(circle[0] ?? "");
    if (first !== undefined && circle !== undefined) {
      say(first, [field], `These duties wait for each other in a circle: ${circle.join(" → ")}.`);
    }
  }
  return problems;
}

/** The conditions of a duty: its trigger, its verdicts, its exceptions. */
export function conditionsOf(duty: Duty): readonly Condition[] {
  return [duty.trigger.when, duty.held, duty.failed, ...duty.exceptions.map(({ when }) => when)].filter(
    (condition) => condition !== undefined,
  );
}

/** The facts of a duty's own timing. */
export function timingFacts(duty: Duty): readonly string[] {
  return duty.timing.timed === undefined ? [] : factsOfTimed(duty.timing.timed);
}

/** The facts of a duty's window before a poll. */
export function windowFacts(duty: Duty): readonly string[] {
  const { window } = duty.timing;
  if (window === undefined) return [];
  return [
    window.poll,
    window.notice,
    ...(Object.keys(window.quantities).length > 0 ? ["poll.kind"] : []),
  ].filter((fact) => fact !== undefined);
}

/**
 * The facts a duty's answer can rest on; not those that only say which law is in force.
 *
 * @example factsUsedBy(law.duties.get("la.balance.hwb")) // ["meeting.kind"]
 */
export function factsUsedBy(duty: Duty): readonly string[] {
  const timing = timingFacts(duty);
  const window = windowFacts(duty);
  const conditions = [duty.trigger.when, duty.held, duty.failed].filter(
    (condition) => condition !== undefined,
  );
  return [...new Set(conditions.flatMap((condition) => factsOf(condition, timing, window)))];
}

function factsNamed(duty: Duty): readonly string[] {
  const keep = duty.timing.keep === undefined ? [] : factsOfTimed(duty.timing.keep);
  return [
    ...conditionsOf(duty).flatMap((condition) => factsOf(condition, [], [])),
    ...timingFacts(duty),
    ...windowFacts(duty),
    ...keep,
    ...duty.datedBy,
    ...Object.keys(duty.presumes),
    ...(duty.timing.act === undefined ? [] : [duty.timing.act]),
  ];
}

function wrongOptions(condition: Condition, facts: ReadonlyMap<string, FactDefinition>): readonly string[] {
  if (condition.kind === "all" || condition.kind === "any")
    return condition.of.flatMap((entry) => wrongOptions(entry, facts));
  if (condition.kind === "not") return wrongOptions(condition.of, facts);
  if (condition.kind !== "fact") return [];
  const { test } = condition;
  const fact = facts.get(test.fact);
  if (fact === undefined) return [];
  if (test.test === "equals" || test.test === "in" || test.test === "includes") {
    const options = fact.type === "yes-no-not-known" ? ["yes", "no"] : fact.options.map(({ value }) => value);
    const given = test.test === "equals" ? [test.value] : test.values;
    return given
      .filter((value) => !options.includes(value))
      .map((value) => `“${value}” is not an answer to ${fact.key}.`);
  }
  const wanted = {
    exists: undefined,
    dateBefore: "date",
    before: "date",
    by: "date",
    atLeast: "number",
    timesAtLeast: "number",
  }[test.test];
  return wanted === undefined || fact.type === wanted ? [] : [`${fact.key} is not a ${wanted}.`];
}

function circleAmong(
  duties: ReadonlyMap<string, Duty>,
  next: (duty: Duty) => readonly string[],
): readonly string[] | undefined {
  const done = new Set<string>();
  const walk = (id: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(id)) return [...path.slice(path.indexOf(id)), id];
    const duty = duties.get(id);
    if (duty === undefined || done.has(id)) return undefined;
    for (const other of next(duty)) {
      const circle = walk(other, [...path, id]);
      if (circle !== undefined) return circle;
    }
    done.add(id);
    return undefined;
  };
  for (const id of duties.keys()) {
    const circle = walk(id, []);
    if (circle !== undefined) return circle;
  }
  return undefined;
}
