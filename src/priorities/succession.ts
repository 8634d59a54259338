import { formatCivilDate } from "@concordat/calendar";
import type { SuccessionOutcome, SuccessionRule } from "../kernel/index.ts";
import { listSuccessions, organisationRef } from "../place/index.ts";
import { endOf, priorityRef, sides, type PriorityFile, type Side } from "./priority.ts";
import { passOn } from "./store-actions.ts";
import { listPriorities } from "./store-priorities.ts";

/** An owner of a priority ends within its twelve months: its one successor answers from then on, else somebody must be asked. */
export const prioritySuccession: SuccessionRule = {
  name: "priorities.owner-ends",
  onEnd: async ({ tx }, ended, { on, settle }): Promise<readonly SuccessionOutcome[]> => {
    if (ended.module !== "place" || ended.kind !== "organisation") return [];
    const running = (await listPriorities(tx, { ownerId: ended.id })).filter(
      ({ priority }) => endOf(priority) > on,
    );
    if (running.length === 0) return [];
    const successors = (await listSuccessions(tx))
      .filter(({ from }) => from.id === ended.id)
      .map(({ to }) => to);
    const [only] = successors.length === 1 ? successors : [];
    const outcomes: SuccessionOutcome[] = [];
    for (const file of running) {
      const { priority } = file;
      const side = sideOf(file, ended.id);
      // What a body leaves behind is listed for everybody.
      const title = priority.audience === "public" ? priority.title : "A priority that is not public";
      const about = { subject: priorityRef(priority), title };
      const taken = only && ownsOther(file, side, only.id);
      if (!only || taken) {
        outcomes.push({
          ...about,
          outcome: "must-be-asked",
          why: taken
            ? `${only.name} would own it on both sides. Name another owner from the ${sides[side]}.`
            : `Its owner from the ${sides[side]} ends on ${formatCivilDate(on)} and has ${successors.length === 0 ? "no successor" : "several successors"} here. Name who answers for it.`,
        });
        continue;
      }
      if (settle)
        await passOn(tx, priority, {
          side,
          from: priority[side],
          to: { body: only.id, office: priority[side].office },
          on,
          why: `Its owner ended, and ${only.name} followed it`,
        });
      outcomes.push({
        ...about,
        outcome: "passes-on",
        to: organisationRef(only),
        why: `${only.name} is the one successor of its owner from the ${sides[side]}.`,
      });
    }
    return outcomes;
  },
};

function sideOf({ priority }: PriorityFile, body: string): Side {
  return priority.nhs.body === body ? "nhs" : "council";
}

function ownsOther({ priority }: PriorityFile, side: Side, body: string): boolean {
  return priority[side === "nhs" ? "council" : "nhs"].body === body;
}
