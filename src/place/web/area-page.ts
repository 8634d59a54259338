import { z } from "zod";
import {
  anyOfKind,
  countOf,
  definePage,
  subjectText,
  type Asking,
  type PageAction,
  type PageModel,
  type Section,
  type Sentence,
  type Span,
  type TableModel,
} from "../../kernel/index.ts";
import { areaKindLabel, areaKindPlural, areaKinds, type Area } from "../area.ts";
import { boardKindLabel } from "../board.ts";
import {
  isCouncil,
  organisationKindLabel,
  schemeLabel,
  type Identifier,
  type Organisation,
} from "../organisation.ts";
import { findArea, listRelatedAreas, type RelatedArea } from "../store-areas.ts";
import { listIdentifiers, listOrganisations, listServed } from "../store-organisations.ts";
import { distinctSources, inSentence, shareInWords, sourceLine, sourcesOf } from "../words.ts";
import { areaJson, areaShape } from "./area-list.ts";
import { isBeforeHeld, isInBeing } from "../in-being.ts";
import { areaRef } from "../refs.ts";
import { areaOfPanel, boardsAroundArea, organisationsOfArea } from "./page-reads.ts";
import { daysInBeing, linkCell, onDate, sinceCell, slugParams, toBe, withAt } from "./shared.ts";

const relatedShape = z.object({
  slug: z.string(),
  kind: z.string(),
  name: z.string(),
  share: z.number().nullable(),
});

interface Held {
  readonly area: Area;
  readonly wholes: readonly RelatedArea[];
  readonly parts: readonly RelatedArea[];
  /** Its own. */
  readonly organisations: readonly Organisation[];
  /** Integrated care boards of the systems that it lies in. */
  readonly commissioners: readonly Organisation[];
  readonly identifiers: readonly Identifier[];
}

export const areaPage = definePage({
  name: "place.area",
  path: "/areas/:slug",
  about:
    "One area on a day: what it lies in, what lies in it, who runs health and care there, its boards and codes.",
  params: slugParams,
  json: areaShape.extend({
    liesIn: z.array(relatedShape),
    holds: z.array(relatedShape),
    organisations: z.array(z.object({ slug: z.string(), kind: z.string(), name: z.string() })),
    identifiers: z.array(z.object({ scheme: z.string(), code: z.string() })),
  }),
  formats: ["csv", "atom"],
  async load(asking, { params }): Promise<PageModel | undefined> {
    const area = await findArea(asking.db, params.slug);
    if (!area) return undefined;
    areaOfPanel.keep(asking, area.id, area);
    const { wholes, parts } = await listRelatedAreas(asking.db, area.id, asking.at);
    const held: Held = {
      area,
      wholes,
      parts,
      ...(await runningOf(asking, area, wholes)),
      identifiers: await listIdentifiers(asking.db, { areaId: area.id }),
    };
    const running = [...held.organisations, ...held.commissioners];
    const ref = areaRef(area);
    return {
      title: area.name,
      kicker: areaKindLabel(area.kind),
      illustrative: area.basis === "illustrative",
      answer: answerOf(held, asking),
      table: organisationTable(running, asking),
      sections: await sectionsOf(asking, held),
      trail: trailOf(held, asking),
      sources: distinctSources([
        sourceLine(area),
        ...[...held.wholes, ...held.parts].slice(0, 1).map((one) => sourceLine(one.from)),
        ...sourcesOf(held.commissioners),
      ]),
      actions: actionsOf(held),
      subjects: [
        ref,
        anyOfKind("place", "board"),
        anyOfKind("place", "organisation"),
        anyOfKind("place", "area"),
      ],
      panels: { on: "area", subject: ref },
      check: `/record/of/${subjectText(ref)}`,
      json: {
        ...areaJson(area),
        liesIn: held.wholes.map(relatedJson),
        holds: held.parts.map(relatedJson),
        organisations: running.map((one) => ({ slug: one.slug, kind: one.kind, name: one.name })),
        identifiers: held.identifiers.map((one) => ({ scheme: one.scheme, code: one.code })),
      },
    };
  },
});

function relatedJson(one: RelatedArea): z.output<typeof relatedShape> {
  return { slug: one.area.slug, kind: one.area.kind, name: one.area.name, share: one.share ?? null };
}

