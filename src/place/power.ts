import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import { areaKinds, type AreaId } from "./area.ts";
import { readRoutes } from "./function-routes.ts";
import type { FunctionHolder, Mark, PublicFunction } from "./function.ts";
import { isBeforeHeld, isInBeing } from "./in-being.ts";
import { bearersOf, type Bearer } from "./power-bearers.ts";
import { mayPassOn, partyName, type Delegation } from "./power-delegation.ts";
import { formatPounds, type LimitPence } from "./power-limit.ts";
import { actingParty, partyKey, type Party, type PowerBoard, type PowerBody } from "./power-party.ts";
import { liesWithin, partyInBeing, type PowerArea, type PowerWorld } from "./power-world.ts";

/** What is asked: may who decide this, here, on this day, up to this much? */
export interface PowerQuestion {
  readonly function: PublicFunction;
  readonly area: PowerArea;
  readonly at: CivilDate;
  /** Absent: whatever the amount; limits are then given with each body. */
  readonly amount?: LimitPence;
}

/** One step from the holder by law to who may decide. */
export interface ChainLink {
  readonly from: string;
  readonly to: string;
  readonly legalBasis: string;
  readonly beginsOn?: CivilDate;
  readonly endsOn?: CivilDate;
  readonly limit?: LimitPence;
  readonly conditions?: string;
  readonly extent?: string;
  /** Absent: the line was delegated nationally and stands in the functions. */
  readonly delegation?: Delegation["id"];
}

/** A body that may lawfully decide, with everything that its power rests on. */
export interface Decider {
  readonly key: string;
  /** Who that is; absent: a holder that is no body or board here. */
  readonly party?: Party;
  readonly name: string;
  readonly href?: string;
  /** The provision under which the first of the chain holds it; absent where only an earlier holder's words are held. */
  readonly provision?: string;
  /** What the source says of an earlier holder. */
  readonly words?: string;
  readonly mark: Mark;
  /** From the holder by law down; empty: it is the holder. */
  readonly chain: readonly ChainLink[];
  readonly limit?: LimitPence;
  readonly conditions: readonly string[];
  readonly extents: readonly string[];
  readonly part?: Bearer["part"];
  /** Where it is for a part only: the area of whoever holds it. */
  readonly reach?: AreaId;
  readonly rank: number;
}

/** Something that stays with whoever is above. */
export interface Reserved {
  readonly what: string;
  readonly by: string;
}

/** The answer: everybody who may, most local first; what stays above; what is missing to tell. */
export interface PowerAnswer {
  /** `partly`: those listed may; whether others may cannot be told. */
  readonly verdict: "known" | "partly" | "cannot-tell";
  readonly deciders: readonly Decider[];
  readonly reserved: readonly Reserved[];
  /** Each the rest of "not held here: ...". */
  readonly missing: readonly string[];
  /** Lines of local schemes held here that start from a holder, whatever their amount and area. */
  readonly localLines: number;
  /** Of these, lines for parts of the area asked about. */
  readonly narrowerLines: number;
  /** Whether the law held here names anybody to whom it may be delegated. */
  readonly delegable: boolean;
}

/**
 * Who may lawfully decide: holders by law on the day, and everybody to whom a chain of delegations in force leads.
 *
 * Pure and quick: everything it needs is in `world`. A body that no chain reaches is never in the answer. Where the law, an
 * area or a body is not held for the day, the answer says what is missing. Not legal advice.
 *
 * @param world  facts in memory, made by `powerWorld`
 */
export function whoMayDecide(world: PowerWorld, question: PowerQuestion): PowerAnswer {
  const search = searchIn(world, question);
  if (isInBeing(question.area, question.at)) {
    const holders = holdersOn(search);
    for (const holder of holders) follow(search, holder, new Set([holder.key]));
    for (const [delegate, received] of nationalDelegates(search, holders))
      follow(search, delegate, new Set([delegate.key]), received);
  } else search.missing.push(whyNoArea(question));
  const deciders = [...search.deciders.values()].toSorted(mostLocalFirst);
  const missing = [...new Set(search.missing)];
  return {
    verdict: deciders.length === 0 ? "cannot-tell" : missing.length > 0 ? "partly" : "known",
    deciders,
    reserved: distinct(search.reserved),
    missing,
    localLines: search.lines.size,
    narrowerLines: search.narrower.size,
    delegable: search.routes.allowed.size > 0,
  };
}

