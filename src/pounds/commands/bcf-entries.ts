import { formatMoney } from "@concordat/ledger";
import type { z } from "zod";
import { defineCommand, Invalid, type Command, type Problem } from "../../kernel/index.ts";
import { bcfDocuments, itemWords, withoutGaps, type BcfItem } from "../bcf.ts";
import {
  answerBcfSchema,
  beginBcfSchema,
  enterBcfIncomeSchema,
  enterBcfLineSchema,
  enterBcfMeasureSchema,
} from "../bcf-schema.ts";
import {
  beginBcf,
  keepBcfAnswer,
  keepBcfIncome,
  keepBcfLine,
  keepBcfMeasure,
  listBcfItems,
} from "../store-bcf.ts";
import { bcfCommand, bcfHref, choicesOf, refuseUnlisted } from "./bcf-document.ts";
import { getFund, hostedFund } from "./found.ts";
import { fundDone, partyOptions, formOfFund } from "./fund-done.ts";

/** Begins the plan or a return of a fund's year; the lists and checks are those held for that year. */
export const beginBcfCommand: Command = defineCommand({
  name: "pounds.begin-bcf",
  title: "Begin a Better Care Fund plan or return",
  about: "Begins the Better Care Fund plan of a fund's year, or one of its returns.",
  schema: beginBcfSchema,
  path: "/money/:fund/better-care/begin",
  resource: hostedFund,
  form: formOfFund(() => ({
    title: "Begin a Better Care Fund plan or return",
    submit: "Begin it",
    values: { document: "plan" },
    fields: [
      {
        name: "document",
        widget: {
          kind: "radios",
          options: Object.entries(bcfDocuments).map(([value, text]) => ({ value, text })),
        },
      },
    ],
  })),
  run: async ({ tx }, input: z.output<typeof beginBcfSchema>) => {
    const file = await getFund(tx, input.fund);
    const { fund } = file;
    const name = bcfDocuments[input.document].toLowerCase();
    const listed = await listBcfItems(tx, fund.year);
    if (!listed.some(({ kind }) => kind === "income"))
      throw new Invalid([
        {
          code: "pounds.bcf-no-template",
          field: "document",
          message: `We hold no list of sources and checks of the Better Care Fund for ${fund.year}, so a plan of that year cannot be checked here.`,
        },
      ]);
    if (!(await beginBcf(tx, { fundId: fund.id, document: input.document, audience: fund.audience })))
      throw new Invalid([
        { code: "pounds.bcf-begun", field: "document", message: `The ${name} is begun already.` },
      ]);
    return fundDone(file, {
      message: `The ${name} is begun.`,
      kind: "pounds.bcf-begun",
      summary: `The Better Care Fund ${name} of ${fund.name} ${fund.year} was begun.`,
      body: { fund: fund.slug, document: input.document },
      href: bcfHref(fund.slug, input.document),
    });
  },
});

