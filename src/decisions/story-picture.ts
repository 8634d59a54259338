import { formatVagueDate, type CivilDate } from "@concordat/calendar";
import { capital, countOf } from "../kernel/index.ts";
import type { ProposalEvent } from "./proposal.ts";
import { temporaryOf } from "./temporary.ts";

/** What the picture of a story is drawn from; the chart kit's content without its markup. */
export interface StoryDrawn {
  readonly bars: readonly {
    readonly label: string;
    readonly from: CivilDate;
    readonly to?: CivilDate;
    readonly named?: boolean;
  }[];
  readonly summary: string;
}

/**
 * Everything that happened, or was planned to, over the days that are known of it: a month is as wide as a month. First what
 * was temporary, for as long as it lasted.
 *
 * @returns undefined where fewer than two events are held
 */
export function storyDrawn(events: readonly ProposalEvent[], at: CivilDate): StoryDrawn | undefined {
  if (events.length < 2) return undefined;
  const temporary = temporaryOf(events, at);
  const lasted = temporary && {
    label: `Temporary: ${temporary.days}${temporary.decided ? "" : " so far"}`,
    from: temporary.began.earliest,
    ...(temporary.decided && { to: temporary.decided.latest }),
    named: true,
  };
  const bars = events.map(({ on, what, kind, state }) => ({
    label: `${formatVagueDate(on)}: ${what}${state === "planned" ? " (all we hold is that it was planned)" : ""}`,
    from: on.earliest,
    to: on.latest,
    ...(kind === "decision" && state === "happened" && { named: true }),
  }));
  const isVague = events.some(({ on }) => on.precision !== "day");
  return {
    bars: [...(lasted ? [lasted] : []), ...bars],
    summary: `${capital(countOf(events.length, "event"))} in the order of their days${isVague ? "; where only a month or year is known, the bar is as long as that" : ""}.`,
  };
}
