import type { Better, ChartPhase, Wording } from "./chart.ts";

/** Whether ordinary variation alone will meet a target. */
export type Assurance = {
  readonly kind: "consistently-met" | "consistently-missed" | "hit-and-miss" | "cannot-tell";
  readonly target: number;
  readonly reason: string;
};

/**
 * Will the target be met if nothing changes? Judged by the limits of the last phase: those show what to expect next.
 *
 * A target on a limit, or between them, is hit and miss. Without limits, or where neither way is better, nobody can tell.
 * Not a forecast: it holds only while the process stays as it is.
 *
 * @source Making Data Count, assurance icons
 * @example limits 0.61 to 8.59, higher is better: target 9 consistently missed, 0.5 consistently met, 5 hit and miss
 */
export function assurance(target: number, phase: ChartPhase, better: Better, wording: Wording): Assurance {
  const { amount } = wording;
  const { lower, upper } = phase;
  if (lower === undefined || upper === undefined)
    return cannotTell(target, `There are no limits to judge the target of ${amount(target)} by.`);
  if (better === "neither")
    return cannotTell(
      target,
      `Neither higher nor lower is better, so a target of ${amount(target)} is not judged.`,
    );
  const expected = `values from ${amount(lower)} to ${amount(upper)} are to be expected`;
  if (target >= lower && target <= upper) {
    return {
      kind: "hit-and-miss",
      target,
      reason: `If nothing changes, ${expected}: some meet the target of ${amount(target)} and some miss it.`,
    };
  }
  const met = target > upper === (better === "lower");
  return {
    kind: met ? "consistently-met" : "consistently-missed",
    target,
    reason: `If nothing changes, ${expected}: all of them ${met ? "meet" : "miss"} the target of ${amount(target)}.`,
  };
}

function cannotTell(target: number, reason: string): Assurance {
  return { kind: "cannot-tell", target, reason };
}
