import type { CivilDate } from "@concordat/calendar";
import { canBlock, holderOn } from "./duty.ts";
import type { Force, LawMark, Nature } from "./duty.ts";
import { countOf } from "./evaluate.ts";
import { actOf, byDepth, schedule, waitsFor } from "./schedule.ts";
import type { Act, Scene, Schedule } from "./schedule.ts";
import type { ReadyDuty, Statute } from "./statute.ts";
import { cannotTell, yes } from "./truth.ts";
import { ownDay, reasonOf } from "./verdict.ts";

/** How a step stands. `due` can still be done in time; `late` has passed its last day; `missing` was shown not to be done. */
export type StepStatus = "done" | "due" | "late" | "missing" | "cannot tell" | "advisory" | "not yet";

/** A duty applied to a proposal. */
export type Step = {
  readonly duty: string;
  readonly title: string;
  readonly nature: Nature;
  readonly force: Force;
  readonly mark: LawMark;
  readonly blocks: boolean;
  readonly holder: string;
  readonly status: StepStatus;
  /** The first day the act can be done, or the day it was done; of a period of restraint, the first day after it. */
  readonly earliest?: CivilDate | undefined;
  /** The last lawful day of the act, for the day of the decision. */
  readonly latest?: CivilDate | undefined;
  /** The day of the act, where it is known. */
  readonly on?: CivilDate | undefined;
  /** A period of restraint. */
  readonly window?: { readonly from: CivilDate; readonly to: CivilDate } | undefined;
  /** How long the thing stays open afterwards. */
  readonly keepUntil?: CivilDate | undefined;
  /** What would prove it: an event, and by whom; else the documents that answer its questions. */
  readonly evidence: string;
  readonly provision: string;
  readonly because: string;
  /** Days between the act as planned and the last day on which it still serves; negative when too late. */
  readonly slack?: number | undefined;
  readonly isCritical: boolean;
  readonly dependsOn: readonly string[];
};

/** A date the duties leave for the decision, and the duty that sets it. */
export type DecisionDay = { readonly date?: CivilDate | undefined; readonly setBy?: string | undefined };

/** All steps, in order, and the dates they leave. */
export type Pathway = {
  readonly steps: readonly Step[];
  readonly lawful: DecisionDay;
  readonly lawfulConfirmed: DecisionDay;
  readonly advisable: DecisionDay;
  readonly advisableConfirmed: DecisionDay;
  /** Blocking duties that failed in a way no waiting cures. */
  readonly barring: readonly string[];
  /** The duties that set the earliest lawful date, first one first. */
  readonly criticalPath: readonly string[];
};

/** Applies every duty that applies, or may apply, to a scene. Of a past decision nothing is planned from today. */
export function pathwayOf(scene: Scene): Pathway {
  const { statute, judgement } = scene;
  const listed = statute.duties.filter(
    ({ number, duty }) =>
      duty.nature !== "definition" &&
      (judgement.engaged[number] === yes ||
        (judgement.engaged[number] === cannotTell && canBlockOrAsks(duty.nature))),
  );
  const acts = listed.map((ready) => actOf(ready, scene));
  const applying = acts.filter(({ ready }) => judgement.engaged[ready.number] === yes).toSorted(byDepth);
  const planning = scene.isPast ? { ...scene, today: undefined } : scene;
  const lawful = schedule(applying, planning, { advisory: false, unconfirmed: true });
  const lawfulConfirmed = schedule(applying, planning, { advisory: false, unconfirmed: false });
  const advisable = schedule(applying, planning, { advisory: true, unconfirmed: true });
  const advisableConfirmed = schedule(applying, planning, { advisory: true, unconfirmed: false });
  const lasts = lastDays(applying, scene, advisable);
  const criticalPath = pathTo(lawful);
  const steps = acts
    .map((act) =>
      stepOf(
        act,
        scene,
        lawful.plans[act.ready.number] !== undefined ? lawful : advisable,
        lasts,
        criticalPath,
      ),
    )
    .toSorted((a, b) => orderOf(a.step, b.step) || a.depth - b.depth)
    .map(({ step }) => step);
  const id = (number: number): string => statute.duties[number]?.duty.id ?? "";
  const dayOf = (found: Schedule): DecisionDay => {
    const isKnown = found.date !== undefined && found.barring.length === 0;
    return isKnown
      ? { date: toDay(found.date, statute), setBy: found.set === undefined ? undefined : id(found.set) }
      : {};
  };
  return {
    steps,
    lawful: dayOf(lawful),
    lawfulConfirmed: dayOf(lawfulConfirmed),
    advisable: dayOf(advisable),
    advisableConfirmed: dayOf(advisableConfirmed),
    barring: lawfulConfirmed.barring.map(id),
    criticalPath: criticalPath.map(id),
  };
}

function canBlockOrAsks(nature: Nature): boolean {
  return nature === "duty" || nature === "bar";
}

function toDay(number: number | undefined, { dayOf }: Statute): CivilDate | undefined {
  return number === undefined ? undefined : dayOf(number);
}

function pathTo(found: Schedule): readonly number[] {
  const path: number[] = [];
  for (let at = found.set; at !== undefined && !path.includes(at); at = found.plans[at]?.after)
    path.unshift(at);
  return path;
}

const none: readonly string[] = [];

/** The last day on which each act still serves all that wait for it. */
function lastDays(acts: readonly Act[], scene: Scene, found: Schedule): readonly (number | undefined)[] {
  const lasts: (number | undefined)[] = scene.statute.blank.nothing.slice();
  for (const { ready, latest } of acts) lasts[ready.number] = latest;
  // What waits has a greater depth, so its last day is settled before those of what it waits for.
  for (const { ready } of acts.toReversed()) {
    const start = lastStart(ready, lasts[ready.number], scene);
    if (start === undefined) continue;
    for (const number of ready.dependsOn) {
      const kept = lasts[number];
      if (found.plans[number] !== undefined && (kept === undefined || kept > start)) lasts[number] = start;
    }
  }
  return lasts;
}