interface Search {
  readonly world: PowerWorld;
  readonly question: PowerQuestion;
  readonly routes: ReturnType<typeof readRoutes>;
  readonly deciders: Map<string, Decider>;
  readonly reserved: Reserved[];
  readonly missing: string[];
  readonly lines: Set<string>;
  readonly narrower: Set<string>;
}

function searchIn(world: PowerWorld, question: PowerQuestion): Search {
  const { mayBeDelegatedTo, jointRoute, sector } = question.function;
  return {
    world,
    question,
    routes: readRoutes(mayBeDelegatedTo, jointRoute, sector),
    deciders: new Map(),
    reserved: [],
    missing: [],
    lines: new Set(),
    narrower: new Set(),
  };
}

function whyNoArea({ area, at }: PowerQuestion): string {
  return isBeforeHeld(area, at)
    ? `whether ${area.name} was in being on ${formatCivilDate(at)}`
    : `an area that was in being: ${area.name} was not on ${formatCivilDate(at)}`;
}

/** In force on a day; a row of which neither day is known is in force on none. */
export function holdsOn(row: Pick<FunctionHolder, "beginsOn" | "endsOn">, at: CivilDate): boolean {
  if (row.beginsOn === undefined && row.endsOn === undefined) return false;
  return isInBeing(
    { ...(row.beginsOn && { beginsOn: row.beginsOn }), ...(row.endsOn && { endsOn: row.endsOn }) },
    at,
  );
}

function holdersOn(search: Search): readonly Decider[] {
  const { question, world, missing } = search;
  const rows = question.function.holders.filter(
    (row) => row.role !== "delegate" && holdsOn(row, question.at),
  );
  if (!rows.some((row) => row.role === "holder")) missing.push(...whyNoHolder(question));
  const found = rows.flatMap((row): readonly Decider[] => {
    if (row.kind === undefined) {
      missing.push(
        `who held it on ${formatCivilDate(question.at)}, of which the source says only “${row.words}”`,
      );
      return [];
    }
    const borne = bearersOf(row.kind, { world, area: question.area, at: question.at });
    missing.push(...borne.missing);
    return borne.bearers.map((bearer) => holderOf(bearer, row, question.function));
  });
  for (const one of found) offer(search, one);
  return found;
}

function whyNoHolder({ function: asked, at }: PowerQuestion): readonly string[] {
  const undated = asked.holders.filter((row) => row.role === "holder" && !row.beginsOn && !row.endsOn);
  if (undated.some((row) => row.words === undefined))
    return ["since when the law gives it to anybody: its commencement was not seen"];
  const said = undated.map((row) => `“${row.words}”`).join(", ");
  return [
    `who held it on ${formatCivilDate(at)}${said === "" ? "" : `, of which the source says only ${said}`}`,
  ];
}

function holderOf(bearer: Bearer, row: FunctionHolder, asked: PublicFunction): Decider {
  const earlier = row.role === "holder" && row.words !== undefined;
  return {
    key: bearer.key,
    name: bearer.name,
    mark: row.mark,
    chain: [],
    conditions: [],
    extents: row.extent === undefined ? [] : [row.extent],
    rank: bearer.rank,
    ...partyOf(bearer),
    ...hrefOf(bearer),
    ...(earlier ? { words: row.words } : { provision: asked.provision }),
    ...(bearer.part && { part: bearer.part }),
    ...(bearer.part && bearer.areaId && { reach: bearer.areaId }),
  };
}

function partyOf({ body, board }: Pick<Bearer, "body" | "board">): { readonly party?: Party } {
  if (board) return { party: { boardId: board.id } };
  return body ? { party: { organisationId: body.id } } : {};
}

