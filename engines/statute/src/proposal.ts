import { dayNumber, formatCivilDate, parseCivilDate, parseVagueDate } from "@concordat/calendar";
import type { CivilDate } from "@concordat/calendar";
import { isObject } from "./condition.ts";
import { readFact } from "./fact.ts";
import type { FactDefinition, FactValue, StatedFact } from "./fact.ts";
import type { Law } from "./law.ts";
import type { Checked, Problem } from "./problem.ts";
import { readText } from "./text.ts";
import type { Path } from "./text.ts";

/** A body that decides, with the days on which it does (both inclusive). */
export type DecidingBody = {
  readonly name?: string | undefined;
  /** An option of the fact `body.kind`. */
  readonly kind?: string | undefined;
  readonly from?: CivilDate | undefined;
  readonly to?: CivilDate | undefined;
};

/** A meeting at which the decision could be taken. */
export type PlannedMeeting = {
  readonly date: CivilDate;
  readonly name?: string | undefined;
  readonly kind?: string | undefined;
};

/** Something that happened, or is planned. */
export type Happening = {
  readonly kind: string;
  readonly first: number;
  readonly last: number;
  readonly event?: string | undefined;
  readonly by?: string | undefined;
  readonly sure: boolean;
};

/** A poll of an area the proposal touches, given instead of those of the law's own list. */
export type GivenPoll = { readonly date: CivilDate; readonly kind: string };

/** Something that may be decided, or was: what is known of it. */
export type Proposal = {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly today?: CivilDate | undefined;
  readonly bodies: readonly DecidingBody[];
  readonly meetings: readonly PlannedMeeting[];
  readonly areas: readonly string[];
  readonly polls: readonly GivenPoll[];
  readonly facts: readonly StatedFact[];
  readonly events: readonly Happening[];
};

const fields = ["id", "name", "today", "body", "meetings", "areas", "polls", "facts", "events"];
/** Fields of a case that say what was found: they are left alone, so that no answer can rest on them. */
const findings = [
  "citation",
  "expected",
  "found",
  "notInForce",
  "not-in-force",
  "outcome",
  "remedy",
  "note",
  "sources",
  "kind",
];

type Reader = { readonly law: Law; readonly say: (path: Path, message: string) => undefined };

/**
 * Reads a proposal from YAML or JSON: `today`, `body`, `meetings`, `areas`, `polls`, `facts`, `events`.
 *
 * Facts are a list of `{ key, value, restsOn, mark }` or simply `key: value`. What was found of a case (`expected`,
 * `outcome`) is read past. All faults come at once: impossible dates, unknown facts with the nearest known, answers that
 * are not offered, events out of order.
 * @param file  the name to show beside a line
 * @example readProposal("facts: { decision.date: 2026-02-30 }", law).ok // false
 * @example readProposal("{\"areas\": [\"London\"]}", law).value.areas // ["London"]
 */
export function readProposal(text: string, law: Law, file?: string): Checked<Proposal> {
  const read = readText(text, file);
  if ("problems" in read) return { ok: false, problems: read.problems };
  const problems: Problem[] = [];
  const say = (path: Path, message: string): undefined => void problems.push(read.problemAt(path, message));
  const { value } = read;
  if (!isObject(value)) {
    return {
      ok: false,
      problems: [
        read.problemAt([], "A proposal is written as fields: today, body, meetings, areas, facts, events."),
      ],
    };
  }
  for (const key of Object.keys(value)) {
    if (!fields.includes(key) && !findings.includes(key))
      say([key], `“${key}” is not a field of a proposal. The fields are ${fields.join(", ")}.`);
  }
  const reader = { law, say };
  const facts = readStated(value["facts"], reader);
  const proposal: Proposal = {
    id: textOf(value["id"]),
    name: textOf(value["name"]),
    today: value["today"] == null ? undefined : readDay(value["today"], ["today"], reader),
    bodies: readBodies(value["body"], reader),
    meetings: readMeetings(value["meetings"], reader),
    areas: listOf(value["areas"])
      .map((area) => textOf(isObject(area) ? (area["name"] ?? area["id"]) : area) ?? "")
      .filter((area) => area !== ""),
    polls: readPollList(value["polls"], reader),
    facts,
    events: readEvents(value["events"], reader),
  };
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: proposal };
}

