import { z } from "zod";
import { addMonths, formatCivilDate, monthOf, yearOf, type CivilDate } from "@concordat/calendar";
import {
  capital,
  definePage,
  formatNumber,
  type Asking,
  type PageAction,
  type PageModel,
  type Section,
  type Sentence,
} from "../../kernel/index.ts";
import { listAreasById, listOrganisationsById } from "../../place/index.ts";
import { cashableWords, claimHref, type Claim } from "../claim.ts";
import { answerInWords, besideInWords, decimalsOf, notTheCause } from "../claim-words.ts";
import { resourceOfClaim } from "../commands/found.ts";
import type { TriedSeries } from "../evidence.ts";
import { findClaim } from "../store-claims.ts";
import { levelOf, verdictWords } from "../verdict.ts";
import { claimPicture, pictureSummary } from "./claim-picture.ts";
import {
  claimJson,
  claimShape,
  evidenceHref,
  isUnconfirmed,
  kindInWords,
  sourcesOf,
  subjectsOf,
  triedTable,
  viewsOf,
  withAt,
  type ClaimView,
} from "./claim-view.ts";

/** One claim: what it says, what the figures say, and every definition that was tried. */
export const claimPage = definePage({
  name: "priorities.claim",
  path: "/claims/:slug",
  about: "One claim of success with its verdict, the chart of its figures, and every definition tried.",
  params: z.object({ slug: z.string().max(100) }),
  json: claimShape,
  formats: ["csv", "atom"],
  async load(asking, { params }): Promise<PageModel | undefined> {
    const claim = await findClaim(asking.db, params.slug);
    const [view] = claim ? await viewsOf(asking, [claim]) : [];
    if (!claim || !view) return undefined;
    const main = view.tried.find(({ definition }) => definition.role === "as-claimed");
    const picture = main && claimPicture([main], wordsOf(main));
    return {
      title: claim.title,
      kicker: kickerOf(claim),
      illustrative: claim.basis === "illustrative",
      answer: answerOf(view),
      ...(picture && { picture }),
      table: triedTable(view, asking),
      sections: [
        ...besideSections(view),
        ...yearSections(view),
        await claimSection(asking, claim),
        { kind: "words", heading: "What can be told", paragraphs: [claim.limits, methodWords] },
      ],
      actions: await actionsOf(asking, claim),
      sources: await sourcesOf(asking, view),
      subjects: subjectsOf([view]),
      check: withAt(evidenceHref(claim), asking),
      trail: [{ text: "Claims", href: withAt("/claims", asking) }],
      json: claimJson(view),
    };
  },
});

function kickerOf(claim: Claim): string {
  if (claim.withdrawn) return "Claim, withdrawn by whoever entered it";
  return isUnconfirmed(claim) ? "Claim, not checked against its source" : "Claim";
}

async function actionsOf(asking: Asking, claim: Claim): Promise<readonly PageAction[]> {
  if (!claim.entered || claim.withdrawn) return [];
  const resource = await resourceOfClaim(asking.db, claim);
  const href = claimHref(claim.slug);
  return [
    {
      text: "Try another reading",
      href: `${href}/readings/add`,
      command: "priorities.add-reading",
      resource,
    },
    { text: "Withdraw it", href: `${href}/withdraw`, command: "priorities.withdraw-claim", resource },
  ];
}

const methodWords =
  "A level is everything counted in its months over everything it is a share of. With a size claimed, the change is held against that size; without one, against its ordinary variation from month to month (one level before, one after, errors that hang together). No verdict speaks of the cause.";

/** The verdict, what it rests on, and what stands beside it. */
export function answerOf({ claim, tried, verdict }: ClaimView): Sentence {
  const beside = besideInWords(tried);
  const judged = verdict === "no-data-held" ? "" : ` ${notTheCause}`;
  const { withdrawn } = claim;
  return [
    ...(withdrawn ? [`Withdrawn on ${formatCivilDate(withdrawn.on)}: ${ended(withdrawn.why)} `] : []),
    { strong: `${verdictWords[verdict]}.` },
    ` ${answerInWords(tried)}${beside === "" ? "" : ` ${beside}`}${judged}`,
  ];
}

function ended(words: string): string {
  return /[.!?]$/u.test(words) ? words : `${words}.`;
}

function wordsOf(one: TriedSeries): { readonly summary: string; readonly caption: string } {
  return {
    summary: pictureSummary(one),
    caption: `${one.definition.label}, ${one.definition.unit}, month by month`,
  };
}

