import { addDays, formatCivilDate, type CivilDate } from "@concordat/calendar";
import { capital, countOf, listInWords, type Provenance, type Sentence, type Span } from "../kernel/index.ts";
import type { Organisation, Succession } from "./organisation.ts";

/** One body becoming, or partly becoming, another. */
export interface Flow extends Provenance {
  readonly from: string;
  readonly to: string;
  readonly kind: Succession["kind"];
  readonly share?: number;
}

/** All that became something else together on one day: bodies that ended and those that followed, by id. */
export interface SuccessionEvent {
  readonly on: CivilDate;
  readonly flows: readonly Flow[];
  readonly ended: readonly Organisation[];
  readonly following: readonly Organisation[];
}

/** What became of a thing; `not-known`: whether it passed on is not held here. */
export const storyOutcomes = {
  "passes-on": "Passes on",
  ends: "Ends",
  "must-be-asked": "Unsettled: somebody must be asked",
  "not-known": "Not known here",
} as const;
export type StoryOutcome = keyof typeof storyOutcomes;

/** What kinds of thing a story tells of, in the order in which it tells them. */
export const storyFacets = {
  place: "Council areas",
  seat: "Statutory seats",
  body: "Bodies required by law",
  board: "Boards",
  partnership: "Place partnerships",
  delegation: "Delegations",
  code: "Codes",
  network: "Neighbourhoods",
  unsettled: "Left open by the sources",
  recorded: "Recorded here",
} as const;
export type StoryFacet = keyof typeof storyFacets;

/** One thing of a story (invariant 20). */
export interface StoryLine {
  readonly facet: StoryFacet;
  readonly thing: string;
  readonly href?: string;
  readonly outcome: StoryOutcome;
  /** Where it passed to, in words. */
  readonly to?: string;
  readonly why: string;
}

/** A council area that lay in a system of a body that ended, and since in one of a body that followed. */
export interface PassedArea {
  readonly slug: string;
  readonly name: string;
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  /** How much of it lay in the former system, and lies in the new one; absent: not known. */
  readonly shareBefore?: number;
  readonly shareAfter?: number;
}

/** Areas that passed along a succession that is held; an area in several systems passes along several. */
export function passedAlong(event: SuccessionEvent, areas: readonly PassedArea[]): readonly PassedArea[] {
  const flows = new Set(event.flows.map((flow) => `${flow.from} ${flow.to}`));
  return areas.filter((area) => flows.has(`${area.from} ${area.to}`));
}

/** How many different areas. */
export function countAreas(areas: readonly PassedArea[]): number {
  return new Set(areas.map((area) => area.slug)).size;
}

/** How many lines of a story have each outcome. */
export function countStory(lines: readonly StoryLine[]): Readonly<Record<StoryOutcome, number>> {
  const counts = { "passes-on": 0, ends: 0, "must-be-asked": 0, "not-known": 0 };
  for (const line of lines) counts[line.outcome] += 1;
  return counts;
}

/** A flow that is neither the whole of a body nor of unknown share. */
export function isDivided(event: SuccessionEvent): boolean {
  return event.ended.some((body) => event.flows.filter((flow) => flow.from === body.id).length > 1);
}

/**
 * "NHS A ICB and NHS B ICB ended on 31 March 2026 and became NHS C ICB on 1 April 2026. 13 council areas passed to it; ..."
 *
 * @param today  what is still to come is told as to come
 */
export function storyAnswer(
  event: SuccessionEvent,
  told: {
    readonly areas: readonly PassedArea[];
    readonly lines: readonly StoryLine[];
    readonly today: CivilDate;
  },
  hrefOf: (body: Organisation) => string,
): Sentence {
  const toCome = event.on > told.today;
  const counts = countStory(told.lines);
  const areas = countAreas(told.areas);
  const rest = [
    ...(areas > 0
      ? [
          `${countOf(areas, "council area")} ${toCome ? "will pass" : "passed"} to ${event.following.length === 1 ? "it" : "them"}`,
        ]
      : []),
    ...(counts.ends > 0
      ? [
          `${countOf(counts.ends, "thing")} ${toCome ? "will end" : "ended"} with the former ${event.ended.length === 1 ? "body" : "bodies"}`,
        ]
      : []),
    countOf(counts["must-be-asked"], "thing is unsettled", "things are unsettled"),
    `of ${countOf(counts["not-known"], "thing")} it is not known here what ${toCome ? "will become" : "became"}`,
  ];
  return [
    ...links(event.ended, hrefOf),
    ` ${toCome ? "will end" : "ended"} on ${formatCivilDate(addDays(event.on, -1))} and ${isDivided(event) ? "passed, by the shares below, to" : toCome ? "will become" : "became"} `,
    ...links(event.following, hrefOf),
    ` on ${formatCivilDate(event.on)}. `,
    { strong: capital(rest[0]!) },
    rest.length > 1 ? `; ${listInWords(rest.slice(1))}.` : ".",
  ];
}

function links(bodies: readonly Organisation[], hrefOf: (body: Organisation) => string): readonly Span[] {
  return bodies.flatMap((body, index): readonly Span[] => [
    index === 0 ? "" : index === bodies.length - 1 ? " and " : ", ",
    { text: body.name, href: hrefOf(body) },
  ]);
}
