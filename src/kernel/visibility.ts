import type { Viewer } from "./actor.ts";

/**
 * Who may see a thing, as one text per row: `public`, or `organisation:<id>` for those who hold an office or seat there.
 *
 * The check itself is one SQL function, `kernel.visible(audience)`, applied by row security to everything a viewer reads.
 */
export type Audience = "public" | `organisation:${string}`;

/** The audience of those who hold an office or seat in an organisation. */
export function organisationAudience(organisationId: string): Audience {
  return `organisation:${organisationId}`;
}

/** The audiences a viewer belongs to; what the data layer compares each row with. */
export function audiencesOf(viewer: Viewer): readonly Audience[] {
  if (viewer.kind === "visitor") return ["public"];
  return [
    "public",
    ...new Set(viewer.standings.map((standing) => organisationAudience(standing.organisationId))),
  ];
}
