import { z } from "zod";
import { formatCivilDate } from "@concordat/calendar";
import { canBlock, holderOn, provisionText, type Duty } from "@concordat/statute";
import {
  capital,
  countOf,
  definePage,
  type Page,
  type PageModel,
  type SourceLine,
  type TableModel,
} from "../../kernel/index.ts";
import { checkPath } from "../asked.ts";
import { choicesOf } from "../fact-answer.ts";
import { casesOf, dutySections, dutySentence, inForceText, isInForce, toBeChecked } from "../law-view.ts";
import { heldCases, heldStatute, type LawCases } from "../store-law.ts";
import { forceText, markText, natureText, weightText } from "../words.ts";

const dutyShape = z.object({
  id: z.string(),
  title: z.string(),
  nature: z.string(),
  force: z.string(),
  mark: z.string(),
  blocks: z.boolean(),
  holder: z.string(),
  provision: z.string(),
  from: z.iso.date(),
  to: z.iso.date().nullable(),
  inForce: z.boolean(),
  read: z.iso.date(),
  cases: z.int(),
  toBeChecked: z.array(z.string()),
  href: z.string(),
});

function jsonOf(duty: Duty, at: string, cases: LawCases): z.output<typeof dutyShape> {
  const found = casesOf(duty.id, cases);
  return {
    id: duty.id,
    title: duty.title,
    nature: duty.nature,
    force: duty.force,
    mark: duty.mark,
    blocks: canBlock(duty),
    holder: holderOn(duty, at as Duty["from"]),
    provision: provisionText(duty),
    from: duty.from,
    to: duty.to ?? null,
    inForce: isInForce(duty, at as Duty["from"]),
    read: duty.read,
    cases: found.rows.length + found.real.length,
    toBeChecked: [...toBeChecked(duty)],
    href: `/law/${duty.id}`,
  };
}

const trail = [{ text: "Law", href: "/law" }];

/** The law coverage page: every rule, who owes it, its force, how sure we are, and what tests it. */
export const lawPage: Page = definePage({
  name: "decisions.law",
  path: "/law",
  about:
    "Every rule of law, policy and custom that this site knows: who owes it, its force, since when, how sure we are, what tests it.",
  json: z.object({ items: z.array(dutyShape), readOn: z.iso.date() }),
  formats: ["csv"],
  async load({ at }): Promise<PageModel> {
    const { law } = await heldStatute();
    const cases = await heldCases();
    const duties = [...law.duties.values()];
    const items = duties.map((duty) => jsonOf(duty, at, cases));
    const unchecked = items.filter(({ mark }) => mark === "to-be-checked");
    const binding = items.filter(({ blocks, inForce }) => blocks && inForce);
    return {
      title: "Law",
      kicker: "What this site knows of the law",
      answer: [
        { strong: countOf(items.length, "rule") },
        ` about deciding together are held here; on ${formatCivilDate(at)}, ${items.filter(({ inForce }) => inForce).length} are in force, and ${binding.length} of these can stop a decision. `,
        `${items.length - unchecked.length} were seen in a public copy of their source; `,
        { text: `${unchecked.length} are still to be checked`, href: "/law?with-mark=To+be+checked" },
        ".",
      ],
      table: lawTable(duties, items, cases),
      sections: [
        {
          kind: "words",
          heading: "How to read it",
          paragraphs: [
            "Acts, regulations, common law and directions can stop a decision. Guidance, policy, convention, custom and local rules only advise, whatever they are called elsewhere.",
            "A rule that is to be checked counts towards dates and never shows a failure; every answer is given without such rules too.",
            "Cases counts the rows of case tables and the real cases that turn on a rule. Besides, every rule is tested in every state it can be in.",
            "A changed law is a new rule here: a past decision keeps the law of its day.",
            [
              "Each answer rests on ",
              { text: `${law.facts.size} questions`, href: "/law/facts" },
              " that a stranger can answer from a document.",
            ],
            `This informs and is not legal advice. The sources were last read on ${formatCivilDate(law.readOn)}.`,
          ],
        },
        {
          kind: "list",
          heading: "What is to be checked",
          intro: "Look at these before you rely on it.",
          items: [
            `${countOf(unchecked.length, "rule")} that ${unchecked.length === 1 ? "was" : "were"} not seen in a public copy; the table lists them under “How sure”.`,
            "Whatever came after the Commons committee of 2 July 2026, and the orders of 1 April 2026.",
            "Dates of the Better Care Fund for 2026-27.",
            "Each body’s own call-in days, quorum and days for papers: its constitution says them.",
          ],
        },
      ],
      actions: [{ text: "Check a proposal", href: checkPath }],
      sources: [{ text: "Each rule names its own sources", source: "read one by one", seen: law.readOn }],
      // The law is of this version of the site; nothing that is entered here changes it.
      subjects: [],
      json: { items, readOn: law.readOn },
    };
  },
});

