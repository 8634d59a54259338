import { z } from "zod";
import {
  anyOfKind,
  countOf,
  definePage,
  type Asking,
  type PageModel,
  type Sentence,
  type TableModel,
} from "../../kernel/index.ts";
import {
  choices,
  holderLabel,
  markLabel,
  sectorLabel,
  type FunctionChoice,
  type PublicFunction,
} from "../function.ts";
import { parsePounds } from "../power-limit.ts";
import { lawSources, powerJson, powerSentence } from "../power-words.ts";
import { holdsOn, whoMayDecide, type PowerAnswer, type PowerQuestion } from "../power.ts";
import { listFunctions } from "../store-functions.ts";
import { findAreaNamed, loadPowerWorld } from "../store-powers.ts";
import { answerSections, decidersTable, powerAnswerShape } from "./power-answer.ts";
import { onDate } from "./shared.ts";

const query = z.object({
  function: z
    .string()
    .max(150)
    .optional()
    .meta({ description: "Last part of a function's address under /powers." }),
  area: z.string().max(200).optional().meta({ description: "Last part of an area's address, or its name." }),
  amount: z.string().max(40).optional().meta({ description: "Pounds; left out: whatever the amount." }),
});

const itemShape = z.object({
  slug: z.string(),
  name: z.string(),
  sector: z.string(),
  holders: z.array(z.string()),
  provision: z.string(),
  choice: z.string(),
  mark: z.string(),
  decidedBy: z.string(),
  mayBeDelegatedTo: z.string(),
  jointRoute: z.string(),
  keyDecision: z.boolean(),
  notes: z.string().nullable(),
  href: z.string(),
});

export const powerListPage = definePage({
  name: "place.powers",
  path: "/powers",
  about:
    "Who may decide: a function, an area, an amount and a day give everybody who lawfully may; and every function with its holder.",
  query,
  json: z.object({
    items: z.array(itemShape),
    answer: powerAnswerShape.optional(),
    problem: z.string().optional(),
  }),
  formats: ["csv", "atom"],
  async load(asking, { query: asked }): Promise<PageModel> {
    const functions = await listFunctions(asking.db);
    const given = {
      function: asked.function?.trim(),
      area: asked.area?.trim(),
      amount: asked.amount?.trim(),
    };
    const result = given.function || given.area ? await ask(asking, functions, given) : undefined;
    const withAt = asking.atGiven ? `?at=${asking.at}` : "";
    return {
      title: "Who may decide?",
      answer: result ? sentenceOf(result, withAt) : overview(functions, asking),
      table: functionTable(functions, asking),
      view: "place/powers.njk",
      data: {
        given,
        options: optionsOf(functions),
        ...(result &&
          "answer" in result && {
            deciders: decidersTable(result.answer, withAt),
            sections: answerSections(result.question, result.answer),
          }),
      },
      sources: lawSources(functions),
      illustrative: result !== undefined && "question" in result && result.question.area.illustrative,
      subjects: (["function", "delegation", "organisation", "area", "board"] as const).map((kind) =>
        anyOfKind("place", kind),
      ),
      check: "/record",
      json: {
        items: functions.map((one) => itemJson(one, asking)),
        ...(result && "answer" in result && { answer: powerJson(result.question, result.answer) }),
        ...(result && "problem" in result && { problem: result.problem }),
      },
    };
  },
});

type Result =
  { readonly problem: string } | { readonly question: PowerQuestion; readonly answer: PowerAnswer };

interface Given {
  readonly function?: string | undefined;
  readonly area?: string | undefined;
  readonly amount?: string | undefined;
}

/** A problem is answered on the page, with what was typed still in the form. */
async function ask(asking: Asking, functions: readonly PublicFunction[], given: Given): Promise<Result> {
  if (!given.function) return { problem: "Choose a function as well, and ask again." };
  if (!given.area) return { problem: "Name an area as well, for example Lewisham, and ask again." };
  const asked = functions.find((one) => one.slug === given.function);
  if (!asked) return { problem: `There is no function “${given.function}” here. Choose one from the list.` };
  const amount = given.amount ? parsePounds(given.amount) : undefined;
  if (amount && !amount.ok) return { problem: amount.problems.map((one) => one.message).join(" ") };
  const slug = await findAreaNamed(asking.db, given.area);
  const world =
    slug === undefined ? undefined : await loadPowerWorld(asking.db, { at: asking.at, area: slug });
  const area = slug === undefined ? undefined : world?.areasBySlug.get(slug);
  if (!world || !area)
    return {
      problem: `There is no area “${given.area}” here. Give its name or the last part of its address, for example lewisham.`,
    };
  const question = { function: asked, area, at: asking.at, ...(amount && { amount: amount.value }) };
  return { question, answer: whoMayDecide(world, question) };
}

