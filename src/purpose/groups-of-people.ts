import {
  adjustedProbabilities,
  compareProportions,
  core20Plus5,
  wilson,
  type Interval,
} from "@concordat/statistics";
import { capital, numberOf } from "../kernel/index.ts";
import type { Observation, Series } from "./observation.ts";
import type { Span } from "./period.ts";

/** The cuts by which people are grouped that a gap is shown for. */
export const groupKinds = {
  ethnicity: "Ethnic groups",
  core20plus5: "Groups of Core20PLUS5",
} as const;
export type GroupKind = keyof typeof groupKinds;

/** Who makes up the denominators: patients registered with practices, or people who live there; undefined: the file does not say. */
type Counted = "registered" | "resident" | undefined;

/** One group of people in the latest period. */
export interface PeopleGroup {
  readonly name: string;
  readonly events: number;
  readonly people: number;
  /** Fraction of 1, with limits of chance. */
  readonly share: Interval;
  /** The group less everybody else, as a fraction of 1; left out where everybody else is not known. */
  readonly apart?: Interval;
  /** How often chance alone would part them so far, adjusted for the number of groups. */
  readonly chance?: number;
}

/** The groups of one cut, one edition and one period. */
export interface GroupsOfPeople {
  readonly kind: GroupKind;
  readonly counted: Counted;
  readonly span: Span;
  readonly vintage: string;
  readonly groups: readonly PeopleGroup[];
  /** Groups whose figure is suppressed, or has no numerator and denominator. */
  readonly without: number;
  /** Whether everybody else is the whole place less the group; otherwise it is the other groups together. */
  readonly againstWhole: boolean;
}

/**
 * The latest figures of a place by ethnic group and by Core20PLUS5 group, each group against everybody else.
 *
 * Registered and resident denominators are never mixed, nor editions. Groups of Core20PLUS5 overlap, so they are compared with the whole place
 * less the group, and with nothing where no figure of the whole is held.
 */
export function groupsOfPeople(all: readonly Series[]): readonly GroupsOfPeople[] {
  const tables = new Map<string, Table>();
  for (const { dimension, observations } of all) {
    const cut = cutOf(dimension);
    if (!cut) continue;
    for (const one of observations) {
      // In the order of kinds; later periods after earlier ones, then by edition.
      const key = [cut.kind, cut.counted, one.span.end, one.span.start, one.vintage].join(" ");
      const held = tables.get(key)?.held ?? [];
      tables.set(key, { cut: `${cut.kind} ${cut.counted}`, counted: cut.counted, held: [...held, one] });
    }
  }
  const latest = new Map(
    [...tables]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .filter(([, { held }]) => held.length > 1)
      .map(([, table]) => [table.cut, table]),
  );
  // A file that counts people both ways does not say which of the two its figure of everybody is.
  const counted = new Set([...latest.values()].map((table) => table.counted));
  return [...latest.values()].flatMap(({ held }) => groupsIn(held, counted.size > 1 ? [] : all));
}

/** The figures of one cut in one period and edition. */
interface Table {
  readonly cut: string;
  readonly counted: Counted;
  readonly held: readonly Observation[];
}

function cutOf(
  dimension: string,
): { readonly kind: GroupKind; readonly name: string; readonly counted: Counted } | undefined {
  const [, kind, name = "", counted] =
    /^(ethnicity|core20plus5)=([a-z0-9-]+)(?:,people=(registered|resident))?$/u.exec(dimension) ?? [];
  return kind === undefined ? undefined : { kind: kind as GroupKind, name, counted: counted as Counted };
}

function groupsIn(held: readonly Observation[], all: readonly Series[]): readonly GroupsOfPeople[] {
  const [first] = held;
  const cut = first && cutOf(first.dimension);
  if (!first || !cut) return [];
  const counted = held.flatMap((one) => {
    const [events, people] = [one.numerator, one.denominator];
    const known = numberOf(one.figure) !== undefined && events !== undefined && people !== undefined;
    return known && people > 0 && events <= people ? [{ one, events, people }] : [];
  });
  if (counted.length < 2) return [];
  const whole = wholeOf(first, all);
  const sum = cut.kind === "ethnicity" ? totalOf(counted) : undefined;
  const everybody = whole ?? sum;
  const raw = counted.map(({ one, events, people }): PeopleGroup => {
    const share = wilson({ events, people });
    const name = nameOf(cut.kind, cutOf(one.dimension)!.name);
    const rest = everybody && { events: everybody.events - events, people: everybody.people - people };
    if (!rest || rest.people <= 0 || rest.events < 0 || rest.events > rest.people)
      return { name, events, people, share };
    const { difference, chance } = compareProportions({ events, people }, rest);
    return { name, events, people, share, apart: difference, chance };
  });
  const adjusted = adjustedProbabilities(
    Float64Array.from(raw, ({ chance }) => chance ?? Number.NaN),
    "bh",
  );
  return [
    {
      kind: cut.kind,
      counted: cut.counted,
      span: first.span,
      vintage: first.vintage,
      groups: raw
        .map(({ chance, ...group }, index) => ({
          ...group,
          ...(chance !== undefined && { chance: adjusted[index]! }),
        }))
        .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
      without: held.length - counted.length,
      againstWhole: whole !== undefined,
    },
  ];
}

interface Part {
  readonly events: number;
  readonly people: number;
}

/** The figure of everybody for the same period and edition, where its parts are held and count the same people. */
function wholeOf(first: Observation, all: readonly Series[]): Part | undefined {
  const found = all
    .filter(({ dimension, vintage }) => dimension === "" && vintage === first.vintage)
    .flatMap(({ observations }) => observations)
    .find(({ span }) => span.start === first.span.start && span.end === first.span.end);
  return found?.numerator === undefined || found.denominator === undefined
    ? undefined
    : { events: found.numerator, people: found.denominator };
}

function totalOf(parts: readonly Part[]): Part {
  return parts.reduce((sum, one) => ({ events: sum.events + one.events, people: sum.people + one.people }), {
    events: 0,
    people: 0,
  });
}

/** "Black caribbean"; parts of Core20PLUS5 have their own names. */
function nameOf(kind: GroupKind, slug: string): string {
  const known = kind === "core20plus5" ? core20Plus5.find(({ key }) => key === slug)?.name : undefined;
  return capital(known ?? slug.replaceAll("-", " "));
}