/** What comes in from one source, beside what was published. */
export const enterBcfIncomeCommand: Command = bcfCommand({
  name: "pounds.enter-bcf-income",
  title: "Enter income",
  about:
    "Enters income of one source in a Better Care Fund plan or return, beside the published minimum or grant.",
  submit: "Enter it",
  intro: "An entry of the same source, partner and district takes the place of the earlier one.",
  schema: enterBcfIncomeSchema,
  resource: hostedFund,
  fields: (items, file) => [
    { name: "source", widget: { kind: "select", options: choicesOf(items, "income") } },
    { name: "party", widget: { kind: "radios", options: partyOptions(file) } },
    ...["amount", "spent", "published", "socialCareFloor", "outOfHospitalFloor", "allocation"].map(
      (name) => ({
        name,
        widget: { kind: "text" as const, width: 20 as const },
      }),
    ),
    { name: "publishedWhere", widget: { kind: "text" } },
    { name: "label", widget: { kind: "text", width: 30 } },
  ],
  run: async ({ tx }, input: z.output<typeof enterBcfIncomeSchema>, { file, items, key }) => {
    refuseUnlisted(items, [{ field: "source", kind: "income", value: input.source }]);
    const { fund: _fund, document: _document, source, party, label = "", ...figures } = input;
    const problems: Problem[] = [];
    if (!file.parties.some((one) => one.key === party))
      problems.push({
        code: "pounds.no-such-party",
        field: "party",
        message: `“${party}” is no partner of this fund.`,
      });
    const published = [input.published, input.socialCareFloor, input.outOfHospitalFloor, input.allocation];
    if (published.some((one) => one !== undefined) && input.publishedWhere === undefined)
      problems.push({
        code: "pounds.bcf-no-source",
        field: "publishedWhere",
        message: "Say where the published figure can be read, so that anybody can look.",
      });
    if (problems.length > 0) throw new Invalid(problems);
    await keepBcfIncome(tx, key, withoutGaps({ source, party, label, ...figures }));
    const words = itemWords(items, "income", source);
    return {
      message: `${words}: ${formatMoney(input.amount)} is entered.`,
      kind: "pounds.bcf-income-entered",
      summary: `Income of the Better Care Fund ${bcfDocuments[input.document].toLowerCase()}, ${words}: ${formatMoney(input.amount)}.`,
      body: {
        source,
        party,
        label,
        amount: String(input.amount),
        published: input.published === undefined ? null : String(input.published),
        publishedWhere: input.publishedWhere ?? null,
        spent: input.spent === undefined ? null : String(input.spent),
      },
    };
  },
});

/** What a scheme spends from one source. */
export const enterBcfLineCommand: Command = bcfCommand({
  name: "pounds.enter-bcf-line",
  title: "Enter a line of spending",
  about: "Enters what a scheme spends from one source of funding in a Better Care Fund plan or return.",
  submit: "Enter it",
  intro:
    "A scheme paid from two sources has two lines. The same scheme and source entered again takes the earlier line's place.",
  schema: enterBcfLineSchema,
  resource: hostedFund,
  fields: (items) => {
    const list = (
      name: string,
      kind: string,
    ): readonly {
      readonly name: string;
      readonly widget: { kind: "select"; options: ReturnType<typeof choicesOf> };
    }[] => {
      const options = choicesOf(items, kind);
      return options.length === 0 ? [] : [{ name, widget: { kind: "select", options } }];
    };
    const typed = (
      name: string,
      width?: 5 | 20,
    ): { readonly name: string; readonly widget: { kind: "text"; width?: 5 | 20 } } => ({
      name,
      widget: { kind: "text", ...(width && { width }) },
    });
    const joint = choicesOf(items, "commissioner").length > 0;
    return [
      typed("scheme", 5),
      typed("name"),
      { name: "about", widget: { kind: "textarea", rows: 2 } },
      ...list("activity", "activity"),
      ...list("subType", "sub-type"),
      typed("otherWords"),
      ...list("objective", "objective"),
      ...list("area", "area"),
      typed("areaOther"),
      ...list("commissioner", "commissioner"),
      ...(joint ? [typed("nhsPercent", 5), typed("councilPercent", 5)] : []),
      ...list("provider", "provider"),
      ...list("standing", "standing"),
      ...(joint ? [typed("outputs", 5), typed("unit")] : []),
      ...list("source", "income"),
      typed("amount", 20),
    ];
  },
  run: async ({ tx }, input: z.output<typeof enterBcfLineSchema>, { items, key }) => {
    const lists = [
      ["source", "income"],
      ["activity", "activity"],
      ["subType", "sub-type"],
      ["objective", "objective"],
      ["area", "area"],
      ["commissioner", "commissioner"],
      ["provider", "provider"],
      ["standing", "standing"],
    ] as const;
    refuseUnlisted(
      items,
      lists.map(([field, kind]) => ({ field, kind, value: input[field] })),
    );
    const { fund: _fund, document: _document, ...line } = input;
    await keepBcfLine(tx, key, withoutGaps(line));
    return {
      message: `Scheme ${input.scheme}, ${input.name}: ${formatMoney(input.amount)} is entered.`,
      kind: "pounds.bcf-line-entered",
      summary: `Spending of the Better Care Fund ${bcfDocuments[input.document].toLowerCase()}, scheme ${input.scheme}: ${formatMoney(input.amount)} from ${itemWords(items, "income", input.source)}.`,
      body: {
        scheme: input.scheme,
        name: input.name,
        source: input.source,
        activity: input.activity,
        area: input.area,
        amount: String(input.amount),
      },
    };
  },
});