function hrefOf(bearer: Pick<Bearer, "body" | "board">): { readonly href?: string } {
  if (bearer.board) return { href: `/boards/${bearer.board.slug}` };
  return bearer.body ? { href: `/organisations/${bearer.body.slug}` } : {};
}

/** What somebody received, as far as passing it on goes. */
type Received = Pick<Delegation, "to" | "passesOn">;

/** Those to whom the holder delegated nationally: the functions' own rows. They act through their own committees and officers. */
function nationalDelegates(
  search: Search,
  holders: readonly Decider[],
): readonly (readonly [Decider, Received])[] {
  const { question, world, missing, reserved } = search;
  const [holder] = holders;
  if (!holder) return [];
  const rows = question.function.holders.filter(
    (row) => row.role === "delegate" && holdsOn(row, question.at),
  );
  return rows.flatMap((row): readonly (readonly [Decider, Received])[] => {
    if (row.kind === undefined) return [];
    const borne = bearersOf(row.kind, { world, area: question.area, at: question.at });
    const inRegion = borne.bearers.filter((one) => isInRegion(one, row, search));
    if (inRegion.length === 0 && borne.bearers.length > 0) return [];
    missing.push(...borne.missing);
    if (row.certainty === "some") {
      const names = inRegion.map((one) => one.name).join(" and ");
      missing.push(`whether ${names} had it too on ${formatCivilDate(question.at)}: “${row.words}”`);
      return [];
    }
    if (row.extent !== undefined) {
      reserved.push({ what: `all but the ${row.extent} that are delegated`, by: holder.name });
      missing.push(`which ${row.extent} are delegated`);
    }
    return inRegion.map((bearer) => {
      const one = delegateOf(bearer, row, holder, question.function);
      offer(search, one);
      return [one, { to: bearer.body ? { organisationId: bearer.body.id } : {}, passesOn: false }] as const;
    });
  });
}

function isInRegion(bearer: Bearer, row: FunctionHolder, { world, question }: Search): boolean {
  if (row.regions.length === 0) return true;
  return row.regions.some((slug) => {
    const region = world.areasBySlug.get(slug);
    return region && bearer.areaId && liesWithin(world, bearer.areaId, region.id, question.at);
  });
}

function delegateOf(bearer: Bearer, row: FunctionHolder, holder: Decider, asked: PublicFunction): Decider {
  const link: ChainLink = {
    from: holder.name,
    to: bearer.name,
    legalBasis: asked.jointRoute,
    ...(row.beginsOn && { beginsOn: row.beginsOn }),
    ...(row.endsOn && { endsOn: row.endsOn }),
    ...(row.extent && { extent: row.extent }),
  };
  return { ...holderOf(bearer, { ...row, role: "beside" }, asked), mark: row.mark, chain: [link] };
}

/** Follows the lines of local schemes from whoever has the power, each body once on a way. */
function follow(search: Search, giver: Decider, passed: ReadonlySet<string>, received?: Received): void {
  const { world, question } = search;
  for (const line of world.delegationsFrom.get(`${question.function.id} ${giver.key}`) ?? []) {
    if (!isInBeing(line, question.at)) continue;
    if (received && !mayPassOn(received, line, world.boards)) continue;
    if (!partyInBeing(world, line.from, question.at) || !partyInBeing(world, line.to, question.at)) continue;
    search.lines.add(line.id);
    const key = partyKey(line.to, world.boards);
    if (passed.has(key) || !coversArea(search, line, giver.reach)) continue;
    const limit = least(giver.limit, line.limit);
    if (line.limit !== undefined)
      search.reserved.push({ what: `above ${formatPounds(limit!)}`, by: giver.name });
    if (limit !== undefined && question.amount !== undefined && question.amount > limit) continue;
    const next = receiverOf(search, { giver, line, key, limit });
    offer(search, next);
    follow(search, next, new Set([...passed, key]), line);
  }
}

