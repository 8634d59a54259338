import type { Observation } from "../purpose/index.ts";

/** The delay measure of one council: its two parts, what they multiply to, and what is published. */
export interface DelayMeasure {
  readonly code: string;
  readonly areaId?: string;
  readonly discharges: number;
  /** Share discharged on the day they were ready, a fraction of 1. */
  readonly onTheDay: number;
  /** Mean days of those who were delayed; nought where nobody was. */
  readonly daysIfDelayed: number;
  /** (1 - share on the day) x mean days of those delayed. */
  readonly computed: number;
  readonly published?: number;
  readonly partial: boolean;
}

/** The counts that the measure is made of. */
export interface DelayCounts {
  readonly discharges: number;
  readonly onTheDay: number;
  readonly delayed: number;
  readonly bedDays: number;
}

/**
 * Average length of discharge delay, from its two parts as the template defines them.
 *
 * Worked out from counts: the printed parts are rounded, and their product would differ from the published average in the
 * second decimal. Not for counts in which the delayed and the others are not everybody.
 *
 * @throws RangeError where the counts do not add up or nobody was discharged
 * @example delayOf({ discharges: 100, onTheDay: 80, delayed: 20, bedDays: 90 }).computed // 0.9
 */
export function delayOf(counts: DelayCounts): Pick<DelayMeasure, "onTheDay" | "daysIfDelayed" | "computed"> {
  const { discharges, onTheDay, delayed, bedDays } = counts;
  if (discharges <= 0 || onTheDay + delayed !== discharges)
    throw new RangeError(`${onTheDay} on the day and ${delayed} delayed are not ${discharges} discharges.`);
  const share = onTheDay / discharges;
  const daysIfDelayed = delayed === 0 ? 0 : bedDays / delayed;
  // Fifteen digits: the product of two fractions is otherwise a hair off the quotient that it stands for.
  return { onTheDay: share, daysIfDelayed, computed: Number(((1 - share) * daysIfDelayed).toPrecision(15)) };
}

/** The delay measure of every council that has all its parts, in the order of `discharges`. */
export function delaysFrom(
  series: Readonly<Record<"sameDay" | "ifDelayed" | "published", readonly Observation[]>>,
): readonly DelayMeasure[] {
  const by = (list: readonly Observation[]): ReadonlyMap<string, Observation> =>
    new Map(list.map((one) => [`${one.code} ${one.span.start} ${one.span.end}`, one]));
  const [delayed, published] = [by(series.ifDelayed), by(series.published)];
  return series.sameDay.flatMap((one): readonly DelayMeasure[] => {
    const key = `${one.code} ${one.span.start} ${one.span.end}`;
    const [late, mean] = [delayed.get(key), published.get(key)];
    const counts = {
      discharges: one.denominator ?? 0,
      onTheDay: one.numerator ?? 0,
      delayed: late?.denominator ?? 0,
      bedDays: late?.numerator ?? 0,
    };
    if (
      late === undefined ||
      counts.discharges <= 0 ||
      counts.onTheDay + counts.delayed !== counts.discharges
    )
      return [];
    return [
      {
        code: one.code,
        discharges: counts.discharges,
        ...delayOf(counts),
        ...(one.areaId !== undefined && { areaId: one.areaId }),
        ...(mean?.figure.kind === "value" && { published: mean.figure.value }),
        partial: one.note !== undefined && !one.note.startsWith("0 "),
      },
    ];
  });
}
