import {
  subjectText,
  type Asking,
  type Cell,
  type Measured,
  type Provenance,
  type SubjectRef,
} from "../../kernel/index.ts";
import { listOrganisationsById, type Board, type Organisation } from "../../place/index.ts";

/** An address on the day asked about. */
export function withAt(href: string, { at, atGiven }: Pick<Asking, "at" | "atGiven">): string {
  return atGiven ? `${href}${href.includes("?") ? "&" : "?"}at=${at}` : href;
}

/** The address of the record of a thing. */
export function recordOf(ref: SubjectRef): string {
  return `/record/of/${subjectText(ref)}`;
}

/** A link to a thing on the day asked about, labelled where the thing is made up. */
export function thingCell(
  { text, href, basis }: { readonly text: string; readonly href: string } & Pick<Provenance, "basis">,
  asking: Pick<Asking, "at" | "atGiven">,
): Cell {
  return { text, href: withAt(href, asking), ...(basis === "illustrative" && { tag: "Illustrative" }) };
}

/** A link to a body, labelled where it is made up. */
export function bodyCell(body: Organisation | undefined, asking: Pick<Asking, "at" | "atGiven">): Cell {
  return body
    ? thingCell({ text: body.name, href: `/organisations/${body.slug}`, basis: body.basis }, asking)
    : "A body not shown here";
}

/** A link to a board, labelled where it is made up. */
export function boardCell(board: Board | undefined, asking: Pick<Asking, "at" | "atGiven">): Cell {
  return board
    ? thingCell({ text: board.name, href: `/boards/${board.slug}`, basis: board.basis }, asking)
    : "A committee not shown here";
}

/** The bodies kept here that the reader looks after; none for a visitor. */
export async function bodiesOfReader({ db, viewer }: Asking): Promise<readonly Organisation[]> {
  const ids = idsKept(viewer);
  return ids.length === 0 ? [] : (await listOrganisationsById(db, ids)).filter(({ keptHere }) => keptHere);
}

/** The ids of the bodies that a reader keeps; none for a visitor. */
export function idsKept(viewer: Asking["viewer"]): readonly string[] {
  if (viewer.kind === "visitor") return [];
  return [...new Set(viewer.standings.flatMap((one) => (one.role === "keeper" ? [one.organisationId] : [])))];
}

/** The label of a row in a picture: that it is made up comes first, because a long label is cut at its end. */
export function drawnLabel(text: string, { basis }: Pick<Provenance, "basis">): string {
  return basis === "illustrative" ? `Illustrative: ${text}` : text;
}

/** A count as a figure of a picture or table: none is a zero, not an absence. */
export function countFigure(value: number): Measured {
  return value === 0 ? { kind: "zero" } : { kind: "value", value };
}
