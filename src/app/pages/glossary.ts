import { z } from "zod";
import { definePage, type PageModel } from "../../kernel/index.ts";
import { readCatalogue, readShipped, rowsOf } from "../catalogue.ts";

interface Term {
  readonly term: string;
  readonly meaning: string;
  readonly where: string;
}

let kept: readonly Term[] | undefined;

/** The shipped words, read once: the file does not change while we run. */
export function glossaryTerms(): readonly Term[] {
  if (kept) return kept;
  const file = readCatalogue().find(({ key }) => key === "glossary");
  if (!file) throw new Error('data/catalogue.yaml has no entry "glossary".');
  kept = rowsOf(readShipped(file).bytes).map((row) => ({
    term: row["term"] ?? "",
    meaning: row["meaning"] ?? "",
    where: row["where_it_matters"] ?? "",
  }));
  return kept;
}

/** What the words mean that the NHS and councils use. `/glossary?term=section` finds one. */
export const glossaryPage = definePage({
  name: "app.glossary",
  path: "/glossary",
  about: "What the words mean that the NHS and councils use, each in one sentence.",
  json: z.object({ items: z.array(z.object({ term: z.string(), meaning: z.string(), where: z.string() })) }),
  formats: ["csv"],
  async load(): Promise<PageModel> {
    const items = glossaryTerms();
    return {
      title: "Glossary",
      answer: `Here are ${items.length} words that the NHS and councils use. Each is told in one plain sentence.`,
      table: {
        caption: "Words",
        columns: [
          { key: "term", label: "Term", kind: "text", filter: "words", sortable: true },
          { key: "meaning", label: "What it means", kind: "text", filter: "words" },
          { key: "where", label: "Where it matters", kind: "text" },
        ],
        rows: items.map((item) => ({ ...item })),
        rowsPerPage: 100,
        empty: "No word is held.",
      },
      sections: [
        {
          kind: "words",
          heading: "How sure we are",
          paragraphs: [
            "These are our words, to help you read on. The words of law are not yet checked against the law itself. What counts is the law.",
          ],
        },
      ],
      sources: [
        { text: "Written for this site", basis: "general-knowledge" },
        { text: "The law this site follows", href: "/law" },
      ],
      subjects: [],
      json: { items: items.map((item) => ({ ...item })) },
    };
  },
});
