import { isCivilDate, isCountingRule } from "@concordat/calendar";
import type { CivilDate } from "@concordat/calendar";
import { z } from "zod";
import { factsOfTimed, isObject, readCondition, readTimed } from "./condition.ts";
import type { Condition, Report } from "./condition.ts";
import { advisingForces, bearings, blockingForces, marks, natures } from "./duty.ts";
import type { Bearing, Duty, PollWindow, Timing } from "./duty.ts";
import type { Problem } from "./problem.ts";
import { readText } from "./text.ts";
import type { Path } from "./text.ts";

/** A text of the law, with the name it is shown under, for instance `law/duties/elections/el.day.yaml`. */
export type LawFile = { readonly path: string; readonly text: string };

const line = z.string().trim().min(1, "Is empty.");
const day = z.custom<CivilDate>(
  (value) => typeof value === "string" && isCivilDate(value),
  "Write a day like 2026-11-21.",
);
const mark = z.enum(marks, `Write one of ${marks.join(", ")}.`);
const known = <T extends string>(values: readonly T[]): z.ZodType<T> =>
  z.enum(values as readonly [T, ...T[]], `Write one of ${values.join(", ")}.`);

const window = z.strictObject({
  poll: line,
  notice: line.optional(),
  rule: z.string().refine(isCountingRule, "Is not a counting rule."),
  quantity: z.int().positive(),
  quantities: z.record(z.string(), z.int().positive()).default({}),
  "days-after": z.int().nonnegative().default(0),
});

const timing = z.looseObject({
  text: line,
  window: window.optional(),
  holds: z.literal("decision").optional(),
});

/** The layout of a duty's file. Conditions and counted timing are read apart, with their own sentences. */
const layout = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/, "Write small letters, digits, dots and hyphens."),
  title: line,
  nature: known(natures),
  force: known([...blockingForces, ...advisingForces]),
  effect: known(["blocks", "warns"] as const),
  "bears-on": known(bearings),
  "owed-by": z
    .array(z.strictObject({ who: line, from: day.optional(), to: day.optional() }))
    .min(1, "Say who owes it."),
  applies: z.strictObject({ text: line, when: z.unknown().optional(), "outside-facts": line.optional() }),
  timing,
  "dated-values": z
    .array(
      z.strictObject({
        name: line,
        value: line,
        from: day.optional(),
        to: day.optional(),
        source: line,
        mark,
      }),
    )
    .default([]),
  publish: z.array(line).default([]),
  exceptions: z
    .array(z.strictObject({ text: line, "granted-by": line.optional(), when: z.unknown().optional() }))
    .default([]),
  "depends-on": z.array(line).default([]),
  proof: z.strictObject({ event: line, by: line }).optional(),
  held: z.unknown().optional(),
  failed: z.unknown().optional(),
  "never-held": line.optional(),
  "never-failed": line.optional(),
  presumes: z.record(z.string(), line).default({}),
  "dated-by": z.array(line).optional(),
  provision: z.strictObject({ instrument: line, at: line }),
  from: day,
  to: day.optional(),
  status: z.literal("bill").optional(),
  mark,
  read: day,
  "seen-at": z.array(line).default([]),
  notes: line.optional(),
  changes: z.array(z.strictObject({ field: line, was: line.optional(), why: line })).default([]),
});

/** Reads one duty from its file; gives every fault with its line. */
export function readDuty(file: LawFile): { readonly duty: Duty } | { readonly problems: readonly Problem[] } {
  const read = readText(file.text, file.path);
  if ("problems" in read) return { problems: read.problems };
  const parsed = layout.safeParse(read.value);
  if (!parsed.success) {
    return { problems: parsed.error.issues.map((issue) => read.problemAt(placeOf(issue), messageOf(issue))) };
  }
  const problems: Problem[] = [];
  const report: Report = (path, message) => void problems.push(read.problemAt(path, message));
  const duty = dutyOf(file, parsed.data, report);
  checkDuty(duty, report);
  return problems.length > 0 ? { problems } : { duty };
}

/** The place of a fault; for a field that does not belong, the field itself. */
export function placeOf(issue: z.core.$ZodIssue): Path {
  const path = issue.path.filter((part) => typeof part !== "symbol");
  return issue.code === "unrecognized_keys" && issue.keys[0] !== undefined ? [...path, issue.keys[0]] : path;
}

/** A fault in words: what is wrong and what to write. */
export function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys") return "This field is not known here; check its spelling.";
  return issue.message.startsWith("Invalid input: expected") && issue.message.endsWith("undefined")
    ? "Is missing."
    : issue.message;
}

