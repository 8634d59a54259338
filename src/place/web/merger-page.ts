import { z } from "zod";
import { addDays, formatCivilDate } from "@concordat/calendar";
import {
  anyOfKind,
  countOf,
  definePage,
  subjectText,
  type Asking,
  type PageModel,
  type Section,
  type TableModel,
} from "../../kernel/index.ts";
import {
  storyAnswer,
  storyFacets,
  storyOutcomes,
  type PassedArea,
  type StoryLine,
  type SuccessionEvent,
} from "../merger.ts";
import type { Organisation, Succession } from "../organisation.ts";
import { organisationRef } from "../refs.ts";
import { findSuccessionEvent, listLondonFacts } from "../store-mergers.ts";
import { tellStory } from "../store-mergers-story.ts";
import { findLatestOrganisation } from "../store-organisations.ts";
import { distinctSources, shareInWords, sourceLine, sourcesOf } from "../words.ts";
import { eventPicture, londonPictures } from "./merger-picture.ts";
import { linkCell, slugParams } from "./shared.ts";

/** What passed on, what ended and what is unsettled when a body became another: generic for every succession held. */
export const mergerPage = definePage({
  name: "place.succession",
  path: "/organisations/:slug/succession",
  about:
    "The story of a body's succession: what passed on, what ended and what is unsettled, with the law and sources of each.",
  params: slugParams,
  json: z.object({
    organisation: z.string(),
    on: z.iso.date().nullable(),
    successions: z.array(
      z.object({ from: z.string(), to: z.string(), kind: z.string(), share: z.number().nullable() }),
    ),
    councilAreas: z.number(),
    items: z.array(
      z.object({
        facet: z.string(),
        thing: z.string(),
        outcome: z.string(),
        to: z.string().nullable(),
        why: z.string(),
      }),
    ),
  }),
  formats: ["csv", "atom"],
  async load(asking, { params }): Promise<PageModel | undefined> {
    const body = await findLatestOrganisation(asking.db, params.slug);
    if (!body) return undefined;
    const event = await findSuccessionEvent(asking.db, body);
    return event ? await storyPage(asking, body, event) : emptyPage(body);
  },
});

async function storyPage(asking: Asking, body: Organisation, event: SuccessionEvent): Promise<PageModel> {
  const { areas, lines } = await tellStory(asking.db, event);
  const picture = eventPicture(event, areas);
  const maps = await londonPictures(asking, event, areas);
  return {
    ...frameOf(body),
    title: `How ${listNames(event.ended)} became ${listNames(event.following)}`,
    illustrative: body.basis === "illustrative",
    answer: storyAnswer(event, { areas, lines, today: asking.today }, linkOf),
    ...(picture && { picture }),
    table: storyTable(lines),
    view: "place/succession.njk",
    data: { maps },
    sections: [flowSection(event), ...(maps.length > 0 ? await factSection(asking, event) : []), noteSection],
    sources: distinctSources([...sourcesOf(event.flows), ...event.following.map(sourceLine)]),
    subjects: [
      ...[...event.ended, ...event.following].map(organisationRef),
      anyOfKind("place", "area"),
      anyOfKind("place", "board"),
      anyOfKind("place", "delegation"),
    ],
    json: {
      organisation: body.slug,
      on: event.on,
      successions: event.flows.map((flow) => ({
        from: slugOfBody(event, flow.from),
        to: slugOfBody(event, flow.to),
        kind: flow.kind,
        share: flow.share ?? null,
      })),
      councilAreas: new Set(areas.map((area: PassedArea) => area.slug)).size,
      items: lines.map((line) => ({
        facet: line.facet,
        thing: line.thing,
        outcome: line.outcome,
        to: line.to ?? null,
        why: line.why,
      })),
    },
  };
}

function emptyPage(body: Organisation): PageModel {
  return {
    ...frameOf(body),
    title: `What came before and after ${body.name}`,
    illustrative: body.basis === "illustrative",
    answer: `We hold nothing of what came before ${body.name} or followed it: no merger, split or renaming is known here.`,
    sources: [sourceLine(body)],
    subjects: [organisationRef(body)],
    json: { organisation: body.slug, on: null, successions: [], councilAreas: 0, items: [] },
  };
}

function frameOf(body: Organisation): Pick<PageModel, "kicker" | "trail" | "check"> {
  return {
    kicker: "Succession",
    trail: [
      { text: "Organisations", href: "/organisations" },
      { text: "Successions", href: "/organisations/successions" },
      { text: body.name, href: linkOf(body) },
    ],
    check: `/record/of/${subjectText(organisationRef(body))}`,
  };
}

