import { z } from "zod";
import {
  anyOfKind,
  countOf,
  definePage,
  type Asking,
  type PageModel,
  type Sentence,
} from "../../kernel/index.ts";
import { listAreasById } from "../../place/index.ts";
import { claimHref } from "../claim.ts";
import { practiceHref, practiceRef, type Practice } from "../practice.ts";
import { listClaims } from "../store-claims.ts";
import { listPractice } from "../store-practice.ts";
import { verdictWords } from "../verdict.ts";
import { subjectsOf, viewsOf, withAt, type ClaimView } from "./claim-view.ts";

const practiceShape = z.object({
  slug: z.string(),
  href: z.string(),
  name: z.string(),
  where: z.string(),
  what: z.string(),
  since: z.string(),
  ended: z.string().nullable(),
  partners: z.string(),
  results: z.string(),
  caution: z.string(),
  cost: z.string().nullable(),
  contact: z.string().nullable(),
  copied: z.string().nullable(),
  unconfirmed: z.boolean(),
  source: z.string(),
  claims: z.array(z.object({ slug: z.string(), title: z.string(), verdict: z.string() })),
});

const unknown = "Not known here";
const isUnconfirmed = ({ basis }: Practice): boolean => basis === "general-knowledge";

/** What other places did, each with its claims and what the figures say of them. */
export const practiceListPage = definePage({
  name: "priorities.practice-list",
  path: "/practice",
  about: "What other places did, with their claims and what the published figures say of them.",
  json: z.object({ items: z.array(practiceShape) }),
  formats: ["csv"],
  async load(asking): Promise<PageModel> {
    const all = await listPractice(asking.db);
    const claims = await claimsOf(asking, all);
    const judged = [...claims.values()];
    const shown = judged.filter(({ verdict }) => verdict === "supported" || verdict === "consistent-with");
    return {
      title: "Practice",
      answer:
        all.length === 0
          ? "We hold nothing that a place did."
          : [
              { strong: countOf(all.length, "place") },
              ` and what they did, in their own account. Of their ${countOf(judged.length, "claim")} held here the published figures bear out ${shown.length === 0 ? "none so far; of most no figures are held" : countOf(shown.length, "claim")}.`,
            ],
      table: {
        caption: "What places did",
        columns: [
          { key: "where", label: "Where", kind: "text", filter: "words", sortable: true },
          { key: "name", label: "Practice", kind: "link", filter: "words" },
          { key: "what", label: "What it did", kind: "text" },
          { key: "since", label: "Since", kind: "text" },
          { key: "claims", label: "Claims and verdicts", kind: "text" },
          { key: "cost", label: "Cost", kind: "text" },
          { key: "ended", label: "Ended", kind: "text" },
          { key: "caution", label: "With care", kind: "text", machineOnly: true },
          { key: "source", label: "Source", kind: "text", machineOnly: true },
        ],
        rows: all.map((one) => ({
          where: one.where,
          name: {
            text: one.name,
            href: withAt(practiceHref(one.slug), asking),
            ...(isUnconfirmed(one) && { tag: "Not checked" }),
          },
          what: one.what,
          since: one.since,
          claims: verdictsInWords(one, claims),
          cost: one.cost ?? unknown,
          ended: one.ended,
          caution: one.caution,
          source: one.source,
        })),
        rowsPerPage: 30,
        empty: "Nothing is held.",
      },
      sources: [
        { text: "Each place's own account, read on the page that its own page names", basis: "compiled" },
      ],
      subjects: [anyOfKind("priorities", "practice"), ...subjectsOf(judged)],
      json: { items: all.map((one) => practiceJson(one, claims)) },
    };
  },
});

