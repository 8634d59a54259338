import { z } from "zod";
import { daysBetween, formatCivilDate } from "@concordat/calendar";
import { formatMoney, plainMoney, shareJson } from "@concordat/ledger";
import { areaRef } from "../../place/index.ts";
import {
  capital,
  countOf,
  definePage,
  listInWords,
  type Asking,
  type PageModel,
  type Section,
  type Sentence,
} from "../../kernel/index.ts";
import { printedOf } from "../statement-figures.ts";
import { listPrinted } from "../store-pooled.ts";
import { agreementRef, boundFrom, delivererName, forms, fundRef, sectorTotal, totalOf } from "../fund.ts";
import { contributionJson, contributionSections, contributionShape } from "./contribution-section.ts";
import { deliverySection } from "./delivery-section.ts";
import { fundActions, preparedSection } from "./fund-actions.ts";
import {
  changesSection,
  positionSection,
  preventionSection,
  schemeSection,
  triedFrom,
  whatIfSections,
} from "./fund-sections.ts";
import { flowPicture, flowTable } from "./flow.ts";
import { whoPaysSection, whoPaysSentences } from "./share-words.ts";
import { printedSection } from "./statement-printed.ts";
import { checkOf, loadFund, markWords, sourcesOf, titleOf, withAt, type FundView } from "./view.ts";

const money = z.string().meta({ description: "Pounds with two digits of pence, as text." });

const shape = z.object({
  slug: z.string(),
  name: z.string(),
  year: z.string(),
  total: money.nullable(),
  totalMark: z.string(),
  agreement: z.string(),
  approvedOn: z.iso.date().nullable(),
  daysIntoYear: z.number().nullable(),
  whoPays: z.array(z.string()),
  riskShareIllustrative: z.boolean(),
  booksIllustrative: z.boolean(),
  asAt: z.object({
    monthsPassed: z.number(),
    months: z.number(),
    cash: money,
    budget: money,
    forecast: money,
    forecastLow: money,
    forecastHigh: money,
  }),
  schemes: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      lead: z.string(),
      deliverer: z
        .string()
        .nullable()
        .meta({ description: "Who delivers it, by name; null where no name is held." }),
      delivererKey: z.string().nullable().meta({ description: "Who delivers it, as the books name them." }),
      budget: money,
      spent: money,
      committed: money,
      forecast: money,
      forecastLow: money,
      forecastHigh: money,
      method: z.string(),
      illustrative: z.boolean(),
    }),
  ),
  ...contributionShape,
  disputes: z.array(
    z.object({
      id: z.string(),
      about: z.string(),
      positions: z.array(z.object({ partner: z.string(), amount: money.nullable(), reason: z.string() })),
    }),
  ),
  share: z.unknown(),
});

const query = z.object({
  scheme: z.string().max(80).optional().meta({ description: "What if this scheme spends more?" }),
  more: z.string().max(40).optional().meta({ description: "This much more, such as £2m." }),
});

/** A fund: who puts in what, where it goes, who pays if it goes wrong, and its books as at the day asked about. */
export const fundPage = definePage({
  name: "pounds.fund",
  path: "/money/:fund",
  about:
    "One pooled fund: where it comes from and goes, who pays if it overspends, forecast, contributions, positions and books.",
  params: z.object({ fund: z.string().max(100) }),
  query,
  json: shape,
  formats: ["csv", "atom"],
  async load(asking, { params, query: asked }): Promise<PageModel | undefined> {
    const given = {
      ...(asked.scheme !== undefined && { scheme: asked.scheme }),
      ...(asked.more !== undefined && { more: asked.more }),
    };
    const tried = triedFrom(given);
    const view = await loadFund(asking, params.fund, tried.whatIf);
    if (!view) return undefined;
    const { fund, agreement } = view.file;
    const now = tried.whatIf ? await loadFund(asking, params.fund) : view;
    const picture = flowPicture(view);
    return {
      title: titleOf(view),
      kicker: view.partlyMadeUp
        ? "Pooled fund: its money is real, its books are Illustrative"
        : "Pooled fund",
      illustrative: fund.basis === "illustrative",
      answer: answerOf(view),
      ...(picture && { picture }),
      table: flowTable(view),
      sections: [
        ...(await preparedSection(asking, view.file)),
        whoPaysSection(now ?? view, [...draftNote(view), workingLinks(view, asking)]),
        ...whatIfSections(view, { ...tried, query: given }),
        ...schemeSection(now ?? view),
        ...deliverySection(now ?? view),
        ...contributionSections(view),
        ...positionSection(view, asking),
        ...preventionSection(view),
        ...changesSection(view, asking),
        ...printedSection(printedOf(view.file, await listPrinted(asking.db, fund.id))),
        aboutSection(view, asking),
      ],
      actions: fundActions(view),
      sources: sourcesOf(view),
      check: checkOf(fund.id),
      subjects: [fundRef(fund.id), agreementRef(agreement.id), ...(view.area ? [areaRef(view.area)] : [])],
      trail: [{ text: "Money", href: "/money" }],
      json: jsonOf(view),
    };
  },
});

