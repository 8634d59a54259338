import type { CivilDate } from "@concordat/calendar";
import { isInBeing, type Days } from "./in-being.ts";

/** A place lying in a system; on a day it does where all of the runs of days hold it. */
export interface SystemSpell {
  /** Slug of the place. */
  readonly place: string;
  readonly system: HeldSystem;
  /** Days of the place, of the system, of the one in the other, and of the place in the area asked about. */
  readonly days: readonly Days[];
}

/** A system with how much of a place lies in it; a fraction of 1, absent where not known. */
export interface HeldSystem {
  readonly slug: string;
  readonly name: string;
  readonly share?: number;
}

/**
 * Which system each place lay in on a day, by the place's slug.
 *
 * @param spells  by place, the largest share first: of several systems it is the one that counts
 */
export function systemsOn(spells: readonly SystemSpell[], at: CivilDate): ReadonlyMap<string, HeldSystem> {
  const found = new Map<string, HeldSystem>();
  for (const { place, system, days } of spells)
    if (!found.has(place) && days.every((one) => isInBeing(one, at))) found.set(place, system);
  return found;
}

/** Days up to and on one, the latest first, on which what lies in which system may have changed. */
export function systemDays(spells: readonly SystemSpell[], upTo: CivilDate): readonly CivilDate[] {
  const days = spells.flatMap((spell) =>
    spell.days.flatMap((one) => [one.heldFrom, one.endsOn].filter((day) => day !== undefined)),
  );
  return [...new Set(days)].filter((day) => day <= upTo).toSorted((a, b) => (a < b ? 1 : -1));
}
