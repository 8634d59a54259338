import { z } from "zod";
import { formatCivilDate } from "@concordat/calendar";
import {
  anyOfKind,
  countInWords,
  countOf,
  definePage,
  subjectText,
  type Asking,
  type PageModel,
  type Panel,
  type PanelModel,
  type Row,
  type Section,
  type TableModel,
} from "../../kernel/index.ts";
import { areaKindLabel, type Area } from "../area.ts";
import { completenessLabel, voiceLabel, type Board } from "../board.ts";
import { isInBeing } from "../in-being.ts";
import type { Organisation } from "../organisation.ts";
import { areaRef, organisationRef } from "../refs.ts";
import { statutoryBodies, type StatutoryBody } from "../statutory-bodies.ts";
import { leastSeats, requiredSeatInWords, requiredSeats, type RequiredSeat } from "../statutory-holders.ts";
import { lawAsAt, provisionInWords } from "../statutory-law.ts";
import { listBoards } from "../store-boards.ts";
import { readSurroundings } from "../store-boards-statutory.ts";
import { findOrganisation } from "../store-organisations.ts";
import { areaOfPanel, boardsAroundArea, organisationOnDay, organisationsOfArea } from "./page-reads.ts";
import { onDate, slugParams, withAt } from "./shared.ts";

/** The label that every derived body carries. */
const derived = "By law at least; its actual membership is not held here";

/** A body that the law asks for, with its seats on the day and the boards held here that may be it. */
interface RequiredBody {
  readonly body: StatutoryBody;
  readonly owner: Organisation;
  readonly seats: readonly RequiredSeat[];
  readonly boards: readonly Board[];
}

const bodyShape = z.object({
  key: z.string(),
  kind: z.string(),
  name: z.string(),
  organisation: z.string(),
  standing: z.enum(["required", "if"]),
  provision: z.string(),
  force: z.enum(["law", "national-policy"]),
  mark: z.enum(["seen", "to-be-checked"]),
  seatsAtLeast: z.number().nullable(),
  boards: z.array(z.string()),
  seats: z.array(z.object({ seat: z.string(), atLeast: z.number().nullable(), provision: z.string() })),
});

function bodyJson(one: RequiredBody): z.output<typeof bodyShape> {
  const { least, withoutNumber } = leastSeats(one.seats);
  return {
    key: one.body.key,
    kind: one.body.kind,
    name: one.body.name,
    organisation: one.owner.slug,
    standing: one.body.standing,
    provision: one.body.provision.cite,
    force: one.body.provision.force,
    mark: one.body.provision.mark,
    seatsAtLeast: one.seats.length === 0 || withoutNumber > 0 ? null : least,
    boards: one.boards.map((board) => board.slug),
    seats: one.seats.map((seat) => ({
      seat: requiredSeatInWords(seat),
      atLeast: seat.least ?? null,
      provision: seat.provision.cite,
    })),
  };
}

/** The bodies that the law asks an organisation to have on the day asked about. */
async function bodiesOf(asking: Asking, owner: Organisation): Promise<readonly RequiredBody[]> {
  const bodies = statutoryBodies(owner, asking.at);
  if (bodies.length === 0 || !isInBeing(owner, asking.at)) return [];
  const around = await readSurroundings(
    asking.db,
    { area: owner.area?.slug, organisation: owner.slug },
    asking.at,
  );
  const all = owner.area
    ? await boardsAroundArea(asking, owner.area.id)
    : await listBoards(asking.db, { organisationId: owner.id, at: asking.at, illustrative: true });
  return bodies.map((body) => ({
    body,
    owner,
    seats: requiredSeats(body.kind, around) ?? [],
    boards: all.filter(
      (board) =>
        board.kind === body.kind && (board.organisation === undefined || board.organisation.id === owner.id),
    ),
  }));
}

