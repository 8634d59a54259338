import { daysBetween, formatVagueDate } from "@concordat/calendar";
import type { Measured } from "../kernel/index.ts";
import type { ProposalEvent } from "./proposal.ts";

/** What the picture of a story is drawn from: how many days after its first event each came. */
export interface DaysDrawn {
  readonly bars: readonly { readonly label: string; readonly figure: Measured; readonly named?: boolean }[];
  readonly summary: string;
}

/**
 * Days from the first event to each later one that happened. Of a vague day the fewest days are drawn, so that no bar is too long.
 *
 * @returns undefined where fewer than two events are held
 */
export function daysDrawn(events: readonly ProposalEvent[]): DaysDrawn | undefined {
  const [first, ...rest] = events.filter(({ state }) => state === "happened");
  const last = rest.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const days = (event: ProposalEvent): number => Math.max(0, daysBetween(first.on.latest, event.on.earliest));
  const isVague = [first, ...rest].some(({ on }) => on.precision !== "day");
  const bars = rest.map((event) => {
    const value = days(event);
    const figure: Measured = value === 0 ? { kind: "zero" } : { kind: "value", value };
    return {
      label: `${formatVagueDate(event.on)}: ${event.what}`,
      figure,
      ...(event.kind === "decision" && { named: true }),
    };
  });
  return {
    bars,
    summary: `Days after ${formatVagueDate(first.on)} (${first.what})${isVague ? "; where only a month or year is known, the fewest they can be" : ""}.`,
  };
}
