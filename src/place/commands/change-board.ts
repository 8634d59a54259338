import { formatCivilDate } from "@concordat/calendar";
import {
  Conflict,
  anyOfKind,
  type Acting,
  type Db,
  type Done,
  type FormModel,
  type Json,
  type Problem,
} from "../../kernel/index.ts";
import { attendances, voices, type Board, type Seat } from "../board.ts";
import type { SeatInput } from "../board-schema.ts";
import { daysOverlap } from "../in-being.ts";
import type { Organisation } from "../organisation.ts";
import { boardRef, organisationRef } from "../refs.ts";
import { slugFromText } from "../slug.ts";
import { lockBoard } from "../store-change-boards.ts";
import { staleVersion } from "../store-changes.ts";
import { findLatestOrganisation } from "../store-organisations.ts";
import { daysInWords } from "../words.ts";
import { countBoardChange, type SeatToWrite } from "../store-seats-change.ts";
import { enteredNow } from "./entered.ts";
import { getBoard } from "./publish-board.ts";

type Field = FormModel["fields"][number];

const tristateOptions = [
  { value: "yes", text: "Yes" },
  { value: "no", text: "No" },
  { value: "not-known", text: "Not known" },
] as const;

/** The fields of a seat, in the order in which people think of them. */
export const seatFormFields: readonly Field[] = [
  { name: "role", widget: { kind: "text" } },
  { name: "organisation", widget: { kind: "text" } },
  {
    name: "voice",
    widget: { kind: "select", options: Object.entries(voices).map(([value, text]) => ({ value, text })) },
  },
  { name: "seats", widget: { kind: "text", width: 5 } },
  { name: "voting", widget: { kind: "radios", options: tristateOptions } },
  { name: "statutory", widget: { kind: "radios", options: tristateOptions } },
  {
    name: "attendsAs",
    widget: {
      kind: "select",
      options: Object.entries(attendances).map(([value, text]) => ({ value, text })),
    },
  },
  { name: "vacant", widget: { kind: "text", width: 5 } },
  { name: "politicalGroup", widget: { kind: "text" } },
  { name: "sharedVote", widget: { kind: "text" } },
  { name: "rotation", widget: { kind: "text" } },
  { name: "substitutes", widget: { kind: "radios", options: tristateOptions } },
  { name: "onlyOne", widget: { kind: "yes-no" } },
  { name: "begins", widget: { kind: "date" } },
  { name: "ends", widget: { kind: "date" } },
  { name: "note", widget: { kind: "textarea", rows: 2 } },
];

/** A seat as the values of its form. */
export function seatFormValues(seat: Seat): Readonly<Record<string, string>> {
  return {
    role: seat.role,
    organisation: seat.organisation?.slug ?? seat.organisation?.name ?? "",
    voice: seat.voice,
    seats: seat.seats === undefined ? "" : String(seat.seats),
    voting: seat.voting,
    statutory: seat.statutory,
    attendsAs: seat.attendsAs,
    vacant: seat.vacant === undefined ? "" : String(seat.vacant),
    politicalGroup: seat.politicalGroup ?? "",
    sharedVote: seat.sharedVote ?? "",
    rotation: seat.rotation ?? "",
    substitutes: seat.substitutes,
    onlyOne: String(seat.onlyOne),
    begins: seat.beginsOn ?? "",
    ends: seat.endsOn ?? "",
    note: seat.note ?? "",
  };
}

/**
 * The board that an act changes, held still until the act is over.
 *
 * @throws Conflict when somebody changed it since, or its membership is not kept here
 */
export async function boardToChange(
  { tx }: Acting,
  input: { readonly slug: string; readonly version: number },
): Promise<Board> {
  await lockBoard(tx, input.slug);
  const board = await getBoard(tx, input.slug);
  if (board.version !== input.version) throw staleVersion(board.name);
  refuseNotKept(board);
  if (!(await countBoardChange(tx, board))) throw staleVersion(board.name);
  return board;
}

/** Seats of a board that is only known from a source are the source's, not ours to change one by one. */
export function refuseNotKept(board: Board): void {
  if (board.completeness === "kept-here") return;
  throw new Conflict("place.board-not-kept-here", {
    message: `What is held of ${board.name} is what its source says. To change it seat by seat, first say on its page that its membership is kept here.`,
  });
}

/** What was done to a board: its message, its entry for those who may see the board, and the pages that are stale. */
export function boardDone(
  board: Board,
  act: { readonly kind: string; readonly summary: string; readonly body: Json; readonly json?: Done["json"] },
): Done {
  const ref = boardRef(board);
  return {
    message: act.summary,
    href: `/boards/${board.slug}`,
    subject: ref,
    entry: {
      kind: act.kind,
      summary: act.summary,
      subjects: [ref, ...(board.organisation ? [organisationRef(board.organisation)] : [])],
      body: act.body,
      audience: board.audience,
    },
    changed: [anyOfKind("place", "board")],
    json: { version: board.version + 1, ...act.json },
  };
}

