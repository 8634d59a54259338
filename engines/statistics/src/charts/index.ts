export { ruleNames, ruleSets, usualRuleSet } from "./rule-set.ts";
export type { RuleName, RuleSet, RuleSetName } from "./rule-set.ts";
export type { Better, ChartPhase, ChartPoint, Meaning, Side, Signal, Variation, Wording } from "./chart.ts";
export { mark } from "./mark.ts";
export { runCharts } from "./process-limit.ts";
export type { RunCharts } from "./process-limit.ts";
export { runChart } from "./run-chart.ts";
export type { ChartAsked, RunChart } from "./run-chart.ts";
export type { Assurance } from "./assurance.ts";
export { attributeChart } from "./attribute-chart.ts";
export type { AttributeAsked, AttributeChart, AttributeKind } from "./attribute-chart.ts";
export { expectedOnLimit, expectedOnLimitAsFingertips } from "./count-limit.ts";
export { funnelSizes, proportionEdges, rateEdges, ratioEdges } from "./funnel-edge.ts";
export type { FunnelEdge, FunnelMode } from "./funnel-edge.ts";
export { funnelPosition, proportionPositions, ratePositions, ratioPositions } from "./funnel-position.ts";
export { overdispersion } from "./overdispersion.ts";
export type { Overdispersion, Taming } from "./overdispersion.ts";
export { funnel } from "./funnel.ts";
export type {
  Funnel,
  FunnelAsked,
  FunnelLimits,
  FunnelLimitsAt,
  FunnelPlace,
  FunnelPoint,
} from "./funnel.ts";
export type { FunnelMethod, OverdispersedMode } from "./funnel-scale.ts";
