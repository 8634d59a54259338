import { z } from "zod";
import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import {
  anyOfKind,
  capital,
  countOf,
  definePage,
  formatNumber,
  listInWords,
  subjectText,
  type Asking,
  type PageAction,
  type PageModel,
  type Picture,
  type Section,
  type TableModel,
} from "../../kernel/index.ts";
import { drawSeats } from "../../web/index.ts";
import {
  attendances,
  boardKindLabel,
  completenessLabel,
  countVoices,
  voiceLabel,
  type Board,
  type Seat,
  type Tristate,
} from "../board.ts";
import { findBoard, listSeats } from "../store-boards.ts";
import { boardInBeing, membershipCovers, membershipDays, membershipSource } from "../membership.ts";
import { distinctSources, sourceLine, sourcesOf } from "../words.ts";
import { boardJson, boardShape } from "./board-list.ts";
import { resourceOfBoard } from "../commands/resources.ts";
import { documentPurposeLabel } from "../document.ts";
import { isBeforeHeld } from "../in-being.ts";
import { boardRef } from "../refs.ts";
import { findingJson, findingShape, lawOfBoard, lawSections } from "./board-law.ts";
import { lifeOfBoard, memberJson, memberShape, ruleJson, ruleShape } from "./board-rules.ts";
import { linkedSection } from "./linked.ts";
import { daysInBeing, linkCell, onDate, slugParams, versionShape, withAt } from "./shared.ts";

export const boardPage = definePage({
  name: "place.board",
  path: "/boards/:slug",
  about:
    "One board: who sits at the table, what each seat speaks for, and which seats vote, as far as the source says.",
  params: slugParams,
  json: boardShape.extend({
    ...versionShape,
    seats: z.array(
      z.object({
        number: z.string(),
        role: z.string(),
        organisation: z.string().nullable(),
        voice: z.string(),
        seats: z.number().nullable(),
        voting: z.enum(["yes", "no", "not-known"]),
        statutory: z.enum(["yes", "no", "not-known"]),
        attendsAs: z.enum(["member", "co-optee", "observer", "substitute"]),
        vacant: z.number().nullable(),
        sharedVote: z.string().nullable(),
      }),
    ),
    members: z.array(memberShape),
    rules: z.array(ruleShape),
    law: z.object({ on: z.iso.date(), findings: z.array(findingShape) }).nullable(),
  }),
  formats: ["csv", "atom"],
  async load(asking, { params }): Promise<PageModel | undefined> {
    const board = await findBoard(asking.db, params.slug);
    if (!board) return undefined;
    const covered = !asking.atGiven || membershipCovers(board, asking.at);
    const seats = covered ? await listSeats(asking.db, board.id, asking.at) : [];
    const ref = boardRef(board);
    const law = await lawOfBoard(asking, board, seats);
    const life = await lifeOfBoard(asking, board, seats);
    return {
      title: board.name,
      kicker: boardKindLabel(board.kind),
      illustrative: board.basis === "illustrative",
      answer: boardAnswer(board, seats, asking),
      ...(seats.length > 0 && { picture: seatPicture(seats) }),
      table: seatTable(seats),
      sections: [
        ...lawSections(board, law),
        ...life.sections,
        ...sharedVotes(seats),
        ...(await sectionsOf(board, asking)),
      ],
      trail: [{ text: "Boards", href: withAt("/boards", asking) }],
      sources: distinctSources([sourceLine(board), ...sourcesOf(seats)]),
      actions: actionsOf(board),
      // Its organisation, those that hold its seats, and its area stand on its page.
      subjects: [ref, anyOfKind("place", "organisation"), anyOfKind("place", "area")],
      panels: { on: "board", subject: ref },
      check: `/record/of/${subjectText(ref)}`,
      json: {
        ...boardJson(board),
        version: board.version,
        seats: seats.map((seat) => ({
          number: seat.number,
          role: seat.role,
          organisation: seat.organisation?.slug ?? null,
          voice: seat.voice,
          seats: seat.seats ?? null,
          voting: seat.voting,
          statutory: seat.statutory,
          attendsAs: seat.attendsAs,
          vacant: seat.vacant ?? null,
          sharedVote: seat.sharedVote ?? null,
        })),
        members: life.members.map(memberJson),
        rules: life.rules.map((rule) => ruleJson(rule, seats)),
        law: law ? { on: law.on, findings: law.findings.map(findingJson) } : null,
      },
    };
  },
});

