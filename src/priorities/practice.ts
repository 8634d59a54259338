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

export function practiceRef(slug: string): SubjectRef {
  return { module: "priorities", kind: "practice", id: slug };
}

/** The address of a practice. */
export function practiceHref(slug: string): string {
  return `/practice/${slug}`;
}