function bodyTable(bodies: readonly RequiredBody[], asking: Asking, owners: boolean): TableModel {
  return {
    name: "by-law",
    caption: `Bodies that the law asks for${onDate(asking)}`,
    columns: [
      { key: "body", label: "Body", kind: "link" },
      ...(owners ? [{ key: "owner", label: "Of", kind: "text" } as const] : []),
      { key: "seats", label: "Seats at least", kind: "text" },
      { key: "held", label: "Held here", kind: "link" },
      { key: "provision", label: "Provision", kind: "text" },
    ],
    rows: bodies.map((one): Row => {
      const board = one.boards[0];
      const page = withAt(`/organisations/${one.owner.slug}/required-boards`, asking);
      return {
        body: {
          text: one.body.name,
          href: page,
          ...(one.body.standing === "if" && { tag: "If it has one" }),
        },
        ...(owners && { owner: one.owner.name }),
        seats: seatsInWords(one.seats),
        held: board ? { text: board.name, href: withAt(`/boards/${board.slug}`, asking) } : derived,
        provision: provisionInWords(one.body.provision),
      };
    }),
    rowsPerPage: 30,
    empty: "What the law asks of such a body is not held here.",
  };
}

function seatsInWords(seats: readonly RequiredSeat[]): string {
  if (seats.length === 0) return "the law names none";
  const { least, withoutNumber } = leastSeats(seats);
  if (least === 0) return "No number in the law held here";
  return withoutNumber === 0
    ? String(least)
    : `${least}, and ${countOf(withoutNumber, "kind")} without a number`;
}

function answerOf(bodies: readonly RequiredBody[], of: string, asking: Asking): PanelModel["answer"] {
  const required = bodies.filter((one) => one.body.standing === "required");
  const law = required.filter((one) => one.body.provision.force === "law").length;
  const policy = required.length - law;
  const maybe = bodies.length - required.length;
  const loaded = bodies.filter((one) => one.boards.some((board) => board.completeness !== "not-held")).length;
  const held =
    loaded === 0
      ? "The seats of none of them are held here, only what the law asks."
      : loaded === bodies.length
        ? "The seats of all of them are held here."
        : `The seats of ${countInWords(loaded)} of them are held here, of the others only what the law asks.`;
  return [
    "By law at least ",
    { strong: countOf(law, "body", "bodies") },
    ` ${law === 1 ? "belongs" : "belong"} to ${of}${onDate(asking)}`,
    policy === 0 ? "" : `, ${countOf(policy, "more", "more")} by national policy`,
    maybe === 0 ? "" : `, and ${countOf(maybe, "more", "more")} if it has one`,
    `. ${held}`,
  ];
}

const subjects = [
  anyOfKind("place", "board"),
  anyOfKind("place", "organisation"),
  anyOfKind("place", "area"),
];

function panelOf(bodies: readonly RequiredBody[], of: string, asking: Asking): PanelModel {
  return {
    heading: "Bodies that the law asks for",
    answer: answerOf(bodies, of, asking),
    table: bodyTable(bodies, asking, new Set(bodies.map((one) => one.owner.id)).size > 1),
    sources: [
      {
        text: `The provision of each row; law as held here on ${formatCivilDate(lawAsAt)}; not legal advice`,
      },
    ],
    subjects,
    json: bodies.map(bodyJson),
  };
}

/** On an area's page: the bodies that the law asks its councils and integrated care board to have. */
export const areaStatutoryPanel: Panel = {
  name: "place.area-required-boards",
  on: "area",
  order: 5,
  async load(asking, subject): Promise<PanelModel | undefined> {
    const area = subject && (await areaOfPanel(asking, subject.id));
    if (!area || !isInBeing(area, asking.at)) return undefined;
    const owners = await organisationsOfArea(asking, area.id);
    const bodies = (await Promise.all(owners.map(async (owner) => await bodiesOf(asking, owner)))).flat();
    return bodies.length === 0 ? nothingPanel(area) : panelOf(bodies, area.name, asking);
  },
};

