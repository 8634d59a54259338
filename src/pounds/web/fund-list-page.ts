import { z } from "zod";
import { plainMoney } from "@concordat/ledger";
import {
  capital,
  anyOfKind,
  countInWords,
  countOf,
  definePage,
  type PageModel,
  type TableModel,
} from "../../kernel/index.ts";
import { listAreasById, type Area } from "../../place/index.ts";
import { fundHref, sectorTotal, totalOf, type FundFile } from "../fund.ts";
import { countEntries } from "../store-books.ts";
import { listFunds } from "../store-funds.ts";
import { labelled, markWords, moneyColumn, poundsOf } from "./view.ts";

export const fundShape = z.object({
  slug: z.string(),
  name: z.string(),
  area: z.string(),
  year: z.string(),
  total: z.string().nullable().meta({ description: "Pounds with two digits of pence, as text." }),
  totalMark: z.string(),
  council: z.string().nullable(),
  nhs: z.string().nullable(),
  rounding: z.string().nullable(),
  riskShare: z.string(),
  entries: z.number(),
  keptHere: z.boolean(),
  illustrative: z.boolean(),
  source: z.string(),
  seen: z.iso.date(),
  basis: z.string(),
});

/** Every pooled fund held here. */
export const fundListPage = definePage({
  name: "pounds.funds",
  path: "/money",
  about:
    "Every pooled fund of councils and the NHS that is held here: who puts in what, how roundly it is known, and how risk is shared.",
  json: z.object({ items: z.array(fundShape) }),
  formats: ["csv", "atom"],
  async load({ db, at }): Promise<PageModel> {
    const funds = (await listFunds(db)).filter(
      ({ fund }) => fund.beginsOn === undefined || fund.beginsOn <= at,
    );
    const areas = new Map(
      (
        await listAreasById(
          db,
          funds.map(({ agreement }) => agreement.areaId),
        )
      ).map((one) => [String(one.id), one]),
    );
    const entries = await countEntries(db);
    return {
      title: "Money",
      kicker: "Pooled funds",
      answer: answerOf(funds),
      table: tableOf(funds, areas),
      sections: [
        {
          kind: "words",
          heading: "How to read these figures",
          paragraphs: [
            "A figure is as printed, or derived here from printed ones, and says so. Where a source rounds, the rounding stands beside it; what no source says is not known here, which is not nought.",
            [
              { text: "What the Better Care Fund asks for each year", href: "/money/better-care" },
              ", and ",
              { text: "its delay measure for every council", href: "/money/better-care/delay" },
              ".",
            ],
            "Nobody keeps books on this site for the funds of real areas. The Lewisham fund shows how a year of books would look: its total and contributions are real, its schemes, postings and risk share are Illustrative.",
          ],
        },
      ],
      sources: [
        {
          text: `${countOf(funds.length, "fund")}, each with the page it was read on`,
          basis: "compiled",
          licence: "Facts and figures; each row names its source",
        },
      ],
      subjects: [anyOfKind("pounds", "fund"), anyOfKind("pounds", "agreement")],
      json: { items: funds.map((file) => fundJson(file, areas, entries.get(file.fund.id) ?? 0)) },
    };
  },
});

function answerOf(funds: readonly FundFile[]): PageModel["answer"] {
  const real = funds.filter(({ fund }) => fund.basis !== "illustrative");
  if (funds.length === 0) return "We hold no pooled fund for this day. Choose a later day, or today.";
  const known = real.filter(({ fund }) => fund.total !== undefined).length;
  const rules = real.filter(
    ({ fund, versions }) =>
      fund.riskShare !== undefined || versions.some(({ illustrative }) => !illustrative),
  ).length;
  return [
    "We hold ",
    { strong: countOf(real.length, "pooled fund") },
    ` of real areas from public pages. The total of ${countInWords(known)} is known. Of ${countInWords(rules)} it is known how an overspend is shared.`,
  ];
}

function tableOf(funds: readonly FundFile[], areas: ReadonlyMap<string, Area>): TableModel {
  return {
    caption: "Pooled funds",
    columns: [
      { key: "area", label: "Area", kind: "text", filter: "words", sortable: true },
      { key: "fund", label: "Fund", kind: "link", filter: "words", sortable: true },
      { key: "year", label: "Year", kind: "text", filter: "choice", sortable: true },
      moneyColumn("total", "Total", 0),
      moneyColumn("council", "Council, as far as known", 0),
      moneyColumn("nhs", "NHS, as far as known", 0),
      { key: "how", label: "How it is known", kind: "text" },
      { key: "riskShare", label: "Risk share", kind: "text", filter: "choice" },
      { key: "source", label: "Source", kind: "text", machineOnly: true },
      { key: "seen", label: "Seen", kind: "date", machineOnly: true },
    ],
    rows: funds.map((file) => {
      const { fund } = file;
      const total = totalOf(file);
      const [council, nhs] = [sectorTotal(file, "council"), sectorTotal(file, "nhs")];
      return {
        area: areas.get(file.agreement.areaId)?.name ?? "",
        fund: labelled(fund.name, fundHref(fund.slug), fund.basis === "illustrative"),
        year: fund.year,
        total: total === undefined ? { kind: "no-data" } : poundsOf(total),
        council: council === undefined ? { kind: "no-data" } : poundsOf(council.amount),
        nhs: nhs === undefined ? { kind: "no-data" } : poundsOf(nhs.amount),
        how: [total === undefined ? "Total not known" : `Total ${markWords(fund.totalMark)}`, fund.rounding]
          .filter(Boolean)
          .join(", "),
        riskShare: capital(riskShareState(file)),
        source: fund.source,
        seen: fund.seen,
      };
    }),
    rowsPerPage: 50,
    empty: "No pooled fund is held for this day.",
  };
}

/** Whether a fund's risk share is held as rules, in words, made up, or not. */
function riskShareState({ fund, versions }: FundFile): string {
  if (versions.some(({ illustrative }) => !illustrative)) return "held as rules";
  if (fund.riskShare !== undefined) return "known in words";
  return versions.length > 0 ? "not known; Illustrative rules" : "not known here";
}

function fundJson(
  file: FundFile,
  areas: ReadonlyMap<string, Area>,
  entries: number,
): z.output<typeof fundShape> {
  const { fund, agreement } = file;
  const money = (amount: bigint | undefined): string | null =>
    amount === undefined ? null : plainMoney(amount);
  return {
    slug: fund.slug,
    name: fund.name,
    area: areas.get(agreement.areaId)?.slug ?? "",
    year: fund.year,
    total: money(totalOf(file)),
    totalMark: fund.totalMark,
    council: money(sectorTotal(file, "council")?.amount),
    nhs: money(sectorTotal(file, "nhs")?.amount),
    rounding: fund.rounding ?? null,
    riskShare: riskShareState(file),
    entries,
    keptHere: agreement.keptHere,
    illustrative: fund.basis === "illustrative",
    source: fund.source,
    seen: fund.seen,
    basis: fund.basis,
  };
}
