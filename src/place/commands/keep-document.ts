import {
  defineCommand,
  type Acting,
  type Command,
  type Done,
  type FormAsking,
  type FormModel,
} from "../../kernel/index.ts";
import { documentPurposes } from "../document.ts";
import { boardRef, organisationRef } from "../refs.ts";
import { keepDocumentSchema, type KeepDocument } from "../schema.ts";
import { findBoard } from "../store-boards.ts";
import { lockBoard } from "../store-change-boards.ts";
import { documentPurposeChoices } from "./form-fields.ts";
import { boardTrail, getBoard } from "./publish-board.ts";
import { boardResource } from "./resources.ts";

const accepted = [".pdf", ".docx", ".xlsx", ".csv", ".html", ".png", ".jpg", ".jpeg"];

/** Keeps a document of a board; whoever may see the board may fetch it. */
export const keepDocumentCommand: Command = defineCommand<KeepDocument>({
  name: "place.keep-document",
  title: "Add a document to a board",
  about:
    "Keeps a board's constitution, terms of reference or other document. Whoever may see the board may fetch it.",
  schema: keepDocumentSchema,
  path: "/boards/:slug/documents/add",
  resource: boardResource,
  form: documentForm,
  run: runKeep,
});

async function documentForm({ db, params }: FormAsking): Promise<FormModel | undefined> {
  const board = await findBoard(db, params["slug"] ?? "");
  return (
    board && {
      title: `Add a document to ${board.name}`,
      intro:
        board.audience === "public"
          ? "Everybody can fetch it."
          : "Until the board is published only people of its organisation can fetch it.",
      submit: "Add the document",
      illustrative: board.basis === "illustrative",
      trail: boardTrail(board),
      fields: [
        { name: "purpose", widget: { kind: "select", options: documentPurposeChoices } },
        { name: "file", widget: { kind: "file", accept: accepted } },
      ],
    }
  );
}

async function runKeep({ tx, files }: Acting, input: KeepDocument): Promise<Done> {
  await lockBoard(tx, input.slug);
  const board = await getBoard(tx, input.slug);
  const ref = boardRef(board);
  const kept = await files.keep(tx, {
    ...input.file,
    subject: ref,
    audience: board.audience,
    purpose: input.purpose,
  });
  const purpose = documentPurposes[input.purpose];
  return {
    message: `${kept.name} is kept with ${board.name}.`,
    href: `/boards/${board.slug}`,
    subject: ref,
    entry: {
      kind: "place.document-kept",
      summary: `A document of ${board.name} was kept: ${purpose.toLowerCase()} (${kept.name}).`,
      subjects: [ref, ...(board.organisation ? [organisationRef(board.organisation)] : [])],
      body: {
        board: board.slug,
        purpose: input.purpose,
        name: kept.name,
        mediaType: kept.mediaType,
        size: kept.size,
        sha256: kept.sha256,
      },
      audience: board.audience,
    },
    json: { sha256: kept.sha256, href: `/files/${kept.sha256}` },
  };
}
