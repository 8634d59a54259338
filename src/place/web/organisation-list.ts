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
import {
  organisationKindKeys,
  organisationKindLabel,
  organisationKindPlural,
  organisationKinds,
  type Organisation,
  type OrganisationKind,
} from "../organisation.ts";
import { organisationRegister } from "../commands/resources.ts";
import { listOrganisations } from "../store-organisations.ts";
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

const itemShape = z.object({
  slug: z.string(),
  kind: z.string(),
  name: z.string(),
  officialName: z.string().nullable(),
  area: z.string().nullable(),
  foundation: z.boolean().nullable(),
  keptHere: z.boolean(),
  illustrative: z.boolean(),
  href: z.string(),
  ...periodShape,
  ...provenanceShape,
});

const query = z.object({
  kind: z
    .enum(organisationKindKeys, { error: `kind takes one of ${organisationKindKeys.join(", ")}` })
    .optional(),
  illustrative: illustrativeQuery,
});

export const organisationListPage = definePage({
  name: "place.organisations",
  path: "/organisations",
  about: "The bodies that run, provide or check health and care in England on a day.",
  query,
  json: z.object({ items: z.array(itemShape) }),
  formats: ["csv", "atom"],
  async load(asking, { query: asked }): Promise<PageModel> {
    const organisations = byKind(
      await listOrganisations(asking.db, {
        at: asking.at,
        illustrative: asked.illustrative === "include",
        ...(asked.kind && { kind: asked.kind }),
      }),
    );
    return {
      title: asked.kind ? organisationKindPlural(asked.kind) : "Organisations",
      answer: answerOf(organisations, asked.kind, asking),
      table: tableOf(organisations, asking),
      actions: [
        {
          text: "Add an organisation",
          href: "/organisations/add",
          command: "place.add-organisation",
          resource: organisationRegister,
        },
        {
          text: "Import a list of organisations",
          href: "/imports/start/place.organisations",
          command: "place.add-organisation",
          resource: organisationRegister,
        },
      ],
      sections: [{ kind: "list", heading: "By kind", items: kindLinks(asking) }],
      sources: sourcesOf(organisations),
      subjects: [anyOfKind("place", "organisation")],
      check: "/record",
      json: { items: organisations.map(organisationJson) },
    };
  },
});

/** By kind, then by name as given; the many networks come after the bodies that people look for. */
function byKind(organisations: readonly Organisation[]): readonly Organisation[] {
  const order = organisationKindKeys.filter((kind) => kind !== "network");
  const placeOf = (kind: OrganisationKind): number =>
    kind === "network" ? order.length : order.indexOf(kind);
  return organisations.toSorted((a, b) => placeOf(a.kind) - placeOf(b.kind));
}

function answerOf(
  organisations: readonly Organisation[],
  kind: OrganisationKind | undefined,
  asking: Asking,
): PageModel["answer"] {
  const count = organisations.length;
  if (kind) {
    const [one, many] = organisationKinds[kind];
    return [
      "England had ",
      {
        strong: countOf(
          count,
          one.toLowerCase().replace("nhs", "NHS"),
          many.toLowerCase().replace("nhs", "NHS"),
        ),
      },
      `${onDate(asking)}, as far as this site holds.`,
    ];
  }
  const kinds = organisationKindKeys
    .map((key) => ({ key, count: organisations.filter((organisation) => organisation.kind === key).length }))
    .filter((entry) => entry.count > 0)
    .toSorted((a, b) => b.count - a.count)
    .slice(0, 4)
    .map((entry) =>
      countOf(entry.count, lower(organisationKinds[entry.key][0]), lower(organisationKinds[entry.key][1])),
    );
  if (kinds.length === 0) return `No organisation was in being${onDate(asking)}, as far as this site holds.`;
  return [
    { strong: countOf(count, "organisation") },
    ` ${asking.atGiven ? (count === 1 ? "was" : "were") : count === 1 ? "is" : "are"} in being${onDate(asking)} as far as this site holds, among them ${listInWords(kinds)}.`,
  ];
}

function lower(label: string): string {
  return label.startsWith("NHS") || label.startsWith("GP")
    ? label
    : label.charAt(0).toLowerCase() + label.slice(1);
}

function kindLinks(asking: Asking): readonly PageModel["answer"][] {
  const at = asking.atGiven ? `&at=${asking.at}` : "";
  return organisationKindKeys.map((kind) => [
    { text: organisationKindPlural(kind), href: `/organisations?kind=${kind}${at}` },
  ]);
}

function tableOf(organisations: readonly Organisation[], asking: Asking): TableModel {
  return {
    caption: `Organisations${onDate(asking)}`,
    columns: [
      { key: "name", label: "Name", kind: "link", filter: "words", sortable: true },
      { key: "kind", label: "Kind", kind: "text", filter: "choice", sortable: true },
      { key: "area", label: "Area", kind: "link", sortable: true },
      { key: "beginsOn", label: "Since", kind: "date", sortable: true },
      { key: "endsOn", label: "Ended", kind: "date", machineOnly: true },
      { key: "slug", label: "Slug", kind: "text", machineOnly: true },
      { key: "source", label: "Source", kind: "text", machineOnly: true },
      { key: "seen", label: "Seen", kind: "date", machineOnly: true },
      { key: "basis", label: "Basis", kind: "text", machineOnly: true },
    ],
    rows: organisations.map((organisation) => ({
      name: linkCell({
        text: organisation.name,
        href: withAt(`/organisations/${organisation.slug}`, asking),
        basis: organisation.basis,
      }),
      kind: organisationKindLabel(organisation.kind, organisation.foundation),
      area: organisation.area && {
        text: organisation.area.name,
        href: withAt(`/areas/${organisation.area.slug}`, asking),
      },
      beginsOn: organisation.beginsOn,
      endsOn: organisation.endsOn,
      slug: organisation.slug,
      source: organisation.source,
      seen: organisation.seen,
      basis: organisation.basis,
    })),
    rowsPerPage: 50,
    empty: "No organisation of this kind is held for this day.",
  };
}

/** An organisation for machines. */
export function organisationJson(organisation: Organisation): z.output<typeof itemShape> {
  return {
    slug: organisation.slug,
    kind: organisation.kind,
    name: organisation.name,
    officialName: organisation.officialName ?? null,
    area: organisation.area?.slug ?? null,
    foundation: organisation.foundation ?? null,
    keptHere: organisation.keptHere,
    illustrative: organisation.basis === "illustrative",
    href: `/organisations/${organisation.slug}`,
    source: organisation.source,
    seen: organisation.seen,
    basis: organisation.basis,
    ...periodJson(organisation),
  };
}

export { itemShape as organisationShape };
