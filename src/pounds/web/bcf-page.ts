import { z } from "zod";
import { formatMoney, plainMoney } from "@concordat/ledger";
import {
  countInWords,
  countOf,
  definePage,
  type Endpoint,
  type PageAction,
  type PageModel,
  type Sentence,
  type TableModel,
} from "../../kernel/index.ts";
import { bcfDocuments, itemWords, type BcfDocument } from "../bcf.ts";
import { bcfWorkbook } from "../bcf-workbook.ts";
import { bcfRef, fundRef } from "../fund.ts";
import { workbookBytes } from "../workbook.ts";
import { bcfFlow, bcfSections } from "./bcf-sections.ts";
import { loadBcf, type BcfView } from "./bcf-view.ts";
import { resourceOf } from "./fund-actions.ts";
import { checkOf, moneyColumn, poundsOf, sourcesOf, trailOf } from "./view.ts";

const params = z.object({ fund: z.string().max(100) });
const query = z.object({
  document: z
    .enum(Object.keys(bcfDocuments) as [BcfDocument])
    .optional()
    .meta({ description: "plan, q1, q2, q3 or year-end; the plan where left out." }),
});

const money = z.string().meta({ description: "Pounds with two digits of pence, as text." });
const shape = z.object({
  document: z.string(),
  begun: z.boolean(),
  version: z.number().nullable(),
  illustrative: z.boolean(),
  income: z.array(
    z.object({
      source: z.string(),
      party: z.string(),
      amount: money,
      published: money.nullable(),
      spent: money.nullable(),
    }),
  ),
  items: z.array(
    z.object({ scheme: z.string(), name: z.string(), source: z.string(), area: z.string(), amount: money }),
  ),
  checks: z.array(
    z.object({
      id: z.string(),
      rule: z.string(),
      verdict: z.string(),
      because: z.string(),
      mark: z.string(),
    }),
  ),
  signatures: z.array(
    z.object({
      role: z.string(),
      party: z.string(),
      signedOn: z.iso.date().nullable(),
      stands: z.boolean(),
      office: z.string().nullable(),
    }),
  ),
});

/** The Better Care Fund plan of a fund, or one of its returns: figures, every check with its mark, and who has signed. */
export const bcfPage = definePage({
  name: "pounds.better-care",
  path: "/money/:fund/better-care",
  about:
    "A fund's Better Care Fund plan or return: income, spending, every check of the year's template with its mark, measures, and who has signed.",
  params,
  query,
  json: shape,
  formats: ["csv"],
  async load(asking, { params: asked, query: { document = "plan" } }): Promise<PageModel | undefined> {
    const view = await loadBcf(asking, asked.fund, document);
    if (!view) return undefined;
    const { file } = view;
    const { fund } = file;
    const picture = bcfFlow(view);
    return {
      title: `${bcfDocuments[document]}: ${fund.name} ${fund.year}`,
      kicker: "Better Care Fund",
      illustrative: fund.basis === "illustrative",
      answer: answerOf(view),
      ...(picture && { picture }),
      table: lineTable(view),
      sections: [...(await bcfSections(view, asking))],
      actions: actionsOf(view),
      sources: sourcesOf({ file, partlyMadeUp: false }),
      check: checkOf(fund.id),
      subjects: [fundRef(fund.id), bcfRef(fund.id, document)],
      trail: trailOf(file),
      json: jsonOf(view),
    };
  },
});

/** The same as a workbook of our own. */
export const bcfWorkbookFile: Endpoint = {
  name: "pounds.better-care-workbook",
  method: "GET",
  path: "/money/:fund/better-care.xlsx",
  about: "A Better Care Fund plan or return as a workbook, with drop-downs and its checks.",
  params,
  query,
  async answer(asking, { params: asked, query: given }) {
    const { document = "plan" } = query.parse(given);
    const view = await loadBcf(asking, asked["fund"] ?? "", document);
    if (!view?.held) return undefined;
    return {
      mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      body: workbookBytes(bcfWorkbook({ ...view, held: view.held })),
      fileName: `${view.file.fund.slug}-better-care-${document}.xlsx`,
    };
  },
};

function answerOf({ file, document, held, checks, signatures }: BcfView): Sentence {
  const name = bcfDocuments[document].toLowerCase();
  if (!held)
    return file.agreement.keptHere
      ? `The ${name} of this fund is not begun here.`
      : `Nobody keeps this fund's ${name} on this site, and we hold none from a public page.`;
  const income = held.income.reduce((sum, { amount }) => sum + amount, 0n);
  const spent = held.lines.reduce((sum, { amount }) => sum + amount, 0n);
  return [
    document === "plan" ? "The plan brings in " : "So far ",
    { strong: formatMoney(income) },
    document === "plan" ? " and spends " : " has come in, and schemes have spent ",
    { strong: formatMoney(spent) },
    ". ",
    ...checkWords(checks),
    ...(signatures.length === 0
      ? []
      : [
          `${noneOr(signatures.filter(({ stands }) => stands).length)} of ${countOf(signatures.length, "signature")} ${signatures.length === 1 ? "stands" : "stand"}.`.replace(
            /^./,
            (first) => first.toUpperCase(),
          ),
        ]),
  ];
}

