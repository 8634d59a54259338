import {
  Conflict,
  Invalid,
  NotFound,
  defineCommand,
  type Acting,
  type Command,
  type Db,
  type Done,
  type FormAsking,
  type FormModel,
  type Problem,
} from "../../kernel/index.ts";
import type { Board, Seat } from "../board.ts";
import {
  addSeatSchema,
  changeSeatSchema,
  endSeatSchema,
  type AddSeat,
  type ChangeSeat,
  type EndSeat,
} from "../board-schema.ts";
import { fitsOn } from "../member.ts";
import { formatCivilDate } from "@concordat/calendar";
import { findBoard } from "../store-boards.ts";
import { findSeat, listAllSeats, listMembers } from "../store-seats.ts";
import { addSeat, endSeat, writeSeat } from "../store-seats-change.ts";
import { sourceLine } from "../words.ts";
import {
  boardDone,
  boardToChange,
  refuseNotKept,
  seatFormFields,
  seatFormValues,
  seatFromInput,
  seatJson,
} from "./change-board.ts";
import { boardTrail } from "./publish-board.ts";
import { boardResource } from "./resources.ts";

const reasonField = { name: "reason", widget: { kind: "textarea", rows: 2 } } as const;
const versionField = { name: "version", widget: { kind: "hidden" } } as const;

/** Adds a seat to a board that is kept here. */
export const addSeatCommand: Command = defineCommand<AddSeat>({
  name: "place.add-seat",
  title: "Add a seat",
  about:
    "Adds a seat to a board that is kept here: its role, the body it is for, what it speaks for, whether it votes.",
  schema: addSeatSchema,
  path: "/boards/:slug/seats/add",
  resource: boardResource,
  form: async ({ db, params }: FormAsking): Promise<FormModel | undefined> => {
    const board = await findBoard(db, params["slug"] ?? "");
    if (!board) return undefined;
    refuseNotKept(board);
    return {
      title: `Add a seat to ${board.name}`,
      submit: "Add the seat",
      illustrative: board.basis === "illustrative",
      trail: boardTrail(board),
      values: {
        version: String(board.version),
        seats: "1",
        voting: "not-known",
        statutory: "not-known",
        substitutes: "not-known",
        attendsAs: "member",
        onlyOne: "false",
      },
      fields: [versionField, ...seatFormFields, reasonField],
    };
  },
  run: async (acting: Acting, input: AddSeat): Promise<Done> => {
    const board = await boardToChange(acting, input);
    const { slug: _slug, version: _version, reason, ...given } = input;
    const { seat, problems } = await seatFromInput(
      acting,
      board,
      given,
      await listAllSeats(acting.tx, board.id),
    );
    if (problems.length > 0) throw new Invalid(problems);
    const number = await addSeat(acting.tx, board, seat);
    return boardDone(board, {
      kind: "place.seat-added",
      summary: `A seat was added to ${board.name}: ${seat.role}.`,
      body: { board: board.slug, number, seat: seatJson(given), reason },
      json: { number },
    });
  },
});

/** Changes a seat of a board that is kept here. */
export const changeSeatCommand: Command = defineCommand<ChangeSeat>({
  name: "place.change-seat",
  title: "Change a seat",
  about: "Changes what is kept of a seat: role, body, voice, vote, vacancies, whose turn it is.",
  schema: changeSeatSchema,
  path: "/boards/:slug/seats/:number/edit",
  resource: boardResource,
  form: async (asking): Promise<FormModel | undefined> => {
    const found = await boardAndSeat(asking);
    return (
      found && {
        title: `Change seat ${found.seat.number} of ${found.board.name}`,
        submit: "Save the seat",
        illustrative: found.board.basis === "illustrative",
        trail: boardTrail(found.board),
        values: { version: String(found.board.version), ...seatFormValues(found.seat) },
        fields: [versionField, ...seatFormFields, reasonField],
        sources: [sourceLine(found.seat)],
      }
    );
  },
  run: async (acting: Acting, input: ChangeSeat): Promise<Done> => {
    const board = await boardToChange(acting, input);
    const held = await getSeat(acting.tx, board, input.number);
    const { slug: _slug, version: _version, number, reason, ...given } = input;
    const others = (await listAllSeats(acting.tx, board.id)).filter((one) => one.number !== number);
    const { seat, problems } = await seatFromInput(acting, board, given, others);
    const all = [...problems, ...(await membersLeftOver(acting.tx, board, held, seat))];
    if (all.length > 0) throw new Invalid(all);
    await writeSeat(acting.tx, board, number, seat);
    return boardDone(board, {
      kind: "place.seat-changed",
      summary: `Seat ${number} of ${board.name} was changed: ${seat.role}. ${reason}`,
      body: { board: board.slug, number, before: seatFormValues(held), after: seatJson(given), reason },
      json: { number },
    });
  },
});

