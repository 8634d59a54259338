import { z } from "zod";
import {
  anyOfKind,
  countInWords,
  countOf,
  definePage,
  type PageModel,
  type Section,
  type Sentence,
} from "../../kernel/index.ts";
import { bcfDocuments, itemsOf, type BcfItem } from "../bcf.ts";
import { bcfMarkWords } from "../bcf-workbook.ts";
import { listBcfItems } from "../store-bcf.ts";
import { withAt } from "./view.ts";

const itemShape = z.object({
  document: z.string(),
  kind: z.string(),
  key: z.string(),
  words: z.string(),
  detail: z.string().nullable(),
  mark: z.enum(["confirmed", "to-be-checked"]),
  source: z.string().nullable(),
});

/** The kinds of thing a template has, in the words of a heading. */
const kindNames: Readonly<Record<string, string>> = {
  sheet: "Sheet",
  income: "Source of funding",
  column: "Column",
  area: "Area of spend",
  commissioner: "Commissioner",
  provider: "Provider",
  standing: "New or existing",
  activity: "Scheme type or activity",
  "sub-type": "Sub-type",
  objective: "Primary objective",
  condition: "National condition",
  measure: "Measure",
  progress: "Progress",
  statement: "Year-end statement",
  answer: "Year-end answer",
  signature: "Signature",
  deadline: "Day",
  known: "What is known",
};

/** What the national template of a year asks for, as far as it is known, with how each thing is known. */
export const bcfTemplatePage = definePage({
  name: "pounds.better-care-template",
  path: "/money/better-care",
  about:
    "Lists, checks and dates of the Better Care Fund's national templates by year, each marked confirmed or to be checked.",
  query: z.object({ year: z.string().max(7).optional().meta({ description: "Such as 2025-26." }) }),
  json: z.object({ year: z.string(), items: z.array(itemShape) }),
  formats: ["csv"],
  async load(asking, { query }): Promise<PageModel | undefined> {
    const all = await listBcfItems(asking.db);
    const years = yearsOf(all);
    const year =
      query.year ??
      years.findLast((one) =>
        all.some((item) => item.kind === "check" && item.lastYear >= one && item.firstYear <= one),
      ) ??
      "2025-26";
    const own = itemsOf(all, { year });
    if (query.year !== undefined && own.length === 0) return undefined;
    const checks = own.filter(({ kind }) => kind === "check");
    return {
      title: `Better Care Fund ${year}: what the template asks`,
      kicker: "Better Care Fund",
      answer: answerOf(checks, own, year),
      table: {
        caption: `Checks of ${year}`,
        columns: [
          { key: "check", label: "Check", kind: "text" },
          { key: "asks", label: "What it asks", kind: "text" },
          { key: "mark", label: "How it is known", kind: "text", filter: "choice" },
          { key: "source", label: "Read in", kind: "text" },
        ],
        rows: checks.map((item) => ({
          check: item.key,
          asks: item.words,
          mark: bcfMarkWords[item.mark],
          source: item.source ?? "no public page",
        })),
        empty: `We hold no check of ${year}.`,
      },
      sections: [yearSection(years, year), listSection(own, year), wordsSection(asking)],
      sources: [
        {
          text: "Public papers of Health and Wellbeing Boards and NHS England, each named in its row; the national workbooks themselves need a sign-in and were not seen",
          basis: "compiled",
        },
      ],
      subjects: [anyOfKind("pounds", "fund")],
      trail: [{ text: "Money", href: "/money" }],
      json: {
        year,
        items: own.map(({ document, kind, key, words, detail, mark, source }) => ({
          document,
          kind,
          key,
          words,
          detail: detail ?? null,
          mark,
          source: source ?? null,
        })),
      },
    };
  },
});

function answerOf(checks: readonly BcfItem[], own: readonly BcfItem[], year: string): Sentence {
  if (own.length === 0) return "We hold no list of the Better Care Fund's templates.";
  if (checks.length === 0)
    return `Of ${year} we hold ${countOf(own.length, "fact")} and no check: the template of that year was not seen.`;
  const confirmed = checks.filter(({ mark }) => mark === "confirmed").length;
  const held = [`Of ${year} we hold `, { strong: countOf(checks.length, "check") }];
  if (confirmed === checks.length)
    return [...held, `. ${confirmed === 1 ? "It was" : "All were"} confirmed from a public page.`];
  return [
    ...held,
    `. Of these ${countInWords(confirmed)} ${confirmed === 1 ? "was" : "were"} confirmed from a public page. To check the other ${countInWords(checks.length - confirmed)} takes a real template, which needs a sign-in. We have not seen it.`,
  ];
}

/** Every year that some item begins or ends in. */
function yearsOf(items: readonly BcfItem[]): readonly string[] {
  const named = new Set(items.flatMap(({ firstYear, lastYear }) => [firstYear, lastYear]));
  return [...named].toSorted();
}

function yearSection(years: readonly string[], year: string): Section {
  return {
    kind: "ask",
    heading: "Another year",
    ask: {
      path: "/money/better-care",
      button: "Show it",
      fields: [
        {
          name: "year",
          label: "Year",
          kind: "choice",
          value: year,
          options: years.map((one) => ({ value: one, text: one })),
        },
      ],
    },
  };
}

function listSection(own: readonly BcfItem[], year: string): Section {
  return {
    kind: "table",
    heading: "Everything else we hold of the template",
    table: {
      name: "lists",
      caption: `Lists, dates and signatures of ${year}`,
      columns: [
        { key: "document", label: "Document", kind: "text", filter: "choice" },
        { key: "kind", label: "What", kind: "text", filter: "choice" },
        { key: "words", label: "In its words", kind: "text", filter: "words" },
        { key: "mark", label: "How it is known", kind: "text", filter: "choice" },
        { key: "source", label: "Read in", kind: "text", machineOnly: true },
      ],
      rows: own
        .filter(({ kind }) => kind !== "check")
        .map((item) => ({
          document: item.document === "return" ? "Every return" : bcfDocuments[item.document],
          kind: kindNames[item.kind] ?? item.kind,
          words: item.kind === "deadline" ? `${deadlineWords(item.key)}: ${item.words}` : item.words,
          mark: bcfMarkWords[item.mark],
          source: item.source ?? "",
        })),
      rowsPerPage: 25,
      empty: `Nothing more is held of ${year}.`,
    },
  };
}

function deadlineWords(key: string): string {
  if (key === "section-75") return "Section 75 agreement signed by";
  return key === "guidance" ? "Guidance published" : "Due";
}

function wordsSection(asking: Parameters<typeof withAt>[1]): Section {
  return {
    kind: "words",
    heading: "How these are used",
    paragraphs: [
      "The plan of each fund that is kept here is held against the checks of its year. The lists change every year, so each has the years it held in.",
      "Of returns we hold one check, of the year-end return of 2015-16. The checks of every later return are not held: no public page that we found prints them, and a return here says so.",
      [
        { text: "The delay measure of every council", href: withAt("/money/better-care/delay", asking) },
        " is worked out from published figures.",
      ],
    ],
  };
}
