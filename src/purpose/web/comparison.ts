import type { CivilDate } from "@concordat/calendar";
import type { Asking, Db } from "../../kernel/index.ts";
import { listAreasById } from "../../place/index.ts";
import { funnelOf, mostCommon, type FunnelFound } from "../funnel-of-places.ts";
import { gapOf, mayHaveGap, type GapFound } from "../gap-of-places.ts";
import type { Indicator, Observation } from "../observation.ts";
import { deprivationAround, deprivationIndicators, listFiguresOfAreas } from "../store-deprivation.ts";
import { keptOf, stampOf } from "../store-stamp.ts";
import { subjectOf, type Names } from "./shared.ts";

/** The latest figures of an indicator beside each other; England, systems and made-up places stay out. */
export function funnelFrom(latest: readonly Observation[], indicator: Indicator, names: Names): FunnelFound {
  return funnelOf(latest, indicator, (one) => {
    const { kind, sort, illustrative } = subjectOf(one, names);
    if (kind === "code" || illustrative || sort === "nation" || sort === "region") return undefined;
    return sort;
  });
}

/** The gap by deprivation between councils, of the edition that reaches furthest; systems are averages of unlike places. */
export async function gapFrom(
  { db, at }: Pick<Asking, "db" | "at">,
  indicator: Indicator,
): Promise<GapFound> {
  if (!mayHaveGap(indicator)) return gapOf([], indicator, { edition: "2025", scores: new Map() });
  const stamp = await stampOf(db, [indicator.id, ...deprivationIndicators]);
  return await kept.find(`${indicator.id} ${at} ${stamp}`, async () => await gapAnew(db, indicator, at));
}

/** Real areas and published figures are the same for everybody. */
const kept = keptOf<GapFound>(32);

async function gapAnew(db: Db, indicator: Indicator, at: CivilDate): Promise<GapFound> {
  const all = await listFiguresOfAreas(db, { indicator: indicator.id, at });
  const newest = all.reduce((end, one) => (one.span.end > end ? one.span.end : end), all[0]?.span.end ?? at);
  const councils = new Set(
    (await listAreasById(db, [...new Set(all.map((one) => one.areaId))]))
      .filter(({ kind }) => kind === "place" || kind === "district")
      .map(({ id }) => id as string),
  );
  const vintage = mostCommon(all.filter((one) => one.span.end === newest).map((one) => one.vintage));
  return gapOf(
    all.filter((one) => one.vintage === vintage && councils.has(one.areaId)),
    indicator,
    await deprivationAround(db, newest),
  );
}
