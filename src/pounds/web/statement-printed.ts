import type { Section } from "../../kernel/index.ts";
import type { PrintedFigure } from "../statement-figures.ts";
import { moneyColumn, poundsOf } from "./view.ts";

/** Printed figures beside what their printed parts add up to, with the gap; nothing where none can be worked out. */
export function printedSection(figures: readonly PrintedFigure[]): readonly Section[] {
  if (figures.length === 0) return [];
  const off = figures.filter(({ printed, computed }) => printed !== computed).length;
  return [
    {
      kind: "table",
      heading: "Printed and computed",
      intro:
        off === 0
          ? "What the source prints adds up."
          : "What the source prints does not add up everywhere. All three figures stand: as printed, as its own parts add up, and the gap.",
      table: {
        name: "printed",
        caption: "Printed figures beside computed ones",
        columns: [
          { key: "figure", label: "Figure", kind: "text" },
          moneyColumn("printed", "Printed"),
          moneyColumn("computed", "Computed"),
          moneyColumn("gap", "Gap"),
          { key: "from", label: "Computed from", kind: "text" },
        ],
        rows: figures.map(({ label, printed, computed, from, note }) => ({
          figure: label,
          printed: poundsOf(printed),
          computed: poundsOf(computed),
          gap: poundsOf(printed - computed),
          from: note === undefined ? from : `${from}. ${note}`,
        })),
        empty: "Nothing that is printed can be worked out.",
      },
    },
  ];
}