/** Whether a line is for the whole area asked about, or for the whole part of it that its maker is for. */
function coversArea(
  { world, question, narrower }: Search,
  line: Delegation,
  reach: AreaId | undefined,
): boolean {
  const { areaId } = line;
  if (areaId === undefined || liesWithin(world, question.area.id, areaId, question.at)) return true;
  if (reach !== undefined && liesWithin(world, reach, areaId, question.at)) return true;
  if (liesWithin(world, areaId, question.area.id, question.at)) narrower.add(line.id);
  return false;
}

function receiverOf(
  { world }: Search,
  step: {
    readonly giver: Decider;
    readonly line: Delegation;
    readonly key: string;
    readonly limit: LimitPence | undefined;
  },
): Decider {
  const { giver, line, key, limit } = step;
  const name = partyName(line.to, world);
  const board = line.to.boardId === undefined ? undefined : world.boards.get(line.to.boardId);
  const body = line.to.organisationId === undefined ? undefined : world.bodies.get(line.to.organisationId);
  const { href: _href, limit: _limit, ...rest } = giver;
  const link: ChainLink = {
    from: giver.name,
    to: name,
    legalBasis: line.legalBasis,
    beginsOn: line.beginsOn,
    delegation: line.id,
    ...(line.endsOn && { endsOn: line.endsOn }),
    ...(line.limit !== undefined && { limit: line.limit }),
    ...(line.conditions && { conditions: line.conditions }),
  };
  return {
    ...rest,
    key,
    party: actingParty(line.to, world.boards),
    name,
    ...hrefOf({ ...(board && { board }), ...(body && { body }) }),
    chain: [...giver.chain, link],
    conditions: [...giver.conditions, ...(line.conditions ? [line.conditions] : [])],
    rank: rankOfReceiver(world, { giver, line, board, body }) + depthStep,
    ...(limit !== undefined && { limit }),
  };
}

/** A step down the chain within one area counts for less than a smaller area. */
const depthStep = 0.01;

/** A board or post is at least as local as whoever gave it the power; another body is as local as its own area. */
function rankOfReceiver(
  world: PowerWorld,
  step: {
    readonly giver: Decider;
    readonly line: Delegation;
    readonly board: PowerBoard | undefined;
    readonly body: PowerBody | undefined;
  },
): number {
  const { giver, line, board, body } = step;
  if (board) return Math.max(giver.rank, rankOf(world, board));
  if (line.to.organisationId === line.from.organisationId || body?.areaId === undefined) return giver.rank;
  return rankOf(world, body);
}

function rankOf(world: PowerWorld, body: { readonly areaId?: PowerArea["id"] } | undefined): number {
  const kind = body?.areaId === undefined ? undefined : world.areas.get(body.areaId)?.kind;
  return kind === undefined ? 0 : areaKinds.indexOf(kind);
}

function least(a: LimitPence | undefined, b: LimitPence | undefined): LimitPence | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}

/** Of two chains to one body the one that lets it decide more is kept; of equal ones the shorter. */
function offer(search: Search, one: Decider): void {
  const key = `${one.key} ${one.part?.name ?? ""}`;
  const held = search.deciders.get(key);
  if (held && !decidesMore(one, held)) return;
  search.deciders.set(key, one);
}

function decidesMore(one: Decider, held: Decider): boolean {
  if (one.limit !== held.limit)
    return one.limit === undefined || (held.limit !== undefined && one.limit > held.limit);
  if (one.extents.length !== held.extents.length) return one.extents.length < held.extents.length;
  return one.chain.length < held.chain.length;
}

/** Whoever decides for a part only cannot decide for the whole, so it comes after those who can, however local it is. */
function mostLocalFirst(a: Decider, b: Decider): number {
  const forPartLast = Number(a.part !== undefined) - Number(b.part !== undefined);
  return forPartLast || b.rank - a.rank || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}

function distinct(reserved: readonly Reserved[]): readonly Reserved[] {
  return [...new Map(reserved.map((one) => [`${one.what} ${one.by}`, one])).values()];
}
