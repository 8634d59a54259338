import { countOf, type Section } from "../../kernel/index.ts";
import { figureInWords } from "../figure.ts";
import type { Observation } from "../observation.ts";
import { revisionsIn } from "../revision.ts";

const shownAtMost = 24;

/** Periods for which two editions differ, with both figures; nothing where none do. */
export function revisionSections(observations: readonly Observation[]): readonly Section[] {
  const revisions = revisionsIn(observations);
  if (revisions.length === 0) return [];
  return [
    {
      kind: "table",
      heading: "Revisions",
      intro: `${countOf(revisions.length, "period")} ${revisions.length === 1 ? "has" : "have"} another figure in another edition. Both are kept; neither mends the other.`,
      table: {
        name: "revisions",
        caption: "Figures that differ between editions",
        columns: [
          { key: "period", label: "Period", kind: "text" },
          { key: "earlier", label: "One edition", kind: "text" },
          { key: "later", label: "Another edition", kind: "text" },
        ],
        rows: revisions.map(({ period, earlier, later }) => ({
          period,
          earlier: `${figureInWords(earlier.figure, earlier.unit)} (${earlier.vintage})`,
          later: `${figureInWords(later.figure, later.unit)} (${later.vintage})`,
        })),
        rowsPerPage: shownAtMost,
        empty: "No figure differs.",
      },
    },
  ];
}
