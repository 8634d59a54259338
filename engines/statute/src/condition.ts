import { isCivilDate, parseCountingRule } from "@concordat/calendar";
import type { CountingRule, Unit } from "@concordat/calendar";
import type { Path } from "./text.ts";

/** A day that a duty counts from: a date fact, a day, a day of each year, the later of facts, or the first of a fact's month. */
export type Moment =
  | string
  | { readonly yearly: string }
  | { readonly "later-of": readonly string[] }
  | { readonly "month-start": string };

/** The order in which an act stands to a moment. */
export type Relation = "before" | "by" | "within" | "after" | "length";

/** An act and the moment it is measured against, with the counting rule between them where there is one. */
export type Timed = {
  readonly act?: string | undefined;
  readonly relation: Relation;
  readonly moment: Moment;
  readonly rule?: CountingRule | undefined;
  readonly quantity?: number | undefined;
  readonly unit?: Unit | undefined;
  /** A number fact that replaces the quantity: a body's own period. */
  readonly quantityFrom?: string | undefined;
};

/** A comparison of one fact. */
export type FactTest = { readonly fact: string } & (
  | { readonly test: "equals"; readonly value: string }
  | { readonly test: "in"; readonly values: readonly string[] }
  | { readonly test: "exists"; readonly wanted: boolean }
  | { readonly test: "dateBefore" | "before" | "by"; readonly moment: string }
  | { readonly test: "atLeast"; readonly number: number }
  | { readonly test: "timesAtLeast"; readonly times: number; readonly of: string }
  | { readonly test: "includes"; readonly values: readonly string[] }
);

/** A condition over facts, with three answers. */
export type Condition =
  | { readonly kind: "all" | "any"; readonly of: readonly Condition[] }
  | { readonly kind: "not"; readonly of: Condition }
  | { readonly kind: "fact"; readonly test: FactTest }
  | { readonly kind: "timely" }
  | { readonly kind: "counted"; readonly timed: Timed }
  | { readonly kind: "window"; readonly fact: string; readonly inside: boolean }
  | { readonly kind: "duty"; readonly duty: string; readonly verdict: "held" | "failed" };

/** Where a reader of conditions reports what is wrong. */
export type Report = (path: Path, message: string) => void;

const relations = ["before", "by", "within", "after", "length"] as const;
const units = ["day", "week", "month", "year"] as const;

/** Reads a condition as it is written in a duty; reports each fault and gives what can be read. */
export function readCondition(value: unknown, path: Path, report: Report): Condition | undefined {
  if (!isObject(value))
    return fault(path, "A condition is all, any, not, or one test, written as { fact: ..., equals: ... }.");
  if ("all" in value || "any" in value) {
    const kind = "all" in value ? "all" : "any";
    const list = value[kind];
    if (!onlyKeys(value, [kind], path) || !Array.isArray(list) || list.length === 0) {
      return fault([...path, kind], `“${kind}” holds a list of at least one condition and stands alone.`);
    }
    const of = list.map((entry, index) => readCondition(entry, [...path, kind, index], report));
    return of.every((entry) => entry !== undefined) ? { kind, of } : undefined;
  }
  if ("not" in value) {
    const of = readCondition(value["not"], [...path, "not"], report);
    return of === undefined ? undefined : { kind: "not", of };
  }
  if ("timely" in value)
    return value["timely"] === true ? { kind: "timely" } : fault(path, "Write timely: true.");
  if ("counted" in value) {
    const timed = readTimed(value["counted"], [...path, "counted"], report);
    return timed === undefined ? undefined : { kind: "counted", timed };
  }
  if ("duty" in value) {
    const { duty, is } = value;
    if (typeof duty === "string" && (is === "held" || is === "failed"))
      return { kind: "duty", duty, verdict: is };
    return fault(path, "Write { duty: <id>, is: held } or { duty: <id>, is: failed }.");
  }
  for (const [key, inside] of [
    ["inside-window", true],
    ["outside-window", false],
  ] as const) {
    const fact = value[key];
    if (typeof fact === "string") return { kind: "window", fact, inside };
  }
  const test = readFactTest(value, path, report);
  return test === undefined ? undefined : { kind: "fact", test };

  function fault(at: Path, message: string): undefined {
    report(at, message);
    return undefined;
  }
  function onlyKeys(of: object, keys: readonly string[], at: Path): boolean {
    const other = Object.keys(of).find((key) => !keys.includes(key));
    if (other !== undefined) report([...at, other], `“${other}” does not belong here.`);
    return other === undefined;
  }
}

function readFactTest(
  value: Readonly<Record<string, unknown>>,
  path: Path,
  report: Report,
): FactTest | undefined {
  const fact = value["fact"];
  const keys = Object.keys(value).filter((key) => key !== "fact");
  if (typeof fact === "string") {
    if (keys.length === 2 && typeof value["times"] === "number" && typeof value["atLeastOf"] === "string") {
      return { fact, test: "timesAtLeast", times: value["times"], of: value["atLeastOf"] };
    }
    const [test] = keys;
    const found = keys.length === 1 && test !== undefined ? factTestOf(fact, test, value[test]) : undefined;
    if (found !== undefined) return found;
  }
  const tests = "equals, in, exists, dateBefore, before, by, atLeast, includes";
  report(path, `A test names a fact and one of ${tests}, with a value of its kind.`);
  return undefined;
}

