import type { Observation } from "./observation.ts";
import { spanInWords } from "./period.ts";

/** A period for which two editions hold different figures. */
export interface Revision {
  readonly period: string;
  readonly earlier: Observation;
  readonly later: Observation;
}

/**
 * Periods of one subject for which editions differ, the latest period first; the edition that sorts later stands second.
 *
 * Editions are never mended into each other: both stay, and a reader sees by how much they part.
 */
export function revisionsIn(observations: readonly Observation[]): readonly Revision[] {
  const byPeriod = new Map<string, Observation[]>();
  for (const one of observations) {
    const key = `${one.span.end} ${one.span.start} ${one.dimension}`;
    const list = byPeriod.get(key);
    if (list) list.push(one);
    else byPeriod.set(key, [one]);
  }
  return [...byPeriod]
    .toSorted((a, b) => (a[0] < b[0] ? 1 : -1))
    .flatMap(([, list]) => {
      const inOrder = list.toSorted((a, b) => (a.vintage < b.vintage ? -1 : 1));
      return inOrder.slice(1).flatMap((later, index) => {
        const earlier = inOrder[index]!;
        return sameFigure(earlier, later) ? [] : [{ period: spanInWords(later.span), earlier, later }];
      });
    });
}

function sameFigure(a: Observation, b: Observation): boolean {
  return (
    a.figure.kind === b.figure.kind &&
    (a.figure.kind !== "value" || b.figure.kind !== "value" || a.figure.value === b.figure.value)
  );
}
