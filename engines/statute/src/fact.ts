import { dayNumber, parseVagueDate } from "@concordat/calendar";
import type { CivilDate } from "@concordat/calendar";

/** What a fact can be. `code-list` is a list of options. */
export type FactType = "yes-no-not-known" | "choice" | "number" | "date" | "code-list";

/** One option of a choice, with the days on which such a thing existed where the law limits them (both inclusive). */
export type FactOption = {
  readonly value: string;
  readonly from?: CivilDate | undefined;
  readonly to?: CivilDate | undefined;
};

/** A question a stranger can answer from a document. */
export type FactDefinition = {
  readonly key: string;
  readonly question: string;
  readonly type: FactType;
  readonly options: readonly FactOption[];
  /** The kinds of document that answer it. */
  readonly evidence: readonly string[];
  /** The kinds of event that date the fact. */
  readonly events: readonly string[];
  /** The date fact it cannot come before. */
  readonly notBefore?: string | undefined;
  readonly tier: "core" | "extra";
};

/**
 * A known fact. Dates are `dayNumber`s: a month or year has its first and last day. `never`: shown not to have happened.
 * `sure` is false for a fact that is itself to be checked; it may support an answer but never shows a failure.
 */
export type FactValue = {
  readonly text?: string;
  readonly number?: number;
  readonly codes?: readonly string[];
  readonly first?: number;
  readonly last?: number;
  readonly never?: true;
  readonly sure: boolean;
};

/** A fact as somebody stated it. */
export type StatedFact = {
  readonly key: string;
  readonly value: string | number | readonly string[];
  /** The document and paragraph it rests on. */
  readonly restsOn?: string | undefined;
  /** Whether it was seen in the document; a fact that was not is to be checked. */
  readonly sure: boolean;
};

/**
 * The value of a stated fact, nothing for "not-known", or one sentence on what is wrong with it.
 *
 * @example readFact({ key: "a.b", question: "Was it?", type: "yes-no-not-known", options: [], evidence: [], events: [], tier: "core" }, "perhaps", true) // { problem: "“perhaps” is not an answer to “Was it?” Write yes, no or not-known." }
 */
export function readFact(
  definition: FactDefinition,
  value: unknown,
  sure: boolean,
): { readonly value: FactValue | undefined } | { readonly problem: string } {
  if (value === "not-known") return { value: undefined };
  switch (definition.type) {
    case "yes-no-not-known":
      return oneOf(definition, value, ["yes", "no"], sure);
    case "choice":
      return oneOf(
        definition,
        value,
        definition.options.map((option) => option.value).filter((option) => option !== "not-known"),
        sure,
      );
    case "number":
      if (typeof value === "number" && Number.isFinite(value) && value >= 0)
        return { value: { number: value, sure } };
      return {
        problem: `${quoted(value)} is not an answer to “${definition.question}” Write a number, 0 or more, or leave it out.`,
      };
    case "date":
      return dateFact(definition, value, sure);
    case "code-list":
      return codeList(definition, value, sure);
  }
}

function oneOf(
  definition: FactDefinition,
  value: unknown,
  options: readonly string[],
  sure: boolean,
): { readonly value: FactValue } | { readonly problem: string } {
  if (typeof value === "string" && options.includes(value)) return { value: { text: value, sure } };
  const words = `${options.join(", ")} or not-known`;
  return { problem: `${quoted(value)} is not an answer to “${definition.question}” Write ${words}.` };
}

function dateFact(
  definition: FactDefinition,
  value: unknown,
  sure: boolean,
): { readonly value: FactValue } | { readonly problem: string } {
  if (value === "never") return { value: { never: true, sure } };
  const parsed = parseVagueDate(String(value));
  if (parsed.ok) {
    return { value: { first: dayNumber(parsed.value.earliest), last: dayNumber(parsed.value.latest), sure } };
  }
  return { problem: `${parsed.problem} Or write never, or leave out “${definition.question}”` };
}

function codeList(
  definition: FactDefinition,
  value: unknown,
  sure: boolean,
): { readonly value: FactValue } | { readonly problem: string } {
  const options = definition.options.map((option) => option.value);
  if (Array.isArray(value) && value.every((entry) => typeof entry === "string" && options.includes(entry))) {
    return { value: { codes: value as readonly string[], sure } };
  }
  return { problem: `“${definition.question}” is answered by a list of ${options.join(", ")}.` };
}

function quoted(value: unknown): string {
  return `“${typeof value === "string" ? value : JSON.stringify(value)}”`;
}

const conclusions =
  /\b(un)?lawful(ly)?|illegal|breach(ed|es)?|compl(y|ied|ies|iant|iance)|adequate(ly)?|sufficient(ly)?|reasonabl[ey]|proportionate|properly|due regard|invalid|valid(ly)?|failed|fulfilled|ultra vires|conscientious(ly)?|substantial\b/gi;
const opinionsOnRecord = /recorded (?:that it considered)[^?]*|(?:recorded|asked)-substantial/gi;

/**
 * The words of a fact that state a conclusion of law; none for a good fact.
 *
 * A fact says what a document says. That a body recorded a view ("recorded that it considered the proposal
 * substantial") is a fact; that the proposal is substantial is a conclusion.
 *
 * @example conclusionsIn({ key: "notice.lawful", question: "Was the notice lawful?" }) // ["lawful", "lawful"]
 * @example conclusionsIn({ key: "notice.date", question: "On what date was the notice published?" }) // []
 */
export function conclusionsIn(fact: Pick<FactDefinition, "key" | "question">): readonly string[] {
  const text = `${fact.key} ${fact.question}`.replaceAll(opinionsOnRecord, "");
  return text.match(conclusions) ?? [];
}