/** An area's own organisations on the day asked about, and the integrated care boards of the systems that it lies in. */
async function runningOf(
  asking: Asking,
  area: Area,
  wholes: readonly RelatedArea[],
): Promise<Pick<Held, "organisations" | "commissioners">> {
  const systems = wholes.flatMap(({ area: whole }) => (whole.kind === "system" ? [whole.id] : []));
  const found = await listOrganisations(asking.db, {
    at: asking.at,
    areas: [area.id, ...systems],
    illustrative: true,
  });
  const organisations = found.filter((one) => one.area?.id === area.id);
  organisationsOfArea.keep(asking, area.id, organisations);
  return {
    organisations,
    commissioners: found.filter((one) => one.kind === "icb" && one.area?.id !== area.id),
  };
}

/** " Its integrated care board is NHS South East London ICB."; nothing where none is held. */
function commissionerSpans(commissioners: readonly Organisation[], asking: Asking): readonly Span[] {
  if (commissioners.length === 0) return [];
  const many = commissioners.length > 1;
  return [
    many ? " Their integrated care boards are " : " Its integrated care board is ",
    ...commissioners.flatMap((one, index): readonly Span[] => [
      index === 0 ? "" : index === commissioners.length - 1 ? " and " : ", ",
      { text: one.name, href: withAt(`/organisations/${one.slug}`, asking) },
    ]),
    ".",
  ];
}

function answerOf({ area, wholes, organisations, commissioners }: Held, asking: Asking): Sentence {
  const boards = organisations.filter((one) => one.kind === "icb");
  const councils = organisations.filter(isCouncil);
  const systems = wholes.filter((one) => one.area.kind === "system");
  if (isBeforeHeld(area, asking.at))
    return `Whether ${area.name} was in being${onDate(asking)} is not held here: since when it has been is not known.`;
  if (!isInBeing(area, asking.at))
    return `${area.name} ${toBe(asking, "not")} in being${onDate(asking) || " today"}: it ${area.endsOn !== undefined && area.endsOn <= asking.today ? "existed" : "exists"} ${daysInBeing(area)}.`;
  const link = (one: { readonly name: string; readonly slug: string }, folder: string) => ({
    text: one.name,
    href: withAt(`/${folder}/${one.slug}`, asking),
  });
  if (area.kind === "system" && boards[0])
    return [
      "Health care here is planned and paid for by ",
      link(boards[0], "organisations"),
      `${onDate(asking)}.`,
    ];
  if (systems.length === 1) {
    return [
      `${area.name} lies in the `,
      link(systems[0]!.area, "areas"),
      ` system${onDate(asking)}`,
      ...(councils[0] ? ["; its council is ", link(councils[0], "organisations")] : []),
      ".",
      ...commissionerSpans(commissioners, asking),
    ];
  }
  if (systems.length > 1) {
    const shares = systems.flatMap((one, index) => [
      index === 0 ? "" : index === systems.length - 1 ? " and " : ", ",
      link(one.area, "areas"),
      one.share === undefined ? "" : ` (${shareInWords(one.share)})`,
    ]);
    return [
      `${area.name} is divided between `,
      { strong: countOf(systems.length, "system") },
      `${onDate(asking)}: `,
      ...shares,
      ".",
      ...commissionerSpans(commissioners, asking),
    ];
  }
  const kind = areaKindLabel(area.kind);
  const called = kind.startsWith("NHS") ? `an ${kind}` : `a ${inSentence(kind)}`;
  return [
    `${area.name} ${toBe(asking)} ${called}${area.kind === "nation" ? "" : " of England"}${onDate(asking)}; ${countOf(organisations.length, "organisation")} ${organisations.length === 1 ? "is" : "are"} held for it here.`,
  ];
}

function trailOf(held: Held, asking: Asking): NonNullable<PageModel["trail"]> {
  const first = held.wholes.find((one) => one.area.kind === "system") ?? held.wholes[0];
  return [
    { text: "Areas", href: withAt("/areas", asking) },
    ...(first ? [{ text: first.area.name, href: withAt(`/areas/${first.area.slug}`, asking) }] : []),
  ];
}

function organisationTable(organisations: readonly Organisation[], asking: Asking): TableModel {
  return {
    caption: `Who runs health and care here${onDate(asking)}`,
    columns: [
      { key: "name", label: "Organisation", kind: "link", sortable: true },
      { key: "kind", label: "Kind", kind: "text", sortable: true },
      { key: "beginsOn", label: "Since", kind: "date", sortable: true },
    ],
    rows: organisations.map((one) => ({
      name: linkCell({
        text: one.name,
        href: withAt(`/organisations/${one.slug}`, asking),
        basis: one.basis,
      }),
      kind: organisationKindLabel(one.kind, one.foundation),
      beginsOn: sinceCell(one, asking),
    })),
    rowsPerPage: 20,
    empty:
      "No organisation of this area's own is held for this day. The system it lies in has the board that plans and pays for health care.",
  };
}