function listOf(value: unknown): readonly unknown[] {
  return value == null ? [] : Array.isArray(value) ? value : [value];
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== ""
    ? value.trim()
    : typeof value === "number"
      ? String(value)
      : undefined;
}

function readDay(value: unknown, path: Path, { say }: Reader): CivilDate | undefined {
  const parsed = parseCivilDate(textOf(value) ?? "");
  return parsed.ok ? parsed.value : say(path, parsed.problem);
}

function readBodies(value: unknown, reader: Reader): readonly DecidingBody[] {
  const kinds = reader.law.facts.get("body.kind")?.options.map((option) => option.value) ?? [];
  return listOf(value).map((row, index): DecidingBody => {
    const path = Array.isArray(value) ? ["body", index] : ["body"];
    if (!isObject(row)) {
      const text = textOf(row);
      return text !== undefined && kinds.includes(text) ? { kind: text } : { name: text };
    }
    const kind = textOf(row["kind"]);
    if (kind !== undefined && !kinds.includes(kind)) {
      reader.say([...path, "kind"], `“${kind}” is not a kind of body. The kinds are ${kinds.join(", ")}.`);
    }
    const from = row["from"] == null ? undefined : readDay(row["from"], [...path, "from"], reader);
    const to = row["to"] == null ? undefined : readDay(row["to"], [...path, "to"], reader);
    if (from !== undefined && to !== undefined && to < from) {
      reader.say(
        [...path, "to"],
        `The body would end on ${formatCivilDate(to)}, before it begins on ${formatCivilDate(from)}.`,
      );
    }
    return { name: textOf(row["name"] ?? row["id"]), kind, from, to };
  });
}

