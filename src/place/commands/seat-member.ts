import { formatCivilDate } from "@concordat/calendar";
import {
  Conflict,
  Invalid,
  NotFound,
  defineCommand,
  millisOf,
  type Acting,
  type Command,
  type Done,
  type FormAsking,
  type FormModel,
  type Problem,
} from "../../kernel/index.ts";
import type { Seat } from "../board.ts";
import { seatMemberSchema, unseatMemberSchema, type SeatMember, type UnseatMember } from "../board-schema.ts";
import { fitsOn, type Member } from "../member.ts";
import { findBoard } from "../store-boards.ts";
import { findSeat, listMembers } from "../store-seats.ts";
import { addMember, endMember } from "../store-seats-change.ts";
import { boardDone, boardToChange, refuseNotKept } from "./change-board.ts";
import { getSeat } from "./change-seat.ts";
import { enteredNow } from "./entered.ts";
import { boardTrail } from "./publish-board.ts";
import { boardResource } from "./resources.ts";

const versionField = { name: "version", widget: { kind: "hidden" } } as const;

/** An office takes a seat. */
export const seatMemberCommand: Command = defineCommand<SeatMember>({
  name: "place.seat-member",
  title: "Seat a member",
  about: "Says which office holds a seat and from which day. Offices only: no name of a person is kept.",
  schema: seatMemberSchema,
  path: "/boards/:slug/seats/:number/members/add",
  resource: boardResource,
  form: async ({ db, params }: FormAsking): Promise<FormModel | undefined> => {
    const board = await findBoard(db, params["slug"] ?? "");
    const seat = board && (await findSeat(db, board.id, params["number"] ?? ""));
    if (!board || !seat) return undefined;
    refuseNotKept(board);
    return {
      title: `Seat a member on ${board.name}`,
      intro: `Seat ${seat.number}: ${seat.role}.`,
      submit: "Seat the member",
      illustrative: board.basis === "illustrative",
      trail: boardTrail(board),
      values: { version: String(board.version), asSubstitute: "false" },
      fields: [
        versionField,
        { name: "office", widget: { kind: "text" } },
        { name: "asSubstitute", widget: { kind: "yes-no" } },
        { name: "begins", widget: { kind: "date" } },
        { name: "ends", widget: { kind: "date" } },
      ],
    };
  },
  run: async (acting: Acting, input: SeatMember): Promise<Done> => {
    const board = await boardToChange(acting, input);
    const seat = await getSeat(acting.tx, board, input.number);
    const members = (await listMembers(acting.tx, board.id)).filter((one) => one.seat === seat.number);
    const problems = memberProblems(input, seat, members);
    if (problems.length > 0) throw new Invalid(problems);
    const member = await addMember(
      acting.tx,
      board,
      {
        seat: seat.number,
        office: input.office,
        asSubstitute: input.asSubstitute,
        beginsOn: input.begins,
        from: enteredNow(acting, { illustrative: board.basis === "illustrative" }),
        ...(input.ends && { endsOn: input.ends }),
      },
      millisOf(acting.clock.now()),
    );
    const sits = input.asSubstitute ? "may sit in on" : "holds";
    return boardDone(board, {
      kind: "place.member-seated",
      summary: `${input.office} ${sits} the seat “${seat.role}” of ${board.name} from ${formatCivilDate(input.begins)}.`,
      body: {
        board: board.slug,
        seat: seat.number,
        office: input.office,
        asSubstitute: input.asSubstitute,
        begins: input.begins,
        ends: input.ends ?? null,
      },
      json: { member },
    });
  },
});

function memberProblems(input: SeatMember, seat: Seat, members: readonly Member[]): readonly Problem[] {
  const problems: Problem[] = [];
  const days = { beginsOn: input.begins, ...(input.ends && { endsOn: input.ends }) };
  if (input.ends !== undefined && input.ends <= input.begins) {
    const message = `It ends on ${formatCivilDate(input.ends)}, which is not after its first day, ${formatCivilDate(input.begins)}.`;
    return [{ code: "place.ends-before-it-begins", field: "ends", message }];
  }
  const early = seat.beginsOn !== undefined && input.begins < seat.beginsOn;
  const late = seat.endsOn !== undefined && (input.ends === undefined || input.ends > seat.endsOn);
  if (early || late) {
    const day = (early ? seat.beginsOn : seat.endsOn) ?? input.begins;
    const message = `The seat ${early ? "only begins" : "ends"} on ${formatCivilDate(day)}: choose days within its own.`;
    problems.push({ code: "place.member-outside-seat", field: early ? "begins" : "ends", message });
  }
  if (input.asSubstitute && seat.substitutes === "no") {
    const message = "Nobody may sit in for the holder of this seat. Change the seat first if that is wrong.";
    problems.push({ code: "place.no-substitutes", field: "asSubstitute", message });
  }
  if (!input.asSubstitute && !fitsOn(seat, members, days)) {
    const holders = members.filter((one) => !one.asSubstitute).map((one) => one.office);
    const message = `${seat.seats === 1 ? "The seat is" : `All ${seat.seats} seats are`} held on those days (${holders.join(", ")}). Say first who leaves it.`;
    problems.push({ code: "place.seat-held-already", field: "begins", message });
  }
  return problems;
}

/** An office leaves a seat. */
export const unseatMemberCommand: Command = defineCommand<UnseatMember>({
  name: "place.unseat-member",
  title: "Unseat a member",
  about: "Says from which day an office no longer holds its seat.",
  schema: unseatMemberSchema,
  path: "/boards/:slug/members/:member/end",
  resource: boardResource,
  form: async ({ db, params }: FormAsking): Promise<FormModel | undefined> => {
    const board = await findBoard(db, params["slug"] ?? "");
    const member = board && (await listMembers(db, board.id)).find((one) => one.id === params["member"]);
    if (!board || !member) return undefined;
    refuseNotKept(board);
    return {
      title: `${member.office} leaves ${board.name}`,
      intro: `Seat ${member.seat}. The days before stay on the page.`,
      submit: "Save",
      illustrative: board.basis === "illustrative",
      trail: boardTrail(board),
      values: { version: String(board.version) },
      fields: [
        versionField,
        { name: "endsOn", widget: { kind: "date" } },
        { name: "reason", widget: { kind: "textarea", rows: 2 } },
      ],
    };
  },
  run: async (acting: Acting, { member: id, endsOn, reason, ...input }: UnseatMember): Promise<Done> => {
    const board = await boardToChange(acting, input);
    const member = (await listMembers(acting.tx, board.id)).find((one) => one.id === id);
    if (!member)
      throw new NotFound("place.member-not-found", { message: `${board.name} has no member ${id}.` });
    if (member.endsOn !== undefined && member.endsOn <= endsOn)
      throw new Conflict("place.member-left", {
        message: `${member.office} left the seat on ${formatCivilDate(member.endsOn)} already.`,
      });
    if (member.beginsOn !== undefined && endsOn <= member.beginsOn) {
      const message = `It took the seat on ${formatCivilDate(member.beginsOn)}; it can leave it on a later day, not on ${formatCivilDate(endsOn)}.`;
      throw new Invalid([{ code: "place.ends-before-it-begins", field: "endsOn", message }]);
    }
    await endMember(acting.tx, id, endsOn);
    return boardDone(board, {
      kind: "place.member-unseated",
      summary: `${member.office} no longer holds seat ${member.seat} of ${board.name} from ${formatCivilDate(endsOn)}: ${reason}`,
      body: { board: board.slug, seat: member.seat, office: member.office, endsOn, reason },
    });
  },
});
