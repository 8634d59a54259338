import { formatCivilDate } from "@concordat/calendar";
import type { Section, Sentence } from "../../kernel/index.ts";
import { shownFigure } from "../figure.ts";
import { directionInWords, type Observation } from "../observation.ts";
import type { CoveredIndicator } from "../store-indicators.ts";
import { limitsInWords, limitsOf } from "../uncertainty.ts";

/** What an indicator counts, in which unit, and how sure its figures are. */
export function definitionSection(indicator: CoveredIndicator, latest: readonly Observation[]): Section {
  const sure = { label: "How sure", value: howSure(latest) };
  return { kind: "facts", heading: "What this counts", facts: [...definitionOf(indicator), sure] };
}

function howSure(latest: readonly Observation[]): string {
  const limits = latest.map(limitsOf).find((one) => one !== undefined);
  if (limits)
    return `95 per cent limits of single figures are ${limitsInWords(limits.from)}; the JSON and CSV have them.`;
  return "The publisher gives no limits, and none can be worked out from what is held: a count, a score or a mean without its spread. What varies by chance shows only in the course over time.";
}

function definitionOf(
  indicator: CoveredIndicator,
): readonly { readonly label: string; readonly value: Sentence }[] {
  const { numerator, denominator, cover } = indicator;
  return [
    { label: "What", value: indicator.about },
    {
      label: "Unit",
      value: unitInWords(indicator.unit),
    },
    ...(numerator && denominator
      ? [{ label: "Worked out as", value: `${numerator}, divided by ${denominator}` }]
      : []),
    { label: "Direction", value: directionInWords(indicator.direction) },
    ...(cover
      ? [
          {
            label: "Periods held",
            value: `${formatCivilDate(cover.firstDay)} to ${formatCivilDate(cover.lastDay)}`,
          },
        ]
      : []),
  ];
}

/** As it is shown here, and as it was published where that reads otherwise. */
function unitInWords(published: string): string {
  const { unit } = shownFigure({ kind: "no-data" }, published);
  return unit === published ? unit : `${unit} (published as “${published}”)`;
}
