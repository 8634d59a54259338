import { z } from "zod";
import { addDays, formatCivilDate, type CivilDate } from "@concordat/calendar";
import type { Asking, Cell, SubjectRef } from "../../kernel/index.ts";
import { areaKindLabel, type Area } from "../area.ts";
import type { Board } from "../board.ts";
import { organisationKindLabel, type Organisation } from "../organisation.ts";
import { basisTag, periodInWords } from "../words.ts";

export const slugParams = z.object({ slug: z.string().max(150) });

/** `illustrative=include` adds the made-up place to a list of real ones. */
export const illustrativeQuery = z
  .enum(["include", "leave-out"], { error: "illustrative takes include or leave-out" })
  .optional()
  .meta({ description: "Whether the made-up place is listed among the real ones; left out unless asked for." });

export const provenanceShape = { source: z.string(), seen: z.iso.date(), basis: z.string() };

export const periodShape = { beginsOn: z.iso.date().nullable(), endsOn: z.iso.date().nullable() };

/** Dates as JSON has them: null where not known or not ended. */
export function periodJson(period: { readonly beginsOn?: CivilDate; readonly endsOn?: CivilDate }): {
  readonly beginsOn: string | null;
  readonly endsOn: string | null;
} {
  return { beginsOn: period.beginsOn ?? null, endsOn: period.endsOn ?? null };
}

/** A link that keeps the date asked about. */
export function withAt(href: string, asking: Pick<Asking, "at" | "atGiven">): string {
  return asking.atGiven ? `${href}?at=${asking.at}` : href;
}

/** "from 1 July 2022 until 31 March 2026". */
export function daysInBeing(period: { readonly beginsOn?: CivilDate; readonly endsOn?: CivilDate }): string {
  return periodInWords(period, (date) => addDays(date, -1));
}

/** " on 31 March 2026" where a date was asked about, else nothing. */
export function onDate(asking: Pick<Asking, "at" | "atGiven">): string {
  return asking.atGiven ? ` on ${formatCivilDate(asking.at)}` : "";
}

/** Whether something was in being on a day. */
export function inBeing(period: { readonly beginsOn?: CivilDate; readonly endsOn?: CivilDate }, at: CivilDate): boolean {
  return (period.beginsOn === undefined || period.beginsOn <= at) && (period.endsOn === undefined || period.endsOn > at);
}

/** A table cell that links to a thing, with its mark where it is unconfirmed or made up. */
export function linkCell(thing: { readonly text: string; readonly href: string; readonly basis?: Area["basis"] }): Cell {
  const tag = thing.basis && basisTag(thing.basis);
  return { text: thing.text, href: thing.href, ...(tag && { tag }) };
}

export function areaRef(area: Pick<Area, "id">): SubjectRef {
  return { module: "place", kind: "area", id: area.id };
}

export function organisationRef(organisation: Pick<Organisation, "id">): SubjectRef {
  return { module: "place", kind: "organisation", id: organisation.id };
}

export function boardRef(board: Pick<Board, "id">): SubjectRef {
  return { module: "place", kind: "board", id: board.id };
}

/** "NHS foundation trust", "System": what is written above a title. */
export function kickerOf(thing: Area | Organisation): string {
  return "foundation" in thing || "keptHere" in thing
    ? organisationKindLabel(thing.kind as Organisation["kind"], (thing as Organisation).foundation)
    : areaKindLabel(thing.kind as Area["kind"]);
}