/** What stands beside the claim, one picture for each unit. */
function besideSections({ tried }: ClaimView): readonly Section[] {
  const beside = tried.filter(({ definition }) => definition.role === "beside");
  const units = [...new Set(beside.map(({ definition }) => definition.unit))];
  return units.flatMap((unit): readonly Section[] => {
    const own = beside.filter(({ definition }) => definition.unit === unit);
    const words = besideInWords(own);
    const picture = claimPicture(own, {
      summary: words === "" ? own.map(pictureSummary).join(" ") : words,
      caption: `Beside the claim, ${unit}`,
    });
    return picture ? [{ kind: "picture", heading: "Beside the claim", intro: words, picture }] : [];
  });
}

const yearsLeast = 3;

/** The same by financial year, so that nobody has to add up months. */
function yearSections({ tried }: ClaimView): readonly Section[] {
  const shown = tried.filter(
    ({ definition, series }) =>
      definition.role !== "tried" && definition.against.length === 0 && series.length > 0,
  );
  const years = [
    ...new Set(shown.flatMap(({ series }) => series.map(({ start }) => financialYear(start)))),
  ].toSorted((a, b) => a - b);
  if (years.length < yearsLeast) return [];
  return [
    {
      kind: "table",
      heading: "Year by year",
      intro:
        "Years begin in April; where a year is not held whole, the number of its months stands beside it.",
      table: {
        name: "years",
        caption: "Levels by financial year",
        columns: [
          { key: "year", label: "Year", kind: "text" },
          ...shown.map(({ definition }) => ({
            key: `d${definition.place}`,
            label: `${definition.label} (${definition.unit})`,
            kind: "text" as const,
          })),
        ],
        rows: years.map((year) => ({
          year: `${year}-${String((year + 1) % 100).padStart(2, "0")}`,
          ...Object.fromEntries(shown.map((one) => [`d${one.definition.place}`, yearCell(one, year)])),
        })),
        empty: "Nothing is held.",
      },
    },
  ];
}

/** The year in whose April the financial year of a month begins. */
function financialYear(start: CivilDate): number {
  return monthOf(start) < 4 ? yearOf(start) - 1 : yearOf(start);
}

function yearCell(one: TriedSeries, year: number): string {
  const months = one.series.filter(({ start }) => financialYear(start) === year);
  const level = levelOf(months, one.definition.scale);
  if (level === undefined) return "No data";
  const shown = formatNumber(level, decimalsOf(one));
  const last = months.at(-1)!.start;
  const whole = months.length === 12 && financialYear(addMonths(last, 1)) !== year;
  return whole ? shown : `${shown} (${months.length} ${months.length === 1 ? "month" : "months"})`;
}

async function claimSection(asking: Asking, claim: Claim): Promise<Section> {
  const [area] = claim.areaId ? await listAreasById(asking.db, [claim.areaId]) : [];
  const money = claim.cashable
    ? [
        { label: "Cashable", value: capital(cashableWords[claim.cashable]) },
        { label: "Whose money", value: claim.savedFor ?? "Not said" },
        { label: "Saved when", value: claim.savedWhen ?? "Not said" },
      ]
    : [];
  return {
    kind: "facts",
    heading: "What is claimed",
    facts: [
      { label: "Who said so", value: claim.who },
      { label: "When it was said", value: claim.said },
      { label: "What changed", value: claim.whatChanged },
      {
        label: "Where",
        value: area ? [{ text: claim.where, href: withAt(`/areas/${area.slug}`, asking) }] : claim.where,
      },
      { label: "Since when", value: claim.since },
      { label: "By how much", value: claim.byHowMuch },
      { label: "Caused by what", value: claim.cause },
      { label: "Kind", value: kindInWords(claim) },
      ...money,
      {
        label: "Checked",
        value: await checkedWords(asking, claim),
      },
    ],
  };
}

async function checkedWords(asking: Asking, claim: Claim): Promise<Sentence> {
  if (claim.entered) {
    const [body] = await listOrganisationsById(asking.db, [claim.entered.by]);
    return [
      "Entered here by ",
      body
        ? { text: body.name, href: withAt(`/organisations/${body.slug}`, asking) }
        : "a body not shown here",
      ` on ${formatCivilDate(claim.entered.on)}, as the source named below has it.`,
    ];
  }
  return isUnconfirmed(claim)
    ? "Not yet: nobody has held our words against the source itself."
    : "Read in the source named below.";
}
