import type { CountedSeries } from "../purpose/index.ts";
import { civilDate } from "@concordat/calendar";
import type { Claim, Definition, Role } from "./claim.ts";
import type { Direction, Windows } from "./verdict.ts";
import { windowInWords } from "./window.ts";

/** A series that a claim may be held against. */
export interface Measure {
  /** As a form sends it. */
  readonly key: string;
  readonly indicator: string;
  /** As in a definition, `area:<id>`. */
  readonly subject: string;
  readonly vintage: string;
  readonly scale: number;
  readonly unit: string;
  /** "Delayed days, Walsall". */
  readonly label: string;
  /** The label with the months held. */
  readonly text: string;
}

/** Indicators of this kind are the figures that a place keeps for a priority of its own. */
export const priorityIndicatorPrefix = "priority.";
/** What stands for an edition of them: they are kept here, one figure a month. */
export const keptHereVintage = "kept here";

/** A published series as a measure; its edition is named where it has a name. */
export function measureOfSeries(series: CountedSeries, subjectName: string): Measure {
  const { indicator, of, vintage, scale, unit, first, last } = series;
  const subject = "areaId" in of ? `area:${of.areaId}` : `organisation:${of.organisationId}`;
  const label = `${series.name}, ${subjectName}`;
  const edition = vintage === "" ? "" : `, edition “${vintage}”`;
  return {
    key: [indicator, subject, vintage].join("|"),
    indicator,
    subject,
    vintage,
    scale,
    unit,
    label,
    text: `${label} (${unit}; ${windowInWords({ first, last })}${edition})`,
  };
}

/** The figures of a priority as a measure: the level of some months is their mean. */
export function measureOfPriority(given: {
  readonly slug: string;
  readonly areaId: string;
  readonly indicatorWords: string;
  readonly unit: string;
  readonly first: string;
  readonly last: string;
}): Measure {
  const { slug, areaId, indicatorWords, unit } = given;
  const [indicator, subject] = [`${priorityIndicatorPrefix}${slug}`, `area:${areaId}`];
  const window = { first: civilDate(given.first), last: civilDate(given.last) };
  return {
    key: [indicator, subject, keptHereVintage].join("|"),
    indicator,
    subject,
    vintage: keptHereVintage,
    scale: 1,
    unit,
    label: `${indicatorWords}, mean of the months`,
    text: `${indicatorWords} (${unit}; figures of a priority; ${windowInWords(window)})`,
  };
}

/** How somebody wants a claim read. */
export interface ReadingAsked {
  readonly measure: Measure;
  readonly against: boolean;
  readonly direction: Direction;
  readonly windows: Windows;
  readonly change?: { readonly size: number; readonly decimals: number };
  readonly label?: string | undefined;
  readonly note?: string | undefined;
}

/** A reading as a definition of its claim. */
export function definitionOf(
  claim: Pick<Claim, "slug">,
  asked: ReadingAsked,
  { place, role }: { readonly place: number; readonly role: Role },
): Definition {
  const { measure, against, direction, windows, change } = asked;
  return {
    claim: claim.slug,
    place,
    role,
    label: asked.label ?? `${measure.label}${against ? ", against everybody" : ""}`,
    indicators: [measure.indicator],
    wholes: [],
    subjects: [measure.subject],
    against: against ? ["everybody"] : [],
    vintage: measure.vintage,
    direction,
    windows,
    decimals: change?.decimals ?? 1,
    scale: measure.scale,
    unit: measure.unit,
    ...(change && { claimed: { change: change.size } }),
    ...(asked.note && { note: asked.note }),
  };
}
