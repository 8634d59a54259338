import {
  Conflict,
  NotFound,
  anyOfKind,
  defineCommand,
  type Acting,
  type Command,
  type Db,
  type Done,
  type EntryDraft,
  type FormAsking,
  type FormModel,
} from "../../kernel/index.ts";
import type { Board } from "../board.ts";
import { boardRef, organisationRef } from "../refs.ts";
import { publishBoardSchema, type PublishBoard } from "../schema.ts";
import { findBoard } from "../store-boards.ts";
import { lockBoard, makeBoardPublic } from "../store-change-boards.ts";
import { staleVersion } from "../store-changes.ts";
import { boardResource } from "./resources.ts";

/** Makes a board public that was being set up, with its documents, and opens what the record sealed. */
export const publishBoardCommand: Command = defineCommand<PublishBoard>({
  name: "place.publish-board",
  title: "Publish a board",
  about:
    "Makes a board that was being set up public, with its seats and documents, and opens what the record sealed about it.",
  schema: publishBoardSchema,
  path: "/boards/:slug/publish",
  resource: boardResource,
  form: publishForm,
  run: runPublish,
});

async function publishForm({ db, params }: FormAsking): Promise<FormModel | undefined> {
  const board = await findBoard(db, params["slug"] ?? "");
  if (!board) return undefined;
  refusePublic(board);
  return {
    title: `Publish ${board.name}`,
    intro:
      "Everybody will see this board, its seats and its documents, for good. The record shows what it sealed when the board was set up, and everybody can check that it was this.",
    submit: "Publish it",
    illustrative: board.basis === "illustrative",
    trail: boardTrail(board),
    values: { version: String(board.version) },
    fields: [
      { name: "version", widget: { kind: "hidden" } },
      { name: "reason", widget: { kind: "textarea", rows: 3 } },
    ],
  };
}

/** The way back to a board. */
export function boardTrail(board: Pick<Board, "name" | "slug">): NonNullable<FormModel["trail"]> {
  return [
    { text: "Boards", href: "/boards" },
    { text: board.name, href: `/boards/${board.slug}` },
  ];
}

function refusePublic(board: Board): void {
  if (board.audience !== "public") return;
  throw new Conflict("place.board-public-already", { message: `${board.name} is public already.` });
}

/** The board at an address; refuses when there is none. */
export async function getBoard(db: Db, slug: string): Promise<Board> {
  const board = await findBoard(db, slug);
  if (!board) throw new NotFound("place.board-not-found", { message: `There is no board “${slug}” here.` });
  return board;
}

async function runPublish(acting: Acting, { slug, version, reason }: PublishBoard): Promise<Done> {
  await lockBoard(acting.tx, slug);
  const board = await getBoard(acting.tx, slug);
  refusePublic(board);
  if (version !== board.version) throw staleVersion(board.name);
  const entry = await entryOf(acting, board, reason);
  if (!(await makeBoardPublic(acting.tx, board.id))) refusePublic({ ...board, audience: "public" });
  await acting.files.setAudience(acting.tx, boardRef(board), "public");
  return {
    message: `${board.name} is public: everybody can see it and its documents.`,
    href: `/boards/${board.slug}`,
    subject: boardRef(board),
    entry,
    changed: [anyOfKind("place", "board")],
  };
}

/**
 * The entry that makes it known.
 *
 * Where an entry sealed the board it is an opening, in the record's own form, so that the record shows both together,
 * checks the one against the other and lets nobody open the same thing twice.
 */
async function entryOf({ tx, record }: Acting, board: Board, reason: string): Promise<EntryDraft> {
  const subjects = [boardRef(board), ...(board.organisation ? [organisationRef(board.organisation)] : [])];
  const summary = `${board.name} was published: ${reason}`;
  if (board.sealedEntry === undefined)
    return { kind: "place.board-published", summary, subjects, body: { board: board.slug, reason } };
  const { content, salt, commitment } = await record.open(tx, board.sealedEntry);
  return {
    kind: "record.opened",
    summary,
    subjects: [{ module: "record", kind: "entry", id: board.sealedEntry }, ...subjects],
    body: { opened: board.sealedEntry, content, salt, commitment, reason, board: board.slug },
  };
}