/** One sentence about who sits on a board, as far as its source says. */
export function boardAnswer(board: Board, seats: readonly Seat[], asking: Asking): PageModel["answer"] {
  if (asking.atGiven && !membershipCovers(board, asking.at)) {
    const sat = asking.at > asking.today ? "will sit" : "sat";
    return `Who ${sat} on ${board.name}${onDate(asking)} is not held here.${daysOutside(board, asking.at)}`;
  }
  const gone = boardInBeing(board, asking.at) ? "" : daysOutside(board, asking.at).trimStart();
  if (gone !== "" && seats.length === 0) return `${board.name}: nobody sits on it today. ${gone}`;
  if (seats.length === 0 && board.completeness === "kept-here")
    return `No seat of ${board.name} is entered${onDate(asking)}.`;
  if (seats.length === 0) {
    const why = board.completeness === "not-held" ? "" : ` ${completenessLabel(board.completeness)}.`;
    return `Who sits on ${board.name} is not held here${onDate(asking)}.${why}`;
  }
  const all = countVoices(seats);
  const elected = all.voices.find((one) => one.voice === "council-elected")?.seats ?? 0;
  const unknown = all.voices.find((one) => one.voice === "not-known")?.seats ?? 0;
  const source = membershipSource(board);
  const past = source !== undefined || gone !== "";
  const listed = board.completeness === "partial";
  return [
    `${source ?? ""}${board.name} ${past ? "had" : "has"} `,
    { strong: countOf(all.total, "seat") },
    `${listed ? " that are listed" : ""}${source === undefined ? onDate(asking) : ""}. ${capital(electedInWords(elected, all.total, listed ? "those listed" : "them"))} known to ${past ? "have been" : "be"} held by elected councillors`,
    unknown > 0
      ? `. For ${countOf(unknown, "seat")} the source does not say what ${unknown === 1 ? "it speaks" : "they speak"} for.`
      : ".",
    all.withoutNumber > 0
      ? ` ${capital(countOf(all.withoutNumber, "kind of seat is", "kinds of seat are"))} named without a number and not counted.`
      : "",
    listed ? " The source lists only some of the seats." : "",
    gone === "" ? "" : ` ${gone}`,
  ];
}

function electedInWords(elected: number, total: number, them: string): string {
  if (elected === 0) return `none of ${them} is`;
  return elected === total && total > 1
    ? `all of ${them} are`
    : countOf(elected, `of ${them} is`, `of ${them} are`);
}

/** Why a board is not in being on a day, as a sentence of its own after a space; nothing when it is. */
function daysOutside(board: Board, on: CivilDate): string {
  if (boardInBeing(board, on) || isBeforeHeld(board, on)) return "";
  if (board.neverBegan) return " It never began: the body whose board it was to be ended first.";
  if (board.beginsOn !== undefined && board.beginsOn > on)
    return ` It only begins on ${formatCivilDate(board.beginsOn)}.`;
  return ` It was in being ${daysInBeing(board)}.`;
}

/** The seats of a board as an arc, by what they speak for. */
export function seatPicture(seats: readonly Seat[]): Picture {
  const { voices, total } = countVoices(seats);
  const words = voices.map((one) => `${voiceLabel(one.voice)} ${one.seats}`).join(", ");
  return drawSeats(
    {
      groups: voices.map((one) => ({ voice: one.voice, seats: one.seats, label: voiceLabel(one.voice) })),
      seat: "seat",
    },
    { summary: `Of ${countOf(total, "seat")}: ${words}.`, caption: "Seats by what they speak for" },
  );
}

const tristate: Readonly<Record<Tristate, string>> = { yes: "Yes", no: "No", "not-known": "Not known" };

function seatTable(seats: readonly Seat[]): TableModel {
  const detailed = seats.some((seat) => seat.attendsAs !== "member" || (seat.vacant ?? 0) > 0);
  return {
    caption: "Seats",
    columns: [
      { key: "role", label: "Seat", kind: "text" },
      { key: "organisation", label: "Organisation", kind: "link" },
      { key: "voice", label: "Speaks for", kind: "text", filter: "choice", sortable: true },
      { key: "seats", label: "Seats", kind: "measured" },
      { key: "voting", label: "Votes", kind: "text", sortable: true },
      { key: "statutory", label: "Required by law", kind: "text" },
      ...(detailed ? [{ key: "attends", label: "Attends as", kind: "text" } as const] : []),
    ],
    rows: seats.map((seat) => ({
      role: capital(seat.role),
      organisation:
        seat.organisation &&
        (seat.organisation.slug
          ? linkCell({ text: seat.organisation.name, href: `/organisations/${seat.organisation.slug}` })
          : capital(seat.organisation.name)),
      voice: voiceLabel(seat.voice),
      seats: seat.seats === undefined ? { kind: "no-data" } : { kind: "value", value: seat.seats },
      voting: tristate[seat.voting],
      statutory: tristate[seat.statutory],
      ...(detailed && {
        attends: `${attendances[seat.attendsAs]}${(seat.vacant ?? 0) > 0 ? `; ${seat.vacant} vacant` : ""}`,
      }),
    })),
    rowsPerPage: 40,
    empty:
      "We hold nothing about the members of this board. Import a list, or see what the law requires of a board of this kind.",
  };
}

