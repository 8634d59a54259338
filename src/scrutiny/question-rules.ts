/** One of the rules by which a question or petition is kept off this site. */
export interface ModerationRule {
  readonly key: RuleKey;
  /** "It names or describes a private person". */
  readonly title: string;
  /** What it means, and what the person who asked can do. */
  readonly words: string;
}

const rules = {
  "private-person": {
    title: "It names or describes a private person",
    words:
      "We keep no name, address, number or story of a private person. Ask about the service, not about one patient. To get your own records, write to the body.",
  },
  abuse: {
    title: "It insults or threatens",
    words: "Hard words about what a body does are fine. Insults, threats and hatred are not.",
  },
  "not-ours": {
    title: "It is not for this body",
    words: "The body does not do this and does not pay for it. The reason says who does.",
  },
  repeat: {
    title: "It was answered before",
    words: "The same body gave an answer in the last six months. The reason says where to read it.",
  },
  "own-case": {
    title: "It is before a court, or is somebody's own complaint",
    words: "A court, or the way that complaints are made, must deal with it first.",
  },
  advert: {
    title: "It sells something or asks for votes",
    words: "This place is for questions about health and care.",
  },
} as const;

export type RuleKey = keyof typeof rules;

/** Every rule in its order; there is no other ground for a refusal. */
export const moderationRules: readonly ModerationRule[] = Object.entries(rules).map(([key, rule]) => ({
  key: key as RuleKey,
  ...rule,
}));

/** The titles by key, for forms. */
export const ruleTitles: Readonly<Record<RuleKey, string>> = Object.fromEntries(
  moderationRules.map(({ key, title }) => [key, title]),
) as Record<RuleKey, string>;