/** The last day on which an act can begin: that of a period lies its length before its close. */
function lastStart(ready: ReadyDuty, last: number | undefined, scene: Scene): number | undefined {
  const { timed } = ready.duty.timing;
  if (last === undefined || timed?.relation !== "length") return last;
  const count = countOf(timed, timed.quantity);
  return count === undefined ? last : scene.statute.count("latest", count, last);
}

function stepOf(
  act: Act,
  scene: Scene,
  found: Schedule,
  lasts: readonly (number | undefined)[],
  critical: readonly number[],
): { readonly step: Step; readonly depth: number } {
  const { ready } = act;
  const { duty, number } = ready;
  const { statute, judgement } = scene;
  const window = judgement.engaged[number] === yes ? ready.window?.(judgement.sheet) : undefined;
  const plan = found.plans[number];
  const last = lasts[number] ?? act.latest;
  const earliest = window === undefined ? earliestOf(act, plan?.act, scene) : window.end + 1;
  const own = ownDay(ready, judgement.sheet)?.first ?? scene.day ?? scene.today;
  const planDay = plan?.act;
  const slack = act.isDone || last === undefined || planDay === undefined ? undefined : last - planDay;
  return {
    depth: ready.depth,
    step: {
      duty: duty.id,
      title: duty.title,
      nature: duty.nature,
      force: duty.force,
      mark: duty.mark,
      blocks: canBlock(duty),
      holder: holderOn(duty, toDay(own, statute)),
      status: statusOf(act, scene, earliest),
      earliest: toDay(earliest, statute),
      latest: toDay(window === undefined ? act.latest : window.startLast - 1, statute),
      on: act.isVague ? undefined : toDay(act.day, statute),
      window:
        window === undefined
          ? undefined
          : { from: statute.dayOf(window.startLast), to: statute.dayOf(window.end) },
      keepUntil: keepUntil(act, scene),
      evidence: ready.words.evidence,
      provision: ready.words.provision,
      because: reasonOf(statute, ready, judgement),
      slack,
      isCritical: critical.includes(number),
      dependsOn:
        ready.dependsOn.length === 0
          ? none
          : duty.dependsOn.filter((_id, index) => found.plans[ready.dependsOn[index] ?? -1] !== undefined),
    },
  };
}

function earliestOf(act: Act, plan: number | undefined, scene: Scene): number | undefined {
  if (act.day !== undefined) return act.day;
  if (act.isDone) return undefined;
  const relation = act.ready.duty.timing.timed?.relation;
  const isAfter = relation === "after" || relation === "within";
  const from = isAfter ? act.moment?.first : undefined;
  const floor = plan ?? scene.today;
  return from === undefined ? floor : floor === undefined ? from : Math.max(from, floor);
}

function statusOf(act: Act, scene: Scene, earliest: number | undefined): StepStatus {
  const { ready, isDone, isLate } = act;
  const { judgement, today, isPast } = scene;
  if (judgement.engaged[ready.number] === cannotTell) return "cannot tell";
  if (isDone) return "done";
  if (!canBlock(ready.duty)) return "advisory";
  const verdict = judgement.verdicts[ready.number];
  const isNever = ready.act !== undefined && judgement.sheet[ready.act]?.never === true;
  const isOver = isPast || (act.latest !== undefined && today !== undefined && act.latest < today);
  if (isLate) return "late";
  if (isVagueAct(act)) return "cannot tell";
  if (verdict === "failed" || (isNever && isOver))
    return isOver || !waitsFor(ready.duty) || ready.duty.nature === "bar"
      ? "missing"
      : statusAhead(act, scene, earliest);
  if (isPast && (waitsFor(ready.duty) || ready.duty.nature === "bar")) return "cannot tell";
  return statusAhead(act, scene, earliest);
}

function isVagueAct(act: Act): boolean {
  return act.isVague && act.day !== undefined;
}

function statusAhead(act: Act, { today }: Scene, earliest: number | undefined): StepStatus {
  if (today !== undefined && act.latest !== undefined && act.latest < today) return "late";
  if (today !== undefined && earliest !== undefined && earliest > today) return "not yet";
  return "due";
}

function keepUntil(act: Act, { statute, judgement }: Scene): CivilDate | undefined {
  const { keep } = act.ready.duty.timing;
  if (keep === undefined || typeof keep.moment !== "string") return undefined;
  const from = judgement.sheet[statute.factNumbers.get(keep.moment) ?? -1]?.first;
  const count = countOf(keep, keep.quantity);
  if (from === undefined || count === undefined) return undefined;
  return toDay(statute.count("deadline", count, from), statute);
}

const statusOrder: Readonly<Record<StepStatus, number>> = {
  done: 0,
  late: 0,
  missing: 0,
  due: 0,
  "not yet": 0,
  advisory: 0,
  "cannot tell": 1,
};

/** In the order in which they happen: by the day done, or the last day, or the first; open ones after them. */
function orderOf(a: Step, b: Step): number {
  const group = statusOrder[a.status] - statusOrder[b.status];
  if (group !== 0) return group;
  const [first, second] = [sortDay(a), sortDay(b)];
  return first < second ? -1 : first > second ? 1 : 0;
}

function sortDay(step: Step): string {
  return step.on ?? step.latest ?? step.earliest ?? "9999";
}
