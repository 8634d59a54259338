import {
  Invalid,
  anyOfKind,
  countOf,
  defineCommand,
  type Acting,
  type Command,
  type Done,
  type FormAsking,
  type FormModel,
  type PolicyResource,
  type Problem,
} from "../../kernel/index.ts";
import { importBoardFileSchema, type ImportBoardFile } from "../board-schema.ts";
import { applyBoards, applySeats } from "../import-boards.ts";
import type { ListRefusal } from "../import-boards-row.ts";
import { readBoardFile, type BoardFile, type UnreadRow } from "./board-file.ts";

/** The register of boards that are known from sources: administrators keep it, as they keep that of organisations. */
const boardRegister: PolicyResource = {
  ref: anyOfKind("place", "board"),
  keepers: [],
  keptHere: false,
  illustrative: false,
};

/** Problems listed at once; a file with more is told so. */
const problemsMax = 200;

/** Takes a board file as it is: a board in JSON, or a list of boards or of seats. */
export const importBoardFileCommand: Command = defineCommand<ImportBoardFile>({
  name: "place.import-board-file",
  title: "Import boards from a file",
  about:
    "Adds boards that are known from a source, with their seats: a board file in JSON, or a CSV or XLSX list of boards or of seats.",
  schema: importBoardFileSchema,
  path: "/boards/import",
  resource: async () => boardRegister,
  form: async (_asking: FormAsking): Promise<FormModel> => ({
    title: "Import boards from a file",
    intro:
      "Boards and seats that are held already are not changed. Rows that contradict what is held are refused, each with its field and reason.",
    submit: "Import",
    trail: [{ text: "Boards", href: "/boards" }],
    values: { leaveOut: "false", dryRun: "false" },
    fields: [
      { name: "file", widget: { kind: "file", accept: [".json", ".csv", ".xlsx"] } },
      { name: "source", widget: { kind: "text" } },
      { name: "leaveOut", widget: { kind: "yes-no" } },
      { name: "dryRun", widget: { kind: "yes-no" } },
    ],
  }),
  run: runImport,
});

async function runImport(acting: Acting, input: ImportBoardFile): Promise<Done> {
  const file = await readBoardFile(input.file);
  const origin = { source: input.source ?? input.file.name, seen: acting.today };
  const boards = await applyBoards(acting.tx, file.boards.good, origin);
  const seats = await applySeats(acting.tx, file.seats.good, origin);
  const refused = [
    ...problemsOf("board", file.boards.bad, boards.refused),
    ...problemsOf("seat", file.seats.bad, seats.refused),
  ];
  const said = wordsOf({ boards: boards.added, seats: seats.added, rows: rowsOf(file), refused });
  // A dry run, and a file with refused rows that nobody asked to leave out, end here: the transaction is rolled back.
  if (input.dryRun)
    throw new Invalid([
      { code: "place.board-file-tried", message: `Tried out, nothing was imported. ${said}` },
      ...capped(refused),
    ]);
  if (refused.length > 0 && !input.leaveOut) throw new Invalid(capped(refused));
  return {
    message: said,
    href: "/boards",
    subject: anyOfKind("place", "board"),
    entry: {
      kind: "place.boards-imported",
      summary: said,
      subjects: boards.changed.length > 0 ? boards.changed : [anyOfKind("place", "board")],
      body: {
        boards: boards.added,
        seats: seats.added,
        rows: rowsOf(file),
        refused: refused.length,
        source: origin.source,
      },
    },
    changed: [...boards.changed, ...seats.changed],
    json: {
      boards: boards.added,
      seats: seats.added,
      refused: refused.map(({ field, message }) => ({ field: field ?? null, message })),
    },
  };
}

function rowsOf(file: BoardFile): number {
  const count = (rows: BoardFile["boards"] | BoardFile["seats"]): number =>
    rows.good.length + rows.bad.length;
  return count(file.boards) + count(file.seats);
}

function problemsOf(
  what: "board" | "seat",
  bad: readonly UnreadRow[],
  refused: readonly ListRefusal[],
): readonly Problem[] {
  const lines = [
    ...bad.flatMap(({ line, problems }) => problems.map((problem) => ({ line, ...problem }))),
    ...refused,
  ].toSorted((a, b) => a.line - b.line);
  return lines.map(({ line, field, reason }) => ({
    code: `place.${what}-row-refused`,
    field: "file",
    message: `${what === "board" ? "Board" : "Seat"}, line ${line}${field ? `, ${field}` : ""}: ${reason}`,
  }));
}

function capped(problems: readonly Problem[]): readonly Problem[] {
  if (problems.length <= problemsMax) return problems;
  const message = `${problems.length - problemsMax} more are not shown. Mend these first.`;
  return [...problems.slice(0, problemsMax), { code: "place.board-rows-more", field: "file", message }];
}

function wordsOf(found: {
  readonly boards: number;
  readonly seats: number;
  readonly rows: number;
  readonly refused: readonly Problem[];
}): string {
  const added = `${countOf(found.boards, "board")} and ${countOf(found.seats, "line of seats", "lines of seats")}`;
  const refused =
    found.refused.length === 0
      ? "none was refused"
      : `${countOf(found.refused.length, "reason")} to refuse a row`;
  return `Of ${countOf(found.rows, "row")}, ${added} are new; ${refused}. What is held already is not changed.`;
}
