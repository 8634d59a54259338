import { formatNumber, type Picture, type Sentence } from "../../kernel/index.ts";
import { drawGap } from "../../web/index.ts";
import type { GapOfPlaces } from "../gap-of-places.ts";
import type { Indicator } from "../observation.ts";
import { amountInWords } from "../run-of-series.ts";
import { shownFigure } from "../figure.ts";

/** Fifths beside each other in one period, or the outer two over time with the gap between them. */
export function gapPicture(gap: GapOfPlaces, indicator: Indicator): Picture {
  const unit = shownFigure({ kind: "no-data" }, gap.unit).unit;
  const shown = (value: number): number => (gap.unit === "fraction of 1" ? value * 100 : value);
  const figure = ({
    value,
    lower,
    upper,
  }: {
    readonly value: number;
    readonly lower: number;
    readonly upper: number;
  }) => ({
    value: shown(value),
    ...(!Number.isNaN(lower) && {
      lower: Math.max(gap.unit === "fraction of 1" ? 0 : -Infinity, shown(lower)),
      upper: shown(upper),
    }),
  });
  const overTime = gap.steps.length > 1;
  const outer = [gap.fifths[0]!, gap.fifths.at(-1)!];
  return drawGap(
    overTime
      ? {
          step: "Period",
          steps: gap.steps,
          joined: true,
          groups: outer.map((fifth) => ({ label: fifth.label, figures: fifth.figures.map(figure) })),
        }
      : {
          step: "Fifth of areas",
          steps: gap.fifths.map((fifth) => fifth.label),
          joined: false,
          groups: [
            { label: indicator.name, figures: gap.fifths.map((fifth) => figure(fifth.figures.at(-1)!)) },
          ],
        },
    {
      summary: gapAnswer(gap),
      caption: `${indicator.name} by deprivation, ${gap.edition} index: average of the areas in a fifth, ${unit}`,
      decimals: 1,
      ...(unit === "per cent" && { unit: "%" }),
    },
  );
}

/** The gap in one sentence. */
export function gapAnswer(gap: GapOfPlaces): string {
  const { absolute, unit, steps } = gap;
  const higher = absolute.value >= 0 ? "higher" : "lower";
  const size = sizeInWords(Math.abs(absolute.value), unit);
  const [low, high] = [Math.abs(absolute.lower), Math.abs(absolute.upper)].toSorted((a, b) => a - b);
  const sure = absolute.lower <= 0 && absolute.upper >= 0;
  const first = sure
    ? `Between the most and the least deprived fifth of areas no clear gap shows in ${steps.at(-1) ?? ""} (${size}, and it may be none).`
    : `In the most deprived fifth of areas it is ${higher} by ${size} (95 per cent limits ${sizeInWords(low ?? 0, unit)} to ${sizeInWords(high ?? 0, unit)}) ` +
      `than in the least deprived, in ${steps.at(-1) ?? ""}.`;
  return `${first} ${closingAnswer(gap)}`;
}

/** Whether it closes. */
export function closingAnswer({ closing, unit }: GapOfPlaces): string {
  if (closing.kind === "cannot-tell") return closing.why;
  const { change, from, to } = closing;
  const limits = `95 per cent limits ${signedInWords(change.lower, unit)} to ${signedInWords(change.upper, unit)}`;
  if (closing.kind === "no-clear-change")
    return `From ${from} to ${to} the gap changed by ${signedInWords(change.value, unit)} (${limits}). That may be nothing: it neither clearly closed nor widened.`;
  return `From ${from} to ${to} the gap ${closing.kind} by ${sizeInWords(Math.abs(change.value), unit)} (${limits}).`;
}

/** How it was worked out. */
export function gapMethod(gap: GapOfPlaces): readonly Sentence[] {
  const sizes = gap.fifths.map((fifth) => fifth.areas);
  return [
    `${formatNumber(gap.areas)} areas are put in five groups (${sizes.join(", ")}) by their average score in the index of multiple deprivation of ${gap.edition}` +
      (gap.withoutScore > 0
        ? `; ${formatNumber(gap.withoutScore)} areas with figures have no score of that edition and are left out, counties and ended councils among them.`
        : "."),
    "Each area counts alike, whatever its size. Limits come from how far the areas of one fifth lie apart (Student's t), not from the number of people, which would make them far too narrow.",
    "Whether the gap closes is judged by each area's own change from the first to the last period. People of an area are not alike: this gap is between areas, and says nothing of the gaps within them.",
  ];
}

function sizeInWords(value: number, unit: string): string {
  if (unit === "fraction of 1") return `${formatNumber(value * 100, 1)} percentage points`;
  if (unit === "England 2015 = 100") return `${formatNumber(value, 1)} index points`;
  return amountInWords(Number(value.toPrecision(3)), unit);
}

function signedInWords(value: number, unit: string): string {
  return value < 0 ? `minus ${sizeInWords(-value, unit)}` : sizeInWords(value, unit);
}
