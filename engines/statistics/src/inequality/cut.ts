/**
 * By deprivation. National deciles rank small areas (or councils) across England: for comparing places. Local
 * quintiles rank the small areas of one place: for looking within it. A tenth of England is not a tenth of a place,
 * so the two are never compared, nor are two editions of the index.
 */
export type DeprivationCut = {
  readonly kind: "national-deciles" | "local-quintiles";
  /** Such as "Index of Multiple Deprivation". */
  readonly index: string;
  /** The edition, such as "2019". */
  readonly vintage: string;
  /** The place whose areas are ranked; only for local quintiles. */
  readonly place?: string;
};

/** By ethnicity, in the groups of a named classification. */
export type EthnicityCut = { readonly kind: "ethnicity"; readonly classification: string };

/** By Core20PLUS5: the most deprived fifth of England, a locally chosen PLUS group, or one of the clinical areas. */
export type Core20Plus5Cut = {
  readonly kind: "core20plus5";
  readonly group: string;
  /** Edition of the deprivation index behind Core20. */
  readonly vintage: string;
};

/** How people are grouped, and who is counted: patients of the place's practices, or people who live there. */
export type Cut = (DeprivationCut | EthnicityCut | Core20Plus5Cut) & {
  readonly denominator: "registered" | "resident";
};

/**
 * A cut in words, for the line under a chart; it always names the edition and who is counted.
 *
 * @example cutText({ kind: "national-deciles", index: "Index of Multiple Deprivation", vintage: "2019",
 *   denominator: "resident" })
 * // "national deciles of the Index of Multiple Deprivation 2019, residents"
 */
export function cutText(cut: Cut): string {
  const people = cut.denominator === "registered" ? "registered patients" : "residents";
  return `${groupsText(cut)}, ${people}`;
}

function groupsText(cut: Cut): string {
  switch (cut.kind) {
    case "national-deciles":
      return `national deciles of the ${cut.index} ${cut.vintage}`;
    case "local-quintiles":
      return `local quintiles of the ${cut.index} ${cut.vintage} within ${cut.place ?? "a place not named"}`;
    case "ethnicity":
      return `ethnic groups (${cut.classification})`;
    case "core20plus5":
      return `Core20PLUS5: ${cut.group} (deprivation of ${cut.vintage})`;
  }
}

/**
 * Why two cuts may not be compared, in one sentence; nothing where they may.
 *
 * @example a 2019 and a 2025 edition: "One is by national deciles of … 2019, residents, the other by … 2025,
 *   residents: …"
 */
export function cutDifference(first: Cut, second: Cut): string | undefined {
  const [one, other] = [cutText(first), cutText(second)];
  if (one === other) return undefined;
  return `One figure is by ${one}, the other by ${other}. The groups hold different people, so a change between them is no change in the gap. Use figures cut the same way.`;
}

/**
 * The cut for local quintiles or national deciles, refused where it does not say all it must.
 *
 * @throws RangeError for an empty edition, for local quintiles without a place, or national deciles with one
 * @example deprivationCut({ kind: "local-quintiles", index: "IMD", vintage: "2019", place: "Lewisham" }).place // "Lewisham"
 */
export function deprivationCut(cut: DeprivationCut): DeprivationCut {
  if (cut.vintage.trim() === "")
    throw new RangeError(`The edition of the ${cut.index} is missing. Name it, such as 2019.`);
  const local = cut.kind === "local-quintiles";
  if (local === (cut.place !== undefined && cut.place.trim() !== "")) return cut;
  throw new RangeError(
    local
      ? "Local quintiles were given without their place. Name the place whose areas are ranked."
      : `National deciles were given with the place ${cut.place}. They rank all of England: leave the place out.`,
  );
}
