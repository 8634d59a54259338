import type { CivilDate } from "@concordat/calendar";
import { isTemplateKind, type FactDefinition, type TemplateKind } from "@concordat/statute";
import type { Problem } from "../kernel/index.ts";
import { dateAnswer, dateProblem } from "./date-answer.ts";
import { readAnswer, type Given } from "./fact-answer.ts";

/** Where a proposal is checked; everything asked and answered stands in its address. */
export const checkPath = "/check-a-proposal";

/** What a visitor said of a proposal, read from the address. Nothing of it is kept. */
export interface Asked {
  readonly kind: TemplateKind | undefined;
  readonly name: string;
  /** Name or last part of the address of the body that decides; empty: any of the usual kind. */
  readonly body: string;
  readonly meetings: readonly string[];
  /** Names of council areas; empty: those of the body. */
  readonly areas: readonly string[];
  /** Canonical answers by fact. */
  readonly answers: ReadonlyMap<string, string>;
  /** A fact that is to be asked first: the visitor wants to change it. */
  readonly ask: string | undefined;
  /** A fact to change for a try, with the other answer where it was given. */
  readonly whatIf: { readonly fact: string; readonly answer?: string } | undefined;
  /** What cannot be read, each with its field and what was typed. */
  readonly problems: readonly (Problem & { readonly field: string })[];
  /** What was typed where it could not be read, by field. */
  readonly typed: Given;
}

const basics = ["kind", "name", "body", "decided", "meetings", "areas", "ask", "if"];
const elsewhere = ["at", "at-day", "at-month", "at-year", "limit"];

/**
 * Reads what was asked; every fault at once, in words, and never thrown: what was typed stays in the form.
 *
 * @param facts  the questions of the law by key
 */
export function readAsked(given: Given, facts: ReadonlyMap<string, FactDefinition>): Asked {
  const problems: (Problem & { readonly field: string })[] = [];
  const typed: Record<string, string> = {};
  const say = (field: string, message: string, code = "decisions.answer"): void =>
    void problems.push({ code, field, message });
  const text = (name: string): string => (given[name] ?? "").trim();
  const kind = text("kind");
  if (kind !== "" && !isTemplateKind(kind))
    say("kind", `“${kind}” is not a kind of proposal. Choose one of those offered.`);
  const answers = new Map<string, string>();
  for (const key of namesIn(given)) {
    const fact = facts.get(key);
    if (fact === undefined) {
      say(key, `There is no question “${key}” here. Leave it out.`, "decisions.no-such-fact");
      continue;
    }
    const read = readAnswer(fact, given);
    if (read.kind === "answer") answers.set(key, read.text);
    if (read.kind !== "problem") continue;
    say(key, read.message);
    typed[key] = read.typed;
  }
  const decided = text("decided");
  const wrong = decided === "" ? undefined : dateProblem(decided);
  if (wrong !== undefined) {
    say("decided", wrong);
    typed["decided"] = decided;
  } else if (decided !== "") answers.set("decision.date", dateAnswer(decided));
  const meetings = listIn(text("meetings"), /[,;\n]/);
  for (const one of meetings) {
    const message = dateProblem(one);
    if (message !== undefined) say("meetings", message);
  }
  return {
    kind: isTemplateKind(kind) ? kind : undefined,
    name: text("name").slice(0, 200),
    body: text("body"),
    meetings: meetings.map(dateAnswer),
    areas: listIn(text("areas"), /[,;\n]/),
    answers,
    ask: facts.has(text("ask")) ? text("ask") : undefined,
    whatIf: trialOf(text("if"), given, facts, say),
    problems,
    typed,
  };
}

/** A trial's answer stands under `then~...`, so that it is never mistaken for the answer itself. */
function trialOf(
  fact: string,
  given: Given,
  facts: ReadonlyMap<string, FactDefinition>,
  say: (field: string, message: string) => void,
): Asked["whatIf"] {
  const definition = facts.get(fact);
  if (definition === undefined) return undefined;
  const trial = Object.fromEntries(
    Object.entries(given)
      .filter(([name]) => name.startsWith("then."))
      .map(([name, value]) => [name.slice("then.".length), value]),
  );
  const read = readAnswer(definition, trial);
  if (read.kind === "problem") say(`then.${fact}`, read.message);
  return read.kind === "answer" ? { fact, answer: read.text } : { fact };
}

/** The facts that fields speak of. A field of a form that was left empty says nothing. */
function namesIn(given: Given): ReadonlySet<string> {
  return new Set(
    Object.entries(given)
      .filter(([name, value]) => {
        const isOther = basics.includes(name) || elsewhere.includes(name) || name.startsWith("then.");
        return !isOther && value.trim() !== "";
      })
      .map(([name]) => name.split("~", 1)[0] ?? ""),
  );
}

function listIn(text: string, separator: RegExp): readonly string[] {
  return text
    .split(separator)
    .map((one) => one.trim())
    .filter((one) => one !== "");
}

/** Every field of the address of what was asked; what was typed wrongly is left out. */
export function fieldsOf(asked: Asked): readonly (readonly [name: string, value: string])[] {
  const fields: (readonly [string, string])[] = [
    ["kind", asked.kind ?? ""],
    ["name", asked.name],
    ["body", asked.body],
    ["meetings", asked.meetings.join(", ")],
    ["areas", asked.areas.join(", ")],
    ...asked.answers,
  ];
  return fields.filter(([, value]) => value !== "");
}

/**
 * The address of what was asked, with some of it changed; an empty text takes a field away.
 *
 * @param path  a machine's address in place of the page's own
 */
export function addressOf(
  asked: Asked,
  changes: Readonly<Record<string, string>> = {},
  { path = checkPath, at }: { readonly path?: string; readonly at?: CivilDate | undefined } = {},
): string {
  const fields = new Map([...fieldsOf(asked), ...Object.entries(changes)]);
  if (at !== undefined) fields.set("at", at);
  const query = new URLSearchParams([...fields].filter(([, value]) => value !== "")).toString();
  return query === "" ? path : `${path}?${query}`;
}
