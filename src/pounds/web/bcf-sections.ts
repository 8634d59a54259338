import { formatCivilDate } from "@concordat/calendar";
import { countOf, type Asking, type Picture, type Section, type TableModel } from "../../kernel/index.ts";
import { drawFlow, voiceColour, type FlowStream } from "../../web/index.ts";
import { bcfDocuments, itemWords, type BcfItem } from "../bcf.ts";
import { missingInReturn } from "../bcf-complete.ts";
import { bcfMarkWords, verdictWords } from "../bcf-workbook.ts";
import { bcfHref } from "../commands/bcf-document.ts";
import { bcfRef, partyName } from "../fund.ts";
import type { BcfView } from "./bcf-view.ts";
import { moneyColumn, poundsOf, shortMoney, withAt } from "./view.ts";

/** Where the money of a plan comes from and which areas of care it goes to; undefined before both are entered. */
export function bcfFlow({ file, held, items, document }: BcfView): Picture | undefined {
  if (!held || held.income.length === 0 || held.lines.length === 0) return undefined;
  const added = (
    kind: string,
    key: string,
    amounts: readonly bigint[],
    council: boolean,
  ): readonly FlowStream[] => {
    const amount = amounts.reduce((sum, one) => sum + one, 0n);
    const tint = voiceColour(council ? "council-elected" : "nhs-commissioner");
    return amount === 0n
      ? []
      : [{ label: itemWords(items, kind, key), amount: poundsOf(amount), text: shortMoney(amount), tint }];
  };
  const sources = [...new Set(held.income.map(({ source }) => source))];
  const areas = [...new Set(held.lines.map(({ area }) => area))];
  const from = sources.flatMap((source) => {
    const own = held.income.filter((one) => one.source === source);
    return added(
      "income",
      source,
      own.map(({ amount }) => amount),
      file.parties.find(({ key }) => key === own[0]?.party)?.sector === "council",
    );
  });
  const to = areas.flatMap((area) => {
    const own = held.lines.filter((one) => one.area === area).map(({ amount }) => amount);
    return added("area", area, own, area === "social-care");
  });
  if (from.length === 0 || to.length === 0) return undefined;
  const name = bcfDocuments[document].toLowerCase();
  return drawFlow(
    { from, middle: bcfDocuments[document], to },
    {
      summary: `Where the money of the ${name} comes from and which areas of care it goes to.`,
      caption: "Sources of funding and areas of spend",
      table: flowTable([
        ...from.map((one) => ["In", one] as const),
        ...to.map((one) => ["Out", one] as const),
      ]),
    },
  );
}

function flowTable(rows: readonly (readonly [string, FlowStream])[]): TableModel {
  return {
    name: "flow",
    caption: "Sources of funding and areas of spend",
    columns: [
      { key: "way", label: "In or out", kind: "text" },
      { key: "what", label: "What", kind: "text" },
      moneyColumn("amount", "Amount"),
    ],
    rows: rows.map(([way, { label, amount }]) => ({ way, what: label, amount })),
    empty: "Nothing is entered.",
  };
}

/** Checks, income, signatures, measures, conditions and the other documents of the year. */
export async function bcfSections(view: BcfView, asking: Asking): Promise<readonly Section[]> {
  const { file, held, items } = view;
  const template: Section = {
    kind: "words",
    heading: held ? "Other documents of the year" : "What a plan of this year needs",
    paragraphs: [
      ...(held
        ? []
        : [
            `The lists that we hold for ${file.fund.year} have ${countOf(items.filter(({ kind }) => kind === "check").length, "check")}, ${countOf(items.filter(({ kind }) => kind === "condition").length, "national condition")} and ${countOf(items.filter(({ kind }) => kind === "measure").length, "measure")}. We have not seen a real template: what was not read in a public page is marked “to be checked”.`,
          ]),
      ...view.begun
        .filter((one) => one !== held)
        .map((one) => [
          {
            text: bcfDocuments[one.document],
            href: withAt(bcfHref(file.fund.slug, one.document), { ...asking, atGiven: false }),
          },
          ` (version ${one.version}).`,
        ]),
      [
        { text: "The lists and checks of every year", href: withAt("/money/better-care", asking) },
        "; ",
        { text: "the delay measure of every council", href: withAt("/money/better-care/delay", asking) },
        ".",
      ],
    ],
  };
  if (!held) return [template];
  return [
    ...checkSection(view),
    incomeSection(view),
    ...signatureSection(view),
    ...measureSection(view),
    ...conditionSection(view),
    ...(await fileSection(view, asking)),
    template,
  ];
}

function checkSection({ checks, ...view }: BcfView): readonly Section[] {
  if (checks.length === 0) return view.document === "plan" ? [] : [uncheckedSection(view)];
  return [
    {
      kind: "table",
      heading: "Checks",
      intro:
        "A check marked “to be checked” is as we know it and must be held against a real template before anybody relies on it.",
      table: {
        name: "checks",
        caption: "Checks of the year's template",
        columns: [
          { key: "check", label: "Check", kind: "text" },
          { key: "asks", label: "What it asks", kind: "text" },
          { key: "answer", label: "Answer", kind: "text" },
          { key: "because", label: "Because", kind: "text" },
          { key: "mark", label: "How the check is known", kind: "text" },
        ],
        rows: checks.map(({ item, verdict, because }) => ({
          check: item.key,
          asks: item.words,
          answer: verdictWords[verdict],
          because,
          mark: bcfMarkWords[item.mark],
        })),
        empty: "No check is held for this document.",
      },
    },
  ];
}

