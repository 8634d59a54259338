import { z } from "zod";
import { formatMoney, shareJson, type ShareReport, type Step, type UnitResult } from "@concordat/ledger";
import {
  capital,
  definePage,
  listInWords,
  type PageModel,
  type Section,
  type TableModel,
} from "../../kernel/index.ts";
import { fundRef, partyName } from "../fund.ts";
import { restated, shareOf, treeOf } from "../risk-share.ts";
import { rangeText, shareSentence } from "./share-words.ts";
import {
  checkOf,
  loadFund,
  madeUp,
  moneyColumn,
  poundsOf,
  sourcesOf,
  titleOf,
  trailOf,
  type FundView,
} from "./view.ts";

/** The risk share of a fund: the agreement's words, then each line with every step of its working. */
export const riskSharePage = definePage({
  name: "pounds.risk-share",
  path: "/money/:fund/risk-share",
  about:
    "Who pays for an overspend of a fund, line by line: the agreement's words and the working from one tree.",
  params: z.object({ fund: z.string().max(100) }),
  json: z.object({ fund: z.string(), share: z.unknown(), problems: z.array(z.string()) }),
  formats: ["csv"],
  async load(asking, { params }): Promise<PageModel | undefined> {
    const view = await loadFund(asking, params.fund);
    if (!view || !view.tree) return undefined;
    const { file, share } = view;
    return {
      title: `Risk share: ${titleOf(view)}`,
      kicker: view.version?.illustrative ? "Illustrative risk share" : "Risk share",
      illustrative: file.fund.basis === "illustrative",
      answer: share
        ? shareSentence(share, view)
        : (view.noShare[0] ??
          "No amounts of schemes are held, so there is nothing to share out; the rules stand below."),
      ...(share && { table: partnerTable(view, share) }),
      sections: [wordsSection(view), ...(share ? workingSections(share) : []), ...restatementSection(view)],
      sources: sourcesOf(view),
      check: checkOf(file.fund.id),
      subjects: [fundRef(file.fund.id)],
      trail: trailOf(file),
      json: { fund: file.fund.slug, share: share ? shareJson(share) : null, problems: [...view.noShare] },
    };
  },
});

function partnerTable(view: FundView, share: ShareReport): NonNullable<PageModel["table"]> {
  return {
    caption: madeUp(view, "What it comes to for each partner"),
    columns: [
      { key: "partner", label: "Partner", kind: "text" },
      { key: "pays", label: "Pays", kind: "text" },
      { key: "getsBack", label: "Gets back", kind: "text" },
      moneyColumn("low", "Net at least"),
      moneyColumn("high", "Net at most"),
    ],
    rows: share.partners.map(({ name, pays, getsBack, net }) => ({
      partner: name,
      pays: rangeText(pays),
      getsBack: rangeText(getsBack),
      low: poundsOf(net.low),
      high: poundsOf(net.high),
    })),
    empty: "No partner is named.",
  };
}

function wordsSection({ tree, share, version }: FundView): Section {
  const words = share?.words ?? [];
  return {
    kind: "code",
    heading: "The agreement's words",
    intro: `${version?.illustrative ? "Illustrative. " : ""}The calculation below is made from the same rules as these words.`,
    code: (words.length > 0 ? words : [tree!.name]).join("\n"),
  };
}

/** Every line that is over or under, with its steps; of disputed lines once for each choice of whose figure holds. */
function workingSections(share: ShareReport): readonly Section[] {
  const shown = share.views.slice(0, 8);
  const more = share.views.length - shown.length;
  const sections = shown.map(({ according, result }, place): Section => {
    const whose =
      according.length === 0
        ? ""
        : ` if ${listInWords(according.map(({ line, partner }) => `the figure of ${partnerName(share, partner)} holds for “${line}”`))}`;
    return { kind: "table", heading: `Line by line${whose}`, table: stepTable(result.units, place) };
  });
  return more > 0
    ? [
        ...sections,
        { kind: "words", paragraphs: [`${more} more combinations of figures are in the page for machines.`] },
      ]
    : sections;
}

function partnerName(share: ShareReport, id: string): string {
  return share.partners.find((one) => one.id === id)?.name ?? id;
}

function stepTable(units: readonly UnitResult[], place: number): TableModel {
  const off = units.filter(({ variance }) => variance !== 0n);
  return {
    name: `steps-${place + 1}`,
    caption: "Every line off its budget, step by step",
    columns: [
      { key: "line", label: "Line", kind: "text" },
      { key: "words", label: "What the agreement says", kind: "text" },
      { key: "working", label: "Worked out", kind: "text" },
      moneyColumn("takes", "Takes"),
      moneyColumn("left", "Leaves"),
    ],
    rows: off.flatMap(({ text, label, steps }) =>
      steps.map((step, index) => ({
        line: index === 0 ? text : capital(label) || "All its lines",
        words: `${step.tier === 0 ? "Within the band" : `Step ${step.tier}`}: ${step.words}`,
        working: workingText(step),
        takes: poundsOf(step.takes),
        left: poundsOf(step.left),
      })),
    ),
    rowsPerPage: 200,
    empty: "Every line spends exactly its budget.",
  };
}

function workingText({ working, parts }: Step): string {
  const each =
    parts.length > 1
      ? `: ${parts.map(({ name, amount }) => `${name} ${formatMoney(amount)}`).join(", ")}`
      : "";
  return `${working}${each}`;
}

/** What the months posted against the draft come to under the version that was signed, beside the draft. */
function restatementSection({ file, standing, version, share }: FundView): readonly Section[] {
  const draft = file.versions.find(({ number }) => number === 0);
  if (!draft || !version || version.number === 0 || !share) return [];
  const tree = treeOf(draft);
  const before = tree.ok ? shareOf(tree.value, standing) : undefined;
  if (!before?.ok) return [];
  return [
    {
      kind: "table",
      heading: "Restated since it was signed",
      intro:
        "Months were posted against a draft. The same spending under the draft and under the version in force:",
      table: {
        name: "restated",
        caption: "Net share under the draft and under the version in force",
        columns: [
          { key: "partner", label: "Partner", kind: "text" },
          { key: "draft", label: "Under the draft", kind: "text" },
          { key: "now", label: "In force", kind: "text" },
          moneyColumn("change", "Change"),
        ],
        rows: restated(before.value, share).map(({ partner, name, change }) => ({
          partner: name || partyName(file.parties, partner),
          draft: rangeText(before.value.partners.find(({ id }) => id === partner)!.net),
          now: rangeText(share.partners.find(({ id }) => id === partner)!.net),
          change: poundsOf(change),
        })),
        empty: "No partner is named.",
      },
    },
  ];
}