function noneOr(count: number): string {
  return count === 0 ? "none" : countInWords(count);
}

/** Checks that were read in a public page apart from those still to be held against a real template. */
function checkWords(checks: BcfView["checks"]): readonly string[] {
  if (checks.length === 0) return [];
  const said = (["confirmed", "to-be-checked"] as const).flatMap((mark) => {
    const own = checks.filter(({ item }) => item.mark === mark);
    const count = (verdict: string): number => own.filter((one) => one.verdict === verdict).length;
    const parts = [
      `${noneOr(count("met"))} ${count("met") < 2 ? "is" : "are"} met`,
      ...(count("not-met") > 0 ? [`${countInWords(count("not-met"))} not`] : []),
      ...(count("cannot-tell") > 0 ? [`${countInWords(count("cannot-tell"))} cannot be told`] : []),
    ];
    const which =
      mark === "confirmed" ? "confirmed from a public page" : "still to be checked against a real template";
    return own.length === 0 ? [] : [`Of ${countOf(own.length, "check")} ${which}, ${parts.join(", ")}. `];
  });
  return said;
}

function lineTable({ held, items, document }: BcfView): TableModel {
  return {
    caption: document === "plan" ? "Spending, line by line" : "Spent so far, line by line",
    columns: [
      { key: "scheme", label: "Scheme", kind: "text", sortable: true },
      { key: "name", label: "Name", kind: "text", filter: "words" },
      { key: "activity", label: "Type or activity", kind: "text", filter: "choice" },
      { key: "area", label: "Area of spend", kind: "text", filter: "choice" },
      { key: "source", label: "Source of funding", kind: "text", filter: "choice" },
      moneyColumn("amount", "Amount"),
    ],
    rows: (held?.lines ?? []).map((line) => ({
      scheme: line.scheme,
      name: line.name,
      activity: itemWords(items, "activity", line.activity),
      area: itemWords(items, "area", line.area),
      source: itemWords(items, "income", line.source),
      amount: poundsOf(line.amount),
    })),
    rowsPerPage: 60,
    empty: "No line of spending is entered yet.",
  };
}

function actionsOf(view: BcfView): readonly PageAction[] {
  const { file, held, document } = view;
  const base = `/money/${file.fund.slug}/better-care`;
  const host = resourceOf(file, (party) => party.host);
  const act = (text: string, name: string, resource = host): PageAction => ({
    text,
    href: name === "begin-bcf" ? `${base}/begin` : `${base}/${document}/${name.replace("-bcf", "")}`,
    command: `pounds.${name}`,
    resource,
  });
  const begin = file.agreement.keptHere ? [act("Begin a plan or return", "begin-bcf")] : [];
  if (!held) return begin;
  const kept = file.agreement.keptHere
    ? [
        act("Enter income", "enter-bcf-income"),
        act("Enter a line of spending", "enter-bcf-line"),
        act("Import lines of spending", "enter-bcf-sheet"),
        act("Enter a measure", "enter-bcf-measure"),
        act("Answer a national condition", "answer-bcf"),
        act(
          "Sign",
          "sign-bcf",
          resourceOf(file, () => true),
        ),
        act("Fill a workbook", "fill-bcf-workbook"),
      ]
    : [];
  const away = `${base}.xlsx${document === "plan" ? "" : `?document=${document}`}`;
  return [...kept, ...begin, { text: "Take it away as a workbook (XLSX)", href: away }];
}

function jsonOf({ file, document, held, checks, signatures }: BcfView): z.output<typeof shape> {
  const pounds = (amount: bigint | undefined): string | null =>
    amount === undefined ? null : plainMoney(amount);
  return {
    document,
    begun: held !== undefined,
    version: held?.version ?? null,
    illustrative: file.fund.basis === "illustrative",
    income: (held?.income ?? []).map(({ source, party, amount, published, spent }) => ({
      source,
      party,
      amount: plainMoney(amount),
      published: pounds(published),
      spent: pounds(spent),
    })),
    items: (held?.lines ?? []).map(({ scheme, name, source, area, amount }) => ({
      scheme,
      name,
      source,
      area,
      amount: plainMoney(amount),
    })),
    checks: checks.map(({ item, verdict, because }) => ({
      id: item.key,
      rule: item.words,
      verdict,
      because,
      mark: item.mark,
    })),
    signatures: signatures.map(({ role, party, given, stands }) => ({
      role,
      party: party.key,
      signedOn: given?.signedOn ?? null,
      stands,
      office: given?.office ?? null,
    })),
  };
}
