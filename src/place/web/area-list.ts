import { z } from "zod";
import {
  anyOfKind,
  countOf,
  definePage,
  listInWords,
  type Asking,
  type PageModel,
  type TableModel,
} from "../../kernel/index.ts";
import { areaKindLabel, areaKindPlural, areaKinds, type Area } from "../area.ts";
import { areaRegister } from "../commands/resources.ts";
import { listAreas } from "../store-areas.ts";
import { sourcesOf } from "../words.ts";
import {
  illustrativeQuery,
  linkCell,
  onDate,
  periodJson,
  periodShape,
  provenanceShape,
  withAt,
} from "./shared.ts";

export const areaShape = z.object({
  slug: z.string(),
  kind: z.enum(areaKinds),
  name: z.string(),
  illustrative: z.boolean(),
  href: z.string(),
  ...periodShape,
  ...provenanceShape,
});

const query = z.object({
  kind: z.enum(areaKinds, { error: `kind takes one of ${areaKinds.join(", ")}` }).optional(),
  illustrative: illustrativeQuery,
});

export const areaListPage = definePage({
  name: "place.areas",
  path: "/areas",
  about: "The parts of England on a day: regions, systems, places, districts and neighbourhoods.",
  query,
  json: z.object({ items: z.array(areaShape) }),
  formats: ["csv", "atom"],
  async load(asking, { query: asked }): Promise<PageModel> {
    const areas = await listAreas(asking.db, {
      at: asking.at,
      illustrative: asked.illustrative === "include",
      ...(asked.kind && { kind: asked.kind }),
    });
    return {
      title: asked.kind ? areaKindPlural(asked.kind) : "Areas",
      answer: answerOf(areas, asking),
      table: tableOf(areas, asking),
      sections: [
        {
          kind: "list",
          heading: "By kind",
          items: areaKinds.map((kind) => [
            {
              text: areaKindPlural(kind),
              href: `/areas?kind=${kind}${asking.atGiven ? `&at=${asking.at}` : ""}`,
            },
          ]),
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
      { key: "beginsOn", label: "Since", kind: "date", sortable: true },
      { key: "endsOn", label: "Ended", kind: "date", machineOnly: true },
      { key: "slug", label: "Slug", kind: "text", machineOnly: true },
      { key: "source", label: "Source", kind: "text", machineOnly: true },
      { key: "seen", label: "Seen", kind: "date", machineOnly: true },
      { key: "basis", label: "Basis", kind: "text", machineOnly: true },
    ],
    rows: byBreadth(areas).map((area) => ({
      name: linkCell({ text: area.name, href: withAt(`/areas/${area.slug}`, asking), basis: area.basis }),
      kind: areaKindLabel(area.kind),
      beginsOn: area.beginsOn,
      endsOn: area.endsOn,
      slug: area.slug,
      source: area.source,
      seen: area.seen,
      basis: area.basis,
    })),
    rowsPerPage: 50,
    empty: "No area of this kind is held for this day.",
  };
}

function byBreadth(areas: readonly Area[]): readonly Area[] {
  return areas.toSorted((a, b) => areaKinds.indexOf(a.kind) - areaKinds.indexOf(b.kind));
}

function answerOf(areas: readonly Area[], asking: Asking): PageModel["answer"] {
  const parts = areaKinds
    .map((kind) => ({ kind, count: areas.filter((area) => area.kind === kind).length }))
    .filter((part) => part.count > 0)
    .map((part) => countOf(part.count, lower(areaKindLabel(part.kind)), lower(areaKindPlural(part.kind))));
  if (parts.length === 0) return `No area of this kind is held${onDate(asking)}.`;
  if (asking.atGiven)
    return [
      "As far as this site holds, there were ",
      { strong: listInWords(parts) },
      ` in being${onDate(asking)}.`,
    ];
  return [`This site holds `, { strong: listInWords(parts) }, "."];
}

function lower(label: string): string {
  return label.startsWith("NHS") ? label : label.charAt(0).toLowerCase() + label.slice(1);
}

/** An area for machines. */
export function areaJson(area: Area): z.output<typeof areaShape> {
  return {
    slug: area.slug,
    kind: area.kind,
    name: area.name,
    illustrative: area.basis === "illustrative",
    href: `/areas/${area.slug}`,
    source: area.source,
    seen: area.seen,
    basis: area.basis,
    ...periodJson(area),
  };
}