/** How much there is, of whom, and since when it was agreed; each figure with how it is known. */
export function answerOf({ file }: FundView): Sentence {
  const { fund, agreement, parties } = file;
  const [council, nhs] = [sectorTotal(file, "council"), sectorTotal(file, "nhs")];
  const part = (name: string, one: typeof council): readonly string[] =>
    one === undefined
      ? []
      : [`${formatMoney(one.amount)} from ${name}, ${one.marks.map(markWords).join(" and ")}`];
  const parts = [...part("the council", council), ...part("the NHS", nhs)];
  const total = totalOf(file);
  const whole: Sentence =
    total === undefined
      ? ["The total of this fund is ", { strong: "not known here" }]
      : [
          { strong: formatMoney(total) },
          ` for ${fund.year}, ${fund.totalMark === "kept-here" ? "as agreed so far" : markWords(fund.totalMark)}`,
        ];
  const printed = fund.reported === undefined ? "" : `; the source also prints ${formatMoney(fund.reported)}`;
  const bound = boundFrom(agreement, parties);
  const late =
    bound !== undefined && fund.beginsOn !== undefined && bound > fund.beginsOn
      ? ` The agreement was approved on ${formatCivilDate(bound)}, ${daysBetween(fund.beginsOn, bound)} days after the year began.`
      : "";
  return [
    ...(whole as readonly (string | { strong: string })[]),
    printed,
    parts.length > 0 ? `: ${parts.join("; ")}.` : ".",
    late,
  ];
}

/** Entries before everybody signed are posted against a draft, and are restated once they have. */
function draftNote({ file, entries, partlyMadeUp }: FundView): readonly Sentence[] {
  const bound = boundFrom(file.agreement, file.parties);
  const before = entries.filter(({ act }) => "on" in act && (bound === undefined || act.on < bound)).length;
  if (before === 0) return [];
  if (bound === undefined)
    return [
      `Not everybody has signed: ${countOf(before, "entry", "entries")} ${before === 1 ? "stands" : "stand"} against a draft.`,
    ];
  return [
    `${partlyMadeUp ? "Illustrative: " : ""}${countOf(before, "entry", "entries")} dated before ${formatCivilDate(bound)} ${before === 1 ? "was" : "were"} posted against a draft; the working shows what signing changed.`,
  ];
}

function workingLinks(view: FundView, asking: Pick<Asking, "at" | "atGiven">): Sentence {
  const { slug } = view.file.fund;
  const agreement = {
    text: "the agreement",
    href: withAt(`/money/agreements/${view.file.agreement.slug}`, asking),
  };
  if (!view.share) return ["More about ", agreement, "."];
  return [
    { text: "The working, line by line", href: withAt(`/money/${slug}/risk-share`, asking) },
    "; the same words stand in ",
    agreement,
    ".",
  ];
}

