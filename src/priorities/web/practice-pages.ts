import { z } from "zod";
import {
  anyOfKind,
  capital,
  countInWords,
  countOf,
  definePage,
  type Asking,
  type PageModel,
  type Section,
  type Sentence,
  type TableModel,
} from "../../kernel/index.ts";
import { listAreasById } from "../../place/index.ts";
import { claimHref } from "../claim.ts";
import { practiceHref, practiceRef, type Copy, type Practice } from "../practice.ts";
import { listClaims } from "../store-claims.ts";
import { listCopies, listPractice } from "../store-practice.ts";
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
  copies: z.array(
    z.object({
      area: z.string(),
      since: z.string(),
      changed: z.string(),
      enteredOn: z.iso.date(),
      illustrative: z.boolean(),
      came: z.string().nullable(),
      claim: z.string().nullable(),
    }),
  ),
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
    const copies = await copiesOf(asking);
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
      table: practiceTable(all, { claims, copies, asking }),
      sources: [
        { text: "Each place's own account, read on the page that its own page names", basis: "compiled" },
      ],
      subjects: [anyOfKind("priorities", "practice"), ...subjectsOf(judged)],
      json: {
        items: all.map((one) =>
          practiceJson(
            one,
            claims,
            copies.filter(({ practice }) => practice === one.slug),
          ),
        ),
      },
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
    const copies = await copiesOf(asking, one.slug);
    return {
      title: one.name,
      kicker: isUnconfirmed(one) ? "Practice, not checked against its source" : "Practice",
      answer: `${one.where}. ${one.what}.${one.ended ? ` It ended on ${one.ended}.` : ""} ${one.caution}`,
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
        factsOf(one, copies, area && withAt(`/areas/${area.slug}`, asking)),
        ...copySection(copies, asking),
        {
          kind: "words",
          heading: "Have you copied it?",
          paragraphs: [
            "Whoever keeps a body of an area can say so on that area’s page, and later what came of it, good or bad.",
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
      ...(copies.length > 0 && { check: `/record/of/priorities:practice:${one.slug}` }),
      trail: [{ text: "Practice", href: withAt("/practice", asking) }],
      json: practiceJson(one, claims, copies),
    };
  },
});

async function copiesOf({ db, at }: Asking, practice?: string): Promise<readonly Copy[]> {
  const all = await listCopies(db, practice === undefined ? {} : { practice });
  return all
    .filter(({ enteredOn }) => enteredOn <= at)
    .map(({ came, ...copy }) => ({ ...copy, ...(came && came.on <= at && { came }) }));
}

function copySection(copies: readonly Copy[], asking: Asking): readonly Section[] {
  if (copies.length === 0) return [];
  const told = copies.filter(({ came }) => came).length;
  return [
    {
      kind: "table",
      heading: "Places that copied it",
      intro: `${capital(countOf(copies.length, "place"))} ${copies.length === 1 ? "says" : "say"} so, each in its own account; ${told === 0 ? "none has said yet what came of it" : `${countInWords(told)} ${told === 1 ? "has" : "have"} said what came of it`}.`,
      table: {
        name: "copies",
        caption: "Places that copied it",
        columns: [
          { key: "where", label: "Where", kind: "link" },
          { key: "since", label: "Since", kind: "text" },
          { key: "changed", label: "What was done there", kind: "text" },
          { key: "came", label: "What came of it", kind: "text" },
          { key: "claim", label: "Held against figures", kind: "link" },
        ],
        rows: copies.map(({ area, areaHref, illustrative, since, changed, came }) => ({
          where: {
            text: area,
            href: withAt(areaHref, asking),
            ...(illustrative && { tag: "Illustrative" }),
          },
          since,
          changed,
          came: came?.words ?? "Not said yet",
          claim: came?.claim
            ? { text: "The claim and its verdict", href: withAt(claimHref(came.claim), asking) }
            : "No claim is held",
        })),
        empty: "Nobody is known here.",
      },
    },
  ];
}

function practiceTable(
  all: readonly Practice[],
  held: { readonly claims: Claims; readonly copies: readonly Copy[]; readonly asking: Asking },
): TableModel {
  const { claims, copies, asking } = held;
  return {
    caption: "What places did",
    columns: [
      { key: "where", label: "Where", kind: "text", filter: "words", sortable: true },
      { key: "name", label: "Practice", kind: "link", filter: "words" },
      { key: "what", label: "What it did", kind: "text" },
      { key: "since", label: "Since", kind: "text" },
      { key: "claims", label: "Claims and verdicts", kind: "text" },
      { key: "cost", label: "Cost", kind: "text" },
      { key: "ended", label: "Ended", kind: "text" },
      ...(copies.length > 0 ? [{ key: "copies", label: "Copied by", kind: "text" as const }] : []),
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
      ended: one.ended ?? "Not known to have ended",
      copies:
        copies.flatMap(({ practice, area }) => (practice === one.slug ? [area] : [])).join("; ") ||
        "Nobody known here",
      caution: one.caution,
      source: one.source,
    })),
    rowsPerPage: 30,
    empty: "Nothing is held.",
  };
}

function factsOf(one: Practice, copies: readonly Copy[], areaHref: string | undefined): Section {
  return {
    kind: "facts",
    heading: "What is known of it",
    facts: [
      { label: "Where", value: areaWords(one, areaHref) },
      { label: "Since", value: one.since },
      ...(one.ended ? [{ label: "Ended", value: one.ended }] : []),
      { label: "Who", value: one.partners },
      { label: "What it says came of it", value: one.results },
      { label: "Cost", value: one.cost ?? unknown },
      { label: "Whom to ask", value: one.contact ?? "No role is known here" },
      {
        label: "Who copied it, and what came of it",
        value:
          one.copied ?? (copies.length === 0 ? "Nobody is known here" : "Listed below, in their own account"),
      },
    ],
  };
}

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

function practiceJson(one: Practice, known: Claims, copies: readonly Copy[]): z.output<typeof practiceShape> {
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
    copies: copies.map(({ area, since, changed, came, enteredOn, illustrative }) => ({
      area,
      since,
      changed,
      enteredOn,
      illustrative,
      came: came?.words ?? null,
      claim: came?.claim ?? null,
    })),
    claims: one.claims.flatMap((claim) => {
      const view = known.get(claim);
      return view ? [{ slug: claim, title: view.claim.title, verdict: view.verdict }] : [];
    }),
  };
}