/** An area without a council or integrated care board of its own. */
function nothingPanel(area: Area): PanelModel {
  const kind = areaKindLabel(area.kind);
  const own = kind.startsWith("NHS") ? kind : kind.toLowerCase();
  return {
    heading: "Bodies that the law asks for",
    answer: `The law held here asks for no body of a ${own} as such. Boards belong to councils, care boards and trusts, and stand on their pages.`,
    subjects: [areaRef(area), ...subjects],
  };
}

/** On an organisation's page: the bodies that the law asks it to have. */
export const organisationStatutoryPanel: Panel = {
  name: "place.organisation-required-boards",
  on: "organisation",
  order: 5,
  async load(asking, subject): Promise<PanelModel | undefined> {
    const owner = subject && (await organisationOnDay(asking, subject.id));
    const bodies = owner ? await bodiesOf(asking, owner) : [];
    if (!owner || bodies.length === 0) return undefined;
    return {
      ...panelOf(bodies, owner.name, asking),
      href: withAt(`/organisations/${owner.slug}/required-boards`, asking),
    };
  },
};

/** Every body that the law asks an organisation to have, with its seats at least. */
export const requiredBoardsPage = definePage({
  name: "place.required-boards",
  path: "/organisations/:slug/required-boards",
  about:
    "The bodies that the law of a day asks an organisation to have, and the seats that each needs at least; derived, not loaded from a source.",
  params: slugParams,
  json: z.object({ on: z.iso.date(), items: z.array(bodyShape) }),
  formats: ["csv"],
  async load(asking, { params }): Promise<PageModel | undefined> {
    const owner = await findOrganisation(asking.db, params.slug, asking.at);
    if (!owner) return undefined;
    const bodies = await bodiesOf(asking, owner);
    return {
      title: `What the law asks of ${owner.name}`,
      kicker: "Bodies and seats by law",
      illustrative: owner.basis === "illustrative",
      answer:
        bodies.length === 0
          ? `What the law asks of ${owner.name}${onDate(asking)} is not held here, or it was not in being.`
          : answerOf(bodies, owner.name, asking),
      table: bodyTable(bodies, asking, false),
      sections: bodies.map((one) => seatSection(one, asking)),
      trail: [
        { text: "Organisations", href: withAt("/organisations", asking) },
        { text: owner.name, href: withAt(`/organisations/${owner.slug}`, asking) },
      ],
      sources: [
        { text: `Law as held here on ${formatCivilDate(lawAsAt)}; not legal advice` },
        ...bodies.flatMap(({ body }) =>
          body.provision.href ? [{ text: body.provision.cite, href: body.provision.href }] : [],
        ),
      ],
      subjects: [organisationRef(owner), ...subjects],
      check: `/record/of/${subjectText(organisationRef(owner))}`,
      json: { on: asking.at, items: bodies.map(bodyJson) },
    };
  },
});

function seatSection({ body, seats, boards }: RequiredBody, asking: Asking): Section {
  const board = boards[0];
  return {
    kind: "table",
    heading: body.name,
    intro: [
      `${body.says} `,
      ...(board
        ? [
            "Held here: ",
            { text: board.name, href: withAt(`/boards/${board.slug}`, asking) },
            `. ${completenessLabel(board.completeness)}.`,
          ]
        : ["That is what the law asks for at least. We do not hold who sits on it."]),
    ],
    table: {
      name: body.key,
      caption: `${body.name}: seats at least${onDate(asking)}`,
      columns: [
        { key: "seat", label: "Seat", kind: "text" },
        { key: "least", label: "At least", kind: "text" },
        { key: "voice", label: "Speaks for", kind: "text" },
        { key: "provision", label: "Provision", kind: "text" },
      ],
      rows: seats.map((seat) => ({
        seat: requiredSeatInWords(seat),
        least: seat.least === undefined ? "No number" : String(seat.least),
        voice: seat.voices.map(voiceLabel).join(" or "),
        provision: provisionInWords(seat.provision),
      })),
      rowsPerPage: 40,
      empty: "The law held here names no seats for it.",
    },
  };
}
