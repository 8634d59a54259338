import { formatMoney } from "@concordat/ledger";
import { capital, type Picture, type Row, type TableModel } from "../../kernel/index.ts";
import { drawFlow, voiceColour, type FlowStream } from "../../web/index.ts";
import { partyName, type Sector } from "../fund.ts";
import { markWords, moneyColumn, poundsOf, shortMoney, titleOf, type FundView } from "./view.ts";

const tints: Readonly<Record<Sector, ReturnType<typeof voiceColour>>> = {
  council: voiceColour("council-elected"),
  nhs: voiceColour("nhs-commissioner"),
  other: voiceColour("voluntary"),
};

/** A scheme has the lighter tint of whoever leads it. */
const leads: typeof tints = {
  council: voiceColour("council-officer"),
  nhs: voiceColour("nhs-provider"),
  other: voiceColour("voluntary"),
};

/** Where the money of the year comes from and where it is to go; undefined where no source says. */
export function flowPicture(view: FundView): Picture | undefined {
  const { file } = view;
  const known = file.funding.filter(({ amount }) => amount !== undefined && amount > 0n);
  if (known.length === 0 || known.length < file.funding.filter(({ amount }) => amount !== 0n).length)
    return undefined;
  const budgeted = file.schemes.length > 0;
  const to = budgeted ? schemeStreams(view) : unknownUse(view);
  const from = known.map((one): FlowStream => ({
    label:
      file.funding.length > file.parties.length
        ? `${partyName(file.parties, one.party)}: ${one.label}`
        : partyName(file.parties, one.party),
    amount: poundsOf(one.amount!),
    text: shortMoney(one.amount!),
    tint: tints[sectorOf(file, one.party)],
  }));
  return drawFlow(
    { from, middle: "The fund", to },
    {
      summary: `Where the money of ${titleOf(view)} comes from and where it ${budgeted ? "is to go" : "goes is not known here"}.${view.partlyMadeUp && budgeted ? " The schemes are Illustrative." : ""}`,
      caption: "Where it comes from and where it goes",
      table: flowTable(view),
      ...(budgeted && { legend: legendOf(view) }),
    },
  );
}

function sectorOf({ parties }: Pick<FundView["file"], "parties">, party: string): Sector {
  return parties.find(({ key }) => key === party)?.sector ?? "other";
}

/** What the lighter tints mean; only where schemes are drawn. */
function legendOf({
  file,
}: FundView): readonly { readonly label: string; readonly tint: ReturnType<typeof voiceColour> }[] {
  const sectors = new Set(file.schemes.map(({ lead }) => sectorOf(file, lead)));
  const names: Readonly<Record<Sector, string>> = {
    council: "Led by the council",
    nhs: "Led by the NHS",
    other: "Led by another body",
  };
  return [...sectors].map((sector) => ({ label: names[sector], tint: leads[sector] }));
}

function schemeStreams({ file, standing }: FundView): readonly FlowStream[] {
  // A fund that is made up whole says so at the top of its page.
  const madeUpFund = file.fund.basis === "illustrative";
  const total = file.funding.reduce((sum, { amount }) => sum + (amount ?? 0n), 0n);
  const rest = total - standing.budget;
  const schemes = file.schemes
    .toSorted((a, b) => (a.budget > b.budget ? -1 : 1))
    .map(({ name, budget, lead, illustrative }) => ({
      label: madeUpFund || !illustrative ? name : `${name} (Illustrative)`,
      amount: poundsOf(budget),
      text: shortMoney(budget),
      tint: leads[sectorOf(file, lead)],
    }));
  return rest > 0n
    ? [
        ...schemes,
        {
          label: "Held in the fund",
          amount: poundsOf(rest),
          text: shortMoney(rest),
          tint: voiceColour("not-known"),
        },
      ]
    : schemes;
}

function unknownUse({ file }: FundView): readonly FlowStream[] {
  const total = file.funding.reduce((sum, { amount }) => sum + (amount ?? 0n), 0n);
  return [
    {
      label: "Schemes: not known here",
      amount: poundsOf(total),
      text: shortMoney(total),
      tint: voiceColour("not-known"),
    },
  ];
}

/** The same in figures: every line in and out, with how it is known. */
export function flowTable({ file }: FundView): TableModel {
  const rows: Row[] = [
    ...file.funding.map((one) => ({
      way: "In",
      who: partyName(file.parties, one.party),
      what: one.label,
      amount: one.amount === undefined ? ({ kind: "no-data" } as const) : poundsOf(one.amount),
      how: [capital(markWords(one.mark)), one.note].filter(Boolean).join(". "),
    })),
    ...file.schemes.map((scheme) => ({
      way: "Out",
      who: `Led by ${partyName(file.parties, scheme.lead)}`,
      what: scheme.name,
      amount: poundsOf(scheme.budget),
      how: capital(markWords(scheme.illustrative ? "illustrative" : "agreed-here")),
    })),
  ];
  return {
    caption: "Where it comes from and where it goes",
    columns: [
      { key: "way", label: "In or out", kind: "text" },
      { key: "what", label: "What", kind: "text" },
      { key: "who", label: "Whose", kind: "text" },
      moneyColumn("amount", "Year"),
      { key: "how", label: "How it is known", kind: "text" },
    ],
    rows,
    empty: `No source that we hold says who puts in what${file.fund.total === undefined ? "" : `; the total is ${formatMoney(file.fund.total)}`}.`,
  };
}
