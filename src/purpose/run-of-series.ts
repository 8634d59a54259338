import { runChart, type Better, type Meaning, type RunChart } from "@concordat/statistics";
import { numberOf } from "../kernel/index.ts";
import { shownInWords } from "./figure.ts";
import { stepsOf, type Indicator, type Series, type Step } from "./observation.ts";
import { spanInWords } from "./period.ts";

/** A series with its run chart: which of its points differ by more than its ordinary variation. */
export interface Run {
  readonly steps: readonly Step[];
  readonly chart: RunChart;
  readonly unit: string;
}

/** Fewer values than this make no limits worth drawing; a plain line is drawn instead. */
export const runPointsLeast = 12;

/** Which way is better, in the engine's words. */
export function betterOf(direction: Indicator["direction"]): Better {
  return ({ "lower-better": "lower", "higher-better": "higher", neither: "neither" } as const)[direction];
}

/** A figure as sentences about charts write it. */
export function amountInWords(value: number, unit: string): string {
  return shownInWords(value === 0 ? { kind: "zero" } : { kind: "value", value }, unit);
}

/**
 * The run chart of one series; undefined where it is too short, or not of months or years one after another.
 *
 * Missing months are gaps: they end every run of points and are never drawn over.
 */
export function runOf(series: Series, indicator: Pick<Indicator, "direction" | "unit">): Run | undefined {
  if (series.length === "day" || series.length === "other") return undefined;
  const steps = stepsOf(series);
  const values = Float64Array.from(steps, (step) => numberOf(step.figure) ?? Number.NaN);
  if (values.filter((value) => !Number.isNaN(value)).length < runPointsLeast) return undefined;
  const unit = series.observations[0]?.unit ?? indicator.unit;
  const chart = runChart({
    values,
    better: betterOf(indicator.direction),
    wording: {
      point: (index) => spanInWords(steps[index]!.span),
      amount: (value) => amountInWords(value, unit),
    },
  });
  return { steps, chart, unit };
}

/** A meaning as charts mark it: advisory where neither way is better, or both are said. */
export function markOf(meanings: readonly Meaning[]): "concern" | "better" | "advisory" | undefined {
  if (meanings.length === 0) return undefined;
  const [only] = meanings;
  if (meanings.length > 1 || only === "change") return "advisory";
  return only === "concern" ? "concern" : "better";
}
