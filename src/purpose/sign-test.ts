import { addMonths, type CivilDate } from "@concordat/calendar";
import { levelShift } from "@concordat/statistics";
import { funnelOf, type FunnelOfPlaces } from "./funnel-of-places.ts";
import type { Indicator, Observation } from "./observation.ts";
import type { SignTest } from "./sign.ts";

/** One monthly series as it is tested: values by month, NaN where there is none. */
export interface MonthlySeries {
  readonly indicator: string;
  readonly code: string;
  readonly areaId?: string;
  readonly organisationId?: string;
  readonly unit: string;
  readonly dataset?: string;
  readonly vintage: string;
  /** First day of the first month. */
  readonly start: CivilDate;
  /** Last day of the last month. */
  readonly end: CivilDate;
  readonly values: Float64Array;
}

/** The last stretch that is asked about, and the least history before it. */
export const monthsAsked = 12;
const monthsBefore = 12;
const season = 12;
const monthsForSeason = 36;

/**
 * Whether the last twelve months of a series lie at another level than the months before; undefined where that cannot be told.
 *
 * Errors may hang together; from three years on a yearly wave is allowed for. A series that wanders cannot be told, and is no test.
 */
export function changeTest(series: MonthlySeries): SignTest | undefined {
  const { values } = series;
  const changeAt = values.length - monthsAsked;
  if (changeAt < monthsBefore) return undefined;
  const found = levelShift({
    values,
    changeAt,
    ...(values.length >= monthsForSeason && { seasonLength: season }),
  });
  if (!found.ok) return undefined;
  const { shift, before } = found.value;
  return {
    kind: "change",
    indicator: series.indicator,
    code: series.code,
    end: series.end,
    span: { start: addMonths(series.start, changeAt), end: series.end },
    unit: series.unit,
    value: before + shift.estimate,
    against: before,
    side: shift.estimate < 0 ? "low" : "high",
    p: shift.p,
    shift: { estimate: shift.estimate, lower: shift.lower, upper: shift.upper },
    ...(series.areaId && { areaId: series.areaId }),
    ...(series.organisationId && { organisationId: series.organisationId }),
    ...(series.dataset && { dataset: series.dataset }),
  };
}

/** Every place of a funnel as a test: how far out it lies, the usual spread between places allowed for. */
export function outlierTests(
  latest: readonly Observation[],
  indicator: Pick<Indicator, "id" | "direction">,
  kindOf: (one: Observation) => string | undefined,
): readonly SignTest[] {
  const found = funnelOf(latest, indicator, kindOf);
  return found.ok ? testsOf(found.value, indicator.id) : [];
}

function testsOf({ places, funnel }: FunnelOfPlaces, indicator: string): readonly SignTest[] {
  return places.map(({ observation, point }) => ({
    kind: "outlier",
    indicator,
    code: observation.code,
    end: observation.span.end,
    span: observation.span,
    unit: observation.unit,
    value: point.y,
    against: funnel.target,
    side: point.z < 0 ? "low" : "high",
    p: point.p,
    ...(observation.areaId && { areaId: observation.areaId }),
    ...(observation.organisationId && { organisationId: observation.organisationId }),
    ...(observation.dataset && { dataset: observation.dataset }),
  }));
}