async function sectionsOf(asking: Asking, held: Held): Promise<readonly Section[]> {
  const around = await boardsAroundArea(asking, held.area.id);
  const boards = around.filter((board) => board.area?.slug === held.area.slug);
  const trusts = await listServed(asking.db, { areaId: held.area.id });
  const sections: Section[] = [];
  if (boards.length > 0) {
    sections.push({
      kind: "list",
      heading: "Boards",
      items: boards.map((board) => [
        { text: board.name, href: withAt(`/boards/${board.slug}`, asking) },
        `, ${boardKindLabel(board.kind).toLowerCase()}`,
      ]),
    });
  }
  if (held.wholes.length > 0)
    sections.push({
      kind: "list",
      heading: "Lies in",
      items: held.wholes.map((one) => relatedLine(one, asking)),
    });
  for (const kind of areaKinds) {
    const parts = held.parts.filter((one) => one.area.kind === kind);
    if (parts.length > 0) sections.push(partsSection(kind, parts, asking));
  }
  if (trusts.length > 0) sections.push(trustSection(trusts, asking));
  if (held.identifiers.length > 0) {
    sections.push({
      kind: "facts",
      heading: "Codes",
      facts: held.identifiers.map((code) => ({
        label: schemeLabel(code.scheme),
        value: [code.code, daysInBeing(code)].filter(Boolean).join(", "),
      })),
    });
  }
  return sections;
}

function relatedLine(one: RelatedArea, asking: Asking): Sentence {
  const link = { text: one.area.name, href: withAt(`/areas/${one.area.slug}`, asking) };
  const share =
    one.share === undefined || one.share === 1 ? "" : `, ${shareInWords(one.share)} by small areas`;
  return [link, `, ${areaKindLabel(one.area.kind)}${share}`];
}

function partsSection(kind: Area["kind"], parts: readonly RelatedArea[], asking: Asking): Section {
  const sharesKnown = parts.some(({ share }) => share !== undefined);
  return {
    kind: "table",
    heading: areaKindPlural(kind),
    table: {
      name: kind,
      caption: `${areaKindPlural(kind)} that lie here${onDate(asking)}`,
      columns: [
        { key: "name", label: "Name", kind: "link", sortable: true },
        ...(sharesKnown ? [{ key: "share", label: "How much of it lies here", kind: "text" } as const] : []),
      ],
      rows: parts.map((one) => ({
        name: linkCell({
          text: one.area.name,
          href: withAt(`/areas/${one.area.slug}`, asking),
          basis: one.area.basis,
        }),
        ...(sharesKnown && { share: one.share === undefined ? "Not known" : shareInWords(one.share) }),
      })),
      sortedBy: { key: "name", descending: false },
      rowsPerPage: 20,
      empty: "None is held.",
    },
  };
}

function trustSection(trusts: Awaited<ReturnType<typeof listServed>>, asking: Asking): Section {
  return {
    kind: "table",
    heading: "Trusts that treat people from here",
    intro:
      "How much of each trust's patients live here; trusts with 1% or more. The residents' own choice of trust is another figure, not held.",
    table: {
      name: "trusts",
      caption: "Share of each trust's patients who live here",
      columns: [
        { key: "trust", label: "Trust", kind: "link", sortable: true },
        {
          key: "share",
          label: "Share of its patients",
          kind: "number",
          unit: "%",
          decimals: 1,
          sortable: true,
        },
      ],
      rows: trusts.map((one) => ({
        trust: { text: one.name, href: withAt(`/organisations/${one.slug}`, asking) },
        share: one.share * 100,
      })),
      rowsPerPage: 10,
      empty: "None is held.",
    },
  };
}

function actionsOf({ area, organisations }: Held): readonly PageAction[] {
  const illustrative = area.basis === "illustrative";
  const register = { ref: areaRef(area), keepers: [], keptHere: false, illustrative };
  const own = {
    text: "Say what it lies in",
    href: `/areas/${area.slug}/lies-in/add`,
    command: "place.put-area-in",
    resource: register,
  };
  const keepers = organisations.filter((one) => one.keptHere).map((one) => one.id);
  if (keepers.length === 0) return [own];
  const resource = { ...register, keepers, keptHere: true };
  return [
    own,
    {
      text: "Enter a figure",
      href: `/areas/${area.slug}/figures/add`,
      command: "purpose.enter-observation",
      resource,
    },
  ];
}