function readMeetings(value: unknown, reader: Reader): readonly PlannedMeeting[] {
  const kinds = reader.law.facts.get("meeting.kind")?.options.map((option) => option.value) ?? [];
  return listOf(value)
    .map((row, index): PlannedMeeting | undefined => {
      const path = ["meetings", index];
      const date = readDay(
        isObject(row) ? row["date"] : row,
        isObject(row) ? [...path, "date"] : path,
        reader,
      );
      const kind = isObject(row) ? textOf(row["kind"]) : undefined;
      if (kind !== undefined && !kinds.includes(kind)) {
        return reader.say(
          [...path, "kind"],
          `“${kind}” is not a kind of meeting. The kinds are ${kinds.join(", ")}.`,
        );
      }
      const name = isObject(row) ? textOf(row["name"]) : undefined;
      return date === undefined ? undefined : { date, kind, name };
    })
    .filter((meeting) => meeting !== undefined)
    .toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

function readPollList(value: unknown, reader: Reader): readonly GivenPoll[] {
  const kinds = reader.law.facts.get("poll.kind")?.options.map((option) => option.value) ?? [];
  return listOf(value)
    .map((row, index): GivenPoll | undefined => {
      if (!isObject(row))
        return reader.say(["polls", index], "A poll is written { date: 2026-05-07, kind: london-borough }.");
      const date = readDay(row["date"], ["polls", index, "date"], reader);
      const kind = textOf(row["kind"]) ?? "other";
      if (!kinds.includes(kind))
        reader.say(
          ["polls", index, "kind"],
          `“${kind}” is not a kind of poll. The kinds are ${kinds.join(", ")}.`,
        );
      return date === undefined ? undefined : { date, kind };
    })
    .filter((poll) => poll !== undefined);
}

function readStated(value: unknown, reader: Reader): readonly StatedFact[] {
  const rows = isObject(value)
    ? Object.entries(value).map(([key, entry]) => ({
        path: ["facts", key] as Path,
        row: { key, value: entry },
      }))
    : listOf(value).map((row, index) => ({ path: ["facts", index] as Path, row }));
  const found: StatedFact[] = [];
  const seen = new Set<string>();
  for (const { path, row } of rows) {
    if (!isObject(row) || typeof row["key"] !== "string") {
      reader.say(path, "A fact is written { key: ..., value: ... }.");
      continue;
    }
    const { key } = row;
    const definition = reader.law.facts.get(key);
    if (definition === undefined) {
      reader.say(path, `There is no fact “${key}”. ${nearestOf(key, reader.law)}`);
      continue;
    }
    if (seen.has(key)) reader.say(path, `“${key}” is stated twice. Keep one.`);
    seen.add(key);
    const sure = isSure(row["mark"]);
    const read = readFact(definition, row["value"], sure);
    if ("problem" in read)
      reader.say(
        [...path, ...("value" in row && path.length > 0 && typeof path[1] === "number" ? ["value"] : [])],
        read.problem,
      );
    else
      found.push({
        key,
        value: row["value"] as StatedFact["value"],
        restsOn: textOf(row["restsOn"] ?? row["rests-on"]),
        sure,
      });
  }
  sayOrder(found, reader);
  return found;
}

function isSure(mark: unknown): boolean {
  return mark == null || (typeof mark === "string" && mark.startsWith("confirmed"));
}

/** Refuses dates that certainly stand in an impossible order. */
function sayOrder(facts: readonly StatedFact[], reader: Reader): void {
  const values = new Map(facts.map((fact, index) => [fact.key, { fact, index }]));
  for (const { fact, index } of values.values()) {
    const definition = reader.law.facts.get(fact.key);
    const other = values.get(definition?.notBefore ?? "");
    if (definition === undefined || other === undefined) continue;
    const day = parseVagueDate(String(fact.value));
    const floor = parseVagueDate(String(other.fact.value));
    if (day.ok && floor.ok && day.value.latest < floor.value.earliest) {
      reader.say(
        ["facts", index],
        `Events out of order: ${fact.key} (${String(fact.value)}) cannot come before ${other.fact.key} (${String(other.fact.value)}).`,
      );
    }
  }
}

function readEvents(value: unknown, reader: Reader): readonly Happening[] {
  return listOf(value)
    .map((row, index): Happening | undefined => {
      const path = ["events", index];
      if (!isObject(row) || typeof row["kind"] !== "string") {
        return reader.say(path, "An event is written { date: 2026-11-21, kind: agenda-published, by: ... }.");
      }
      if (row["date"] == null) return undefined;
      const date = parseVagueDate(textOf(row["date"]) ?? "");
      if (!date.ok) return reader.say([...path, "date"], date.problem);
      return {
        kind: row["kind"],
        first: dayNumber(date.value.earliest),
        last: dayNumber(date.value.latest),
        event: textOf(row["event"]),
        by: textOf(row["by"]),
        sure: isSure(row["mark"]),
      };
    })
    .filter((event) => event !== undefined);
}

const likenessMin = 0.5;

function nearestOf(key: string, law: Law): string {
  const scored = [...law.facts.keys()].map((known) => ({ known, likeness: likenessOf(key, known) }));
  const best = scored.toSorted((a, b) => b.likeness - a.likeness)[0];
  return best === undefined || best.likeness < likenessMin
    ? "See law/facts.yaml for the list."
    : `Did you mean “${best.known}”?`;
}

/** The share of letter pairs that two words have in common, 0 to 1. */
function likenessOf(a: string, b: string): number {
  const pairs = (text: string): ReadonlySet<string> =>
    new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, index) => text.slice(index, index + 2)));
  const [first, second] = [pairs(a), pairs(b)];
  const common = [...first].filter((pair) => second.has(pair)).length;
  return (2 * common) / Math.max(1, first.size + second.size);
}

/** The value of a stated fact, which was checked when it was read. */
export function valueOfStated(definition: FactDefinition, fact: StatedFact): FactValue | undefined {
  const read = readFact(definition, fact.value, fact.sure);
  return "value" in read ? read.value : undefined;
}

/**
 * A proposal for tests and other programs, from facts by key.
 *
 * @example proposalOf({ facts: { "body.kind": "icb" } }).facts // [{ key: "body.kind", value: "icb", sure: true }]
 */
export function proposalOf(
  parts: Partial<Omit<Proposal, "facts">> & {
    readonly facts?: Readonly<Record<string, StatedFact["value"]>>;
  },
): Proposal {
  const facts = Object.entries(parts.facts ?? {}).map(([key, value]) => ({ key, value, sure: true }));
  return { bodies: [], meetings: [], areas: [], polls: [], events: [], ...parts, facts };
}
