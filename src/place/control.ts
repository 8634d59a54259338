import type { Measured, Provenance } from "../kernel/index.ts";

/** Seats of one party on a council after a poll. */
export interface PartySeats {
  readonly party: string;
  readonly seats: number;
}

/** Who controlled a council after the poll of a year, as its source says; printed and computed kept apart (invariant 19). */
export interface CouncilControl extends Provenance {
  readonly council: { readonly id: string; readonly slug: string; readonly name: string };
  readonly area?: { readonly slug: string; readonly name: string };
  readonly year: number;
  readonly status: "value" | "no-data" | "not-applicable";
  /** Code of a party, or `NOC` for no overall control. */
  readonly control?: string;
  /** Seats on the council, as the source prints them. */
  readonly seatsPrinted?: number;
  /** Seats by party added up by the source's reader. */
  readonly seatsComputed?: number;
  readonly largestParty?: string;
  readonly electedMayor?: boolean;
  readonly mayorParty?: string;
  readonly note?: string;
  /** Seats by party; empty where not held. */
  readonly parties: readonly PartySeats[];
}

/** No overall control, in the sources' code. */
export const noControl = "NOC";

/** Seats by party added up; undefined where none is held. */
export function sumOfSeats(control: Pick<CouncilControl, "parties">): number | undefined {
  return control.parties.length === 0 ? undefined : control.parties.reduce((sum, one) => sum + one.seats, 0);
}

/** Printed less computed; undefined where either is not held. */
export function seatsDifference(
  control: Pick<CouncilControl, "parties" | "seatsPrinted">,
): number | undefined {
  const computed = sumOfSeats(control);
  return computed === undefined || control.seatsPrinted === undefined
    ? undefined
    : control.seatsPrinted - computed;
}

/** Name of a party by its code; the code where no name is held. */
export type PartyName = (code: string) => string;

/** "Labour", "No overall control", "not known", "does not apply". */
export function controlInWords(control: CouncilControl | undefined, nameOf: PartyName): string {
  if (control === undefined) return "not known";
  if (control.status === "not-applicable") return "does not apply";
  return control.control === undefined ? "not known" : nameOf(control.control);
}

/** How many councils each control stands for in one year, the most common first. */
export function countControls(
  controls: readonly CouncilControl[],
): readonly { readonly control: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const one of controls) {
    if (one.status !== "value" || one.control === undefined) continue;
    counts.set(one.control, (counts.get(one.control) ?? 0) + 1);
  }
  return [...counts]
    .map(([control, count]) => ({ control, count }))
    .toSorted((a, b) => b.count - a.count || (a.control < b.control ? -1 : 1));
}

/** A count as a figure: nought is zero, not nothing. */
export function countFigure(count: number): Measured {
  return count === 0 ? { kind: "zero" } : { kind: "value", value: count };
}