function dutyOf(file: LawFile, row: z.infer<typeof layout>, report: Report): Duty {
  const condition = (value: unknown, path: Path): Condition | undefined =>
    value === undefined ? undefined : readCondition(value, path, report);
  const timing = timingOf(row.timing, report);
  const folders = file.path.split("/");
  return {
    id: row.id,
    area: folders.at(-2) ?? "",
    file: file.path,
    title: row.title,
    nature: row.nature,
    force: row.force,
    effect: row.effect,
    bearsOn: row["bears-on"],
    owedBy: row["owed-by"],
    trigger: {
      text: row.applies.text,
      when: condition(row.applies.when, ["applies", "when"]),
      outsideFacts: row.applies["outside-facts"],
    },
    timing,
    datedValues: row["dated-values"],
    publish: row.publish,
    exceptions: row.exceptions.map((entry, index) => ({
      text: entry.text,
      grantedBy: entry["granted-by"],
      when: condition(entry.when, ["exceptions", index, "when"]),
    })),
    dependsOn: row["depends-on"],
    proof: row.proof,
    held: condition(row.held, ["held"]),
    failed: condition(row.failed, ["failed"]),
    neverHeld: row["never-held"],
    neverFailed: row["never-failed"],
    presumes: row.presumes,
    datedBy: row["dated-by"] ?? datedByOf(row["bears-on"], timing),
    provision: row.provision,
    from: row.from,
    to: row.to,
    mark: row.mark,
    read: row.read,
    seenAt: row["seen-at"],
    notes: row.notes,
    changes: row.changes,
  };
}

/** A step takes its date from what waits for it: the meeting or the decision; on a clock of its own, from that clock. */
function datedByOf(bearsOn: Bearing, { act, timed }: Timing): readonly string[] {
  if (bearsOn === "meeting") return ["meeting.date", "decision.date"];
  if (bearsOn !== "nothing" && bearsOn !== "action") return ["decision.date", "meeting.date"];
  const own = timed === undefined ? [] : factsOfTimed({ ...timed, act: undefined, quantityFrom: undefined });
  return [...own, ...(act === undefined ? [] : [act]), "decision.date", "meeting.date"];
}

const timedKeys = ["before", "by", "within", "after", "length"];

function timingOf(row: z.infer<typeof timing>, report: Report): Timing {
  const allowed = [
    ...timedKeys,
    "text",
    "act",
    "rule",
    "quantity",
    "unit",
    "quantity-from",
    "keep",
    "holds",
    "window",
  ];
  for (const key of Object.keys(row)) {
    if (!allowed.includes(key)) report(["timing", key], "This field is not known here; check its spelling.");
  }
  const isTimed = timedKeys.some((key) => key in row);
  const { act, keep } = row;
  return {
    text: row.text,
    act: typeof act === "string" ? act : undefined,
    timed: isTimed ? readTimed(row, ["timing"], report) : undefined,
    window: row.window === undefined ? undefined : windowOf(row.window),
    keep: isObject(keep)
      ? readTimed({ ...keep, within: keep["from"] }, ["timing", "keep"], report)
      : undefined,
    holdsDecision: row.holds === "decision",
  };
}

function windowOf(row: z.infer<typeof window>): PollWindow {
  const { poll, notice, quantity, quantities } = row;
  return {
    poll,
    notice,
    rule: row.rule,
    quantity,
    quantities,
    daysAfter: row["days-after"],
  };
}

function checkDuty(duty: Duty, report: Report): void {
  const { trigger, nature } = duty;
  if (duty.to !== undefined && duty.to < duty.from) {
    report(["to"], `It would end on ${duty.to}, before it begins on ${duty.from}.`);
  }
  if ((trigger.when === undefined) === (trigger.outsideFacts === undefined)) {
    report(["applies"], "Give either when, or outside-facts with the reason why no fact opens it.");
  }
  const blocks = blockingForces.some((force) => force === duty.force);
  if ((duty.effect === "blocks") !== blocks) {
    report(["effect"], `A rule of force ${duty.force} ${blocks ? "blocks" : "warns"}.`);
  }
  const isJudged = trigger.when !== undefined && nature !== "definition";
  for (const [key, condition, reason] of [
    ["held", duty.held, duty.neverHeld],
    ["failed", duty.failed, duty.neverFailed],
  ] as const) {
    if (isJudged && (condition === undefined) === (reason === undefined)) {
      report([key], `Give either ${key}, or never-${key} with the reason.`);
    }
    if (!isJudged && (condition ?? reason) !== undefined) {
      report([key], "A definition, or a rule that no fact opens, is neither held nor failed.");
    }
  }
  if ((nature === "power" || nature === "definition") && duty.failed !== undefined) {
    report(["failed"], `A ${nature} cannot be failed.`);
  }
}
