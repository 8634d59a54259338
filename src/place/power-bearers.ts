import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import { listInWords } from "../kernel/index.ts";
import { areaKinds, type AreaId, type AreaKind } from "./area.ts";
import type { BoardKind } from "./board.ts";
import { holderLabel, type HolderKind } from "./function.ts";
import { isInBeing } from "./in-being.ts";
import type { OrganisationKind } from "./organisation.ts";
import type { PowerBoard, PowerBody } from "./power-party.ts";
import type { PowerArea, PowerPart, PowerWorld } from "./power-world.ts";

/** A real body that is of a kind of holder, for an area or a part of it. */
export interface Bearer {
  /** The party key by which delegations name it. */
  readonly key: string;
  readonly name: string;
  readonly body?: PowerBody;
  readonly board?: PowerBoard;
  /** Absent: the whole nation, or a trust, which is for no one area. */
  readonly areaId?: AreaId;
  /** How local it is: larger is more local. */
  readonly rank: number;
  /** It is only for this part of the area asked about. */
  readonly part?: { readonly name: string; readonly share?: number };
}

/** Who is of a kind for an area on a day, and what is missing to tell. */
export interface Borne {
  readonly bearers: readonly Bearer[];
  readonly missing: readonly string[];
}

interface Question {
  readonly world: PowerWorld;
  readonly area: PowerArea;
  readonly at: CivilDate;
}

/**
 * The bodies of a kind for an area on a day, as far as this site holds them. Never a guess: what is not held is named.
 *
 * Of an area that is divided every body is given with its part; an area made of several has one body for each.
 */
export function bearersOf(kind: HolderKind, question: Question): Borne {
  switch (kind) {
    case "nhs-england":
      return { bearers: [national("nhs-england", question)], missing: [] };
    case "secretary-of-state":
    case "care-quality-commission":
      return { bearers: [{ key: kind, name: holderLabel(kind), rank: 0 }], missing: [] };
    case "icb":
      return bodiesOf(areasFor("system", question), { kinds: ["icb"], holder: kind }, question);
    case "upper-tier-council":
      return bodiesOf(areasFor("place", question), { kinds: ["council"], holder: kind }, question);
    case "strategic-authority":
      return bodiesOf(
        areasFor("strategic-authority", question),
        { kinds: ["strategic-authority"], holder: kind },
        question,
      );
    case "district-council":
      return districtsOf(question);
    case "hwb":
      return boardsOf(
        areasFor("place", question),
        { kind: "health-and-wellbeing-board", holder: kind },
        question,
      );
    case "icp":
      return boardsOf(
        areasFor("system", question),
        { kind: "integrated-care-partnership", holder: kind },
        question,
      );
    case "nhs-trust":
    case "foundation-trust":
      return trustsOf(kind, question);
    case "ccg":
    case "pct":
      return earlierOf(kind, question);
  }
}

function national(slug: "nhs-england", { world, at }: Question): Bearer {
  const body = world.bodiesBySlug.get(slug);
  const held = body && isInBeing(body, at) ? body : undefined;
  return {
    key: held ? `organisation:${held.id}` : slug,
    name: "NHS England",
    rank: 0,
    ...(held && { body: held }),
  };
}

/** An area of the kind asked for, and which part of the area asked about it is or holds. */
interface FoundArea {
  readonly area: PowerArea;
  readonly part?: Bearer["part"];
}

interface FoundAreas {
  readonly areas: readonly FoundArea[];
  readonly missing: readonly string[];
}

/** The areas of a kind that an area is, lies in, or is made of. */
function areasFor(kind: AreaKind, question: Question): FoundAreas {
  const { area } = question;
  if (area.kind === kind) return { areas: [{ area }], missing: [] };
  const above = climb(kind, question, "wholesOf");
  if (above.areas.length > 0 || above.missing.length > 0) return above;
  if (area.kind === "nation")
    return { areas: [], missing: [`a smaller area than ${area.name}: each ${words[kind]} has its own`] };
  const below = climb(kind, question, "partsOf");
  if (below.areas.length > 0) return below;
  return { areas: [], missing: [`which ${words[kind]} ${area.name} lay in ${onDay(question)}`] };
}