/** Ends a seat of a board that is kept here. */
export const endSeatCommand: Command = defineCommand<EndSeat>({
  name: "place.end-seat",
  title: "End a seat",
  about: "Says from which day a seat is no longer there; whoever holds it then holds it no longer.",
  schema: endSeatSchema,
  path: "/boards/:slug/seats/:number/end",
  resource: boardResource,
  form: async (asking): Promise<FormModel | undefined> => {
    const found = await boardAndSeat(asking);
    return (
      found && {
        title: `End seat ${found.seat.number} of ${found.board.name}`,
        intro: `The seat is “${found.seat.role}”. Whoever holds it on that day holds it no longer. It stays on the page for the days before.`,
        submit: "End the seat",
        illustrative: found.board.basis === "illustrative",
        trail: boardTrail(found.board),
        values: { version: String(found.board.version) },
        fields: [versionField, { name: "endsOn", widget: { kind: "date" } }, reasonField],
      }
    );
  },
  run: async (acting: Acting, { endsOn, reason, ...input }: EndSeat): Promise<Done> => {
    const board = await boardToChange(acting, input);
    const seat = await getSeat(acting.tx, board, input.number);
    if (seat.endsOn !== undefined && seat.endsOn <= endsOn)
      throw new Conflict("place.seat-ended", {
        message: `Seat ${seat.number} ended on ${formatCivilDate(seat.endsOn)} already.`,
      });
    if (seat.beginsOn !== undefined && endsOn <= seat.beginsOn) {
      const message = `The seat begins on ${formatCivilDate(seat.beginsOn)}; it can end on a later day, not on ${formatCivilDate(endsOn)}.`;
      throw new Invalid([{ code: "place.ends-before-it-begins", field: "endsOn", message }]);
    }
    await endSeat(acting.tx, board, seat.number, endsOn);
    return boardDone(board, {
      kind: "place.seat-ended",
      summary: `Seat ${seat.number} of ${board.name} (${seat.role}) ends on ${formatCivilDate(endsOn)}: ${reason}`,
      body: { board: board.slug, number: seat.number, endsOn, reason },
      json: { number: seat.number },
    });
  },
});

async function boardAndSeat({
  db,
  params,
}: FormAsking): Promise<{ readonly board: Board; readonly seat: Seat } | undefined> {
  const board = await findBoard(db, params["slug"] ?? "");
  const seat = board && (await findSeat(db, board.id, params["number"] ?? ""));
  if (!board || !seat) return undefined;
  refuseNotKept(board);
  return { board, seat };
}

/** The seat of a board by its number; refuses when there is none. */
export async function getSeat(db: Db, board: Board, number: string): Promise<Seat> {
  const seat = await findSeat(db, board.id, number);
  if (!seat) throw new NotFound("place.seat-not-found", { message: `${board.name} has no seat ${number}.` });
  return seat;
}

/** Members who would have no seat any more: fewer seats than holders, or days outside the seat's. */
async function membersLeftOver(
  tx: Db,
  board: Board,
  held: Seat,
  seat: Pick<Seat, "seats" | "beginsOn" | "endsOn">,
): Promise<readonly Problem[]> {
  const members = (await listMembers(tx, board.id)).filter((one) => one.seat === held.number);
  const problems: Problem[] = [];
  const own = members.filter((one) => !one.asSubstitute);
  const crowded = own.find(
    (one) =>
      !fitsOn(
        seat,
        own.filter((other) => other !== one),
        one,
      ),
  );
  if (crowded) {
    const message = `More members hold it at once than ${seat.seats}: end a member's time first.`;
    problems.push({ code: "place.more-members-than-seats", field: "seats", message });
  }
  const late = members.find(
    (one) => seat.endsOn !== undefined && (one.endsOn === undefined || one.endsOn > seat.endsOn),
  );
  if (late) {
    const message = `${late.office} holds it beyond ${formatCivilDate(seat.endsOn!)}: end that first, or end the seat, which ends it too.`;
    problems.push({ code: "place.member-beyond-seat", field: "ends", message });
  }
  return problems;
}