/** Votes that several seats share, and whose turn it is. */
function sharedVotes(seats: readonly Seat[]): readonly Section[] {
  const names = [...new Set(seats.flatMap((seat) => seat.sharedVote ?? []))];
  if (names.length === 0) return [];
  const items = names.map((name) => {
    const own = seats.filter((seat) => seat.sharedVote === name);
    const roles = listInWords(own.map((seat) => seat.organisation?.name ?? seat.role));
    const turn = own.find((seat) => seat.rotation)?.rotation;
    return `${name}: one vote between ${roles}${turn ? `; ${turn}` : ""}.`;
  });
  return [{ kind: "list", heading: "Shared votes", items }];
}

async function sectionsOf(board: Board, asking: Asking): Promise<readonly Section[]> {
  const facts: { label: string; value: PageModel["answer"] }[] = [];
  if (board.area)
    facts.push({
      label: "Area",
      value: [{ text: board.area.name, href: withAt(`/areas/${board.area.slug}`, asking) }],
    });
  if (board.organisation)
    facts.push({
      label: "Organisation",
      value: [
        { text: board.organisation.name, href: withAt(`/organisations/${board.organisation.slug}`, asking) },
      ],
    });
  if (board.areaWords) facts.push({ label: "Area in the words of the source", value: board.areaWords });
  if (board.purpose) facts.push({ label: "Purpose", value: board.purpose });
  facts.push({
    label: "In being",
    value: board.neverBegan ? "It never began" : capital(daysInBeing(board)) || "Not known since when",
  });
  facts.push({
    label: "Membership",
    value: [
      completenessLabel(board.completeness),
      board.completenessNote ? `: ${board.completenessNote}` : "",
    ],
  });
  const days = membershipDays(board);
  if (days) facts.push({ label: "Membership as at", value: capital(days) });
  if (board.audience !== "public")
    facts.push({ label: "Seen by", value: "Its own organisation only, until it is published" });
  const documents = documentSection(await asking.files.listFor(asking.db, boardRef(board)));
  const linked = await linkedSection(asking, boardRef(board));
  return [{ kind: "facts", heading: "Facts", facts }, ...documents, ...linked];
}

/** The documents that this reader may fetch, by their hash. */
function documentSection(documents: Awaited<ReturnType<Asking["files"]["listFor"]>>): readonly Section[] {
  if (documents.length === 0) return [];
  const items = documents.map((one) => [
    { text: one.name, href: `/files/${one.sha256}` },
    `, ${documentPurposeLabel(one.purpose).toLowerCase()}, ${formatNumber(Math.max(1, Math.round(one.size / 1000)))} kB`,
  ]);
  return [{ kind: "list", heading: "Documents", items }];
}

function actionsOf(board: Board): readonly PageAction[] {
  if (!board.organisation) return [];
  const resource = resourceOfBoard(board);
  const here = `/boards/${board.slug}`;
  const act = (text: string, path: string, command: string): PageAction => ({
    text,
    href: `${here}/${path}`,
    command,
    resource,
  });
  return [
    ...(board.audience === "public" ? [] : [act("Publish this board", "publish", "place.publish-board")]),
    ...(board.completeness === "kept-here"
      ? [
          act("Change seats and members", "seats", "place.change-seat"),
          act("Add a seat", "seats/add", "place.add-seat"),
          act("Import a list of seats", "seats/import", "place.import-seats"),
          act("Set a rule", "rules/add", "place.set-board-rule"),
          act("End a rule", "rules/end", "place.end-board-rule"),
        ]
      : []),
    act("Edit this board", "edit", "place.edit-board"),
    act("Add a document", "documents/add", "place.keep-document"),
  ];
}