function aboutSection(view: FundView, asking: Pick<Asking, "at" | "atGiven">): Section {
  const { fund, agreement, parties } = view.file;
  const fact = (label: string, value: Sentence | undefined): readonly { label: string; value: Sentence }[] =>
    value === undefined ? [] : [{ label, value }];
  return {
    kind: "facts",
    heading: "About this fund",
    facts: [
      ...fact("Agreement", [
        { text: agreement.name, href: withAt(`/money/agreements/${agreement.slug}`, asking) },
      ]),
      ...fact("Form", forms[agreement.form]),
      ...fact(
        "Partners",
        parties.length === 0 ? "Not known here" : listInWords(parties.map(({ name }) => name)),
      ),
      ...fact(
        "Area",
        view.area && [{ text: view.area.name, href: withAt(`/areas/${view.area.slug}`, asking) }],
      ),
      ...fact("Rounding of its figures", fund.rounding && capital(fund.rounding)),
      ...fact(
        "Its intended effect on inequality",
        fund.inequality ?? (agreement.keptHere ? "Not stated yet" : "Not known here"),
      ),
      ...fact("What else the source says", agreement.story),
      ...furtherPages(view).map(({ label, text, page }) => ({
        label,
        value: [{ text, href: withAt(`/money/${fund.slug}/${page}`, asking) }],
      })),
    ],
  };
}

/** The pages that say more of a fund, where they have something to say. */
function furtherPages({
  file,
  entries,
}: FundView): readonly { readonly label: string; readonly text: string; readonly page: string }[] {
  const { fund, agreement } = file;
  const dated = fund.beginsOn !== undefined;
  const kept = dated && entries.length > 0;
  const way = (when: boolean, label: string, text: string, page: string) =>
    when ? [{ label, text, page }] : [];
  return [
    ...way(true, "Joint budget lines", "What is pooled, what is not, and why", "pooled"),
    ...way(
      agreement.keptHere || /better care/i.test(fund.name),
      "Better Care Fund",
      "Plan, returns and who has signed",
      "better-care",
    ),
    ...way(kept, "Reports", "Quarterly and annual, to print or take away", "report"),
    ...way(
      kept || (dated && agreement.keptHere),
      "The year",
      "By month, with transfers, balances and the year end",
      "year",
    ),
    ...way(kept, "Prevention", "Its share month by month, and seed funding", "prevention"),
    ...way(dated, "Signs of strain", "Late money, late signatures and growing corrections", "strain"),
    ...way(kept, "Statements", "By month, quarter and year", "statement"),
  ];
}

function jsonOf(view: FundView): z.output<typeof shape> {
  const { file, standing, entries, version, share } = view;
  const { fund, agreement } = file;
  const bound = boundFrom(agreement, file.parties);
  return {
    slug: fund.slug,
    name: fund.name,
    year: fund.year,
    total: fund.total === undefined ? null : plainMoney(fund.total),
    totalMark: fund.totalMark,
    agreement: agreement.slug,
    approvedOn: bound ?? null,
    daysIntoYear:
      bound !== undefined && fund.beginsOn !== undefined ? daysBetween(fund.beginsOn, bound) : null,
    whoPays: [...whoPaysSentences(view)],
    riskShareIllustrative: version?.illustrative ?? false,
    booksIllustrative: entries.some(({ illustrative }) => illustrative),
    asAt: {
      monthsPassed: standing.months.passed,
      months: standing.months.all,
      cash: plainMoney(standing.cash),
      budget: plainMoney(standing.budget),
      forecast: plainMoney(standing.forecast.used),
      forecastLow: plainMoney(standing.forecast.low),
      forecastHigh: plainMoney(standing.forecast.high),
    },
    schemes: standing.schemes.map(({ scheme, spent, committed, forecast }) => ({
      key: scheme.key,
      name: scheme.name,
      lead: scheme.lead,
      deliverer: delivererName(file.parties, scheme) ?? null,
      delivererKey: scheme.body ?? null,
      budget: plainMoney(scheme.budget),
      spent: plainMoney(spent),
      committed: plainMoney(committed),
      forecast: plainMoney(forecast.used),
      forecastLow: plainMoney(forecast.low),
      forecastHigh: plainMoney(forecast.high),
      method: forecast.method,
      illustrative: scheme.illustrative,
    })),
    ...contributionJson(view),
    disputes: standing.disputes.map(({ id, about, positions }) => ({
      id,
      about,
      positions: positions.map(({ partner, amount, reason }) => ({
        partner,
        amount: amount === undefined ? null : plainMoney(amount),
        reason,
      })),
    })),
    share: share ? shareJson(share) : null,
  };
}
