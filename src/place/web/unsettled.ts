import { z } from "zod";
import { formatCivilDate } from "@concordat/calendar";
import {
  anyOfKind,
  capital,
  countOf,
  definePage,
  subjectText,
  type Asking,
  type PageModel,
  type Panel,
  type PanelModel,
  type Sentence,
  type Span,
  type TableModel,
} from "../../kernel/index.ts";
import { areaRef } from "../refs.ts";
import { listUnsettledPlaces, type Candidate, type UnsettledPlace } from "../store-unsettled.ts";
import { askedWords, asSentence, distinctSources, sourceLine, sourcesOf } from "../words.ts";

/** On the page of a network's area or a trust: between which systems or places the sources leave it open, or how it was settled. */
export const unsettledAreaPanel: Panel = unsettledPanel("area");
export const unsettledOrganisationPanel: Panel = unsettledPanel("organisation");

function unsettledPanel(on: "area" | "organisation"): Panel {
  return {
    name: `place.unsettled-${on}`,
    on,
    order: 15,
    async load(asking, subject): Promise<PanelModel | undefined> {
      if (!subject) return undefined;
      const held = await listUnsettledPlaces(
        asking.db,
        on === "area" ? { areaId: subject.id } : { organisationId: subject.id },
      );
      const known = held.filter((place) => place.on === undefined || place.on <= asking.at);
      const one = known.find(({ settled }) => !settled) ?? known[0];
      if (!one) return undefined;
      return {
        heading: one.asked === "system" ? "Which system?" : "Which council area?",
        answer: one.settled ? settledAnswer(one, one.settled) : openAnswer(one, asking),
        sources: [sourceLine(one)],
        href: "/organisations/successions/unsettled",
        check: `/record/of/${subjectText(subject)}`,
        subjects: [subject, ...one.candidates.map(areaRef)],
        json: {
          asked: one.asked,
          candidates: one.candidates.map((area) => area.slug),
          settledInto: one.settled?.into.slug ?? null,
        },
      };
    },
  };
}

function since({ on }: UnsettledPlace): string {
  return on ? ` since ${formatCivilDate(on)}` : "";
}

function openAnswer(one: UnsettledPlace, { viewer }: Asking): Sentence {
  // Visitors' pages, which are kept, never have the way to the form.
  const maySettle = viewer.kind === "person" && viewer.administrator;
  return [
    `In which ${askedWords[one.asked]} ${one.name} lies${since(one)} is `,
    { strong: "unsettled here" },
    ": one of ",
    ...candidateSpans(one.candidates),
    ". The sources do not say which, so it is put in none.",
    ...(maySettle ? [" ", { text: `Settle where ${one.name} lies`, href: settleHref(one) }, "."] : []),
  ];
}

function settledAnswer(one: UnsettledPlace, settled: NonNullable<UnsettledPlace["settled"]>): Sentence {
  return [
    `${one.name} lies in `,
    { text: settled.into.name, href: `/areas/${settled.into.slug}` },
    `${since(one)}. The sources left open whether it was one of `,
    ...candidateSpans(one.candidates),
    `; it was settled here on ${formatCivilDate(settled.on)}. ${asSentence(settled.reason)}`,
  ];
}

function candidateSpans(candidates: readonly Candidate[]): readonly Span[] {
  return candidates.flatMap((area, index): readonly Span[] => [
    index === 0 ? "" : index === candidates.length - 1 ? " and " : ", ",
    { text: area.name, href: `/areas/${area.slug}` },
  ]);
}

function settleHref(one: Pick<UnsettledPlace, "kind" | "slug">): string {
  return `/organisations/successions/unsettled/${one.kind}/${one.slug}/settle`;
}

const unsettledShape = z.object({
  kind: z.enum(["area", "organisation"]),
  slug: z.string(),
  name: z.string(),
  asked: z.enum(["place", "system"]),
  on: z.iso.date().nullable(),
  candidates: z.array(z.string()),
  settledInto: z.string().nullable(),
});

/** Every network and trust of which the sources leave open where it lies, with what was settled since. */
export const unsettledPage = definePage({
  name: "place.unsettled-places",
  path: "/organisations/successions/unsettled",
  about:
    "Networks and trusts of which the sources leave open in which area they lie after a merger; and those that were settled since.",
  json: z.object({ items: z.array(unsettledShape) }),
  formats: ["csv", "atom"],
  async load(asking): Promise<PageModel> {
    const all = await listUnsettledPlaces(asking.db, "all");
    const shown = all.filter((one) => one.on === undefined || one.on <= asking.at);
    const settled = shown.filter((one) => one.settled !== undefined).length;
    return {
      title: "Unsettled places",
      kicker: "Successions",
      answer: [
        { strong: countOf(shown.length - settled, "network or trust", "networks and trusts") },
        ` ${shown.length - settled === 1 ? "is" : "are"} put in no area. The sources leave open in which of several ${shown.length - settled === 1 ? "it lies" : "they lie"}. ${settled === 0 ? "None has been settled here yet" : `${capital(countOf(settled, "other"))} ${settled === 1 ? "has" : "have"} been settled here since`}.`,
      ],
      table: unsettledTable(shown, asking),
      trail: [
        { text: "Organisations", href: "/organisations" },
        { text: "Successions", href: "/organisations/successions" },
      ],
      sources: distinctSources(sourcesOf(shown)),
      subjects: [anyOfKind("place", "area"), anyOfKind("place", "organisation")],
      check: "/record",
      json: {
        items: shown.map((one) => ({
          kind: one.kind,
          slug: one.slug,
          name: one.name,
          asked: one.asked,
          on: one.on ?? null,
          candidates: one.candidates.map((area) => area.slug),
          settledInto: one.settled?.into.slug ?? null,
        })),
      },
    };
  },
});

function unsettledTable(places: readonly UnsettledPlace[], { viewer }: Asking): TableModel {
  const maySettle = viewer.kind === "person" && viewer.administrator;
  return {
    caption: "What the sources leave open, and what was settled since",
    columns: [
      { key: "name", label: "Network or trust", kind: "link", filter: "words", sortable: true },
      { key: "asked", label: "What is open", kind: "text", filter: "choice", sortable: true },
      { key: "on", label: "Since", kind: "date", sortable: true },
      { key: "candidates", label: "It may lie in", kind: "text", filter: "words" },
      { key: "state", label: "Settled", kind: "text", sortable: true },
      ...(maySettle ? [{ key: "settle", label: "Settle it", kind: "link" } as const] : []),
      { key: "source", label: "Source", kind: "text", machineOnly: true },
    ],
    rows: places.map((one) => ({
      name: { text: one.name, href: `/${one.kind === "area" ? "areas" : "organisations"}/${one.slug}` },
      asked: capital(askedWords[one.asked]),
      on: one.on ?? "Not known",
      candidates: one.candidates.map((area) => area.name).join("; "),
      state: one.settled ? `${one.settled.into.name}, on ${formatCivilDate(one.settled.on)}` : "Not yet",
      ...(maySettle && !one.settled && { settle: { text: `Settle ${one.name}`, href: settleHref(one) } }),
      source: one.source,
    })),
    rowsPerPage: 50,
    empty: "The sources leave nothing open for this day.",
  };
}
