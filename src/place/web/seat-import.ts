import {
  anyOfKind,
  capital,
  countOf,
  defineCommand,
  Invalid,
  NotFound,
  type Acting,
  type Command,
  type Done,
  type FormAsking,
  type FormModel,
} from "../../kernel/index.ts";
import { attendances, voices, type Board, type Seat } from "../board.ts";
import {
  importSeatsSchema,
  mendSeatSchema,
  type ImportSeats,
  type MendSeat,
  type SeatInput,
} from "../board-schema.ts";
import {
  boardDone,
  boardToChange,
  refuseNotKept,
  seatFormFields,
  seatFromInput,
  seatJson,
} from "../commands/change-board.ts";
import { boardTrail } from "../commands/publish-board.ts";
import { boardResource } from "../commands/resources.ts";
import { seatsOfRow, type SeatRow } from "../import-boards-row.ts";
import { voiceOfSector } from "../import-boards-words.ts";
import { findBoard } from "../store-boards.ts";
import { listAllSeats } from "../store-seats.ts";
import { addSeat } from "../store-seats-change.ts";
import {
  keepRefusedSeats,
  listRefusedSeats,
  removeRefusedSeat,
  type RefusedSeat,
} from "../store-seats-refused.ts";
import { readBoardFile, type UnreadRow } from "./board-file.ts";

const versionField = { name: "version", widget: { kind: "hidden" } } as const;

/** Adds the seats of a file to a board that is kept here; refused rows wait on its page until they are mended. */
export const importSeatsCommand: Command = defineCommand<ImportSeats>({
  name: "place.import-seats",
  title: "Import a list of seats",
  about:
    "Adds the seats of a CSV, XLSX or JSON file to a board that is kept here. Refused rows wait, with field and reason, to be mended.",
  schema: importSeatsSchema,
  path: "/boards/:slug/seats/import",
  resource: boardResource,
  form: async ({ db, params }: FormAsking): Promise<FormModel | undefined> => {
    const board = await findBoard(db, params["slug"] ?? "");
    if (!board) return undefined;
    refuseNotKept(board);
    return {
      title: `Import seats of ${board.name}`,
      intro: [
        "Good rows are added. Refused rows are listed afterwards with field and reason, and you can mend each one. A seat that is entered already is not added again. Begin with ",
        { text: "an example", href: "/imports/templates/place.seats" },
        ".",
      ],
      submit: "Import the seats",
      illustrative: board.basis === "illustrative",
      trail: boardTrail(board),
      values: { version: String(board.version), dryRun: "false" },
      fields: [
        versionField,
        { name: "file", widget: { kind: "file", accept: [".csv", ".xlsx", ".json"] } },
        { name: "dryRun", widget: { kind: "yes-no" } },
      ],
    };
  },
  run: runImportSeats,
});

async function runImportSeats(acting: Acting, input: ImportSeats): Promise<Done> {
  const board = await boardToChange(acting, input);
  const file = await readBoardFile(input.file);
  if (file.seats.good.length + file.seats.bad.length === 0)
    throw new Invalid([
      {
        code: "place.file-without-seats",
        field: "file",
        message: "The file is a list of boards. Choose the list of their seats.",
      },
    ]);
  const refused: UnreadRow[] = [...file.seats.bad];
  const held = [...(await listAllSeats(acting.tx, board.id))];
  let added = 0;
  for (const row of file.seats.good) {
    const given = inputOfRow(row.value, board);
    const problems = [...strangeBoard(row.value, board)];
    if (problems.length === 0 && isHeld(held, given)) continue;
    const { seat, problems: wrong } = await seatFromInput(acting, board, given, held);
    problems.push(...wrong.map(({ field, message }) => ({ field: columnOf(field), reason: message })));
    if (problems.length > 0) {
      refused.push({ line: row.line, given: row.given, problems });
      continue;
    }
    if (!input.dryRun) await addSeat(acting.tx, board, seat);
    added += 1;
    held.push(asHeld(seat, given));
  }
  const waiting = refused
    .toSorted((a, b) => a.line - b.line)
    .map((row): RefusedSeat => ({ ...row, fileName: input.file.name.slice(0, 200) }));
  await keepRefusedSeats(acting.tx, board, waiting);
  return importDone(board, { added, refused: waiting.length, dryRun: input.dryRun });
}

function importDone(
  board: Board,
  found: { readonly added: number; readonly refused: number; readonly dryRun: boolean },
): Done {
  const rows = countOf(found.refused, "row was refused", "rows were refused");
  const lines = countOf(found.added, "line of seats", "lines of seats");
  const summary = found.dryRun
    ? `An import of seats of ${board.name} was tried out: ${lines} would be added, ${rows}.`
    : `${capital(lines)} ${found.added === 1 ? "was" : "were"} added to ${board.name} from a file; ${rows}.`;
  const done = boardDone(board, {
    kind: found.dryRun ? "place.seats-import-tried" : "place.seats-imported",
    summary,
    body: { board: board.slug, added: found.added, refused: found.refused },
    json: { added: found.added, refused: found.refused },
  });
  return found.refused === 0 ? done : { ...done, href: `/boards/${board.slug}/seats` };
}

