import type { CivilDate } from "@concordat/calendar";

/** On what a fact rests. `general-knowledge` is shown as unconfirmed, `illustrative` as made up. */
export const bases = [
  "published",
  "registry",
  "compiled",
  "general-knowledge",
  "illustrative",
  "kept-here",
] as const;
export type Basis = (typeof bases)[number];

/** Where a fact comes from; every row shown carries one. */
export interface Provenance {
  readonly source: string;
  readonly seen: CivilDate;
  readonly basis: Basis;
}

/** One line of sources under a page or picture. */
export interface SourceLine extends Partial<Provenance> {
  readonly text: string;
  readonly href?: string;
  readonly licence?: string;
}

const labels: Record<Basis, string> = {
  published: "Published",
  registry: "Gathered from public registers, pages and documents",
  compiled: "Compiled from published sources",
  "general-knowledge": "Unconfirmed: general knowledge, to be checked",
  illustrative: "Illustrative: made up to show how this works",
  "kept-here": "Kept here",
};

/** The basis in a reader's words. */
export function basisLabel(basis: Basis): string {
  return labels[basis];
}
