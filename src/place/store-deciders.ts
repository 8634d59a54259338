import type { CivilDate } from "@concordat/calendar";
import type { Db } from "../kernel/index.ts";
import { mayDecideIn, type MayDecide } from "./lawful-decider.ts";
import type { LimitPence } from "./power-limit.ts";
import { loadPowerWorld } from "./store-powers.ts";

/**
 * Who may lawfully decide a function for an area on a day, for modules above; the answer of `/powers`, with what is needed to
 * name one of them. Not legal advice.
 *
 * @param asked.function  address under /powers
 * @param asked.area  address under /areas
 * @param asked.amount  whole pence; left out: whatever the amount, and the chains name limits
 * @returns undefined where there is no such function or area
 */
export async function listDeciders(
  db: Db,
  asked: {
    readonly function: string;
    readonly area: string;
    readonly at: CivilDate;
    readonly amount?: LimitPence | undefined;
  },
): Promise<MayDecide | undefined> {
  const { at, amount } = asked;
  const world = await loadPowerWorld(db, { at, area: asked.area });
  const area = world.areasBySlug.get(asked.area);
  const one = world.functions.get(asked.function);
  if (area === undefined || one === undefined) return undefined;
  return mayDecideIn(world, { function: one, area, at, ...(amount !== undefined && { amount }) });
}