function linkOf(body: Pick<Organisation, "slug">): string {
  return `/organisations/${body.slug}`;
}

/** "NHS A ICB and NHS B ICB"; more than three are counted, for a title. */
function listNames(bodies: readonly Organisation[]): string {
  const names = bodies.map((body) => body.name);
  if (names.length > 3) return countOf(names.length, "body", "bodies");
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)!}`;
}

function slugOfBody(event: SuccessionEvent, id: string): string {
  return [...event.ended, ...event.following].find((body) => body.id === id)?.slug ?? id;
}

function storyTable(lines: readonly StoryLine[]): TableModel {
  return {
    caption: "What passed on, what ended, what is unsettled",
    columns: [
      { key: "facet", label: "Kind", kind: "text", filter: "choice", sortable: true },
      { key: "thing", label: "What", kind: "link", filter: "words", sortable: true },
      { key: "outcome", label: "What becomes of it", kind: "text", filter: "choice", sortable: true },
      { key: "to", label: "To", kind: "text", sortable: true },
      { key: "why", label: "Why, and how it is known", kind: "text" },
    ],
    rows: lines.map((line) => ({
      facet: storyFacets[line.facet],
      thing: line.href === undefined ? line.thing : { text: line.thing, href: line.href },
      outcome: storyOutcomes[line.outcome],
      to: line.to,
      why: line.why,
    })),
    rowsPerPage: 30,
    empty: "We hold nothing that belonged to these bodies.",
  };
}

const kindWords: Readonly<Record<Succession["kind"], string>> = {
  merger: "Merger",
  split: "Split",
  enlargement: "Enlargement",
  rename: "New name",
  takeover: "Takeover",
};

function flowSection(event: SuccessionEvent): Section {
  const byId = new Map<string, Organisation>(
    [...event.ended, ...event.following].map((body) => [body.id, body]),
  );
  return {
    kind: "table",
    heading: "Who became whom",
    intro: `Shares of a body that was divided are counted in 2021 small areas, not in people or money. The former bodies were last in being on ${formatCivilDate(addDays(event.on, -1))}.`,
    table: {
      name: "flows",
      caption: `Successions of ${formatCivilDate(event.on)}`,
      columns: [
        { key: "from", label: "From", kind: "link" },
        { key: "to", label: "To", kind: "link" },
        { key: "kind", label: "How", kind: "text" },
        { key: "share", label: "Share of the former body", kind: "text" },
      ],
      rows: event.flows.map((flow) => {
        const [from, to] = [byId.get(flow.from), byId.get(flow.to)];
        return {
          from: from && linkCell({ text: from.name, href: linkOf(from), basis: flow.basis }),
          to: to && { text: to.name, href: linkOf(to) },
          kind: kindWords[flow.kind],
          share: flow.share === undefined ? "Not known" : shareInWords(flow.share),
        };
      }),
      empty: "None is held.",
    },
  };
}

/** What sources say in short of a London event; only facts that name one of its bodies, or all of London's boards. */
async function factSection(asking: Asking, event: SuccessionEvent): Promise<readonly Section[]> {
  const names = [...event.ended, ...event.following].flatMap((body) => {
    const core = body.name.replace(/^NHS /, "").replace(/ ICB$/, "");
    return [core, initials(core)];
  });
  const facts = (await listLondonFacts(asking.db)).filter(({ fact, value }) =>
    names.some((name) => new RegExp(`\\b${name}\\b`).test(`${fact} ${value}`)),
  );
  if (facts.length === 0) return [];
  return [
    {
      kind: "list",
      heading: "What sources say of it",
      items: facts.map((one) => [
        `${one.fact}: ${one.value} (`,
        /^https?:/.test(one.source) ? { text: "source", href: one.source } : one.source,
        ")",
      ]),
    },
  ];
}

/** "NCL" for North Central London; a word of one letter cannot stand for a body. */
function initials(name: string): string {
  return name
    .split(" ")
    .filter((word) => /^[A-Z]/.test(word))
    .map((word) => word.charAt(0))
    .join("");
}

const noteSection: Section = {
  kind: "words",
  heading: "How to read this",
  paragraphs: [
    "Seats and bodies marked “by law at least” are what the law asks for, worked out here; who sat and who sits in them is not loaded. “Not known here” says what this site holds, not what the bodies did. “Unsettled” means that somebody has to say, or that the sources leave it open.",
  ],
};
