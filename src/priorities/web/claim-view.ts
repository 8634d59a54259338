import { z } from "zod";
import {
  anyOfKind,
  formatNumber,
  type Asking,
  type SourceLine,
  type SubjectRef,
  type TableModel,
} from "../../kernel/index.ts";
import { indicatorHref, indicatorRef, listPublications } from "../../purpose/index.ts";
import { claimHref, claimKinds, claimRef, roles, type Claim, type Definition, type Role } from "../claim.ts";
import {
  answerInWords,
  decimalsOf,
  reasonInWords,
  sizeInWords,
  verdictFrom,
  whyInWords,
} from "../claim-words.ts";
import type { TriedSeries } from "../evidence.ts";
import { priorityIndicatorPrefix } from "../measure.ts";
import { priorityHref } from "../priority.ts";
import { listDefinitions } from "../store-claims.ts";
import { tryDefinitions } from "../store-evidence.ts";
import { verdictWords, type VerdictKind } from "../verdict.ts";
import { windowInWords } from "../window.ts";

/** A claim with everything tried of it, on the day asked about. */
export interface ClaimView {
  readonly claim: Claim;
  readonly tried: readonly TriedSeries[];
  readonly verdict: VerdictKind;
}

/**
 * Claims with what the figures of the day asked about say of them.
 *
 * @param only  roles of the definitions that are tried; all where left out. Other readings never bear on a verdict.
 */
export async function viewsOf(
  { db, at }: Pick<Asking, "db" | "at">,
  claims: readonly Claim[],
  only: readonly Role[] = Object.keys(roles) as Role[],
): Promise<readonly ClaimView[]> {
  const held = await listDefinitions(
    db,
    claims.map(({ slug }) => slug),
  );
  const definitions = held.filter(({ role }) => only.includes(role));
  const all = await tryDefinitions(db, definitions, at);
  return claims.map((claim) => {
    const tried = all.filter(({ definition }) => definition.claim === claim.slug);
    return { claim, tried, verdict: verdictFrom(tried) };
  });
}

/** Whether nobody has checked the claim against its source. */
export function isUnconfirmed({ basis }: Claim): boolean {
  return basis === "general-knowledge";
}

/** Everything whose change makes a page about these claims stale. */
export function subjectsOf(views: readonly ClaimView[]): readonly SubjectRef[] {
  const indicators = views.flatMap(({ tried }) =>
    tried.flatMap(({ definition }) => [...definition.indicators, ...definition.wholes]),
  );
  const published = [...new Set(indicators)].filter((one) => !isOfPriority(one));
  return [
    ...views.map(({ claim }) => claimRef(claim.slug)),
    ...published.map(indicatorRef),
    ...(published.length < new Set(indicators).size ? [anyOfKind("priorities", "priority")] : []),
  ];
}

const isOfPriority = (indicator: string): boolean => indicator.startsWith(priorityIndicatorPrefix);

/** Where the figures of a definition are shown. */
export function measureHref({ indicators }: Pick<Definition, "indicators">): string {
  const [indicator = ""] = indicators;
  return isOfPriority(indicator)
    ? priorityHref(indicator.slice(priorityIndicatorPrefix.length))
    : indicatorHref(indicator);
}

/** The way to everything a verdict was computed from. */
export function evidenceHref({ slug }: Pick<Claim, "slug">): string {
  return `${claimHref(slug)}/evidence`;
}

/** A link that keeps the date asked about. */
export function withAt(href: string, { at, atGiven }: Pick<Asking, "at" | "atGiven">): string {
  return atGiven ? `${href}${href.includes("?") ? "&" : "?"}at=${at}` : href;
}

/** Where the claim was read, and the files that it is held against. */
export async function sourcesOf(asking: Asking, view: ClaimView): Promise<readonly SourceLine[]> {
  const { claim, tried } = view;
  const publications = await listPublications(asking.db);
  const files = new Set(tried.flatMap(({ datasets }) => datasets));
  return [
    {
      text: `The claim: ${claim.source}`,
      seen: claim.seen,
      basis: claim.basis,
      ...(claim.sourceUrl && { href: claim.sourceUrl }),
    },
    ...[...files].flatMap((key): readonly SourceLine[] => {
      const file = publications.get(key);
      if (!file) return [];
      const { publisher, title, source, seen, basis, licence } = file;
      return [{ text: `The figures: ${publisher}: ${title}`, source, seen, basis, licence }];
    }),
    ...(tried.some(({ definition }) => definition.indicators.some(isOfPriority))
      ? [{ text: "The figures: kept on this site for a priority", basis: figuresBasis(claim) }]
      : []),
  ];
}

function figuresBasis({ basis }: Claim): Claim["basis"] {
  return basis === "illustrative" ? "illustrative" : "kept-here";
}

/** Whether figures only stand beside the claim, which is not judged by them. */
function isBeside({ definition }: TriedSeries): boolean {
  return definition.role === "beside";
}