const words: Readonly<Record<AreaKind, string>> = {
  nation: "nation",
  region: "region",
  "nhs-region": "NHS region",
  "strategic-authority": "strategic authority",
  system: "system",
  place: "council area",
  district: "district",
  neighbourhood: "neighbourhood",
};

const stepsMax = 4;

/** The nearest areas of a kind above or below. Above, several by way of another area leave open which of them it is. */
function climb(kind: AreaKind, question: Question, way: "wholesOf" | "partsOf"): FoundAreas {
  const { world, area } = question;
  let level: readonly PowerPart[] = [{ areaId: area.id }];
  for (let steps = 1; steps <= stepsMax && level.length > 0; steps += 1) {
    level = level.flatMap(({ areaId }) =>
      (world[way].get(areaId) ?? []).filter((one) => bothInBeing(one, question)),
    );
    const found = new Map<AreaId, PowerPart>();
    for (const part of level) if (world.areas.get(part.areaId)?.kind === kind) found.set(part.areaId, part);
    if (found.size === 0) continue;
    const areas = [...found.values()].map((part) =>
      foundArea(part, { steps, several: found.size > 1, way }, question),
    );
    if (way === "wholesOf" && steps > 1 && found.size > 1) {
      const names = listInWords(areas.map((one) => one.area.name));
      return { areas: [], missing: [`which of ${names} ${area.name} lay in ${onDay(question)}`] };
    }
    return { areas, missing: [] };
  }
  return { areas: [], missing: [] };
}

function foundArea(
  part: PowerPart,
  found: { readonly steps: number; readonly several: boolean; readonly way: "wholesOf" | "partsOf" },
  { world }: Question,
): FoundArea {
  const area = world.areas.get(part.areaId)!;
  if (found.way === "wholesOf" && !found.several) return { area };
  const name = found.way === "wholesOf" ? `the part in ${area.name}` : area.name;
  const share = found.steps === 1 && part.share !== undefined && part.share < 1 ? { share: part.share } : {};
  return { area, part: { name, ...share } };
}

function bothInBeing(part: PowerPart, { world, at }: Question): boolean {
  const area = world.areas.get(part.areaId);
  return area !== undefined && isInBeing(part, at) && isInBeing(area, at);
}

function bodiesOf(
  found: FoundAreas,
  asked: { readonly kinds: readonly OrganisationKind[]; readonly holder: HolderKind },
  question: Question,
): Borne {
  const missing = [...found.missing];
  const bearers = found.areas.flatMap((one): readonly Bearer[] => {
    const bodies = bodiesFor(one.area.id, asked.kinds, question);
    if (bodies.length === 0)
      missing.push(`the ${lower(asked.holder)} for ${one.area.name} ${onDay(question)}`);
    return bodies.map((body) => bearer(body, one));
  });
  return { bearers, missing };
}

function bodiesFor(
  id: AreaId,
  kinds: readonly OrganisationKind[],
  { world, at }: Question,
): readonly PowerBody[] {
  return (world.bodiesFor.get(id) ?? []).filter((body) => kinds.includes(body.kind) && isInBeing(body, at));
}

function bearer(body: PowerBody, { area, part }: FoundArea): Bearer {
  return {
    key: `organisation:${body.id}`,
    name: body.name,
    body,
    areaId: area.id,
    rank: areaKinds.indexOf(area.kind),
    ...(part && { part }),
  };
}

/** Where there are two tiers each district has its council; where there is one, the council holds it itself. */
function districtsOf(question: Question): Borne {
  const { world, area } = question;
  if (area.kind === "district")
    return bodiesOf(
      { areas: [{ area }], missing: [] },
      { kinds: ["district-council"], holder: "district-council" },
      question,
    );
  const places = areasFor("place", question);
  const parts = places.areas.map((place): Borne => {
    const districts = (world.partsOf.get(place.area.id) ?? [])
      .filter((one) => bothInBeing(one, question))
      .flatMap((one) => world.areas.get(one.areaId) ?? [])
      .filter((one) => one.kind === "district");
    if (districts.length === 0)
      return bodiesOf(
        { areas: [place], missing: [] },
        { kinds: ["council"], holder: "district-council" },
        question,
      );
    if (area.kind === "neighbourhood")
      return {
        bearers: [],
        missing: [`which district of ${place.area.name} ${area.name} lay in ${onDay(question)}`],
      };
    const areas = districts.map((district) => ({ area: district, part: { name: district.name } }));
    return bodiesOf(
      { areas, missing: [] },
      { kinds: ["district-council"], holder: "district-council" },
      question,
    );
  });
  return {
    bearers: parts.flatMap((one) => one.bearers),
    missing: [...places.missing, ...parts.flatMap((one) => one.missing)],
  };
}

