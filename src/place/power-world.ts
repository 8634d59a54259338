import type { CivilDate } from "@concordat/calendar";
import type { AreaId, AreaKind } from "./area.ts";
import type { PublicFunction } from "./function.ts";
import { isInBeing, type Days } from "./in-being.ts";
import type { OrganisationId } from "./organisation.ts";
import type { Delegation } from "./power-delegation.ts";
import { partyKey, type Party, type PowerBoard, type PowerBody } from "./power-party.ts";

/** An area as far as powers are concerned. */
export interface PowerArea extends Days {
  readonly id: AreaId;
  readonly slug: string;
  readonly kind: AreaKind;
  readonly name: string;
  readonly illustrative: boolean;
}

/** One area lying in another. */
export interface PowerPart extends Days {
  readonly areaId: AreaId;
  readonly share?: number;
}

/** Everything that `whoMayDecide` looks at, in memory and indexed; made by `powerWorld` from what a store has read. */
export interface PowerWorld {
  readonly functions: ReadonlyMap<string, PublicFunction>;
  readonly areas: ReadonlyMap<AreaId, PowerArea>;
  readonly areasBySlug: ReadonlyMap<string, PowerArea>;
  readonly wholesOf: ReadonlyMap<AreaId, readonly PowerPart[]>;
  readonly partsOf: ReadonlyMap<AreaId, readonly PowerPart[]>;
  readonly bodies: ReadonlyMap<OrganisationId, PowerBody>;
  readonly bodiesBySlug: ReadonlyMap<string, PowerBody>;
  readonly bodiesFor: ReadonlyMap<AreaId, readonly PowerBody[]>;
  readonly boards: ReadonlyMap<string, PowerBoard>;
  /** Boards by the area that they are for, and by their organisation. */
  readonly boardsFor: ReadonlyMap<string, readonly PowerBoard[]>;
  /** Trusts that treat people of an area. */
  readonly trustsServing: ReadonlyMap<
    AreaId,
    readonly { readonly body: PowerBody; readonly share: number }[]
  >;
  /** By `<function id> <party key>` of who delegates. */
  readonly delegationsFrom: ReadonlyMap<string, readonly Delegation[]>;
}

/** What a store reads for it. */
export interface PowerFacts {
  readonly functions: readonly PublicFunction[];
  readonly areas: readonly PowerArea[];
  readonly parts: readonly (Days & {
    readonly part: AreaId;
    readonly whole: AreaId;
    readonly share?: number;
  })[];
  readonly bodies: readonly PowerBody[];
  readonly boards: readonly PowerBoard[];
  readonly served: readonly {
    readonly body: OrganisationId;
    readonly area: AreaId;
    readonly share: number;
  }[];
  readonly delegations: readonly Delegation[];
}

/** Indexes the facts, so that an answer needs no search. */
export function powerWorld(facts: PowerFacts): PowerWorld {
  const bodies = new Map(facts.bodies.map((one) => [one.id, one]));
  const boards = new Map(facts.boards.map((one) => [one.id, one]));
  const world = {
    functions: new Map(facts.functions.map((one) => [one.slug, one])),
    areas: new Map(facts.areas.map((one) => [one.id, one])),
    areasBySlug: new Map(facts.areas.map((one) => [one.slug, one])),
    wholesOf: grouped(facts.parts, (one) => [one.part, { ...one, areaId: one.whole }]),
    partsOf: grouped(facts.parts, (one) => [one.whole, { ...one, areaId: one.part }]),
    bodies,
    bodiesBySlug: new Map(facts.bodies.map((one) => [one.slug, one])),
    bodiesFor: grouped(facts.bodies, (one) => [one.areaId, one]),
    boards,
    boardsFor: new Map([
      ...grouped<string, PowerBoard>(facts.boards, (one) => [one.areaId, one]),
      ...grouped<string, PowerBoard>(facts.boards, (one) => [one.organisationId, one]),
    ]),
    trustsServing: grouped(facts.served, (one) => {
      const body = bodies.get(one.body);
      return [body && one.area, body && { body, share: one.share }];
    }),
  };
  const keyed = facts.delegations.map((one) => ({
    one,
    key: `${one.functionId} ${partyKey(one.from, boards)}`,
  }));
  return { ...world, delegationsFrom: grouped(keyed, ({ one, key }) => [key, one]) };
}

function grouped<Key, Value, Item = Value>(
  items: readonly Item[],
  of: (item: Item) => readonly [Key | undefined, Value | undefined],
): ReadonlyMap<Key, readonly Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const item of items) {
    const [key, value] = of(item);
    if (key === undefined || value === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}

/** Whether every body and board of a party was in being on a day, as far as is held. */
export function partyInBeing(world: PowerWorld, party: Party, at: CivilDate): boolean {
  const body = party.organisationId === undefined ? undefined : world.bodies.get(party.organisationId);
  const board = party.boardId === undefined ? undefined : world.boards.get(party.boardId);
  if (party.organisationId !== undefined && !(body && isInBeing(body, at))) return false;
  return party.boardId === undefined || (board !== undefined && isInBeing(board, at));
}

/** Whether an area is another or lies wholly in it, at any depth, on a day. A part that is divided does not. */
export function liesWithin(world: PowerWorld, inner: AreaId, outer: AreaId, at: CivilDate): boolean {
  if (inner === outer) return true;
  const seen = new Set<AreaId>([inner]);
  const waiting = [inner];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const part of world.wholesOf.get(id) ?? []) {
      if (seen.has(part.areaId) || (part.share !== undefined && part.share < 1) || !isInBeing(part, at))
        continue;
      if (part.areaId === outer) return true;
      seen.add(part.areaId);
      waiting.push(part.areaId);
    }
  }
  return false;
}