/** Whether a national condition is met; where not, why. */
export const answerBcfCommand: Command = bcfCommand({
  name: "pounds.answer-bcf",
  title: "Answer a national condition",
  about: "Says in a Better Care Fund plan or return whether a national condition is met, and why not.",
  submit: "Enter the answer",
  schema: answerBcfSchema,
  resource: hostedFund,
  fields: (items) => [
    { name: "condition", widget: { kind: "radios", options: choicesOf(items, "condition") } },
    {
      name: "met",
      widget: {
        kind: "radios",
        options: [
          { value: "yes", text: "Yes" },
          { value: "no", text: "No" },
        ],
      },
    },
    { name: "words", widget: { kind: "textarea", rows: 3 } },
  ],
  run: async ({ tx }, input: z.output<typeof answerBcfSchema>, { items, key }) => {
    refuseUnlisted(items, [{ field: "condition", kind: "condition", value: input.condition }]);
    if (input.met === "no" && input.words === undefined)
      throw new Invalid([
        {
          code: "pounds.bcf-no-reason",
          field: "words",
          message: "A condition that is not met needs its reason and what is being done.",
        },
      ]);
    const met = input.met === "yes";
    await keepBcfAnswer(tx, key, {
      condition: input.condition,
      met,
      ...(input.words && { words: input.words }),
    });
    const words = itemWords(items, "condition", input.condition);
    return {
      message: `National condition ${input.condition} is answered.`,
      kind: "pounds.bcf-answered",
      summary: `National condition ${input.condition} of the Better Care Fund, “${words}”: ${met ? "met" : "not met"}.`,
      body: { condition: input.condition, met, words: input.words ?? null },
    };
  },
});

/** A measure's aim, or how it goes. */
export const enterBcfMeasureCommand: Command = bcfCommand({
  name: "pounds.enter-bcf-measure",
  title: "Enter a measure",
  about: "Enters the planned figure of a Better Care Fund measure, or in a return its figure and progress.",
  submit: "Enter it",
  schema: enterBcfMeasureSchema,
  resource: hostedFund,
  fields: (items: readonly BcfItem[]) => [
    { name: "measure", widget: { kind: "radios", options: choicesOf(items, "measure") } },
    { name: "planned", widget: { kind: "text", width: 10 } },
    { name: "actual", widget: { kind: "text", width: 10 } },
    { name: "progress", widget: { kind: "select", options: choicesOf(items, "progress") } },
    { name: "words", widget: { kind: "textarea", rows: 2 } },
  ],
  run: async ({ tx }, input: z.output<typeof enterBcfMeasureSchema>, { items, key }) => {
    refuseUnlisted(items, [
      { field: "measure", kind: "measure", value: input.measure },
      { field: "progress", kind: "progress", value: input.progress },
    ]);
    const { planned, actual, progress } = input;
    if (planned === undefined && actual === undefined && progress === undefined)
      throw new Invalid([
        {
          code: "pounds.bcf-no-figure",
          field: "planned",
          message: "Enter a figure, or say how it goes; “no data” is a choice of progress.",
        },
      ]);
    const { fund: _fund, document: _document, ...measure } = input;
    await keepBcfMeasure(tx, key, withoutGaps(measure));
    const words = itemWords(items, "measure", input.measure);
    return {
      message: `“${words}” is entered.`,
      kind: "pounds.bcf-measure-entered",
      summary: `Measure of the Better Care Fund, “${words}”: ${[planned && `planned ${planned}`, actual && `actual ${actual}`, progress && itemWords(items, "progress", progress).toLowerCase()].filter(Boolean).join(", ")}.`,
      body: {
        measure: input.measure,
        planned: planned ?? null,
        actual: actual ?? null,
        progress: progress ?? null,
      },
    };
  },
});
