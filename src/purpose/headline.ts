/** An indicator that is shown on the page of an area or organisation, and why this one of its collection. */
export interface Headline {
  readonly indicator: string;
  readonly because: string;
}

/** In the order in which they are shown. The others are one link away. */
export const headlines: readonly Headline[] = [
  {
    indicator: "population.total",
    because: "How many people everything else is about; the age bands add up to it.",
  },
  { indicator: "health-index.overall", because: "The whole index; its three parts are on their own pages." },
  {
    indicator: "imd2025.average-score",
    because: "The newer edition; rank and tenths say the same less directly.",
  },
  { indicator: "drd.delayed-share", because: "The share of all who left late; the bands split it up." },
  { indicator: "drd.mean-delay-all", because: "How long leaving late lasts, over everybody." },
  { indicator: "ctr.not-meeting", because: "People in hospital today who need not be there." },
  { indicator: "dtoc.days.total", because: "The collection before 2020; its parts are on their own pages." },
  {
    indicator: "dtoc.days.nhs",
    because: "Delays laid at the NHS. Councils have the parts and no total.",
  },
  {
    indicator: "dtoc.days.social-care",
    because: "Delays laid at the councils: beside the NHS's, never alone.",
  },
  { indicator: "ae.within-four-hours", because: "The national standard, all departments." },
  { indicator: "handover.over-30-min", because: "The middle of three thresholds." },
  { indicator: "shmi.ratio", because: "Latest mortality indicator; the older copy cannot be joined to it." },
  { indicator: "cqc.overall", because: "The rating that sums up the others." },
];

/**
 * Indicators in which signs are looked for: those where places do alike things, one of each collection. The share of all departments is not among
 * them, because trusts with minor injury units only would stand out for what they are.
 */
export const signIndicators: readonly string[] = [
  "shmi.ratio",
  "drd.delayed-share",
  "ctr.not-meeting",
  "ae.within-four-hours-type1",
  "handover.over-30-min",
];

export const headlineIds: readonly string[] = headlines.map((one) => one.indicator);
