import type { CivilDate } from "@concordat/calendar";
import type { Audience, Brand, Provenance } from "../kernel/index.ts";

export type AreaId = Brand<string, "AreaId">;

export const areaKinds = [
  "nation",
  "region",
  "nhs-region",
  "strategic-authority",
  "system",
  "place",
  "district",
  "neighbourhood",
] as const;
export type AreaKind = (typeof areaKinds)[number];

/** A part of England with the days it was in being. */
export interface Area extends Provenance {
  readonly id: AreaId;
  readonly slug: string;
  readonly kind: AreaKind;
  readonly name: string;
  /** Absent: not known; listed from the earliest day that the lists speak for. */
  readonly beginsOn?: CivilDate;
  /** The first day no longer in being; absent: still in being. */
  readonly endsOn?: CivilDate;
  /** The beginning, or where it is not known the earliest day that the lists held here speak for. */
  readonly heldFrom: CivilDate;
  readonly audience: Audience;
  readonly version: number;
}

const labels: Readonly<Record<AreaKind, readonly [string, string]>> = {
  nation: ["Nation", "Nations"],
  region: ["Region", "Regions"],
  "nhs-region": ["NHS region", "NHS regions"],
  "strategic-authority": ["Strategic authority", "Strategic authorities"],
  system: ["System", "Systems"],
  place: ["Place", "Places"],
  district: ["District", "Districts"],
  neighbourhood: ["Neighbourhood", "Neighbourhoods"],
};

/** "System"; what a kind of area is called. */
export function areaKindLabel(kind: AreaKind): string {
  return labels[kind][0];
}

/** "Systems". */
export function areaKindPlural(kind: AreaKind): string {
  return labels[kind][1];
}
