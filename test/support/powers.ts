import { civilDate as day, type CivilDate } from "@concordat/calendar";
import type { AreaId, AreaKind } from "../../src/place/area.ts";
import type { BoardKind } from "../../src/place/board.ts";
import type { FunctionHolder, FunctionId, HolderKind, PublicFunction } from "../../src/place/function.ts";
import type { OrganisationId, OrganisationKind } from "../../src/place/organisation.ts";
import type { Delegation, DelegationId } from "../../src/place/power-delegation.ts";
import type { LimitPence } from "../../src/place/power-limit.ts";
import type { Party } from "../../src/place/power-party.ts";
import { powerWorld, type PowerFacts, type PowerWorld } from "../../src/place/power-world.ts";

const known = { source: "A test", seen: day("2026-11-21"), basis: "compiled" } as const;
const long = day("2018-01-01");

/** Days as a test writes them: "2022-07-01/2026-04-01", "2022-07-01/", "/2026-04-01", "" for not known. */
function days(text: string): { readonly beginsOn?: CivilDate; readonly endsOn?: CivilDate } {
  const [begins, ends] = text.split("/");
  return { ...(begins && { beginsOn: day(begins) }), ...(ends && { endsOn: day(ends) }) };
}

export function testArea(slug: string, kind: AreaKind, when = ""): PowerFacts["areas"][number] {
  const id = slug as AreaId;
  return { id, slug, kind, name: titled(slug), illustrative: false, heldFrom: long, ...days(when) };
}

export function testPart(
  part: string,
  whole: string,
  share?: number,
  when = "",
): PowerFacts["parts"][number] {
  const ids = { part: part as AreaId, whole: whole as AreaId };
  return { ...ids, heldFrom: long, ...days(when), ...(share !== undefined && { share }) };
}

export function testBody(
  slug: string,
  kind: OrganisationKind,
  given: { readonly area?: string; readonly when?: string; readonly foundation?: boolean } = {},
): PowerFacts["bodies"][number] {
  return {
    id: slug as OrganisationId,
    slug,
    kind,
    name: titled(slug),
    illustrative: false,
    heldFrom: long,
    ...days(given.when ?? ""),
    ...(given.area && { areaId: given.area as AreaId }),
    ...(given.foundation !== undefined && { foundation: given.foundation }),
  };
}

export function testBoard(
  slug: string,
  kind: BoardKind,
  organisation?: string,
  area?: string,
): PowerFacts["boards"][number] {
  return {
    id: slug,
    slug,
    kind,
    name: titled(slug),
    heldFrom: long,
    ...(organisation && { organisationId: organisation as OrganisationId }),
    ...(area && { areaId: area as AreaId }),
  };
}

export function testHolder(
  role: FunctionHolder["role"],
  kind: HolderKind | undefined,
  when: string,
  more: Partial<FunctionHolder> = {},
): FunctionHolder {
  return {
    role,
    certainty: "all",
    regions: [],
    mark: "confirmed",
    ...days(when),
    ...(kind && { kind }),
    ...more,
  };
}

export function testFunction(
  slug: string,
  holders: readonly FunctionHolder[],
  more: Partial<PublicFunction> = {},
): PublicFunction {
  return {
    id: slug as FunctionId,
    slug,
    name: titled(slug),
    sector: "nhs",
    provision: "An Act s1",
    decidedBy: "board",
    mayBeDelegatedTo: "committee; officer; another ICB; council",
    jointRoute: "s65Z6",
    choice: "mixed",
    keyDecision: false,
    mark: "confirmed",
    holders,
    ...known,
    ...more,
  };
}

/** "nhs-west-icb", "nhs-west-icb:Chief officer" for a post, "board west-icb-board", "nhs-west-icb board west-committee". */
export function testParty(text: string): Party {
  const [body = "", board] = text.split(/ ?board /);
  const [organisation, post] = body.split(":");
  return {
    ...(organisation && { organisationId: organisation as OrganisationId }),
    ...(board && { boardId: board }),
    ...(post && { post }),
  };
}