/** Of a return whose checks nobody has published: what is not held, and what can be seen without them. */
function uncheckedSection({ file, document, held, items }: Omit<BcfView, "checks">): Section {
  const { year } = file.fund;
  const sheets = items.filter((item) => item.kind === "sheet" && item.document === document).length;
  const missing = held ? missingInReturn(items, held) : [];
  return {
    kind: "words",
    heading: "Checks",
    paragraphs: [
      `We hold no check for this return of ${year}, so nothing here says whether it would be accepted. The only check of a return that we have read in a public page is of the year-end return of 2015-16; the workbooks of later years need a sign-in and were not seen.`,
      sheets === 0
        ? `Of this return's sheets in ${year} nothing is held either.`
        : `The ${countOf(sheets, "sheet")} that we hold for it are to be checked against a real one.`,
      missing.length === 0
        ? "Beside that: every source but the additional ones, every measure and every national condition of the year has an entry."
        : `Beside that, of the sources, measures and national conditions of the year these have no entry yet: ${missing.join("; ")}.`,
    ],
  };
}

function incomeSection({ file, held, items, document, begun }: BcfView): Section {
  const plan = begun.find((one) => one.document === "plan");
  const isReturn = document !== "plan";
  return {
    kind: "table",
    heading: "Income",
    table: {
      name: "income",
      caption: "Income by source of funding",
      columns: [
        { key: "source", label: "Source of funding", kind: "text" },
        { key: "party", label: "From", kind: "text" },
        ...(isReturn ? [moneyColumn("planned", "Planned")] : []),
        moneyColumn("amount", isReturn ? "Come in so far" : "Planned"),
        ...(isReturn ? [moneyColumn("spent", "Spent so far")] : [moneyColumn("published", "Published")]),
        { key: "where", label: isReturn ? "District" : "Published where", kind: "text" },
      ],
      rows: (held?.income ?? []).map((one) => {
        const planned = plan?.income.find(
          ({ source, party, label }) => source === one.source && party === one.party && label === one.label,
        );
        return {
          source: [itemWords(items, "income", one.source), one.label].filter(Boolean).join(": "),
          party: partyName(file.parties, one.party),
          planned: planned ? poundsOf(planned.amount) : { kind: "no-data" },
          amount: poundsOf(one.amount),
          spent: one.spent === undefined ? { kind: "no-data" } : poundsOf(one.spent),
          published: one.published === undefined ? { kind: "no-data" } : poundsOf(one.published),
          where: isReturn ? one.label : (one.publishedWhere ?? "not entered"),
        };
      }),
      empty: "No income is entered yet.",
    },
  };
}

function signatureSection({ signatures, held }: BcfView): readonly Section[] {
  if (signatures.length === 0) return [];
  return [
    {
      kind: "list",
      heading: "Who has signed",
      intro: `This is version ${held?.version ?? 1}. A change makes a new version, which must be signed again.`,
      items: signatures.map(({ words, party, given, stands, mark }) => {
        const state =
          given === undefined
            ? "not signed yet"
            : `signed on ${formatCivilDate(given.signedOn)}, entered in the office of ${given.office}${stands ? "" : `; that was version ${given.version}, and it has changed since`}`;
        return `${party.name}. ${words}: ${state}.${mark === "to-be-checked" ? " Whether this signature is needed is to be checked." : ""}`;
      }),
    },
  ];
}

function measureSection({ held, items, begun }: BcfView): readonly Section[] {
  const plan = begun.find(({ document }) => document === "plan");
  const measures = items.filter(({ kind }) => kind === "measure");
  if (!held || measures.length === 0) return [];
  return [
    {
      kind: "table",
      heading: "Measures",
      table: {
        name: "measures",
        caption: "Measures: planned and actual",
        columns: [
          { key: "measure", label: "Measure", kind: "text" },
          { key: "unit", label: "Counted as", kind: "text" },
          { key: "planned", label: "Planned", kind: "text" },
          { key: "actual", label: "Actual", kind: "text" },
          { key: "progress", label: "Progress", kind: "text" },
        ],
        rows: measures.map(({ key, words, detail = "" }) => {
          const own = held.measures.find(({ measure }) => measure === key);
          const aim = plan?.measures.find(({ measure }) => measure === key);
          return {
            measure: words,
            unit: detail,
            planned: own?.planned ?? aim?.planned ?? "not entered",
            actual: own?.actual ?? "not entered",
            progress: [own?.progress && itemWords(items, "progress", own.progress), own?.words]
              .filter(Boolean)
              .join(". "),
          };
        }),
        empty: "No measure is held for this year.",
      },
    },
  ];
}

function conditionSection({ held, items }: BcfView): readonly Section[] {
  const conditions = items.filter(({ kind }) => kind === "condition");
  if (!held || conditions.length === 0) return [];
  const state = ({ key, words, mark }: BcfItem): string => {
    const answer = held.answers.find(({ condition }) => condition === key);
    const said =
      answer === undefined ? "not answered yet" : answer.met ? "met" : `not met. ${answer.words ?? ""}`;
    return `${key}. ${words}: ${said}${said.endsWith(".") ? "" : "."}${mark === "to-be-checked" ? " Its wording is to be checked." : ""}`;
  };
  return [{ kind: "list", heading: "National conditions", items: conditions.map(state) }];
}

async function fileSection({ file, document }: BcfView, { db, files }: Asking): Promise<readonly Section[]> {
  const held = await files.listFor(db, bcfRef(file.fund.id, document));
  if (held.length === 0) return [];
  return [
    {
      kind: "list",
      heading: "Workbooks filled here",
      intro: "Seen by the host only.",
      items: held.toReversed().map(({ name, sha256 }) => [{ text: name, href: `/files/${sha256}` }]),
    },
  ];
}
