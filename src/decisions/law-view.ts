import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import {
  canBlock,
  conditionLine,
  holderOn,
  optionText,
  provisionText,
  timedText,
  type CaseRow,
  type Duty,
  type Law,
  type RuleLine,
} from "@concordat/statute";
import { capital, type Section, type Sentence } from "../kernel/index.ts";
import { answerText, textOfValue } from "./fact-answer.ts";
import type { LawCases } from "./store-law.ts";
import { bearingText, forceText, markText, natureText, verdictText, weightText } from "./words.ts";

/** Whether a rule was in force on a day; both its days are. */
export function isInForce(duty: Pick<Duty, "from" | "to">, on: CivilDate): boolean {
  return duty.from <= on && (duty.to === undefined || on <= duty.to);
}

/** "since 1 July 2022", "1 April 2013 to 30 June 2022". */
export function inForceText({ from, to }: Pick<Duty, "from" | "to">): string {
  return to === undefined
    ? `since ${formatCivilDate(from)}`
    : `${formatCivilDate(from)} to ${formatCivilDate(to)}`;
}

/** The cases by which a rule is tested. */
export function casesOf(
  id: string,
  { rows, real }: LawCases,
): {
  readonly rows: readonly CaseRow[];
  readonly real: readonly { readonly name: string; readonly verdict: string; readonly foundBy: string }[];
} {
  return {
    rows: rows.filter(({ duty }) => duty === id),
    real: real.flatMap(({ name, found }) =>
      found.filter(({ duty }) => duty === id).map(({ verdict, foundBy }) => ({ name, verdict, foundBy })),
    ),
  };
}

/** What is not sure of a rule, in sentences; nothing where all was seen. */
export function toBeChecked(duty: Duty): readonly string[] {
  return [
    ...(duty.mark === "to-be-checked"
      ? [
          "The rule itself was not seen in a public copy of its source. It counts towards dates and never shows a failure.",
        ]
      : []),
    ...duty.datedValues
      .filter(({ mark }) => mark === "to-be-checked")
      .map(({ name, value }) => `“${name}: ${value}” is still to be checked.`),
  ];
}

/** What a rule says in one sentence. */
export function dutySentence(duty: Duty, on: CivilDate): Sentence {
  const holder = holderOn(duty, on);
  const force = isInForce(duty, on);
  const when = force
    ? ""
    : duty.from > on
      ? ` From ${formatCivilDate(duty.from)}.`
      : ` Until ${formatCivilDate(duty.to ?? on)}.`;
  const kind = canBlock(duty)
    ? "can stop a decision"
    : duty.nature === "duty" || duty.nature === "bar"
      ? "advises and stops nothing"
      : "informs and stops nothing";
  return [
    { strong: `${natureText[duty.nature]}, by ${forceText[duty.force].toLowerCase()}` },
    `. ${stopped(duty.timing.text)} Owed by: ${stopped(capital(holder))} It ${kind}.${when}`,
  ];
}

/** The whole rule, in sections: what, when it applies, by when, exceptions, what shows it, cases, source, changes. */
export function dutySections(duty: Duty, law: Law, cases: LawCases): readonly Section[] {
  const { trigger, timing } = duty;
  const when = trigger.when === undefined ? undefined : conditionLine(trigger.when, duty, law);
  return [
    {
      kind: "facts",
      heading: "The rule",
      facts: [
        { label: "Who owes it", value: capital(holdersText(duty)) },
        { label: "When it applies", value: trigger.text },
        { label: "What it asks", value: timing.text },
        ...(timing.timed === undefined
          ? []
          : [{ label: "How it is counted", value: timedText(timing.timed, law) }]),
        { label: "What waits for it", value: bearingText[duty.bearsOn] },
        ...(duty.publish.length === 0
          ? []
          : [{ label: "To be published", value: capital(duty.publish.map(optionText).join(", ")) }]),
        { label: "Weight", value: `${weightText(duty)} (${forceText[duty.force].toLowerCase()})` },
        { label: "Provision", value: provisionText(duty) },
        { label: "In force", value: capital(inForceText(duty)) },
        { label: "How sure", value: `${markText[duty.mark]}; read on ${formatCivilDate(duty.read)}` },
        ...(duty.notes === undefined ? [] : [{ label: "Note", value: stopped(capital(duty.notes)) }]),
      ],
    },
    linesSection("When it applies, question by question", when, trigger.outsideFacts),
    linesSection(
      "What shows that it was kept",
      duty.held && conditionLine(duty.held, duty, law),
      duty.neverHeld,
    ),
    linesSection(
      canBlock(duty) ? "What shows that it was not kept" : "What shows that it was not followed",
      duty.failed && conditionLine(duty.failed, duty, law),
      duty.neverFailed,
    ),
    ...exceptionSection(duty),
    ...relatedSection(duty, law),
    ...valuesSection(duty),
    ...caseSections(duty, cases, law),
    ...checkSection(duty),
    ...changesSection(duty),
  ];
}

