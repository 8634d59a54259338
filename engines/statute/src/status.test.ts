import { addDays, civilDate, dayNumber } from "@concordat/calendar";
import type { CivilDate } from "@concordat/calendar";
import { describe, expect, it } from "vitest";
import { folderLaw, folderStatute } from "../test/law-folder.ts";
import { satisfy } from "../test/satisfy.ts";
import type { Facts } from "../test/satisfy.ts";
import { reasonUnreached, statuses } from "../test/unreached.ts";
import { canBlock, checkProposal, problemText, proposalOf } from "./index.ts";
import type { Duty, Proposal, Step, StepStatus } from "./index.ts";
import type { Condition } from "./condition.ts";

const law = folderLaw();
const statute = folderStatute();
const judged = [...law.duties.values()].filter(
  (duty) => duty.trigger.when !== undefined && duty.nature !== "definition",
);

/** A day in force, in years whose holidays and bodies are known. */
function dayFor(duty: Duty): CivilDate {
  const wanted = duty.from < "2023-01-01" ? civilDate("2023-06-07") : addDays(duty.from, 200);
  if (duty.to === undefined || wanted < duty.to) return wanted;
  const [from, to] = [dayNumber(duty.from), dayNumber(duty.to)];
  return addDays(duty.to, -Math.min(300, Math.trunc((to - from) / 2)));
}

function stepIn(
  duty: Duty,
  facts: Facts,
  today: CivilDate,
  events: Proposal["events"] = [],
): Step | undefined {
  const check = checkProposal(statute, proposalOf({ facts, today, events }));
  // A body that did not exist on a day is another test's concern; here such a scene reaches nothing.
  if (!check.ok) return undefined;
  return check.value.steps.find((step) => step.duty === duty.id);
}

/** Scenes still looked at when all statuses that can be reached were seen, for one that ought not to be. */
const scenesMore = 10;

/** The statuses a duty is seen in, over scenes made from its own conditions. */
function statusesOf(duty: Duty): ReadonlySet<StepStatus> {
  const seen = new Set<StepStatus>();
  const day = dayFor(duty);
  const trigger = satisfy(duty.trigger.when as Condition, duty, law, day);
  const dated = Object.fromEntries(
    duty.datedBy
      .filter((key) => key !== duty.timing.act && !(key in trigger))
      .slice(0, 1)
      .map((key) => [key, day]),
  );
  const base: Facts = { ...dated, ...trigger };
  const decided: Facts = { "decision.date": day, ...base };
  const wanted = statuses.filter((status) => reasonUnreached(duty, status) === undefined);
  let more = scenesMore;
  const look = (facts: Facts, today: CivilDate, events: Proposal["events"] = []): void => {
    if (wanted.every((status) => seen.has(status)) && --more < 0) return;
    const step = stepIn(duty, facts, today, events);
    if (step !== undefined) seen.add(step.status);
  };
  const { act, timed } = duty.timing;
  const never = act === undefined ? {} : { [act]: "never" };
  const held = duty.held === undefined ? {} : satisfy(duty.held, duty, law, day);
  const failed = duty.failed === undefined ? {} : satisfy(duty.failed, duty, law, day);
  const tardy = timed === undefined ? {} : satisfy({ kind: "not", of: { kind: "timely" } }, duty, law, day);
  const answersNo = Object.fromEntries(
    Object.keys(trigger)
      .filter((key) => trigger[key] === "yes")
      .map((key) => [key, "no"]),
  );
  const kinds = new Set([duty.proof?.event, ...(law.facts.get(act ?? "")?.events ?? [])]);
  for (const facts of [base, decided]) {
    const scenes: readonly Facts[] = [
      facts,
      { ...facts, ...never },
      { ...facts, ...never, ...trigger },
      { ...facts, ...held },
      { ...facts, ...held, ...trigger },
      { ...facts, ...failed },
      { ...facts, ...tardy },
      { ...facts, ...answersNo },
      ...Object.keys(answersNo).map((key) => ({ ...facts, [key]: "no" })),
      { "decision.date": day },
      ...(act === undefined ? [] : [{ ...facts, [act]: addDays(day, 1) }]),
      ...Object.keys(trigger).map((key) => ({ ...facts, [key]: "not-known" })),
    ];
    for (const offset of [-150, 40, -4, -400, 3, -60, -1, 0, -20, 2000]) {
      const today = addDays(day, offset);
      for (const scene of scenes) look(scene, today);
      for (const kind of kinds) {
        for (const from of kind === undefined ? [] : [-130, 3]) {
          const on = dayNumber(addDays(day, from));
          look(facts, today, [{ kind: kind as string, first: on, last: on, sure: true }]);
        }
      }
    }
  }
  return seen;
}

const reached = new Map(judged.map((duty) => [duty.id, statusesOf(duty)]));

describe("every duty is seen in every status it can have, or the reason is listed", () => {
  it.each(judged)("$id", (duty) => {
    const seen = reached.get(duty.id) as ReadonlySet<StepStatus>;
    const wrong = statuses.flatMap((status) => {
      const reason = reasonUnreached(duty, status);
      if (seen.has(status) === (reason === undefined)) return [];
      return [
        seen.has(status)
          ? `${status} is reached, though: ${reason}`
          : `${status} is not reached, and no reason is listed`,
      ];
    });
    expect(wrong).toEqual([]);
  });
});

it("a rule without facts, and a definition, make no step, and say why", () => {
  const others = [...law.duties.values()].filter((duty) => !judged.includes(duty));
  for (const duty of others) expect(duty.trigger.outsideFacts ?? duty.nature).toMatch(/\w/);
  const check = checkProposal(
    statute,
    proposalOf({ facts: { "meeting.kind": "health-and-wellbeing-board" }, today: civilDate("2026-01-12") }),
  );
  const steps = check.ok ? check.value.steps : [];
  if (!check.ok) throw new Error(check.problems.map(problemText).join("\n"));
  expect(steps.filter((step) => others.some(({ id }) => id === step.duty))).toEqual([]);
});

it("advice is never due, late or missing", () => {
  for (const duty of judged.filter((entry) => !canBlock(entry))) {
    expect(
      [...(reached.get(duty.id) ?? [])].filter((status) =>
        ["due", "late", "missing", "not yet"].includes(status),
      ),
    ).toEqual([]);
  }
});
