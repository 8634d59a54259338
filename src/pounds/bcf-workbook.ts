import { formatCivilDate } from "@concordat/calendar";
import {
  bcfDocuments,
  itemWords,
  type BcfFile,
  type BcfItem,
  type BcfLine,
  type NeededSignature,
} from "./bcf.ts";
import type { CheckedRule, Verdict } from "./bcf-check.ts";
import { partyName, type FundFile } from "./fund.ts";
import type { WorkbookCell, WorkbookColumn, WorkbookSheet } from "./workbook.ts";

/** What a verdict is called. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  met: "Met",
  "not-met": "Not met",
  "cannot-tell": "Cannot tell",
  "not-asked": "Not asked",
};

/** What a mark is called. */
export const bcfMarkWords = { confirmed: "Confirmed", "to-be-checked": "To be checked" } as const;

/** A plan or return as a workbook of our own, in the words of its year's template; not the national workbook. */
export function bcfWorkbook(given: {
  readonly file: FundFile;
  readonly held: BcfFile;
  readonly items: readonly BcfItem[];
  readonly checks: readonly CheckedRule[];
  readonly signatures: readonly NeededSignature[];
}): readonly WorkbookSheet[] {
  const { file, held, items, checks, signatures } = given;
  const { fund, parties } = file;
  const made = fund.basis === "illustrative" ? ["Illustrative: made up to show how this works."] : [];
  const intro = (title: string): readonly string[] => [`${title}: ${fund.name} ${fund.year}`, ...made];
  return [
    coverSheet(intro(`Better Care Fund, ${bcfDocuments[held.document].toLowerCase()}`), held, signatures),
    incomeSheet(intro("Income"), { held, items, parties }),
    { name: "Expenditure", intro: intro("Expenditure"), ...expenditure(held.lines, items) },
    metricsSheet(intro("Metrics"), held, items),
    conditionsSheet(intro("National conditions"), held, items),
    checksSheet(intro("Checks"), checks),
  ];
}

function coverSheet(
  intro: readonly string[],
  { version }: BcfFile,
  signatures: readonly NeededSignature[],
): WorkbookSheet {
  return {
    name: "Cover",
    intro: [
      ...intro,
      `Version ${version}. Made by this site from what the fund's host entered; it is not the national workbook.`,
    ],
    columns: [
      { heading: "Who signs", width: 60 },
      { heading: "For", width: 40 },
      { heading: "Signed on", width: 18 },
      { heading: "Entered in the office of", width: 40 },
      { heading: "Stands", width: 30 },
    ],
    rows: signatures.map(({ words: role, party, given: signed, stands }) => [
      role,
      party.name,
      signed && formatCivilDate(signed.signedOn),
      signed?.office,
      signed === undefined ? "Not signed" : stands ? "Yes" : `No: version ${signed.version} was signed`,
    ]),
  };
}

function incomeSheet(
  intro: readonly string[],
  given: {
    readonly held: BcfFile;
    readonly items: readonly BcfItem[];
    readonly parties: FundFile["parties"];
  },
): WorkbookSheet {
  const { held, items, parties } = given;
  return {
    name: "Income",
    intro,
    columns: [
      { heading: "Source of funding", width: 36, choices: listed(items, "income") },
      { heading: "From", width: 36 },
      { heading: "District" },
      { heading: "Amount (£)" },
      ...(held.document === "plan" ? [] : [{ heading: "Spent so far (£)" }]),
      { heading: "Published (£)" },
      { heading: "Published where", width: 50 },
    ],
    rows: held.income.map((one) => [
      wordsCell(items, "income", one.source),
      partyName(parties, one.party),
      one.label,
      { money: one.amount },
      ...(held.document === "plan" ? [] : [one.spent && { money: one.spent }]),
      one.published && { money: one.published },
      one.publishedWhere,
    ]),
  };
}

function metricsSheet(
  intro: readonly string[],
  { measures }: BcfFile,
  items: readonly BcfItem[],
): WorkbookSheet {
  return {
    name: "Metrics",
    intro,
    columns: [
      { heading: "Measure", width: 60 },
      { heading: "Planned" },
      { heading: "Actual" },
      { heading: "Progress", width: 36, choices: listed(items, "progress") },
      { heading: "What helps or hinders", width: 60 },
    ],
    rows: measures.map(({ measure, planned, actual, progress, words: said }) => [
      wordsCell(items, "measure", measure),
      planned === undefined ? undefined : { number: planned },
      actual === undefined ? undefined : { number: actual },
      wordsCell(items, "progress", progress),
      said,
    ]),
  };
}

