/** To whom a function may go, as far as the words of its row name a class that this site knows. */
export const recipientClasses = {
  committee: "a committee or sub-committee of its own",
  "joint-committee": "a joint committee",
  officer: "an officer",
  "portfolio-holder": "a member of the executive",
  chair: "a chair",
  icb: "an integrated care board",
  trust: "an NHS trust or foundation trust",
  council: "a council",
  "nhs-england": "NHS England",
  any: "any body",
} as const;
export type RecipientClass = keyof typeof recipientClasses;

/** What the words of a row allow. */
export interface DelegationRoutes {
  readonly allowed: ReadonlySet<RecipientClass>;
  /** Parts of the words that name nobody this site knows; they allow nothing here. */
  readonly unread: readonly string[];
}

const heads: Readonly<Record<string, readonly RecipientClass[]>> = {
  committee: ["committee"],
  "place committee": ["committee"],
  "sub-committee": ["committee"],
  "joint committee": ["joint-committee"],
  officer: ["officer"],
  "portfolio holder": ["portfolio-holder"],
  chair: ["chair"],
  icb: ["icb"],
  "another ICB": ["icb"],
  "another trust": ["trust"],
  "NHS trust": ["trust"],
  council: ["council"],
  "another council": ["council"],
  "other council": ["council"],
  "NHS body": ["icb", "trust", "nhs-england"],
  "nhs-england": ["nhs-england"],
  others: ["any"],
  "any body": ["any"],
};

/** The first words that begin a condition: "officer within limits", "council by s75 for delivery". */
const condition = /(?:,? (?:by|for|under|within|on|with|in|s\d)\b| \(|:).*$/;

/**
 * Reads to whom a function may be delegated.
 *
 * Conditions behind a name stay in the words, which are always shown beside the answer. A bare "trust" is an NHS trust only
 * where the function is one of the NHS: elsewhere it may be a company or a children's trust.
 *
 * @param words  `may_be_delegated_to` of the row, parts divided by semicolons; "-" names nobody
 * @param joint  `joint_route` of the row: the provisions that allow a joint committee
 */
export function readRoutes(words: string, joint: string, sector: string): DelegationRoutes {
  const allowed = new Set<RecipientClass>();
  const unread: string[] = [];
  for (const part of words
    .split(";")
    .map((one) => one.trim())
    .filter((one) => one !== "" && one !== "-")) {
    const head = part.replace(condition, "").trim();
    const known = head === "trust" && sector === "nhs" ? (["trust"] as const) : heads[head];
    if (known) for (const one of known) allowed.add(one);
    else unread.push(part);
  }
  if (/s65Z6|s101|joint (?:committee|board)s?|regs? (?:28-30|30)\b/.test(joint))
    allowed.add("joint-committee");
  return { allowed, unread };
}
