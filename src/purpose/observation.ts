import type { CivilDate } from "@concordat/calendar";
import type { Basis, Measured, SubjectRef } from "../kernel/index.ts";
import { nextSpan, lengthOf, type Span, type SpanLength } from "./period.ts";

/** Something that is counted or measured. */
export interface Indicator {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  readonly unit: string;
  readonly direction: "lower-better" | "higher-better" | "neither";
  readonly numerator?: string;
  readonly denominator?: string;
  readonly collection: string;
  /** Where figures must not be compared without care. */
  readonly breaks?: string;
  /** Key of the file it is chiefly taken from; absent where bodies kept here enter it. */
  readonly mainFile?: string;
  readonly keptHere: boolean;
}

/** A shipped file of figures: who published it, where it was taken from, on what terms. */
export interface Publication {
  readonly key: string;
  readonly title: string;
  readonly publisher: string;
  readonly source: string;
  readonly seen: CivilDate;
  readonly basis: Basis;
  readonly licence: string;
}

/** One figure, for one area or organisation and one period. */
export interface Observation {
  readonly indicator: string;
  /** As published; of a figure entered here the area's own slug. */
  readonly code: string;
  /** `sex=persons`, or empty. */
  readonly dimension: string;
  readonly span: Span;
  readonly vintage: string;
  readonly figure: Measured;
  readonly numerator?: number;
  readonly denominator?: number;
  /** Limits published with the figure, in its unit; both or neither. */
  readonly lower?: number;
  readonly upper?: number;
  readonly unit: string;
  readonly note?: string;
  readonly areaId?: string;
  readonly organisationId?: string;
  readonly basis: Basis;
  /** Key of its publication; absent for a figure entered here. */
  readonly dataset?: string;
  /** Id of the organisation that entered it here, and the day. */
  readonly enteredBy?: string;
  readonly enteredOn?: CivilDate;
}

/** Figures of one indicator and subject that may be joined by a line. */
export interface Series {
  readonly vintage: string;
  readonly dimension: string;
  readonly length: SpanLength;
  /** In the order of time. */
  readonly observations: readonly Observation[];
}

/** The dimensions that count everybody; lists of latest figures show only these. */
export const wholeDimensions: readonly string[] = ["", "sex=persons"];

/** An indicator as other modules refer to it. */
export function indicatorRef(id: string): SubjectRef {
  return { module: "purpose", kind: "indicator", id };
}

/** The address of an indicator's page. */
export function indicatorHref(id: string): string {
  return `/outcomes/${id}`;
}

/** "Lower is better."; said in words and never by colour. */
export function directionInWords(direction: Indicator["direction"]): string {
  if (direction === "neither") return "Neither high nor low is better in itself.";
  return direction === "lower-better" ? "Lower is better." : "Higher is better.";
}

/**
 * Parts one subject's observations of one indicator into series, the one that reaches furthest first, then the longest.
 *
 * Vintages, dimensions and lengths of period are never mixed.
 */
export function seriesIn(observations: readonly Observation[]): readonly Series[] {
  const found = new Map<string, Observation[]>();
  for (const one of observations) {
    const key = JSON.stringify([one.vintage, one.dimension, lengthOf(one.span)]);
    const list = found.get(key);
    if (list) list.push(one);
    else found.set(key, [one]);
  }
  const series = [...found.values()].map((list): Series => {
    const inOrder = list.toSorted((a, b) => compareTexts(a.span.start, b.span.start));
    const { vintage, dimension, span } = inOrder[0]!;
    return { vintage, dimension, length: lengthOf(span), observations: inOrder };
  });
  return series.toSorted(
    (a, b) => compareTexts(lastDay(b), lastDay(a)) || b.observations.length - a.observations.length,
  );
}

function lastDay(series: Series): CivilDate {
  return series.observations.at(-1)!.span.end;
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A step of a series: what was observed, or nothing held for a period between two that are. */
export interface Step {
  readonly span: Span;
  readonly figure: Measured;
}

/** A series with its missing months or years as no data, so that no line runs over them. */
export function stepsOf(series: Series): readonly Step[] {
  const steps: Step[] = [];
  for (const { span, figure } of series.observations) {
    let gap = steps.length === 0 ? undefined : nextSpan(steps.at(-1)!.span);
    while (gap && gap.start < span.start) {
      steps.push({ span: gap, figure: { kind: "no-data" } });
      gap = nextSpan(gap);
    }
    steps.push({ span, figure });
  }
  return steps;
}