function sentenceOf(result: Result, withAt: string): Sentence {
  return "problem" in result ? result.problem : powerSentence(result.question, result.answer, withAt);
}

function overview(functions: readonly PublicFunction[], asking: Asking): Sentence {
  const count = (choice: FunctionChoice): number => functions.filter((one) => one.choice === choice).length;
  const unchecked = functions.filter((one) => one.mark === "to-be-checked").length;
  return [
    "Choose a function and an area. You see who may lawfully decide",
    `${onDate(asking)}. Of `,
    { strong: countOf(functions.length, "function") },
    ` held here ${count("national-standard")} follow a national standard, ${count("local-choice")} are a local choice and ${count("mixed")} are both. The law of ${unchecked} is still to be checked.`,
  ];
}

/** Who holds a function by law on a day, as kinds of body in words. */
export function holdersOnDay(one: PublicFunction, at: Asking["at"]): readonly string[] {
  const rows = one.holders.filter((row) => row.role !== "delegate" && holdsOn(row, at));
  return [
    ...new Set(rows.map((row) => (row.kind === undefined ? `“${row.words ?? ""}”` : holderLabel(row.kind)))),
  ];
}

function functionTable(functions: readonly PublicFunction[], asking: Asking): TableModel {
  return {
    caption: `Functions and who holds them${onDate(asking)}`,
    columns: [
      { key: "name", label: "Function", kind: "link", filter: "words", sortable: true },
      { key: "sector", label: "Field", kind: "text", filter: "choice", sortable: true },
      { key: "holder", label: "Held by law by", kind: "text", filter: "choice", sortable: true },
      { key: "choice", label: "National or local", kind: "text", filter: "choice", sortable: true },
      { key: "mark", label: "Law", kind: "text", filter: "choice", sortable: true },
      ...(
        [
          "slug",
          "provision",
          "decidedBy",
          "mayBeDelegatedTo",
          "jointRoute",
          "notes",
          "source",
          "basis",
        ] as const
      ).map((key) => ({ key, label: key, kind: "text" as const, machineOnly: true })),
      { key: "seen", label: "seen", kind: "date", machineOnly: true },
    ],
    rows: functions.map((one) => ({
      name: { text: one.name, href: `/powers/${one.slug}${asking.atGiven ? `?at=${asking.at}` : ""}` },
      sector: sectorLabel(one.sector),
      holder: holdersOnDay(one, asking.at).join("; ") || "not held here for this day",
      choice: choices[one.choice],
      mark: markLabel(one.mark),
      slug: one.slug,
      provision: one.provision,
      decidedBy: one.decidedBy,
      mayBeDelegatedTo: one.mayBeDelegatedTo,
      jointRoute: one.jointRoute,
      notes: one.notes,
      source: one.source,
      seen: one.seen,
      basis: one.basis,
    })),
    rowsPerPage: 20,
    empty: "No function is held here. They come with the shipped files.",
  };
}

function itemJson(one: PublicFunction, asking: Asking): z.output<typeof itemShape> {
  return {
    slug: one.slug,
    name: one.name,
    sector: one.sector,
    holders: [...holdersOnDay(one, asking.at)],
    provision: one.provision,
    choice: one.choice,
    mark: one.mark,
    decidedBy: one.decidedBy,
    mayBeDelegatedTo: one.mayBeDelegatedTo,
    jointRoute: one.jointRoute,
    keyDecision: one.keyDecision,
    notes: one.notes ?? null,
    href: `/powers/${one.slug}`,
  };
}

/** Options of the form, grouped by field in the order of the fields' names. */
function optionsOf(functions: readonly PublicFunction[]): readonly {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
}[] {
  const labels = [...new Set(functions.map((one) => sectorLabel(one.sector)))].toSorted();
  return labels.map((label) => ({
    label,
    options: functions
      .filter((one) => sectorLabel(one.sector) === label)
      .map((one) => ({ value: one.slug, text: one.name })),
  }));
}