function factTestOf(fact: string, test: string, value: unknown): FactTest | undefined {
  if (test === "equals" && typeof value === "string") return { fact, test, value };
  if ((test === "in" || test === "includes") && isTexts(value)) return { fact, test, values: value };
  if (test === "exists" && typeof value === "boolean") return { fact, test, wanted: value };
  if (test === "dateBefore" && typeof value === "string" && isCivilDate(value))
    return { fact, test, moment: value };
  if ((test === "before" || test === "by") && typeof value === "string") return { fact, test, moment: value };
  if (test === "atLeast" && typeof value === "number") return { fact, test, number: value };
  return undefined;
}

/** Reads an act measured against a moment: `{ act, before | by | within | after | length: moment, rule, quantity, unit }`. */
export function readTimed(value: unknown, path: Path, report: Report): Timed | undefined {
  const fault = (at: Path, message: string): undefined => {
    report(at, message);
    return undefined;
  };
  if (!isObject(value)) return fault(path, "Timing is written as fields: act, before, rule, quantity.");
  const found = relations.filter((relation) => relation in value);
  const [relation] = found;
  if (relation === undefined || found.length > 1) {
    return fault(path, `Say once how the act stands to the moment: ${relations.join(", ")}.`);
  }
  const moment = readMoment(value[relation]);
  if (moment === undefined) {
    return fault(
      [...path, relation],
      "A moment is a date fact, a day, { yearly: 04-01 }, { later-of: [...] } or { month-start: fact }.",
    );
  }
  const { act, rule, quantity, unit } = value;
  const quantityFrom = value["quantity-from"];
  const parsed = rule === undefined ? undefined : parseCountingRule(typeof rule === "string" ? rule : "");
  if (parsed !== undefined && !parsed.ok) return fault([...path, "rule"], parsed.problem);
  if (
    quantity !== undefined &&
    !(typeof quantity === "number" && Number.isInteger(quantity) && quantity > 0)
  ) {
    return fault([...path, "quantity"], "Write a whole number, 1 or more.");
  }
  if (unit !== undefined && !units.some((known) => known === unit)) {
    return fault([...path, "unit"], `Write one of ${units.join(", ")}.`);
  }
  if (act !== undefined && typeof act !== "string") return fault([...path, "act"], "Name a date fact.");
  return {
    act,
    relation,
    moment,
    rule: parsed?.value,
    quantity,
    unit: unit as Unit | undefined,
    quantityFrom: typeof quantityFrom === "string" ? quantityFrom : undefined,
  };
}

function readMoment(value: unknown): Moment | undefined {
  if (typeof value === "string") return value;
  if (!isObject(value) || Object.keys(value).length !== 1) return undefined;
  const { yearly } = value;
  const later = value["later-of"];
  const month = value["month-start"];
  if (typeof yearly === "string" && isCivilDate(`2023-${yearly}`)) return { yearly };
  if (isTexts(later) && later.length > 0) return { "later-of": later };
  return typeof month === "string" ? { "month-start": month } : undefined;
}

/** The facts a moment is read from; none for a day. */
export function factsOfMoment(moment: Moment): readonly string[] {
  if (typeof moment === "string") return isCivilDate(moment) ? [] : [moment];
  if ("yearly" in moment) return [];
  return "later-of" in moment ? moment["later-of"] : [moment["month-start"]];
}

/** The facts an act measured against a moment is read from. */
export function factsOfTimed(timed: Timed): readonly string[] {
  return [timed.act, ...factsOfMoment(timed.moment), timed.quantityFrom].filter((fact) => fact !== undefined);
}

/** Every fact a condition names; `timely` and windows stand for those of the duty's own timing. */
export function factsOf(
  condition: Condition,
  timing: readonly string[],
  window: readonly string[],
): readonly string[] {
  switch (condition.kind) {
    case "all":
    case "any":
      return condition.of.flatMap((entry) => factsOf(entry, timing, window));
    case "not":
      return factsOf(condition.of, timing, window);
    case "fact":
      return factsOfTest(condition.test);
    case "timely":
      return timing;
    case "counted":
      return factsOfTimed(condition.timed);
    case "window":
      return [condition.fact, ...window];
    case "duty":
      return [];
  }
}

function factsOfTest(test: FactTest): readonly string[] {
  if (test.test === "timesAtLeast") return [test.fact, test.of];
  if (test.test === "before" || test.test === "by") return [test.fact, ...factsOfMoment(test.moment)];
  return [test.fact];
}

/** Every duty a condition asks about. */
export function dutiesOf(condition: Condition): readonly string[] {
  if (condition.kind === "duty") return [condition.duty];
  if (condition.kind === "not") return dutiesOf(condition.of);
  return condition.kind === "all" || condition.kind === "any" ? condition.of.flatMap(dutiesOf) : [];
}

/** Whether a value is a plain object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === "string");
}
