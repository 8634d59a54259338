import { z } from "zod";
import {
  anyOfKind,
  capital,
  countInWords,
  countOf,
  definePage,
  listInWords,
  type PageModel,
  type Picture,
  type TableModel,
} from "../../kernel/index.ts";
import { drawBars } from "../../web/index.ts";
import { claimHref, type Claim } from "../claim.ts";
import { listClaims } from "../store-claims.ts";
import { verdictWords, type VerdictKind } from "../verdict.ts";
import {
  claimJson,
  claimShape,
  isUnconfirmed,
  kindInWords,
  subjectsOf,
  viewsOf,
  withAt,
  type ClaimView,
} from "./claim-view.ts";

/** Claims of success beside the figures of their years and of those that followed. */
export const claimListPage = definePage({
  name: "priorities.claims",
  path: "/claims",
  about: "Claims of success, each with the verdict that the published figures give.",
  json: z.object({ items: z.array(claimShape) }),
  formats: ["csv"],
  async load(asking): Promise<PageModel> {
    const views = await viewsOf(asking, await listClaims(asking.db));
    const standing = views.filter(({ claim }) => claim.basis !== "illustrative" && !claim.withdrawn);
    const counts = countsOf(standing);
    return {
      title: "Claims and evidence",
      answer:
        views.length === 0
          ? "We hold no claim."
          : [
              "Of ",
              { strong: countOf(standing.length, "claim") },
              ` held here the published figures say: ${counts.map(({ kind, count }) => `${verdictWords[kind].toLowerCase()}, ${countInWords(count)}`).join("; ")}. Every verdict is worked out. It lists every way that was tried. It says nothing of the cause.${leftOut(views.length - standing.length)}`,
            ],
      ...(standing.length > 0 && { picture: pictureOf(counts, standing.length) }),
      table: tableOf(views, (href) => withAt(href, asking)),
      sources: [
        {
          text: "Claims as their sources give them, in our words; each page names its source and says where it was not checked",
          basis: "compiled",
        },
      ],
      subjects: [anyOfKind("priorities", "claim"), ...subjectsOf(views)],
      json: { items: views.map(claimJson) },
    };
  },
});

function leftOut(count: number): string {
  return count === 0
    ? ""
    : ` ${capital(countOf(count, "made-up or withdrawn one"))} ${count === 1 ? "is" : "are"} listed and not counted.`;
}

/** What must be known of a claim at first sight. */
function tagOf(claim: Claim): string | undefined {
  if (claim.withdrawn) return "Withdrawn";
  if (claim.basis === "illustrative") return "Illustrative";
  return isUnconfirmed(claim) ? "Not checked" : undefined;
}

interface Counted {
  readonly kind: VerdictKind;
  readonly count: number;
}

function countsOf(views: readonly ClaimView[]): readonly Counted[] {
  return (Object.keys(verdictWords) as VerdictKind[])
    .map((kind) => ({
      kind,
      count: views.filter(({ verdict }) => verdict === kind).length,
    }))
    .filter(({ count }) => count > 0);
}

function pictureOf(counts: readonly Counted[], all: number): Picture {
  return drawBars(
    {
      item: "Verdict",
      measure: "Claims",
      bars: counts.map(({ kind, count }) => ({
        label: verdictWords[kind],
        figure: { kind: "value", value: count },
      })),
    },
    {
      summary: `The verdicts on ${all} claims: ${listInWords(counts.map(({ kind, count }) => `${verdictWords[kind].toLowerCase()} ${count}`))}.`,
      caption: "Claims by verdict",
      decimals: 0,
    },
  );
}

function tableOf(views: readonly ClaimView[], href: (path: string) => string): TableModel {
  return {
    caption: "Claims",
    columns: [
      { key: "claim", label: "Claim", kind: "link", filter: "words", sortable: true },
      { key: "verdict", label: "Verdict", kind: "text", filter: "choice", sortable: true },
      { key: "where", label: "Where", kind: "text", filter: "words" },
      { key: "howMuch", label: "By how much", kind: "text" },
      { key: "kind", label: "Kind", kind: "text", filter: "choice" },
      { key: "who", label: "Who said so", kind: "text" },
      { key: "said", label: "When", kind: "text" },
      { key: "since", label: "Since when", kind: "text", machineOnly: true },
      { key: "cause", label: "Cause claimed", kind: "text", machineOnly: true },
      { key: "source", label: "Source", kind: "text", machineOnly: true },
    ],
    rows: views.map(({ claim, verdict }) => ({
      claim: {
        text: claim.title,
        href: href(claimHref(claim.slug)),
        ...(tagOf(claim) && { tag: tagOf(claim)! }),
      },
      verdict: verdictWords[verdict],
      where: claim.where,
      howMuch: claim.byHowMuch,
      kind: kindInWords(claim),
      who: claim.who,
      said: claim.said,
      since: claim.since,
      cause: claim.cause,
      source: claim.source,
    })),
    rowsPerPage: 40,
    empty: "No claim is held.",
  };
}
