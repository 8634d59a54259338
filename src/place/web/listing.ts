import { z } from "zod";
import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import {
  listInWords,
  type Asking,
  type Cell,
  type Provenance,
  type Sentence,
  type TableModel,
} from "../../kernel/index.ts";
import { illustrativeQuery, onDate, periodJson, periodShape, provenanceShape, sinceCell } from "./shared.ts";

/** What areas, organisations and boards have in common where they are listed. */
interface Listed extends Provenance {
  readonly slug: string;
  readonly beginsOn?: CivilDate;
  readonly endsOn?: CivilDate;
}

type KindQuery<Kind extends string> = z.ZodObject<{
  kind: z.ZodOptional<z.ZodEnum<{ [key in Kind]: key }>>;
  illustrative: typeof illustrativeQuery;
}>;

/** How a list is narrowed by its address: to one kind, and with or without the made-up place. */
export function kindQuery<const Kind extends string>(kinds: readonly Kind[]): KindQuery<Kind> {
  return z.object({
    kind: z.enum(kinds, { error: `kind takes one of ${kinds.join(", ")}` }).optional(),
    illustrative: illustrativeQuery,
  });
}

/** The same for the store: the day asked about, and the kind where one was. */
export function selectionOf<Kind extends string>(
  asking: Pick<Asking, "at">,
  asked: {
    readonly kind?: Kind | undefined;
    readonly illustrative?: z.output<typeof illustrativeQuery> | undefined;
  },
): { readonly at: CivilDate; readonly illustrative: boolean; readonly kind?: Kind } {
  const illustrative = asked.illustrative === "include";
  return { at: asking.at, illustrative, ...(asked.kind && { kind: asked.kind }) };
}

/** What a list of a day before all its sources speak must say; empty for other days. */
export function sinceWords(since: CivilDate | undefined, asking: Pick<Asking, "at">): string {
  if (since === undefined || asking.at >= since) return "";
  return `. What is held here does not reach back to that day for all of them. Some lists begin only on ${formatCivilDate(since)}, so others that existed may be missing`;
}

/** "This site lists 36 integrated care boards in being today.": what a list answers, whatever the day. */
export function listAnswer(what: string, asking: Pick<Asking, "at" | "atGiven">, rest = ""): Sentence {
  return ["This site lists ", { strong: what }, ` in being${onDate(asking) || " today"}${rest}.`];
}

/** So many kinds are named when they are all; fewer where others are left out. */
const kindsNamed = { all: 4, some: 3 };

/**
 * What is counted of each kind, the most first, as the rest of a sentence: ". We count one system and one place".
 *
 * "We count" reads as the whole, so it is said only where every kind is named.
 *
 * @param counts  each kind of which there are any, in words
 */
export function kindsInWords(counts: readonly { readonly count: number; readonly words: string }[]): string {
  if (counts.length === 0) return "";
  const named = counts
    .toSorted((a, b) => b.count - a.count)
    .slice(0, counts.length > kindsNamed.all ? kindsNamed.some : kindsNamed.all)
    .map(({ words }) => words);
  const lead = named.length < counts.length ? "Among them are" : "We count";
  return `. ${lead} ${listInWords(named)}`;
}

/** A link to the same list for each kind. */
export function kindLinks<Kind extends string>(
  list: {
    readonly path: string;
    readonly kinds: readonly Kind[];
    readonly plural: (kind: Kind) => string;
  },
  asking: Pick<Asking, "at" | "atGiven">,
): readonly Sentence[] {
  const at = asking.atGiven ? `&at=${asking.at}` : "";
  return list.kinds.map((kind) => [{ text: list.plural(kind), href: `${list.path}?kind=${kind}${at}` }]);
}

/** Since when, and what else a machine is told of each thing. */
export const listedColumns: TableModel["columns"] = [
  { key: "beginsOn", label: "Since", kind: "date", sortable: true },
  { key: "endsOn", label: "Ended", kind: "date", machineOnly: true },
  { key: "slug", label: "Slug", kind: "text", machineOnly: true },
  { key: "source", label: "Source", kind: "text", machineOnly: true },
  { key: "seen", label: "Seen", kind: "date", machineOnly: true },
  { key: "basis", label: "Basis", kind: "text", machineOnly: true },
];

/** The cells of `listedColumns`. */
export function listedCells(thing: Listed, asking: Pick<Asking, "whole">): Readonly<Record<string, Cell>> {
  const { endsOn, slug, source, seen, basis } = thing;
  return { beginsOn: sinceCell(thing, asking), endsOn, slug, source, seen, basis };
}

/** What the JSON of every listed thing ends with. */
export const listedShape = {
  illustrative: z.boolean(),
  href: z.string(),
  ...periodShape,
  ...provenanceShape,
};

/** The values of `listedShape` for a thing at `folder`, for example `/areas`. */
export function listedJson(thing: Listed, folder: `/${string}`): z.output<z.ZodObject<typeof listedShape>> {
  const { slug, source, seen, basis } = thing;
  const illustrative = basis === "illustrative";
  return { illustrative, href: `${folder}/${slug}`, source, seen, basis, ...periodJson(thing) };
}
