import { z } from "zod";
import type { CivilDate } from "@concordat/calendar";
import {
  anyOfKind,
  countOf,
  definePage,
  type Asking,
  type PageModel,
  type TableModel,
} from "../../kernel/index.ts";
import { areaKindLabel, areaKindPlural, areaKinds, type Area, type AreaKind } from "../area.ts";
import { areaRegister } from "../commands/resources.ts";
import { listAreas } from "../store-areas.ts";
import { heldSince } from "../store-in-being.ts";
import { inSentence, sourcesOf } from "../words.ts";
import {
  kindLinks,
  kindQuery,
  kindsInWords,
  listAnswer,
  listedCells,
  listedColumns,
  listedJson,
  listedShape,
  sinceWords,
  selectionOf,
} from "./listing.ts";
import { linkCell, onDate, withAt } from "./shared.ts";

export const areaShape = z.object({
  slug: z.string(),
  kind: z.enum(areaKinds),
  name: z.string(),
  ...listedShape,
});

export const areaListPage = definePage({
  name: "place.areas",
  path: "/areas",
  about: "The parts of England on a day: regions, systems, places, districts and neighbourhoods.",
  query: kindQuery(areaKinds),
  json: z.object({ items: z.array(areaShape) }),
  formats: ["csv", "atom"],
  async load(asking, { query: asked }): Promise<PageModel> {
    const areas = await listAreas(asking.db, selectionOf(asking, asked));
    return {
      title: asked.kind ? areaKindPlural(asked.kind) : "Areas",
      answer: answerOf(areas, asked.kind, {
        asking,
        since: asking.atGiven ? await heldSince(asking.db, "area", asked.kind) : undefined,
      }),
      table: tableOf(areas, asking),
      sections: [
        {
          kind: "list",
          heading: "By kind",
          items: kindLinks({ path: "/areas", kinds: areaKinds, plural: areaKindPlural }, asking),
        },
      ],
      actions: [
        {
          text: "Add an area",
          href: "/areas/add",
          command: "place.add-area",
          resource: areaRegister,
        },
      ],
      sources: sourcesOf(areas),
      subjects: [anyOfKind("place", "area")],
      check: "/record",
      json: { items: areas.map(areaJson) },
    };
  },
});

function tableOf(areas: readonly Area[], asking: Asking): TableModel {
  return {
    caption: `Areas${onDate(asking)}`,
    columns: [
      { key: "name", label: "Name", kind: "link", filter: "words", sortable: true },
      { key: "kind", label: "Kind", kind: "text", filter: "choice", sortable: true },
      ...listedColumns,
    ],
    rows: byBreadth(areas).map((area) => ({
      name: linkCell({ text: area.name, href: withAt(`/areas/${area.slug}`, asking), basis: area.basis }),
      kind: areaKindLabel(area.kind),
      ...listedCells(area, asking),
    })),
    rowsPerPage: 50,
    empty: "No area of this kind is held for this day.",
  };
}

function byBreadth(areas: readonly Area[]): readonly Area[] {
  return areas.toSorted((a, b) => areaKinds.indexOf(a.kind) - areaKinds.indexOf(b.kind));
}

function answerOf(
  areas: readonly Area[],
  only: AreaKind | undefined,
  { asking, since }: { readonly asking: Asking; readonly since: CivilDate | undefined },
): PageModel["answer"] {
  const parts = areaKinds
    .map((kind) => ({ kind, count: areas.filter((area) => area.kind === kind).length }))
    .filter(({ kind, count }) => count > 0 || kind === only)
    .map(({ kind, count }) => ({
      count,
      words: countOf(count, inSentence(areaKindLabel(kind)), inSentence(areaKindPlural(kind))),
    }));
  const reach = sinceWords(since, asking);
  if (parts.length < 2) return listAnswer(parts[0]?.words ?? "no areas", asking, reach);
  return listAnswer(countOf(areas.length, "area"), asking, `${kindsInWords(parts)}${reach}`);
}

/** An area for machines. */
export function areaJson(area: Area): z.output<typeof areaShape> {
  return { slug: area.slug, kind: area.kind, name: area.name, ...listedJson(area, "/areas") };
}