/** A seat ready to be written, or everything that is wrong with it. */
export async function seatFromInput(
  acting: Acting,
  board: Board,
  input: SeatInput,
  others: readonly Seat[],
): Promise<{ readonly seat: SeatToWrite; readonly problems: readonly Problem[] }> {
  const body = await bodyOf(acting.tx, input.organisation);
  const illustrative = board.basis === "illustrative";
  const { organisation: _body, begins, ends, ...rest } = input;
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as Omit<
    SeatToWrite,
    "source" | "seen" | "basis"
  >;
  const seat: SeatToWrite = {
    ...given,
    ...enteredNow(acting, { illustrative }),
    ...(begins && { beginsOn: begins }),
    ...(ends && { endsOn: ends }),
    ...(body.organisation && { organisationId: body.organisation.id }),
    ...(body.name !== undefined && { organisationName: body.name }),
  };
  const problems = [
    ...body.problems,
    ...mixed(board, body.organisation),
    ...endedBody(body.organisation, seat),
    ...daysWrong(seat),
    ...countsWrong(seat),
    ...notTheOnlyOne(seat, others),
  ];
  return { seat, problems };
}

async function bodyOf(
  tx: Db,
  given: string | undefined,
): Promise<{
  readonly organisation?: Organisation;
  readonly name?: string;
  readonly problems: readonly Problem[];
}> {
  if (given === undefined) return { problems: [] };
  const slug = slugFromText(given, "organisations");
  const organisation = slug === undefined ? undefined : await findLatestOrganisation(tx, slug);
  if (organisation) return { organisation, problems: [] };
  if (!/^[a-z0-9]+(-[a-z0-9]+)+$/.test(given)) return { name: given, problems: [] };
  const message = `There is no organisation “${given}” here. Correct its address, or write its name.`;
  return { problems: [{ code: "place.organisation-unknown", field: "organisation", message }] };
}

function mixed(board: Board, organisation: Organisation | undefined): readonly Problem[] {
  if (!organisation || (organisation.basis === "illustrative") === (board.basis === "illustrative"))
    return [];
  const message = `Of ${organisation.name} and ${board.name} one is made up and one is real: the seat cannot be for this body.`;
  return [{ code: "place.organisation-made-up", field: "organisation", message }];
}

function endedBody(organisation: Organisation | undefined, seat: SeatToWrite): readonly Problem[] {
  const { beginsOn } = seat;
  if (!organisation?.endsOn || beginsOn === undefined || organisation.endsOn > beginsOn) return [];
  const message = `${organisation.name} ended on ${formatCivilDate(organisation.endsOn)}, before the seat begins on ${formatCivilDate(beginsOn)}. Name what followed it.`;
  return [{ code: "place.organisation-ended", field: "organisation", message }];
}

function daysWrong(seat: SeatToWrite): readonly Problem[] {
  if (seat.beginsOn === undefined || seat.endsOn === undefined || seat.endsOn > seat.beginsOn) return [];
  const message = `It ends on ${formatCivilDate(seat.endsOn)}, which is not after its first day, ${formatCivilDate(seat.beginsOn)}.`;
  return [{ code: "place.ends-before-it-begins", field: "ends", message }];
}

function countsWrong(seat: SeatToWrite): readonly Problem[] {
  const problems: Problem[] = [];
  if (seat.vacant !== undefined && seat.seats !== undefined && seat.vacant > seat.seats) {
    const message = `${seat.vacant} of ${seat.seats} cannot be vacant. Correct one of the two.`;
    problems.push({ code: "place.more-vacant-than-seats", field: "vacant", message });
  }
  if (seat.onlyOne && seat.seats !== 1) {
    const message = `It is said to be the only seat of its role, and there are ${seat.seats ?? "an unknown number"} of it. Write 1, or choose no.`;
    problems.push({ code: "place.only-one-of-many", field: "onlyOne", message });
  }
  return problems;
}

function notTheOnlyOne(seat: SeatToWrite, others: readonly Seat[]): readonly Problem[] {
  if (!seat.onlyOne) return [];
  const twin = others.find(
    (one) => one.onlyOne && one.role.toLowerCase() === seat.role.toLowerCase() && daysOverlap(one, seat),
  );
  if (!twin) return [];
  const held = daysInWords(twin);
  const when = held === "no dates known" ? "" : ` (${held})`;
  const message = `Seat ${twin.number} is the only “${twin.role}” of this board${when}, and the days overlap. End it first, or choose other days.`;
  return [{ code: "place.only-one-overlaps", field: "role", message }];
}

/** A seat for the record: what was entered, without what is not known. */
export function seatJson(seat: SeatInput): Json {
  return Object.fromEntries(Object.entries(seat).filter(([, value]) => value !== undefined)) as Json;
}
