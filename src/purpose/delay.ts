import { numberOf } from "../kernel/index.ts";
import type { Observation } from "./observation.ts";

/** The five groups of the list of reasons of June 2024, by the first part of a reason's id: who must act. */
export const reasonGroups: Readonly<Record<string, string>> = {
  hospital: "Hospital process",
  hub: "Care transfer hub process",
  interface: "Interface process",
  capacity: "Capacity",
  wellbeing: "Wellbeing concerns",
};

/** "capacity" of "delay.capacity-04". */
export function groupOfReason(indicator: string): string {
  return indicator.replace(/^delay\./, "").replace(/-\d+$/, "");
}

/** Delayed days a day of one month by the body they were laid at. */
export interface Responsibility {
  readonly start: Observation["span"]["start"];
  readonly nhs: number;
  readonly socialCare: number;
  readonly both: number;
  /** Share of social care in all three, a fraction of 1. */
  readonly socialCareShare: number;
}

/**
 * Who delayed days were laid at, month by month, from one edition; months without all three bodies are left out.
 *
 * The share is of the three bodies added up; where a published total differs, that is not mended here.
 */
export function responsibilityFrom(
  series: Readonly<Record<"nhs" | "socialCare" | "both", readonly Observation[]>>,
): readonly Responsibility[] {
  const at = (list: readonly Observation[]): ReadonlyMap<Observation["span"]["start"], number> =>
    new Map(
      list.flatMap((one) => {
        const value = numberOf(one.figure);
        return value === undefined ? [] : [[one.span.start, value] as const];
      }),
    );
  const [nhs, socialCare, both] = [at(series.nhs), at(series.socialCare), at(series.both)];
  return [...nhs].flatMap(([start, days]) => {
    const [council, shared] = [socialCare.get(start), both.get(start)];
    if (council === undefined || shared === undefined) return [];
    const all = days + council + shared;
    return all > 0
      ? [{ start, nhs: days, socialCare: council, both: shared, socialCareShare: council / all }]
      : [];
  });
}
