/** What looks like something about a person, and what to say of it. */
const patterns: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/[^\s@]+@[^\s@]+\.[a-z]{2,}/iu, "an e-mail address"],
  [/(?:\+44|\b0)\s?(?:\d[\s-]?){9,10}\b/u, "a telephone number"],
  [/\b\d{3}[\s-]?\d{3}[\s-]?\d{4}\b/u, "a number like an NHS number"],
  [/\b[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\b/iu, "a full postcode"],
  [
    /\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Cllr|Councillor|Sir|Dame|Lord|Lady|Sister|Nurse)\.?\s+\p{Lu}[\p{L}'’-]+/u,
    "a person’s name",
  ],
  [/\b(?:born on|date of birth|dob)\b/iu, "a date of birth"],
  [
    /\b(?:my|his|her|their)\s+(?:mother|father|mum|dad|wife|husband|son|daughter|partner|brother|sister|nan|gran|grandmother|grandfather|illness|diagnosis|medication)\b/iu,
    "something about one person’s family or health",
  ],
];

/**
 * What in a text looks like personal data; empty where nothing does.
 *
 * A first sieve for texts that strangers write, not a proof: names without a title pass it, so administrators can take a
 * text down. It errs towards refusing, as the words can be written again without the person.
 *
 * @returns each kind once: "an e-mail address"
 */
export function personalIn(text: string): readonly string[] {
  return patterns.filter(([pattern]) => pattern.test(text)).map(([, what]) => what);
}
