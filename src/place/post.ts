import { addDays, civilDateOf, yearOf, type CivilDate } from "@concordat/calendar";
import type { Audience, Provenance } from "../kernel/index.ts";
import { isInBeing, type Days } from "./in-being.ts";

/** Kinds of post. */
export const postKinds = {
  "joint-appointment": "Joint appointment: two bodies appoint it together",
  shared: "Shared: one body employs it for both",
  single: "Answers to one body",
} as const;
export type PostKind = keyof typeof postKinds;

export const postKindKeys = Object.keys(postKinds) as readonly PostKind[];

/** A body that a post answers to, and to whom in it. */
export interface PostLine {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly to?: string;
}

/** A job, answering to one or two bodies. */
export interface Post extends Provenance {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly kind: PostKind;
  /** One body, or two different ones; the first employs it. */
  readonly lines: readonly [PostLine, ...PostLine[]];
  readonly purpose?: string;
  /** Days on which nobody held it. */
  readonly vacancies: readonly Days[];
  readonly beginsOn?: CivilDate;
  readonly endsOn?: CivilDate;
  readonly audience: Audience;
  readonly version: number;
}

/** Whether nobody held a post on a day on which it was in being. */
export function isVacant(post: Pick<Post, "vacancies" | "beginsOn" | "endsOn">, on: CivilDate): boolean {
  return isInBeing(post, on) && post.vacancies.some((days) => isInBeing(days, on));
}

/** A year of a post: days on which it was in being and vacant. */
export interface PostYear {
  readonly year: number;
  readonly days: number;
  readonly vacant: number;
}

/** Vacancy by year, up to and including a day; a post whose beginning is not known has no series. */
export function vacancyYears(
  post: Pick<Post, "vacancies" | "beginsOn" | "endsOn">,
  until: CivilDate,
): readonly PostYear[] {
  if (post.beginsOn === undefined || post.beginsOn > until) return [];
  const years: PostYear[] = [];
  for (let year = yearOf(post.beginsOn); year <= yearOf(until); year += 1) {
    const next = civilDateOf(year + 1, 1, 1);
    const last = next > until ? addDays(until, 1) : next;
    const [days, vacant] = countDays(post, civilDateOf(year, 1, 1), last);
    if (days > 0) years.push({ year, days, vacant });
  }
  return years;
}

function countDays(
  post: Pick<Post, "vacancies" | "beginsOn" | "endsOn">,
  from: CivilDate,
  before: CivilDate,
): readonly [number, number] {
  let days = 0;
  let vacant = 0;
  for (let day = from; day < before; day = addDays(day, 1)) {
    if (!isInBeing(post, day)) continue;
    days += 1;
    if (isVacant(post, day)) vacant += 1;
  }
  return [days, vacant];
}