/** A row of a list as the form of a seat takes it. */
function inputOfRow(row: SeatRow, board: Board): SeatInput {
  const seats = seatsOfRow(row);
  return {
    role: row.role,
    organisation: row.organisation,
    voice: voiceOfSector(row.sector, { role: row.role, kind: board.kind }) ?? "not-known",
    seats,
    voting: row.voting ?? "not-known",
    statutory: row.statutory ?? "not-known",
    attendsAs: row.attends_as ?? "member",
    vacant: row.vacant === undefined ? undefined : Number(row.vacant),
    substitutes: "not-known",
    onlyOne: false,
    begins: row.begins_on,
    ends: row.ends_on,
    note: row.note,
  };
}

function strangeBoard(row: SeatRow, board: Board): { field: string; reason: string }[] {
  if (row.board_id === undefined || row.board_id === board.slug) return [];
  const reason = `The row is for “${row.board_id}”, and this is ${board.slug}. Take the row out, or correct it.`;
  return [{ field: "board_id", reason }];
}

const columns: Readonly<Record<string, string>> = { voice: "sector", begins: "begins_on", ends: "ends_on" };

function columnOf(field: string | undefined): string {
  return field === undefined ? "" : (columns[field] ?? field);
}

/** Whether the same seat is entered already: role and body, for the same days. */
function isHeld(held: readonly Seat[], given: SeatInput): boolean {
  const body = given.organisation?.toLowerCase() ?? "";
  return held.some(
    (seat) =>
      seat.role.toLowerCase() === given.role.toLowerCase() &&
      [seat.organisation?.slug ?? "", seat.organisation?.name.toLowerCase() ?? ""].includes(body) &&
      seat.beginsOn === given.begins,
  );
}

function asHeld(seat: Omit<Seat, "number" | "organisation">, given: SeatInput): Seat {
  const { organisation } = given;
  return {
    ...seat,
    number: "new",
    ...(organisation && { organisation: { name: organisation, slug: organisation } }),
  };
}

/** Adds the seat of a refused row, put right. */
export const mendSeatCommand: Command = defineCommand<MendSeat>({
  name: "place.mend-seat",
  title: "Mend a refused row",
  about:
    "Adds the seat of a row that an import refused, with what was wrong put right; the row then waits no longer.",
  schema: mendSeatSchema,
  path: "/boards/:slug/seats/mend/:line",
  resource: boardResource,
  form: async ({ db, params }: FormAsking): Promise<FormModel | undefined> => {
    const board = await findBoard(db, params["slug"] ?? "");
    const rows = board ? await listRefusedSeats(db, board.id) : [];
    const row = rows.find((one) => String(one.line) === params["line"]);
    if (!board || !row) return undefined;
    const reasons = row.problems
      .map(({ field, reason }) => (field ? `${field}: ${reason}` : reason))
      .join(" ");
    return {
      title: `Mend line ${row.line} of ${row.fileName}`,
      intro: `It was refused. ${reasons}`,
      submit: "Add the seat",
      illustrative: board.basis === "illustrative",
      trail: [...boardTrail(board), { text: "Seats and members", href: `/boards/${board.slug}/seats` }],
      values: { version: String(board.version), ...valuesOfRow(row, board) },
      fields: [versionField, ...seatFormFields],
    };
  },
  run: async (acting: Acting, input: MendSeat): Promise<Done> => {
    const board = await boardToChange(acting, input);
    const rows = await listRefusedSeats(acting.tx, board.id);
    if (!rows.some((row) => row.line === input.line))
      throw new NotFound("place.refused-row-not-found", {
        message: `No refused row of ${board.name} waits with line ${input.line}. It may have been mended already.`,
      });
    const { slug: _slug, version: _version, line, ...given } = input;
    const { seat, problems } = await seatFromInput(
      acting,
      board,
      given,
      await listAllSeats(acting.tx, board.id),
    );
    if (problems.length > 0) throw new Invalid(problems);
    const number = await addSeat(acting.tx, board, seat);
    await removeRefusedSeat(acting.tx, board.id, line);
    const done = boardDone(board, {
      kind: "place.seat-mended",
      summary: `A seat that a file had wrong was put right and added to ${board.name}: ${seat.role}.`,
      body: { board: board.slug, number, line, seat: seatJson(given) },
      json: { number, left: rows.length - 1 },
    });
    const href = rows.length > 1 ? `/boards/${board.slug}/seats` : done.href;
    return { ...done, href, changed: [anyOfKind("place", "board")] };
  },
});

/** The cells of a refused row as the values of the form; what cannot be read is left for the reader to choose. */
function valuesOfRow({ given }: RefusedSeat, board: Board): Readonly<Record<string, string>> {
  const voice = voiceOfSector(given["sector"] ?? "", { role: given["role"] ?? "", kind: board.kind });
  const answer = (text: string | undefined): string => (text === "yes" || text === "no" ? text : "not-known");
  const attends = given["attends_as"] ?? "";
  return {
    role: given["role"] ?? "",
    organisation: given["organisation"] ?? "",
    voice: voice !== undefined && Object.hasOwn(voices, voice) ? voice : "",
    seats: given["seats"] === "0" ? "" : (given["seats"] ?? ""),
    voting: answer(given["voting"]),
    statutory: answer(given["statutory"]),
    attendsAs: Object.hasOwn(attendances, attends) ? attends : "member",
    vacant: given["vacant"] ?? "",
    substitutes: "not-known",
    onlyOne: "false",
    begins: given["begins_on"] ?? "",
    ends: given["ends_on"] ?? "",
    note: given["note"] ?? "",
  };
}
