import { z } from "zod";
import {
  definePage,
  formatNumber,
  type Asking,
  type PageModel,
  type Row,
  type Section,
  type Sentence,
} from "../../kernel/index.ts";
import { claimHref, roles } from "../claim.ts";
import { decimalsOf } from "../claim-words.ts";
import type { TriedSeries } from "../evidence.ts";
import { findClaim } from "../store-claims.ts";
import { levelOf, monthsOf, verdictWords, type MonthFigure } from "../verdict.ts";
import { monthInWords } from "../window.ts";
import { measureHref, sourcesOf, subjectsOf, viewsOf, withAt, type ClaimView } from "./claim-view.ts";

const windowNames = ["earlier", "before", "after", "later"] as const;
const windowLabels = { earlier: "Earlier", before: "Before", after: "After", later: "Later" } as const;

/** What a reader needs to work a verdict out again: every month counted, by definition and window. */
export const claimEvidencePage = definePage({
  name: "priorities.claim-evidence",
  path: "/claims/:slug/evidence",
  about:
    "Every month's figures that the verdict on a claim is computed from, so that anybody can work it out again.",
  params: z.object({ slug: z.string().max(100) }),
  json: z.object({
    claim: z.string(),
    verdict: z.string(),
    items: z.array(
      z.object({
        definition: z.number(),
        label: z.string(),
        window: z.enum(windowNames).nullable(),
        month: z.iso.date(),
        counted: z.number(),
        of: z.number(),
        againstCounted: z.number().nullable(),
        againstOf: z.number().nullable(),
        level: z.number().nullable(),
      }),
    ),
  }),
  formats: ["csv"],
  async load(asking, { params }): Promise<PageModel | undefined> {
    const claim = await findClaim(asking.db, params.slug);
    const [view] = claim ? await viewsOf(asking, [claim]) : [];
    if (!claim || !view) return undefined;
    const lines = view.tried.flatMap(linesOf);
    const counted = lines.filter(({ window }) => window !== undefined);
    return {
      title: `The evidence on: ${claim.title}`,
      kicker: "Claim",
      illustrative: claim.basis === "illustrative",
      answer: answerOf(view, counted.length),
      table: {
        caption: "Every month held of each definition",
        columns: [
          { key: "definition", label: "Definition", kind: "text", filter: "choice" },
          { key: "window", label: "Window", kind: "text", filter: "choice" },
          { key: "month", label: "Month", kind: "text" },
          { key: "counted", label: "Counted", kind: "text" },
          { key: "of", label: "Out of", kind: "text" },
          { key: "level", label: "Level", kind: "text" },
          ...(lines.some(({ figure }) => figure.base)
            ? [{ key: "against", label: "Against: counted, out of", kind: "text" as const }]
            : []),
        ],
        rows: lines.map(rowOf),
        rowsPerPage: 60,
        empty: "No figure that measures this claim is held here.",
      },
      sections: [howSection, ...recordSection(asking, view)],
      sources: await sourcesOf(asking, view),
      subjects: subjectsOf([view]),
      ...(claim.entered && { check: `/record/of/priorities:claim:${claim.slug}` }),
      trail: [
        { text: "Claims", href: withAt("/claims", asking) },
        { text: claim.title, href: withAt(claimHref(claim.slug), asking) },
      ],
      json: {
        claim: claim.slug,
        verdict: view.verdict,
        items: lines.map(({ one, figure, window, level }) => ({
          definition: one.definition.place,
          label: one.definition.label,
          window: window ?? null,
          month: figure.start,
          counted: figure.top,
          of: figure.bottom,
          againstCounted: figure.base?.top ?? null,
          againstOf: figure.base?.bottom ?? null,
          level: level ?? null,
        })),
      },
    };
  },
});

interface Line {
  readonly one: TriedSeries;
  readonly figure: MonthFigure;
  readonly window: (typeof windowNames)[number] | undefined;
  readonly level: number | undefined;
}

function linesOf(one: TriedSeries): readonly Line[] {
  const windows = windowNames.flatMap((name) => {
    const window = one.definition.windows[name];
    return window ? monthsOf(window).map((month): [string, Line["window"]] => [month, name]) : [];
  });
  const windowOf = new Map(windows);
  return one.series.map((figure) => ({
    one,
    figure,
    window: windowOf.get(figure.start),
    level: levelOf([figure], one.definition.scale),
  }));
}

function rowOf({ one, figure, window, level }: Line): Row {
  const { base } = figure;
  return {
    definition: one.definition.label,
    window: window ? windowLabels[window] : "In no window",
    month: monthInWords(figure.start),
    counted: plain(figure.top),
    of: plain(figure.bottom),
    level: level === undefined ? "None" : `${formatNumber(level, decimalsOf(one))} ${one.definition.unit}`,
    against: base ? `${plain(base.top)}, ${plain(base.bottom)}` : "Nothing",
  };
}

function plain(value: number): string {
  return formatNumber(value, Number.isInteger(value) ? 0 : 2);
}

function answerOf({ tried, verdict }: ClaimView, months: number): Sentence {
  if (months === 0)
    return [
      { strong: `${verdictWords[verdict]}.` },
      " No figure of the months that the claim speaks of is held here, so nothing can be worked out.",
    ];
  return [
    { strong: `${verdictWords[verdict]}.` },
    ` That rests on ${formatNumber(months, 0)} monthly figures in ${formatNumber(tried.length, 0)} ${tried.length === 1 ? "definition" : "definitions"}. All of them stand below. Add up what was counted in the months of a window, and divide it by what it is out of. You get the levels of the claim’s page.`,
  ];
}

const howSection: Section = {
  kind: "words",
  heading: "How to work it out again",
  paragraphs: [
    "The level of a window is the sum of “counted” over the sum of “out of” in its months, times 100 where the unit is per cent. Where a definition is measured against others, the same of those is taken off.",
    "The change is the level after less the level before; it is rounded as the claim is and held against the size claimed. Download the table as CSV to do so.",
  ],
};

/** Each definition with its verdict and the way to the whole series that it is taken from. */
function recordSection(asking: Asking, { tried }: ClaimView): readonly Section[] {
  if (tried.length === 0) return [];
  return [
    {
      kind: "list",
      heading: "The series that they are taken from",
      items: tried.map(({ definition, verdict }): Sentence => [
        { text: definition.label, href: withAt(measureHref(definition), asking) },
        `: ${roles[definition.role].toLowerCase()}${definition.role === "beside" ? ", not judged" : `, ${verdictWords[verdict.kind].toLowerCase()}`}${definition.vintage === "" ? "" : `; edition “${definition.vintage}”`}.`,
      ]),
    },
  ];
}