function conditionsSheet(
  intro: readonly string[],
  { answers }: BcfFile,
  items: readonly BcfItem[],
): WorkbookSheet {
  return {
    name: "National conditions",
    intro,
    columns: [
      { heading: "Condition", width: 60 },
      { heading: "Met", choices: ["Yes", "No"] },
      { heading: "If not: why, and what is being done", width: 60 },
    ],
    rows: items
      .filter(({ kind }) => kind === "condition")
      .map(({ key, words: condition }) => {
        const answer = answers.find((one) => one.condition === key);
        return [`${key}. ${condition}`, answer && (answer.met ? "Yes" : "No"), answer?.words];
      }),
  };
}

function checksSheet(intro: readonly string[], checks: readonly CheckedRule[]): WorkbookSheet {
  return {
    name: "Checks",
    intro,
    columns: [
      { heading: "Check", width: 8 },
      { heading: "What it asks", width: 70 },
      { heading: "Answer" },
      { heading: "Because", width: 70 },
      { heading: "How the check is known" },
    ],
    rows: checks.map(({ item, verdict, because }) => [
      item.key,
      item.words,
      verdictWords[verdict],
      because,
      bcfMarkWords[item.mark],
    ]),
  };
}

function wordsCell(items: readonly BcfItem[], kind: string, key: string | undefined): WorkbookCell {
  return key === undefined ? undefined : itemWords(items, kind, key);
}

function listed(items: readonly BcfItem[], kind: string): readonly string[] {
  return items.filter((item) => item.kind === kind).map(({ words }) => words);
}

/** The template's own columns in their order; those that are worked out or that we do not hold stay empty. */
function expenditure(
  lines: readonly BcfLine[],
  items: readonly BcfItem[],
): { readonly columns: readonly WorkbookColumn[]; readonly rows: WorkbookSheet["rows"] } {
  const columns = items.filter(({ kind }) => kind === "column");
  const lists: Readonly<Record<string, string>> = {
    activity: "activity",
    "sub-type": "sub-type",
    objective: "objective",
    area: "area",
    commissioner: "commissioner",
    provider: "provider",
    standing: "standing",
    source: "income",
  };
  return {
    columns: columns.map(({ key, words }) => ({
      heading: words,
      width: key === "about" || key === "activity" ? 50 : 22,
      ...(lists[key] !== undefined && { choices: listed(items, lists[key]) }),
    })),
    rows: lines.map((line) => columns.map(({ key }) => lineCell(line, key, items))),
  };
}

/** What one column of the template holds of a line; undefined for what is not entered, or is worked out in the template. */
export function lineCell(line: BcfLine, key: string, items: readonly BcfItem[]): WorkbookCell {
  const words = (kind: string, value: string | undefined): WorkbookCell => wordsCell(items, kind, value);
  const percent = (value: number | undefined): WorkbookCell =>
    value === undefined ? undefined : { number: String(value / 100) };
  const cells: Readonly<Record<string, () => WorkbookCell>> = {
    scheme: () => (/^\d+$/.test(line.scheme) ? { number: line.scheme } : line.scheme),
    name: () => line.name,
    about: () => line.about,
    activity: () => words("activity", line.activity),
    "sub-type": () => words("sub-type", line.subType),
    "activity-other": () => line.otherWords,
    objective: () => words("objective", line.objective),
    area: () => words("area", line.area),
    "area-other": () => line.areaOther,
    commissioner: () => words("commissioner", line.commissioner),
    "nhs-percent": () => percent(line.nhsPercent),
    "council-percent": () => percent(line.councilPercent),
    provider: () => words("provider", line.provider),
    standing: () => words("standing", line.standing),
    outputs: () => (line.outputs === undefined ? undefined : { number: String(line.outputs) }),
    unit: () => line.unit,
    source: () => words("income", line.source),
    amount: () => ({ money: line.amount }),
  };
  return cells[key]?.();
}