/** A board that the law requires of each such area: the one held here, else it is named after its area. */
function boardsOf(
  found: FoundAreas,
  asked: { readonly kind: BoardKind; readonly holder: "hwb" | "icp" },
  question: Question,
): Borne {
  const { world, at } = question;
  const bearers = found.areas.map((one): Bearer => {
    const [council] = bodiesFor(one.area.id, ["council", "icb"], question);
    const boards = [one.area.id, council?.id ?? ""].flatMap((id) => world.boardsFor.get(id) ?? []);
    const board = boards.find((held) => held.kind === asked.kind && isInBeing(held, at));
    const place = one.area.kind === "place" && council ? council.name : one.area.name;
    return {
      key: board ? `board:${board.id}` : `${asked.holder}:${one.area.id}`,
      name: board?.name ?? `${holderLabel(asked.holder)} of ${place}`,
      areaId: one.area.id,
      rank: areaKinds.indexOf(one.area.kind),
      ...(board && { board }),
      ...(one.part && { part: one.part }),
    };
  });
  return { bearers, missing: found.missing };
}

/** What a trust decides for. */
export const ownHospitals = "its own hospitals";

const trustRank = areaKinds.indexOf("system") + 0.5;

/** Each trust decides for its own hospitals; only trusts that treat people of the area are known here. */
function trustsOf(kind: "nhs-trust" | "foundation-trust", question: Question): Borne {
  const { world, area, at } = question;
  const around = [area.id, ...belowOf(question)];
  const served = around.flatMap((id) => (world.trustsServing.get(id) ?? []).map((one) => one.body));
  const own = around.flatMap((id) => world.bodiesFor.get(id) ?? []);
  const found = [...new Set([...served, ...own])]
    .filter(
      (body) =>
        body.kind === "trust" && body.foundation === (kind === "foundation-trust") && isInBeing(body, at),
    )
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const missing = `whether ${found.length === 0 ? "an" : "another"} ${holderLabel(kind)} runs hospitals for ${area.name}: only trusts of whose patients 1% or more live there are held`;
  const bearers = found.map((body) => ({
    key: `organisation:${body.id}`,
    name: body.name,
    body,
    rank: trustRank,
    part: { name: ownHospitals },
  }));
  return { bearers, missing: [missing] };
}

/** Areas below, two steps down; not of a nation or region, whose trusts are too many to be an answer. */
function belowOf(question: Question): readonly AreaId[] {
  const { world, area } = question;
  if (area.kind !== "place" && area.kind !== "system") return [];
  const below = (id: AreaId): readonly AreaId[] =>
    (world.partsOf.get(id) ?? []).filter((one) => bothInBeing(one, question)).map((one) => one.areaId);
  const first = below(area.id);
  return [...first, ...first.flatMap(below)];
}

/** Bodies of earlier law: a few are held, and only where an area is held of them. */
function earlierOf(kind: "ccg" | "pct", question: Question): Borne {
  const bodies = bodiesFor(question.area.id, [kind], question);
  const bearers = bodies.map((body) => bearer(body, { area: question.area }));
  return {
    bearers,
    missing:
      bodies.length > 0 ? [] : [`which ${lower(kind)} served ${question.area.name} ${onDay(question)}`],
  };
}

function lower(kind: HolderKind): string {
  const label = holderLabel(kind);
  return label.startsWith("NHS") ? label : label.charAt(0).toLowerCase() + label.slice(1);
}

function onDay({ at }: Question): string {
  return `on ${formatCivilDate(at)}`;
}
