import type { Picture, Sentence } from "../../kernel/index.ts";
import { drawRun, type RunMark } from "../../web/index.ts";
import { shownDecimals, shownFigure } from "../figure.ts";
import type { Indicator, Series } from "../observation.ts";
import { rhythmInWords, spanShort, stepLabel } from "../period.ts";
import { amountInWords, markOf, runPointsLeast, type Run } from "../run-of-series.ts";

/** What the shapes of a run chart are called: how unusual, never how good. */
export const signalWords = {
  concern: "Unusual, on the worse side",
  better: "Unusual, on the better side",
  advisory: "Unusual",
} as const;

/** The run chart of one indicator for one subject. */
export function runPicture(
  run: Run,
  of: { readonly indicator: Indicator; readonly name: string; readonly series: Series },
): Picture {
  const { indicator, name, series } = of;
  const { chart, steps, unit } = run;
  const shown = (value: number): number =>
    unit === "fraction of 1" ? Number((value * 100).toPrecision(12)) : value;
  const heading = shownFigure({ kind: "no-data" }, unit).unit;
  return drawRun(
    {
      step: stepLabel(series.length),
      steps: steps.map((step) => spanShort(step.span)),
      label: name,
      figures: steps.map((step) => shownFigure(step.figure, unit).figure),
      marks: chart.points.map((point): RunMark | undefined => {
        const signal = markOf(point.meanings);
        const side = point.value !== undefined && point.value < point.centre ? "low" : "high";
        return signal && { signal, side };
      }),
      phases: chart.phases.map((phase) => ({
        from: phase.from,
        to: phase.to,
        centre: shown(phase.centre),
        ...(phase.lower !== undefined && { lower: shown(phase.lower) }),
        ...(phase.upper !== undefined && { upper: shown(phase.upper) }),
      })),
    },
    {
      summary: `${indicator.name}, ${name}: ${chart.variation.reason}`,
      caption: `${indicator.name}, ${name}: ${heading}, ${rhythmInWords(series.length)} (edition ${series.vintage})`,
      signalWords,
      decimals: shownDecimals(
        steps.map((step) => step.figure),
        unit,
      ),
      ...(heading === "per cent" && { unit: "%" }),
    },
  );
}

/** What a run chart says and how it was made, in sentences. */
export function runWords({ chart, unit }: Run): readonly Sentence[] {
  const phase = chart.phases.at(-1);
  const [lower, upper] = [phase?.lower, phase?.upper];
  return [
    [{ strong: chart.variation.reason }],
    ...(phase && lower !== undefined && upper !== undefined
      ? [
          `The average is ${amountInWords(phase.centre, unit)}; ordinary variation lies between ${amountInWords(lower, unit)} and ` +
            `${amountInWords(upper, unit)}.`,
        ]
      : []),
    ...(phase?.notes ?? []),
    ...chart.signals.slice(-3).map((signal) => signal.reason),
    `Made by ${chart.ruleSet.title}: limits are the average plus and minus 2.66 average moving ranges. A signal says that something changed, not why, ` +
      `and not that anybody did well or badly. Months that follow a season, or hang together, give more signals than these rules expect.`,
  ];
}

/** Why there is a plain line instead of limits. */
export const tooShortForRun = `Limits need ${runPointsLeast} months or years in a row; fewer are held, so none are drawn.`;
