import type { CivilDate } from "@concordat/calendar";
import type { Provenance, SubjectRef } from "../kernel/index.ts";

/** What a place did, in its own account and our words. What is absent is not known here. */
export interface Practice extends Provenance {
  readonly slug: string;
  readonly name: string;
  readonly areaId?: string;
  readonly where: string;
  readonly what: string;
  readonly since: string;
  readonly ended?: string;
  readonly partners: string;
  readonly results: string;
  readonly caution: string;
  readonly cost?: string;
  /** A role to write to, never a person. */
  readonly contact?: string;
  /** Who copied it, and what came of that. */
  readonly copied?: string;
  /** Slugs of its claims. */
  readonly claims: readonly string[];
  readonly sourceUrl?: string;
}

/** A place that says that it copied a practice, in its own account. */
export interface Copy {
  readonly id: string;
  /** Slug of the practice. */
  readonly practice: string;
  readonly areaId: string;
  readonly area: string;
  readonly areaHref: string;
  readonly by: string;
  readonly enteredOn: CivilDate;
  readonly since: string;
  /** What was done differently. */
  readonly changed: string;
  /** What came of it, and the claim by which it is held against figures; left out: not said yet. */
  readonly came?: { readonly words: string; readonly on: CivilDate; readonly claim?: string };
  readonly illustrative: boolean;
}

export function practiceRef(slug: string): SubjectRef {
  return { module: "priorities", kind: "practice", id: slug };
}

/** The address of a practice. */
export function practiceHref(slug: string): string {
  return `/practice/${slug}`;
}
