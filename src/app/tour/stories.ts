/** One step of a story: a page of this site, and what to look at there. */
export interface TourStep {
  readonly page: string;
  readonly href: string;
  readonly lookAt: string;
}

/** One of the five stories that work from end to end. */
export interface TourStory {
  readonly key: string;
  readonly heading: string;
  readonly about: string;
  /** The question of the first page that it belongs to, by the name of its panel: what it answers today. */
  readonly panel?: string;
  readonly steps: readonly TourStep[];
}

/** The five stories, in the order of the questions of the first page. */
export const tourStories: readonly TourStory[] = [
  {
    key: "fund",
    heading: "Lewisham’s pooled fund: who pays if it overspends?",
    about:
      "A council and the NHS put money into one pool. What did each put in, and who pays when it runs short?",
    panel: "pounds.who-pays",
    steps: [
      {
        page: "Lewisham",
        href: "/areas/lewisham",
        lookAt:
          "which system it lies in, who runs health and care there, and which powers are national and which local.",
      },
      {
        page: "Its Better Care Fund of 2025-26",
        href: "/money/lewisham-better-care-2025-26",
        lookAt:
          "each partner’s part, as printed or derived from what is printed, and how long after the year began it was approved.",
      },
      {
        page: "The agreement behind it",
        href: "/money/agreements/lewisham-better-care",
        lookAt: "what the regulations require it to say, and what we do not know of its wording.",
      },
      {
        page: "Its risk share",
        href: "/money/lewisham-better-care-2025-26/risk-share",
        lookAt: "made-up words, marked Illustrative, worked out to the penny with every step.",
      },
      {
        page: "Its books",
        href: "/money/lewisham-better-care-2025-26/books",
        lookAt: "a made-up year, entry by entry: nothing is ever changed, only reversed by a later line.",
      },
    ],
  },
  {
    key: "closure",
    heading: "The Gordon Hospital: a closure called temporary",
    about:
      "51 beds for people in mental crisis closed in March 2020 as a temporary step. The decision came in April 2025.",
    steps: [
      {
        page: "The proposal and its days",
        href: "/decisions/gordon-hospital",
        lookAt: "every dated event with its source, and how long temporary lasted.",
      },
      {
        page: "The steps that the law asks for",
        href: "/decisions/gordon-hospital/pathway",
        lookAt: "which duties applied, in which order, and where the sources cannot tell.",
      },
      {
        page: "The joint scrutiny committee",
        href: "/boards/inner-west-london-mental-health-joint-scrutiny-committee",
        lookAt: "which of its meetings we hold, and what we do not know of it.",
      },
      {
        page: "Check a proposal of your own",
        href: "/check-a-proposal",
        lookAt: "the earliest day on which it may lawfully be decided, and the earliest that is wise.",
      },
    ],
  },
  {
    key: "sign",
    heading: "A mortality figure that stands out",
    about:
      "When is a hospital an outlier, and when is it chance? A sign is a question to ask, not a judgement.",
    panel: "purpose.outliers-and-gap",
    steps: [
      {
        page: "Deaths in hospital",
        href: "/outcomes/mortality",
        lookAt: "how the figure is made, and what it cannot say.",
      },
      {
        page: "All trusts in one picture",
        href: "/outcomes/shmi.ratio/funnel",
        lookAt: "the limits: they allow for the size of a trust and for how far trusts usually lie apart.",
      },
      {
        page: "The signs of today",
        href: "/signs",
        lookAt: "how many tests were made, and how many signs are expected to be false.",
      },
      {
        page: "Scrutiny",
        href: "/scrutiny",
        lookAt: "how a committee takes a sign up, asks the trust, and what it was answered.",
      },
    ],
  },
  {
    key: "claim",
    heading: "Did the councils’ share of delays fall from 33 to 26 per cent?",
    about:
      "The claim was made in 2014, and money was said to have been cut. The published figures are all here.",
    panel: "priorities.did-it-work",
    steps: [
      {
        page: "The claim",
        href: "/claims/councils-share-of-delays",
        lookAt: "its verdict, and every definition that was tried.",
      },
      {
        page: "The evidence",
        href: "/claims/councils-share-of-delays/evidence",
        lookAt: "the months before and after: what rose while the share fell.",
      },
      {
        page: "Delayed discharges",
        href: "/outcomes/delays",
        lookAt: "what was counted until 2020, what is counted since, and why the two are not one line.",
      },
    ],
  },
  {
    key: "merger",
    heading: "Two NHS boards become one",
    about:
      "On 1 April 2026 North Central and North West London’s boards became West and North London’s. What passed on, and what ended?",
    panel: "place.who-runs-health",
    steps: [
      {
        page: "London on the day before",
        href: "/?at=2026-03-31",
        lookAt: "the map: five boards. Move the date by one day, and there are four.",
      },
      {
        page: "What became of everything",
        href: "/organisations/nhs-west-and-north-london-icb/succession",
        lookAt:
          "13 boroughs, their statutory seats and partnerships: what passed on, what ended, what is not known here.",
      },
      {
        page: "A borough on the day before",
        href: "/areas/camden?at=2026-03-31",
        lookAt: "every page can be asked for another day.",
      },
      {
        page: "What is still unsettled elsewhere",
        href: "/organisations/successions/unsettled",
        lookAt: "networks and trusts that the sources put in none of several new systems.",
      },
    ],
  },
];
