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
import {
  countOrganisations,
  organisationKindKeys,
  organisationKindLabel,
  organisationKindPlural,
  type Organisation,
  type OrganisationKind,
} from "../organisation.ts";
import { organisationRegister } from "../commands/resources.ts";
import { listOrganisations } from "../store-organisations.ts";
import { heldSince } from "../store-in-being.ts";
import { sourcesOf } from "../words.ts";
import {
  kindLinks,
  kindQuery,
  kindsInWords,
  listAnswer,
  listedCells,
  listedColumns,
  listedJson,
  listedShape,
  selectionOf,
  sinceWords,
} from "./listing.ts";
import { linkCell, onDate, withAt } from "./shared.ts";

export const organisationShape = z.object({
  slug: z.string(),
  kind: z.string(),
  name: z.string(),
  officialName: z.string().nullable(),
  area: z.string().nullable(),
  foundation: z.boolean().nullable(),
  keptHere: z.boolean(),
  ...listedShape,
});

export const organisationListPage = definePage({
  name: "place.organisations",
  path: "/organisations",
  about: "The bodies that run, provide or check health and care in England on a day.",
  query: kindQuery(organisationKindKeys),
  json: z.object({ items: z.array(organisationShape) }),
  formats: ["csv", "atom"],
  async load(asking, { query: asked }): Promise<PageModel> {
    const organisations = byKind(await listOrganisations(asking.db, selectionOf(asking, asked)));
    return {
      title: asked.kind ? organisationKindPlural(asked.kind) : "Organisations",
      answer: answerOf(organisations, asked.kind, {
        asking,
        since: asking.atGiven ? await heldSince(asking.db, "organisation", asked.kind) : undefined,
      }),
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
      sections: [{ kind: "list", heading: "By kind", items: kindLinks(kinds, asking) }],
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

const kinds = { path: "/organisations", kinds: organisationKindKeys, plural: organisationKindPlural };

function answerOf(
  organisations: readonly Organisation[],
  only: OrganisationKind | undefined,
  { asking, since }: { readonly asking: Asking; readonly since: CivilDate | undefined },
): PageModel["answer"] {
  const rest = sinceWords(since, asking);
  if (only) return listAnswer(countOrganisations(only, organisations.length), asking, rest);
  const counts = organisationKindKeys
    .map((kind) => ({ kind, count: organisations.filter((one) => one.kind === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => ({ count, words: countOrganisations(kind, count) }));
  return listAnswer(
    countOf(organisations.length, "body", "bodies"),
    asking,
    `${kindsInWords(counts)}${rest}`,
  );
}

function tableOf(organisations: readonly Organisation[], asking: Asking): TableModel {
  return {
    caption: `Organisations${onDate(asking)}`,
    columns: [
      { key: "name", label: "Name", kind: "link", filter: "words", sortable: true },
      { key: "kind", label: "Kind", kind: "text", filter: "choice", sortable: true },
      { key: "area", label: "Area", kind: "link", sortable: true },
      ...listedColumns,
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
      ...listedCells(organisation, asking),
    })),
    rowsPerPage: 50,
    empty: "No organisation of this kind is held for this day.",
  };
}

/** An organisation for machines. */
export function organisationJson(organisation: Organisation): z.output<typeof organisationShape> {
  return {
    slug: organisation.slug,
    kind: organisation.kind,
    name: organisation.name,
    officialName: organisation.officialName ?? null,
    area: organisation.area?.slug ?? null,
    foundation: organisation.foundation ?? null,
    keptHere: organisation.keptHere,
    ...listedJson(organisation, "/organisations"),
  };
}
