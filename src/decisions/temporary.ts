import { daysBetween, vagueDateOf, type CivilDate, type VagueDate } from "@concordat/calendar";
import { formatNumber } from "../kernel/index.ts";
import { decisionOf, onVague, type ProposalEvent } from "./proposal.ts";

/** How long something that began as temporary has lasted, or lasted until it was decided. */
export interface Temporary {
  readonly began: VagueDate;
  /** The decision that made it permanent or ended it; absent: none is held, it is counted up to the day asked. */
  readonly decided?: VagueDate;
  readonly daysMin: number;
  readonly daysMax: number;
  /** "1,834 days", "between 1,834 and 1,864 days". */
  readonly days: string;
  /** A whole sentence. */
  readonly sentence: string;
}

/**
 * How long is temporary? From the first temporary closure to the decision after it, or to the day asked.
 *
 * Both ends may be vague: the answer is then a range, never a guess. Days are elapsed days, the first not counted.
 *
 * @param at  the day asked about
 * @returns undefined where nothing began as temporary, or not before `at`
 */
export function temporaryOf(events: readonly ProposalEvent[], at: CivilDate): Temporary | undefined {
  const closed = events.find(({ kind, state }) => kind === "temporary-closure" && state === "happened");
  if (closed === undefined || closed.on.earliest > at) return undefined;
  const decision = decisionOf(events.filter(({ on }) => on.latest <= at));
  const decided =
    decision !== undefined && decision.on.earliest >= closed.on.latest ? decision.on : undefined;
  const end = decided ?? vagueDateOf(at);
  const daysMin = Math.max(0, daysBetween(closed.on.latest, end.earliest));
  const daysMax = daysBetween(closed.on.earliest, end.latest);
  const days =
    daysMin === daysMax
      ? `${formatNumber(daysMin)} days`
      : `between ${formatNumber(daysMin)} and ${formatNumber(daysMax)} days`;
  const why = daysMin === daysMax ? "" : ` (${vagueWhy(closed.on, end)})`;
  const sentence =
    decided === undefined
      ? `What began as temporary ${onVague(closed.on)} has lasted ${days}${why}; no decision that ends it is held here.`
      : `What began as temporary ${onVague(closed.on)} lasted ${days} until the decision ${onVague(decided)}${why}.`;
  return { began: closed.on, ...(decided && { decided }), daysMin, daysMax, days, sentence };
}

function vagueWhy(from: VagueDate, to: VagueDate): string {
  const vague = [from, to].find(({ precision }) => precision !== "day");
  return `only the ${vague?.precision ?? "day"} of ${vague === from ? "its beginning" : "its decision"} is known`;
}
