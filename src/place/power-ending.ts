import { formatCivilDate } from "@concordat/calendar";
import type { SuccessionOutcome, SuccessionRule } from "../kernel/index.ts";
import { delegationRef, partyName, type Delegation } from "./power-delegation.ts";
import { lapseLines, listLinesOfBody } from "./store-powers-change.ts";
import { listDelegations, loadPowerWorld } from "./store-powers.ts";

/** Delegations end with the body that made them, unless a successor takes them over; whoever gave it one must be asked. */
export const delegationsOfEnded: SuccessionRule = {
  name: "place.delegations",
  onEnd: async ({ tx, today }, ended, { on, settle }): Promise<readonly SuccessionOutcome[]> => {
    if (ended.module !== "place" || ended.kind !== "organisation") return [];
    const ids = await listLinesOfBody(tx, ended.id, on);
    if (ids.length === 0) return [];
    const lines = await listDelegations(tx, ids);
    const world = await loadPowerWorld(tx, { at: today });
    const titleOf = (line: Delegation): string => {
      const asked = [...world.functions.values()].find((one) => one.id === line.functionId);
      return `Delegation of “${asked?.name ?? "a function"}” by ${partyName(line.from, world)} to ${partyName(line.to, world)}`;
    };
    const outcomes = lines.map((line): SuccessionOutcome => {
      const made = line.from.organisationId === ended.id;
      return {
        subject: delegationRef(line),
        title: titleOf(line),
        outcome: made ? "ends" : "must-be-asked",
        why: made
          ? "A delegation lapses with the body that made it, unless a successor takes it over."
          : "Whoever delegated it must say who has it now; the body that had it has ended.",
      };
    });
    if (settle)
      await lapseLines(tx, ids, { on, reason: `A body of this line ended on ${formatCivilDate(on)}.` });
    return outcomes;
  },
};
