export { figureInWords, figureJson, shownFigure, type ShownFigure } from "./figure.ts";
export { headlineIds, headlines, type Headline } from "./headline.ts";
export { createPurposeModule, type PurposePorts } from "./module.ts";
export {
  directionInWords,
  indicatorHref,
  indicatorRef,
  seriesIn,
  stepsOf,
  type Indicator,
  type Observation,
  type Publication,
  type Series,
  type Step,
} from "./observation.ts";
export { readPeriod } from "./import-period.ts";
export { spanInWords, type Span } from "./period.ts";
export { parseRules, type FileRule } from "./rules.ts";
export { listCountedSeries, type CountedSeries } from "./store-counted.ts";
export {
  findIndicator,
  listIndicators,
  listPublications,
  type CoveredIndicator,
} from "./store-indicators.ts";
export { listMonthCounts, listMonthSums, type MonthCount } from "./store-months.ts";
export { listLatestFor, listLatestOf, listObservationsOf, type SubjectKey } from "./store-observations.ts";
