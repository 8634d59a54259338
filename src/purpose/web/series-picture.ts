import { numberOf, type Picture, type Section } from "../../kernel/index.ts";
import { drawLines } from "../../web/index.ts";
import { shownDecimals, shownFigure, shownInWords } from "../figure.ts";
import { stepsOf, type Indicator, type Series } from "../observation.ts";
import { duringInWords } from "./shared.ts";
import { rhythmInWords, spanInWords, spanShort, stepLabel } from "../period.ts";

/** One indicator of one area or organisation over time. */
export interface SeriesShown {
  readonly indicator: Indicator;
  readonly name: string;
  readonly series: Series;
}

/** A line of one series; undefined where fewer than two periods have a number, for then there is nothing to compare. */
export function seriesPicture({ indicator, name, series }: SeriesShown): Picture | undefined {
  const steps = stepsOf(series);
  const numbered = steps.filter((step) => numberOf(step.figure) !== undefined);
  const [first, last] = [numbered[0], numbered.at(-1)];
  if (!first || !last || numbered.length < 2) return undefined;
  const given = series.observations[0]?.unit ?? indicator.unit;
  const { unit } = shownFigure(last.figure, given);
  return drawLines(
    {
      step: stepLabel(series.length),
      steps: steps.map((step) => spanShort(step.span)),
      series: [
        {
          key: "figure",
          label: name,
          figures: steps.map((step) => shownFigure(step.figure, given).figure),
          named: [spanShort(first.span), spanShort(last.span)],
        },
      ],
    },
    {
      summary:
        `${indicator.name}, ${name}: ${shownInWords(first.figure, given)} ${duringInWords(first.span)}, ` +
        `${shownInWords(last.figure, given)} ${duringInWords(last.span)}.`,
      caption: `${indicator.name}, ${name}: ${unit}, ${rhythmInWords(series.length)} (edition ${series.vintage})`,
      decimals: shownDecimals(
        steps.map((step) => step.figure),
        given,
      ),
      // Every tick repeats the unit, so only a short one can stand there; the caption has the others.
      ...(unit === "per cent" && { unit: "%" }),
    },
  );
}

/** Which editions are held, each a series of its own, with the way to each. */
export function editionsSection(
  all: readonly Series[],
  shown: Series,
  hrefOf: (series: Series) => string,
): Section {
  return {
    kind: "list",
    heading: "Editions and lengths of period",
    intro:
      "Each is a series of its own. They are never joined to one line, because what they count or how they were revised differs.",
    items: all.map((one) => {
      const [first, last] = [one.observations[0]!, one.observations.at(-1)!];
      const text = `${one.vintage}, ${rhythmInWords(one.length)}${one.dimension ? `, ${one.dimension.replace("=", ": ")}` : ""}`;
      const reach =
        first === last ? spanInWords(first.span) : `${spanInWords(first.span)} to ${spanInWords(last.span)}`;
      return one === shown
        ? [{ strong: text }, `: ${reach} (shown)`]
        : [{ text, href: hrefOf(one) }, `: ${reach}`];
    }),
  };
}

/** In place of a picture, where there is one period only. */
export function singleSection(name: string, { observations, length }: Series): Section {
  const periods = observations.map(
    (one) => `${shownInWords(one.figure, one.unit)} ${duringInWords(one.span)}`,
  );
  const why =
    length === "other" || length === "day"
      ? "It was counted for single periods"
      : "There are not two periods with a number";
  return {
    kind: "words",
    heading: `${name} over time`,
    paragraphs: [`${why}, so there is no line to draw: ${periods.join("; ")}.`],
  };
}
