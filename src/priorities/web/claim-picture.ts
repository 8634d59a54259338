import type { CivilDate } from "@concordat/calendar";
import type { Measured, Picture } from "../../kernel/index.ts";
import { drawLines } from "../../web/index.ts";
import { decimalsOf, levelsInWords } from "../claim-words.ts";
import type { TriedSeries } from "../evidence.ts";
import { levelOf, monthsOf, type Window } from "../verdict.ts";
import { monthShort } from "../window.ts";

const linesMost = 4;

/** The series of some definitions of one unit, month by month, with the windows of the claim shaded. */
export function claimPicture(
  given: readonly TriedSeries[],
  words: { readonly summary: string; readonly caption: string },
): Picture | undefined {
  const shown = given.filter(({ series }) => series.length > 1).slice(0, linesMost);
  const [first] = shown;
  if (!first) return undefined;
  const starts = shown.flatMap(({ series }) => series.map(({ start }) => start)).toSorted();
  const months = monthsOf({ first: starts[0]!, last: starts.at(-1)! });
  return drawLines(
    {
      step: "Month",
      steps: months.map(monthShort),
      series: shown.map((one) => ({
        key: String(one.definition.place),
        label: one.definition.label,
        figures: figuresOf(one, months),
      })),
      spans: spansOf(first, months),
    },
    { ...words, decimals: decimalsOf(first) },
  );
}

function figuresOf({ series, definition }: TriedSeries, months: readonly CivilDate[]): readonly Measured[] {
  const held = new Map(series.map((one) => [one.start as string, one]));
  return months.map((start) => {
    const figure = held.get(start);
    const level = figure && levelOf([figure], definition.scale);
    if (level === undefined) return { kind: "no-data" };
    return level === 0 ? { kind: "zero" } : { kind: "value", value: Number(level.toFixed(4)) };
  });
}

const labels = { before: "Before", after: "After", later: "Later" } as const;

function spansOf(
  { definition }: TriedSeries,
  months: readonly CivilDate[],
): readonly { readonly from: string; readonly to: string; readonly label: string }[] {
  const inside = ({ first, last }: Window): boolean => months.includes(first) && months.includes(last);
  return (["before", "after", "later"] as const).flatMap((name) => {
    const window = definition.windows[name];
    if (!window || !inside(window)) return [];
    return [{ from: monthShort(window.first), to: monthShort(window.last), label: labels[name] }];
  });
}

/** One sentence for a picture of the claim's own figures. */
export function pictureSummary(one: TriedSeries): string {
  const levels = levelsInWords(one);
  return `${one.definition.label}${levels === "" ? ", month by month" : `: ${levels}`}.`;
}