export function testLine(
  id: string,
  [asked, from, to]: readonly [string, string, string],
  more: {
    readonly when?: string;
    readonly limit?: bigint;
    readonly area?: string;
    readonly passesOn?: boolean;
    readonly conditions?: string;
  } = {},
): Delegation {
  const { beginsOn = day("2022-07-01"), endsOn } = days(more.when ?? "2022-07-01/");
  return {
    id: id as DelegationId,
    functionId: asked as FunctionId,
    from: testParty(from),
    to: testParty(to),
    legalBasis: "s65Z5",
    passesOn: more.passesOn ?? false,
    beginsOn,
    lapsed: false,
    audience: "public",
    version: 1,
    ...known,
    ...(endsOn && { endsOn }),
    ...(more.limit !== undefined && { limit: more.limit as LimitPence }),
    ...(more.area && { areaId: more.area as AreaId }),
    ...(more.conditions && { conditions: more.conditions }),
  };
}

/** England with one region; West (one place, two districts), East (two places, one shared with West), and who runs them. */
export function testWorld(more: Partial<PowerFacts> = {}): PowerWorld {
  return powerWorld({
    functions: more.functions ?? [],
    areas: [
      testArea("england", "nation"),
      testArea("north-nhs-region", "nhs-region"),
      testArea("west", "system", "2022-07-01/"),
      testArea("east", "system", "2022-07-01/"),
      testArea("mere", "place"),
      testArea("fell", "place"),
      testArea("dale", "place"),
      testArea("upper-mere", "district"),
      testArea("lower-mere", "district"),
      testArea("fell-network", "neighbourhood"),
      testArea("big-city", "strategic-authority"),
      ...(more.areas ?? []),
    ],
    parts: [
      testPart("north-nhs-region", "england"),
      testPart("west", "north-nhs-region"),
      testPart("mere", "west", 1, "2022-07-01/"),
      testPart("fell", "west", 0.4, "2022-07-01/"),
      testPart("fell", "east", 0.6, "2022-07-01/"),
      testPart("dale", "east", 1, "2022-07-01/"),
      testPart("dale", "big-city", 1),
      testPart("upper-mere", "mere", 1),
      testPart("lower-mere", "mere", 1),
      testPart("fell-network", "fell", 1),
      ...(more.parts ?? []),
    ],
    bodies: [
      testBody("nhs-england", "national-body", { area: "england" }),
      testBody("nhs-west-icb", "icb", { area: "west", when: "2022-07-01/" }),
      testBody("nhs-east-icb", "icb", { area: "east", when: "2022-07-01/2026-04-01" }),
      testBody("mere-council", "council", { area: "mere" }),
      testBody("fell-council", "council", { area: "fell" }),
      testBody("dale-council", "council", { area: "dale" }),
      testBody("upper-mere-council", "district-council", { area: "upper-mere" }),
      testBody("lower-mere-council", "district-council", { area: "lower-mere" }),
      testBody("mere-hospitals", "trust", { foundation: false }),
      testBody("big-city-authority", "strategic-authority", { area: "big-city" }),
      ...(more.bodies ?? []),
    ],
    boards: [
      testBoard("west-icb-board", "icb-board", "nhs-west-icb", "west"),
      testBoard("mere-committee", "icb-committee", "nhs-west-icb", "mere"),
      testBoard("mere-partnership", "place-partnership", undefined, "mere"),
      testBoard("mere-health-board", "health-and-wellbeing-board", "mere-council", "mere"),
      testBoard("dale-cabinet", "cabinet", "dale-council", "dale"),
      ...(more.boards ?? []),
    ],
    served: [{ body: "mere-hospitals" as OrganisationId, area: "upper-mere" as AreaId, share: 0.7 }],
    delegations: more.delegations ?? [],
  });
}

function titled(slug: string): string {
  return slug
    .split("-")
    .map((word) =>
      ["nhs", "icb"].includes(word) ? word.toUpperCase() : word.charAt(0).toUpperCase() + word.slice(1),
    )
    .join(" ");
}
