import type { CivilDate } from "@concordat/calendar";
import type { Acting, Provenance } from "../../kernel/index.ts";

/**
 * Where a fact comes from that somebody entered on this site: their source, else the office in which they acted.
 *
 * Facts of made-up things stay marked as made up, whoever enters them.
 */
export function enteredNow(
  acting: Pick<Acting, "actor" | "today">,
  given: {
    readonly source?: string | undefined;
    readonly seen?: CivilDate | undefined;
    readonly illustrative: boolean;
  },
): Provenance {
  return {
    source: given.source ?? `Entered on this site: ${acting.actor.capacity.title}`,
    seen: given.seen ?? acting.today,
    basis: given.illustrative ? "illustrative" : "kept-here",
  };
}
