import { formatCivilDate } from "@concordat/calendar";
import {
  Invalid,
  anyOfKind,
  defineCommand,
  type Acting,
  type Command,
  type Done,
  type FormAsking,
  type FormModel,
  type Problem,
} from "../../kernel/index.ts";
import type { Area } from "../area.ts";
import type { Board } from "../board.ts";
import { editBoardSchema, type EditBoard } from "../board-schema.ts";
import { areaRef } from "../refs.ts";
import { findArea } from "../store-areas.ts";
import { findBoard } from "../store-boards.ts";
import { lockBoard, takeOverSeats, writeBoard } from "../store-change-boards.ts";
import { staleVersion } from "../store-changes.ts";
import { sourceLine } from "../words.ts";
import { boardDone } from "./change-board.ts";
import { enteredNow } from "./entered.ts";
import { boardTrail, getBoard } from "./publish-board.ts";
import { boardResource } from "./resources.ts";

/** Puts right what is held of a board, and says that its membership is kept here from now on. */
export const editBoardCommand: Command = defineCommand<EditBoard>({
  name: "place.edit-board",
  title: "Edit a board",
  about:
    "Puts name, purpose, area or days of a board right, or takes its membership over: from then on it is kept on this site.",
  schema: editBoardSchema,
  path: "/boards/:slug/edit",
  resource: boardResource,
  form: editForm,
  run: runEdit,
});

async function editForm({ db, params }: FormAsking): Promise<FormModel | undefined> {
  const board = await findBoard(db, params["slug"] ?? "");
  return (
    board && {
      title: `Edit ${board.name}`,
      submit: "Save",
      illustrative: board.basis === "illustrative",
      trail: boardTrail(board),
      values: {
        version: String(board.version),
        name: board.name,
        purpose: board.purpose ?? "",
        area: board.area?.slug ?? "",
        begins: board.beginsOn ?? "",
        ends: board.endsOn ?? "",
        keptHere: String(board.completeness === "kept-here"),
      },
      fields: [
        { name: "version", widget: { kind: "hidden" } },
        { name: "name", widget: { kind: "text" } },
        { name: "purpose", widget: { kind: "textarea", rows: 3 } },
        { name: "area", widget: { kind: "text" } },
        { name: "begins", widget: { kind: "date" } },
        { name: "ends", widget: { kind: "date" } },
        { name: "keptHere", widget: { kind: "yes-no" } },
        { name: "source", widget: { kind: "text" } },
        { name: "reason", widget: { kind: "textarea", rows: 2 } },
      ],
      sources: [sourceLine(board)],
    }
  );
}

async function runEdit(acting: Acting, input: EditBoard): Promise<Done> {
  const { tx } = acting;
  await lockBoard(tx, input.slug);
  const board = await getBoard(tx, input.slug);
  if (board.version !== input.version) throw staleVersion(board.name);
  const area = input.area === undefined ? undefined : await findArea(tx, input.area);
  const problems = [
    ...areaProblems(input, board, area),
    ...dayProblems(input),
    ...keptProblems(input, board),
  ];
  if (problems.length > 0) throw new Invalid(problems);
  const from = enteredNow(acting, { source: input.source, illustrative: board.basis === "illustrative" });
  const takesOver = input.keptHere && board.completeness !== "kept-here";
  const saved = await writeBoard(tx, board, {
    name: input.name,
    keptHere: input.keptHere,
    from,
    ...(input.purpose && { purpose: input.purpose }),
    ...(area && { areaId: area.id }),
    ...(input.begins && { beginsOn: input.begins }),
    ...(input.ends && { endsOn: input.ends }),
  });
  if (!saved) throw staleVersion(board.name);
  if (takesOver) await takeOverSeats(tx, board.id);
  const done = boardDone(board, {
    kind: takesOver ? "place.board-taken-over" : "place.board-edited",
    summary: takesOver
      ? `The membership of ${input.name} is kept on this site from now on: ${input.reason}`
      : `What is held of ${input.name} was put right: ${input.reason}`,
    body: {
      before: factsOf({ ...board, area: board.area?.slug, begins: board.beginsOn, ends: board.endsOn }),
      after: factsOf(input),
      keptHere: input.keptHere,
      source: from.source,
      reason: input.reason,
    },
  });
  const moved = area && area.slug !== board.area?.slug ? [areaRef(area)] : [];
  return { ...done, changed: [anyOfKind("place", "board"), ...moved] };
}

function areaProblems(input: EditBoard, board: Board, area: Area | undefined): readonly Problem[] {
  if (input.area === undefined) return [];
  if (!area) {
    const message = `There is no area “${input.area}” here. Add it first, or correct its address.`;
    return [{ code: "place.area-unknown", field: "area", message }];
  }
  if ((area.basis === "illustrative") === (board.basis === "illustrative")) return [];
  const message = `Of ${area.name} and ${board.name} one is made up and one is real: the board cannot be for this area.`;
  return [{ code: "place.area-made-up", field: "area", message }];
}

function dayProblems(input: EditBoard): readonly Problem[] {
  if (input.begins === undefined || input.ends === undefined || input.ends > input.begins) return [];
  const message = `It ends on ${formatCivilDate(input.ends)}, which is not after its first day, ${formatCivilDate(input.begins)}.`;
  return [{ code: "place.ends-before-it-begins", field: "ends", message }];
}

function keptProblems(input: EditBoard, board: Board): readonly Problem[] {
  if (input.keptHere || board.completeness !== "kept-here") return [];
  const message = `The membership of ${board.name} is kept here, and the source that it was once known from may be out of date. It stays kept here.`;
  return [{ code: "place.board-stays-kept-here", field: "keptHere", message }];
}

function factsOf(facts: {
  readonly name: string;
  readonly purpose?: string | undefined;
  readonly area?: string | undefined;
  readonly begins?: string | undefined;
  readonly ends?: string | undefined;
}): Readonly<Record<string, string | null>> {
  return {
    name: facts.name,
    purpose: facts.purpose ?? null,
    area: facts.area ?? null,
    begins: facts.begins ?? null,
    ends: facts.ends ?? null,
  };
}