/** One practice whole. */
export const practicePage = definePage({
  name: "priorities.practice",
  path: "/practice/:slug",
  about: "What one place did: partners, claims with their verdicts, cost, who to ask, who copied it.",
  params: z.object({ slug: z.string().max(100) }),
  json: practiceShape,
  formats: ["atom"],
  async load(asking, { params }): Promise<PageModel | undefined> {
    const [one] = await listPractice(asking.db, { slugs: [params.slug] });
    if (!one) return undefined;
    const claims = await claimsOf(asking, [one]);
    const [area] = one.areaId ? await listAreasById(asking.db, [one.areaId]) : [];
    return {
      title: one.name,
      kicker: isUnconfirmed(one) ? "Practice, not checked against its source" : "Practice",
      answer: `${one.where}: ${one.what}.${one.ended ? ` It ended on ${one.ended}.` : ""} ${one.caution}`,
      table: {
        caption: "Its claims, and what the figures say",
        columns: [
          { key: "claim", label: "Claim", kind: "link" },
          { key: "howMuch", label: "By how much", kind: "text" },
          { key: "verdict", label: "Verdict", kind: "text" },
        ],
        rows: [...claims.values()].map(({ claim, verdict }) => ({
          claim: { text: claim.title, href: withAt(claimHref(claim.slug), asking) },
          howMuch: claim.byHowMuch,
          verdict: verdictWords[verdict],
        })),
        empty: "No claim of this practice is held that figures could be held against.",
      },
      sections: [
        {
          kind: "facts",
          heading: "What is known of it",
          facts: [
            { label: "Where", value: areaWords(one, area && withAt(`/areas/${area.slug}`, asking)) },
            { label: "Since", value: one.since },
            ...(one.ended ? [{ label: "Ended", value: one.ended }] : []),
            { label: "Who", value: one.partners },
            { label: "What it says came of it", value: one.results },
            { label: "Cost", value: one.cost ?? unknown },
            { label: "Whom to ask", value: one.contact ?? "No role is known here" },
            { label: "Who copied it, and what came of it", value: one.copied ?? "Nobody is known here" },
          ],
        },
      ],
      sources: [
        {
          text: one.source,
          seen: one.seen,
          basis: one.basis,
          ...(one.sourceUrl && { href: one.sourceUrl }),
        },
      ],
      subjects: [practiceRef(one.slug), ...subjectsOf([...claims.values()])],
      check: `/record/of/priorities:practice:${one.slug}`,
      trail: [{ text: "Practice", href: withAt("/practice", asking) }],
      json: practiceJson(one, claims),
    };
  },
});

type Claims = ReadonlyMap<string, ClaimView>;

async function claimsOf(asking: Asking, all: readonly Practice[]): Promise<Claims> {
  const slugs = [...new Set(all.flatMap(({ claims }) => claims))];
  const views = await viewsOf(asking, await listClaims(asking.db, { slugs }));
  return new Map(views.map((view) => [view.claim.slug, view]));
}

function areaWords({ where }: Practice, href: string | undefined): Sentence {
  return href === undefined ? where : [{ text: where, href }];
}

function verdictsInWords({ claims }: Practice, known: Claims): string {
  const own = claims.flatMap((slug) => known.get(slug) ?? []);
  if (own.length === 0) return "No claim is held";
  return own.map(({ claim, verdict }) => `${claim.title}: ${verdictWords[verdict].toLowerCase()}`).join("; ");
}

function practiceJson(one: Practice, known: Claims): z.output<typeof practiceShape> {
  const { slug, name, where, what, since, partners, results, caution, source } = one;
  return {
    slug,
    href: practiceHref(slug),
    name,
    where,
    what,
    since,
    partners,
    results,
    caution,
    source,
    ended: one.ended ?? null,
    cost: one.cost ?? null,
    contact: one.contact ?? null,
    copied: one.copied ?? null,
    unconfirmed: isUnconfirmed(one),
    claims: one.claims.flatMap((claim) => {
      const view = known.get(claim);
      return view ? [{ slug: claim, title: view.claim.title, verdict: view.verdict }] : [];
    }),
  };
}
