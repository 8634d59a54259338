import { z } from "zod";
import { addDays, formatCivilDate, type CivilDate } from "@concordat/calendar";
import type { Asking, Cell } from "../../kernel/index.ts";
import type { Area } from "../area.ts";
import { basisTag, periodInWords } from "../words.ts";

export const slugParams = z.object({ slug: z.string().max(150) });

/** `illustrative=include` adds the made-up place to a list of real ones. */
export const illustrativeQuery = z
  .enum(["include", "leave-out"], { error: "illustrative takes include or leave-out" })
  .optional()
  .meta({
    description: "Whether the made-up place is listed among the real ones; left out unless asked for.",
  });

export const provenanceShape = { source: z.string(), seen: z.iso.date(), basis: z.string() };

export const periodShape = { beginsOn: z.iso.date().nullable(), endsOn: z.iso.date().nullable() };

/** What an act that changes a thing must send back, so that nothing is overwritten unseen. */
export const versionShape = {
  version: z.number().int().meta({ description: "Send it with an act that changes this." }),
};

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

/** Since when a thing is there, for a table: "Not known" to people, nothing to machines. */
export function sinceCell(
  { beginsOn }: { readonly beginsOn?: CivilDate },
  asking: Pick<Asking, "whole">,
): string | undefined {
  return beginsOn ?? (asking.whole ? undefined : "Not known");
}

/** "was", "is" or "will be" on the day asked about; with `not` in its place. */
export function toBe(asking: Pick<Asking, "at" | "today">, not?: "not"): string {
  const inner = not ? ` ${not}` : "";
  if (asking.at > asking.today) return `will${inner} be`;
  return `${asking.at < asking.today ? "was" : "is"}${inner}`;
}

/** A table cell that links to a thing, with its mark where it is unconfirmed or made up. */
export function linkCell(thing: {
  readonly text: string;
  readonly href: string;
  readonly basis?: Area["basis"];
}): Cell {
  const tag = thing.basis && basisTag(thing.basis);
  return { text: thing.text, href: thing.href, ...(tag && { tag }) };
}