function lawTable(
  duties: readonly Duty[],
  items: readonly z.output<typeof dutyShape>[],
  cases: LawCases,
): TableModel {
  return {
    caption: "Every rule",
    columns: [
      { key: "rule", label: "Rule", kind: "link", filter: "words", sortable: true },
      { key: "holder", label: "Who owes it", kind: "text", filter: "words" },
      { key: "weight", label: "Weight", kind: "text", filter: "choice" },
      { key: "force", label: "Force", kind: "text", filter: "choice" },
      { key: "mark", label: "How sure", kind: "text", filter: "choice" },
      { key: "from", label: "In force from", kind: "date", sortable: true },
      { key: "to", label: "In force until", kind: "date", sortable: true },
      { key: "provision", label: "Provision", kind: "text", filter: "words" },
      { key: "tests", label: "Cases", kind: "number", sortable: true },
      { key: "check", label: "To be checked", kind: "text", machineOnly: true },
      { key: "id", label: "id", kind: "text", machineOnly: true },
    ],
    rows: duties.map((duty, index) => {
      const found = casesOf(duty.id, cases);
      return {
        rule: { text: duty.title, href: `/law/${duty.id}` },
        holder: capital(items[index]?.holder ?? ""),
        weight: weightText(duty),
        force: forceText[duty.force],
        mark: markText[duty.mark],
        from: duty.from,
        to: duty.to,
        provision: provisionText(duty),
        tests: found.rows.length + found.real.length,
        check: toBeChecked(duty).join(" "),
        id: duty.id,
      };
    }),
    sortedBy: { key: "rule", descending: false },
    rowsPerPage: 50,
    empty: "We hold no law.",
  };
}

/** One rule whole, in plain words, with its cases and sources. */
export const dutyPage: Page = definePage({
  name: "decisions.duty",
  path: "/law/:duty",
  about:
    "One rule: its text, who owes it and when, its exceptions, its cases, its source, and how sure we are.",
  params: z.object({ duty: z.string().max(60) }),
  json: dutyShape.extend({
    rule: z.string(),
    appliesTo: z.string(),
    exceptions: z.array(z.string()),
    seenAt: z.array(z.string()),
  }),
  async load({ at }, { params }): Promise<PageModel | undefined> {
    const { law } = await heldStatute();
    const duty = law.duties.get(params.duty);
    if (duty === undefined) return undefined;
    const cases = await heldCases();
    return {
      title: duty.title,
      kicker: `${natureText[duty.nature]}: ${forceText[duty.force]}`,
      answer: dutySentence(duty, at),
      sections: dutySections(duty, law, cases),
      actions: [{ text: "Check a proposal against it", href: checkPath }],
      trail,
      sources: sourcesOf(duty),
      subjects: [],
      json: {
        ...jsonOf(duty, at, cases),
        rule: duty.timing.text,
        appliesTo: duty.trigger.text,
        exceptions: duty.exceptions.map(({ text }) => text),
        seenAt: [...duty.seenAt],
      },
    };
  },
});

function sourcesOf(duty: Duty): readonly SourceLine[] {
  const line = `${provisionText(duty)}; ${inForceText(duty)}`;
  const seen = duty.seenAt.map((href) => ({ text: href, href, seen: duty.read }));
  return [
    { text: line, ...(seen.length === 0 && { seen: duty.read }) },
    ...seen,
    { text: `Kept in ${duty.file}` },
  ];
}

const factShape = z.object({
  key: z.string(),
  question: z.string(),
  type: z.string(),
  answers: z.array(z.string()),
  documents: z.array(z.string()),
});

/** Every question that answers rest on. */
export const factsPage: Page = definePage({
  name: "decisions.facts",
  path: "/law/facts",
  about:
    "Every question that the law’s answers rest on, with the documents that answer it. None states a conclusion of law.",
  json: z.object({ items: z.array(factShape) }),
  formats: ["csv"],
  async load(): Promise<PageModel> {
    const { law } = await heldStatute();
    const facts = [...law.facts.values()];
    const types = {
      "yes-no-not-known": "yes or no",
      choice: "one of several",
      "code-list": "several of several",
      date: "a day, a month, a year or never",
      number: "a number",
    } as const;
    return {
      title: "Questions the law asks",
      answer: [
        { strong: countOf(facts.length, "question") },
        ", each of which a stranger can answer from a document. None asks whether the law was kept: that is worked out.",
      ],
      table: {
        caption: "Questions",
        columns: [
          { key: "question", label: "Question", kind: "text", filter: "words" },
          { key: "type", label: "Answer", kind: "text", filter: "choice" },
          { key: "documents", label: "Look in", kind: "text" },
          { key: "key", label: "Key", kind: "text" },
        ],
        rows: facts.map((fact) => ({
          question: fact.question,
          type: types[fact.type],
          documents: fact.evidence.join(", "),
          key: fact.key,
        })),
        rowsPerPage: 50,
        empty: "We hold no question.",
      },
      trail,
      subjects: [],
      json: {
        items: facts.map((fact) => ({
          key: fact.key,
          question: fact.question,
          type: fact.type,
          answers:
            fact.type === "choice" || fact.type === "code-list" || fact.type === "yes-no-not-known"
              ? choicesOf(fact).map(({ value }) => value)
              : [],
          documents: [...fact.evidence],
        })),
      },
    };
  },
});
