import type { CivilDate } from "@concordat/calendar";
import { readProposal, type Law, type Proposal } from "@concordat/statute";
import type { Problem } from "../kernel/index.ts";
import type { Asked } from "./asked.ts";
import { notKnown, textOfValue, valueOf } from "./fact-answer.ts";
import { kindTitle, usualOf } from "./kinds.ts";
import type { Setting } from "./setting.ts";

/** Where an answer comes from: the visitor, what is usual for the kind, or the register of places. */
export type Origin = "you" | "usual" | "register";

/** A fact as it stands in a check, with where it comes from. */
export interface KnownAnswer {
  readonly fact: string;
  readonly text: string;
  readonly origin: Origin;
}

/** A proposal made of what was asked, of what is usual, and of the register. */
export interface Composed {
  /** Absent where something cannot be read. */
  readonly proposal: Proposal | undefined;
  /** The same as a file for the command line and the API. */
  readonly text: string;
  readonly known: readonly KnownAnswer[];
  readonly problems: readonly (Problem & { readonly field: string })[];
}

const restsOn: Readonly<Record<Origin, string>> = {
  you: "your answer",
  usual: "usual for this kind of proposal; change it where yours differs",
  register: "the register of areas and bodies on this site",
};

/** Who takes the decision where a body of a kind decides, unless the visitor says otherwise. */
const usualMaker: Readonly<Record<string, string>> = {
  icb: "icb-board",
  "nhs-trust": "trust-board",
  "foundation-trust": "trust-board",
};

/**
 * Puts a proposal together. What the visitor says stands above the register, and the register above what is usual.
 *
 * @param today  the day from which it is planned
 */
export function composeProposal(law: Law, asked: Asked, setting: Setting, today: CivilDate): Composed {
  const known = knownAnswers(law, asked, setting);
  const facts = known
    .filter(({ text }) => text !== notKnown)
    .flatMap(({ fact, text, origin }) => {
      const definition = law.facts.get(fact);
      return definition === undefined
        ? []
        : [{ key: fact, value: valueOf(definition, text), restsOn: restsOn[origin] }];
    });
  const text = JSON.stringify(
    {
      name: nameOf(asked),
      today,
      body: setting.bodies,
      meetings: asked.meetings,
      areas: setting.areas.map(({ name }) => name),
      polls: setting.polls,
      facts,
      events: [],
    },
    undefined,
    2,
  );
  const read = readProposal(text, law);
  if (read.ok) return { proposal: read.value, text, known, problems: [] };
  const problems = read.problems.map(({ field, message }) => ({
    code: "decisions.proposal",
    field: fieldOf(field, facts),
    message,
  }));
  return { proposal: undefined, text, known, problems };
}

/** The name of what is checked: the visitor's, else that of its kind. */
export function nameOf(asked: Asked): string {
  if (asked.name !== "") return asked.name;
  return asked.kind === undefined ? "A proposal" : kindTitle(asked.kind);
}

function knownAnswers(law: Law, asked: Asked, setting: Setting): readonly KnownAnswer[] {
  const known = new Map<string, KnownAnswer>();
  const add = (fact: string, text: string, origin: Origin): void =>
    void known.set(fact, { fact, text, origin });
  const usual = asked.kind === undefined ? undefined : usualOf(asked.kind, law);
  for (const { key, value } of usual?.facts ?? []) add(key, textOfValue(value), "usual");
  const kind = setting.bodies[0]?.kind;
  if (kind !== undefined && kind !== usual?.bodyKind && known.has("decision.maker-kind")) {
    const maker = usualMaker[kind];
    if (maker === undefined) known.delete("decision.maker-kind");
    else add("decision.maker-kind", maker, "usual");
  }
  if (setting.areas.length > 0) {
    add("proposal.in-london", setting.areas.some(({ inLondon }) => inLondon) ? "yes" : "no", "register");
    const councils = setting.areas.filter(({ isUpperTier }) => isUpperTier).length;
    if (councils > 0) add("body.area-council-count", String(councils), "register");
  }
  for (const [fact, text] of asked.answers) add(fact, text, "you");
  return [...known.values()];
}

/** The question a problem of the engine is about; the engine counts facts. */
function fieldOf(field: string, facts: readonly { readonly key: string }[]): string {
  const place = /^facts\[(\d+)\]/.exec(field)?.[1];
  return place === undefined ? (field.split(/[.[]/, 1)[0] ?? "") : (facts[Number(place)]?.key ?? field);
}
