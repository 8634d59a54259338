import { z } from "zod";
import { formatCivilDateShort } from "@concordat/calendar";
import { countOf, type Asking, type Cell, type Db, type SourceLine } from "../../kernel/index.ts";
import { listAreasById, listOrganisationsById } from "../../place/index.ts";
import { figureJson } from "../figure.ts";
import type { Observation, Publication } from "../observation.ts";
import { lengthOf, spanInWords, type Span } from "../period.ts";
import { listCodesWithoutPlace } from "../store-load.ts";
import { limitsOf } from "../uncertainty.ts";

/** What an observation is about, as pages name it; without `href` a code that is no area or organisation. */
export interface Named {
  readonly kind: "area" | "organisation" | "code";
  readonly name: string;
  readonly slug?: string;
  readonly href?: string;
  /** `place`, `system`, `trust`: what may be compared with what. */
  readonly sort?: string;
  readonly illustrative: boolean;
}

/** Names of everything that some observations are about or were entered by, by id or code. */
export type Names = ReadonlyMap<string, Named>;

/** Looks up what the observations are about, in three questions whatever their number. */
export async function namesOf(db: Db, observations: readonly Observation[]): Promise<Names> {
  const ids = (of: (one: Observation) => string | undefined): readonly string[] => [
    ...new Set(observations.map(of).filter((id) => id !== undefined)),
  ];
  const areas = await listAreasById(
    db,
    ids((one) => one.areaId),
  );
  const organisations = await listOrganisationsById(db, [
    ...ids((one) => one.organisationId),
    ...ids((one) => one.enteredBy),
  ]);
  const codes = observations.some((one) => !one.areaId && !one.organisationId)
    ? await listCodesWithoutPlace(db)
    : new Map();
  return new Map<string, Named>([
    ...[...codes].map(([code, name]): [string, Named] => [code, { kind: "code", name, illustrative: false }]),
    ...areas.map((one): [string, Named] => [one.id, named("area", one, `/areas/${one.slug}`)]),
    ...organisations.map((one): [string, Named] => [
      one.id,
      named("organisation", one, `/organisations/${one.slug}`),
    ]),
  ]);
}

function named(
  kind: "area" | "organisation",
  one: { readonly name: string; readonly slug: string; readonly basis: string; readonly kind: string },
  href: string,
): Named {
  const { name, slug, basis } = one;
  return { kind, name, slug, href, sort: one.kind, illustrative: basis === "illustrative" };
}

/** What an observation is about; a code that nobody can be shown stays a code. */
export function subjectOf(one: Observation, names: Names): Named {
  const key = one.areaId ?? one.organisationId ?? one.code;
  return names.get(key) ?? { kind: "code", name: one.code, illustrative: false };
}

/** A cell that leads to an area or organisation, marked where it is made up. */
export function subjectCell(subject: Named, asking: Pick<Asking, "at" | "atGiven">): Cell {
  if (subject.href === undefined) return subject.name;
  return {
    text: subject.name,
    href: withAt(subject.href, asking),
    ...(subject.illustrative && { tag: "Illustrative" }),
  };
}

/** When a figure counts, within a sentence: "in May 2026", "on 30 June 2024", "from 1 March 2026 to 29 March 2026". */
export function duringInWords(span: Span): string {
  const prepositions: Partial<Record<ReturnType<typeof lengthOf>, string>> = { day: "on", other: "from" };
  return `${prepositions[lengthOf(span)] ?? "in"} ${spanInWords(span)}`;
}

/** A link that keeps the date asked about. */
export function withAt(href: string, asking: Pick<Asking, "at" | "atGiven">): string {
  if (!asking.atGiven) return href;
  return `${href}${href.includes("?") ? "&" : "?"}at=${asking.at}`;
}

/** Who says so, in a few words: the publisher and the title of the file, or the organisation that entered it. */
export function sourceOf(
  one: Observation,
  known: { readonly publications: Publications; readonly names: Names },
): string {
  const publication = one.dataset === undefined ? undefined : known.publications.get(one.dataset);
  if (publication) return `${publication.publisher}, seen ${formatCivilDateShort(publication.seen)}`;
  const keeper = one.enteredBy === undefined ? undefined : known.names.get(one.enteredBy);
  const day = one.enteredOn === undefined ? "" : `, entered ${formatCivilDateShort(one.enteredOn)}`;
  return `${keeper?.name ?? "A body kept here"}${day}`;
}

type Publications = ReadonlyMap<string, Publication>;

/** The lines of sources for some observations, each publication once. */
export function sourcesOf(
  observations: readonly Observation[],
  publications: Publications,
): readonly SourceLine[] {
  const keys = [
    ...new Set(observations.map((one) => one.dataset).filter((key) => key !== undefined)),
  ].toSorted();
  const published = keys.flatMap((key) => publications.get(key) ?? []).map(sourceLine);
  const entered = observations.filter((one) => one.enteredBy !== undefined);
  const basis = entered[0]?.basis;
  return basis
    ? [...published, { text: `${countOf(entered.length, "figure")} entered on this site`, basis }]
    : published;
}

/** One publication as a line of sources. */
export function sourceLine(publication: Publication): SourceLine {
  const { title, publisher, source, seen, basis, licence } = publication;
  return { text: `${publisher}: ${title}`, source, seen, basis, licence };
}

export const observationShape = z.object({
  indicator: z.string(),
  subject: z.object({
    kind: z.enum(["area", "organisation", "code"]),
    slug: z.string().nullable(),
    name: z.string(),
  }),
  code: z.string(),
  dimension: z.string(),
  periodStart: z.iso.date(),
  periodEnd: z.iso.date(),
  status: z.enum(["value", "zero", "no-data", "suppressed", "not-applicable"]),
  value: z
    .number()
    .nullable()
    .meta({ description: "The published number in its published unit; null when there is none." }),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  lower: z.number().nullable().meta({
    description:
      "95 per cent limits: as published, or of chance alone from the numerator and denominator; null where neither is held.",
  }),
  upper: z.number().nullable(),
  unit: z.string(),
  vintage: z.string(),
  note: z.string().nullable(),
  basis: z.string(),
  dataset: z
    .string()
    .nullable()
    .meta({ description: "The file it comes from; null when it was entered here." }),
});

/** An observation for machines, in its published unit. */
export function observationJson(one: Observation, names: Names): z.output<typeof observationShape> {
  const { kind, slug, name } = subjectOf(one, names);
  const limits = limitsOf(one);
  return {
    indicator: one.indicator,
    subject: { kind, slug: slug ?? null, name },
    code: one.code,
    dimension: one.dimension,
    periodStart: one.span.start,
    periodEnd: one.span.end,
    ...figureJson(one.figure),
    numerator: one.numerator ?? null,
    denominator: one.denominator ?? null,
    lower: limits?.lower ?? null,
    upper: limits?.upper ?? null,
    unit: one.unit,
    vintage: one.vintage,
    note: one.note ?? null,
    basis: one.basis,
    dataset: one.dataset ?? null,
  };
}