function holdersText({ owedBy }: Duty): string {
  return owedBy
    .map(({ who, from, to }) => {
      if (from === undefined && to === undefined) return who;
      if (to === undefined) return `${who} (from ${formatCivilDate(from!)})`;
      return `${who} (${from === undefined ? "" : `${formatCivilDate(from)} `}to ${formatCivilDate(to)})`;
    })
    .join("; ");
}

/** A text of the law as a sentence. */
function stopped(text: string): string {
  const trimmed = text.trim();
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

function linesSection(heading: string, line: RuleLine | undefined, otherwise: string | undefined): Section {
  if (line !== undefined)
    return { kind: "view", heading, view: "decisions/rule.njk", data: { lines: [line] } };
  return { kind: "words", heading, paragraphs: [otherwise ?? "No fact that this site asks for shows it."] };
}

/** An exception with whoever grants it, in sentences. */
export function exceptionText({ text, grantedBy }: Duty["exceptions"][number]): string {
  return grantedBy === undefined ? stopped(text) : `${stopped(text)} Granted by: ${stopped(grantedBy)}`;
}

function exceptionSection(duty: Duty): readonly Section[] {
  if (duty.exceptions.length === 0) return [];
  const items = duty.exceptions.map(exceptionText);
  return [{ kind: "list", heading: "Exceptions, and who grants them", items }];
}

function relatedSection(duty: Duty, law: Law): readonly Section[] {
  const link = (id: string): Sentence => [{ text: law.duties.get(id)?.title ?? id, href: `/law/${id}` }];
  const after = [...law.duties.values()].filter(({ dependsOn }) => dependsOn.includes(duty.id));
  if (duty.dependsOn.length === 0 && after.length === 0) return [];
  return [
    {
      kind: "list",
      heading: "Before and after it",
      items: [
        ...duty.dependsOn.map((id): Sentence => ["It waits for: ", ...(link(id) as [])]),
        ...after.map(({ id }): Sentence => ["Waits for it: ", ...(link(id) as [])]),
      ],
    },
  ];
}

function valuesSection({ datedValues }: Duty): readonly Section[] {
  if (datedValues.length === 0) return [];
  return [
    {
      kind: "table",
      table: {
        name: "values",
        caption: "Dates and figures of the rule",
        columns: [
          { key: "name", label: "What", kind: "text" },
          { key: "value", label: "Value", kind: "text" },
          { key: "from", label: "From", kind: "date" },
          { key: "to", label: "To", kind: "date" },
          { key: "source", label: "Source", kind: "text" },
          { key: "mark", label: "How sure", kind: "text" },
        ],
        rows: datedValues.map(({ name, value, from, to, source, mark }) => ({
          name: capital(name),
          value,
          from,
          to,
          source,
          mark: markText[mark],
        })),
        empty: "None.",
      },
      heading: "Dates and figures of the rule",
    },
  ];
}

function caseSections(duty: Duty, cases: LawCases, law: Law): readonly Section[] {
  const { rows, real } = casesOf(duty.id, cases);
  const tested: Section = {
    kind: "table",
    heading: "Cases it is tested by",
    table: {
      name: "cases",
      caption: "Cases it is tested by",
      columns: [
        { key: "name", label: "Case", kind: "text" },
        { key: "on", label: "Law of", kind: "date" },
        { key: "given", label: "Given", kind: "text" },
        { key: "expect", label: "Answer", kind: "text" },
        ...(rows.some(({ latest }) => latest !== undefined)
          ? [{ key: "latest", label: "Last day", kind: "date" as const }]
          : []),
        { key: "because", label: "Because", kind: "text" },
      ],
      rows: rows.map((row) => ({
        name: row.name,
        on: row.on,
        given: givenText(row, law),
        expect: capital(verdictText(row.expect, duty)),
        latest: row.latest,
        because: capital(row.because),
      })),
      empty:
        "No row of a case table is about this rule alone. Its conditions are tested in every answer they can give.",
    },
  };
  if (real.length === 0) return [tested];
  return [
    tested,
    {
      kind: "list",
      heading: "Real cases that turn on it",
      items: real.map(
        ({ name, verdict, foundBy }) =>
          `${name}: ${verdictText(verdict as CaseRow["expect"], duty)}. ${stopped(capital(foundBy))}`,
      ),
    },
  ];
}

function givenText({ given }: CaseRow, law: Law): string {
  return Object.entries(given)
    .flatMap(([key, value]) => {
      const fact = law.facts.get(key);
      return fact === undefined ? [] : [`${fact.question} ${answerText(fact, textOfValue(value))}.`];
    })
    .join(" ");
}

function checkSection(duty: Duty): readonly Section[] {
  const items = toBeChecked(duty);
  return items.length === 0 ? [] : [{ kind: "list", heading: "Still to be checked", items }];
}

function changesSection({ changes }: Duty): readonly Section[] {
  if (changes.length === 0) return [];
  const items = changes.map(
    ({ field, was, why }) => `${field}${was === undefined ? "" : `, was ${was}`}: ${why}`,
  );
  return [{ kind: "list", heading: "What was changed since the reference data", items }];
}