/** Every definition tried, each with what its figures say. */
export function triedTable({ tried }: ClaimView, asking: Asking): TableModel {
  const level = (one: TriedSeries, name: "earlier" | "before" | "after" | "later"): string => {
    const [value, window] = [one.verdict.levels[name], one.definition.windows[name]];
    if (!window) return "Not asked";
    const shown = value === undefined ? "not held whole" : formatNumber(value, decimalsOf(one));
    return `${shown} (${windowInWords(window)})`;
  };
  return {
    caption: "Every definition tried",
    columns: [
      { key: "label", label: "Definition", kind: "link" },
      { key: "role", label: "How it stands to the claim", kind: "text" },
      { key: "unit", label: "Unit", kind: "text" },
      { key: "before", label: "Before", kind: "text" },
      { key: "after", label: "After", kind: "text" },
      { key: "later", label: "Later", kind: "text" },
      { key: "claimed", label: "Claimed", kind: "text" },
      { key: "verdict", label: "Verdict", kind: "text" },
      { key: "why", label: "Why", kind: "text" },
      ...(tried.some(({ definition }) => definition.triedOn)
        ? [{ key: "tried", label: "Tried on", kind: "date" as const }]
        : []),
      { key: "earlier", label: "Earlier", kind: "text", machineOnly: true },
      { key: "vintage", label: "Edition", kind: "text", machineOnly: true },
    ],
    rows: tried.map((one) => ({
      label: {
        text: one.definition.label,
        href: withAt(measureHref(one.definition), asking),
      },
      tried: one.definition.triedOn,
      role: roles[one.definition.role],
      unit: one.definition.unit,
      before: level(one, "before"),
      after: level(one, "after"),
      later: level(one, "later"),
      earlier: level(one, "earlier"),
      claimed: sizeInWords(one.definition) || "No size",
      verdict: isBeside(one) ? "Not judged" : verdictWords[one.verdict.kind],
      why: [
        isBeside(one) ? "Shown beside the claim, which says nothing of it." : whyInWords(one),
        one.definition.note,
      ]
        .filter(Boolean)
        .join(" "),
      vintage: one.definition.vintage,
    })),
    empty: "Nothing held here measures this claim, so no definition could be tried.",
  };
}

const levels = z.object({
  earlier: z.number().nullable(),
  before: z.number().nullable(),
  after: z.number().nullable(),
  later: z.number().nullable(),
});

export const claimShape = z.object({
  slug: z.string(),
  href: z.string(),
  title: z.string(),
  who: z.string(),
  said: z.string(),
  kind: z.string(),
  whatChanged: z.string(),
  where: z.string(),
  since: z.string(),
  byHowMuch: z.string(),
  cause: z.string(),
  cashable: z.enum(["yes", "no", "not-said"]).nullable(),
  savedFor: z.string().nullable(),
  savedWhen: z.string().nullable(),
  verdict: z.string(),
  because: z.string(),
  unconfirmed: z.boolean(),
  illustrative: z.boolean(),
  enteredOn: z.iso.date().nullable(),
  withdrawnOn: z.iso.date().nullable(),
  withdrawnWhy: z.string().nullable(),
  source: z.string(),
  sourceUrl: z.string().nullable(),
  seen: z.iso.date(),
  definitions: z.array(
    z.object({
      label: z.string(),
      role: z.string(),
      indicators: z.array(z.string()),
      wholes: z.array(z.string()),
      subjects: z.array(z.string()),
      against: z.array(z.string()),
      vintage: z.string(),
      unit: z.string(),
      windows: z.record(z.string(), z.object({ first: z.iso.date(), last: z.iso.date() })),
      levels,
      change: z.number().nullable(),
      limits: z.object({ lower: z.number(), upper: z.number() }).nullable(),
      claimed: z.number().nullable(),
      triedOn: z.iso.date().nullable(),
      verdict: z.string().nullable(),
      because: z.string(),
    }),
  ),
});

/** A claim for machines, with everything its verdict was computed from. */
export function claimJson({ claim, tried, verdict }: ClaimView): z.output<typeof claimShape> {
  const { slug, title, who, said, kind, whatChanged, where, since, byHowMuch, cause, source, seen } = claim;
  return {
    slug,
    href: claimHref(slug),
    title,
    who,
    said,
    kind,
    whatChanged,
    where,
    since,
    byHowMuch,
    cause,
    cashable: claim.cashable ?? null,
    savedFor: claim.savedFor ?? null,
    savedWhen: claim.savedWhen ?? null,
    verdict,
    because: answerInWords(tried),
    unconfirmed: isUnconfirmed(claim),
    illustrative: claim.basis === "illustrative",
    enteredOn: claim.entered?.on ?? null,
    withdrawnOn: claim.withdrawn?.on ?? null,
    withdrawnWhy: claim.withdrawn?.why ?? null,
    source,
    seen,
    sourceUrl: claim.sourceUrl ?? null,
    definitions: tried.map((one) => ({
      label: one.definition.label,
      role: one.definition.role,
      indicators: [...one.definition.indicators],
      wholes: [...one.definition.wholes],
      subjects: [...one.definition.subjects],
      against: [...one.definition.against],
      vintage: one.definition.vintage,
      unit: one.definition.unit,
      windows: Object.fromEntries(
        Object.entries(one.definition.windows).map(
          ([name, window]: [string, { first: string; last: string }]) => [
            name,
            { first: window.first, last: window.last },
          ],
        ),
      ),
      levels: {
        earlier: one.verdict.levels.earlier ?? null,
        before: one.verdict.levels.before ?? null,
        after: one.verdict.levels.after ?? null,
        later: one.verdict.levels.later ?? null,
      },
      change: one.verdict.change ?? null,
      limits: one.verdict.limits ? { ...one.verdict.limits } : null,
      claimed: one.definition.claimed?.change ?? null,
      triedOn: one.definition.triedOn ?? null,
      verdict: isBeside(one) ? null : one.verdict.kind,
      because: reasonInWords(one),
    })),
  };
}

/** A claim's kind in a reader's words. */
export function kindInWords({ kind }: Claim): string {
  return claimKinds[kind];
}
