/** Areas by how wide they are: the lower, the wider. Regions and strategic authorities of several kinds stand side by side. */
const width: Readonly<Record<string, number>> = {
  nation: 0,
  region: 1,
  "nhs-region": 1,
  "strategic-authority": 2,
  system: 2,
  place: 3,
  district: 4,
  neighbourhood: 5,
};

/**
 * Whether a decider's area is wider than the proposal's, so that a reason has to be given for deciding it there.
 *
 * @param decider  kind of the decider's area; undefined: it has none, as national bodies, which is wider than any
 * @param proposal  kind of the proposal's area
 */
export function isHigher(decider: string | undefined, proposal: string): boolean {
  return (width[decider ?? "nation"] ?? 0) < (width[proposal] ?? 0);
}
