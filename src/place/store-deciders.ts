import type { CivilDate } from "@concordat/calendar";
import { plainText, slugOf, type Db } from "../kernel/index.ts";
import { isInBeing } from "./in-being.ts";
import type { OrganisationId } from "./organisation.ts";
import type { LimitPence } from "./power-limit.ts";
import { governs, type PowerBoard, type PowerBody } from "./power-party.ts";
import { partInWords, powerSentence, rightInWords } from "./power-words.ts";
import type { PowerWorld } from "./power-world.ts";
import { whoMayDecide, type Decider } from "./power.ts";
import { loadPowerWorld } from "./store-powers.ts";

/** A body or board as higher modules need it. */
export interface NamedParty {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

/** A body, board or office that may lawfully decide, as far as it is held here. */
export interface LawfulDecider {
  /** The same on every day: `organisation:<slug>`, `board:<slug>`, `post:<slug>:<role>`, or a holder that is no body here. */
  readonly key: string;
  readonly name: string;
  readonly href?: string;
  readonly organisation?: NamedParty & { readonly id: OrganisationId };
  readonly board?: NamedParty;
  /** The role in the organisation, never the person. */
  readonly post?: string;
  /** Boards through which the organisation itself acts; which of them is for its own constitution. */
  readonly governing: readonly NamedParty[];
  /** Provision and chain, from the holder by law down. */
  readonly right: string;
  readonly limit?: LimitPence;
  readonly conditions: readonly string[];
  readonly extents: readonly string[];
  /** It decides for this part of the area only. */
  readonly part?: string;
  readonly mark: Decider["mark"];
  /** Nobody listed who decides for as much is more local. */
  readonly mostLocal: boolean;
}

/** Who may decide something: those listed may, the most local first; `partly`: whether others may cannot be told. */
export interface MayDecide {
  readonly verdict: "known" | "partly" | "cannot-tell";
  readonly deciders: readonly LawfulDecider[];
  /** Each the rest of "not held here: ...". */
  readonly missing: readonly string[];
  readonly sentence: string;
}

/**
 * Who may lawfully decide a function for an area on a day, for modules above; the answer of `/powers`, with what is needed to
 * name one of them. Not legal advice.
 *
 * @param asked.function  address under /powers
 * @param asked.area  address under /areas
 * @param asked.amount  whole pence; left out: whatever the amount, and limits are given
 * @returns undefined where there is no such function or area
 */
export async function listDeciders(
  db: Db,
  asked: {
    readonly function: string;
    readonly area: string;
    readonly at: CivilDate;
    readonly amount?: LimitPence | undefined;
  },
): Promise<MayDecide | undefined> {
  const { at, amount } = asked;
  const world = await loadPowerWorld(db, { at, area: asked.area });
  const area = world.areasBySlug.get(asked.area);
  const one = world.functions.get(asked.function);
  if (area === undefined || one === undefined) return undefined;
  const question = { function: one, area, at, ...(amount !== undefined && { amount }) };
  const answer = whoMayDecide(world, question);
  const topRank = topRankOf(answer.deciders);
  return {
    verdict: answer.verdict,
    deciders: answer.deciders.map((decider) => lawfulDecider(world, decider, { at, topRank })),
    missing: answer.missing,
    sentence: plainText(powerSentence(question, answer)),
  };
}

/** How local the most local is. A body for a part cannot decide for the whole, so it counts only where nobody has the whole. */
function topRankOf(deciders: readonly Decider[]): number {
  const whole = deciders.filter(({ part }) => part === undefined);
  return Math.max(...(whole.length > 0 ? whole : deciders).map(({ rank }) => rank));
}

function lawfulDecider(
  world: PowerWorld,
  decider: Decider,
  of: { readonly at: CivilDate; readonly topRank: number },
): LawfulDecider {
  const { organisation, board, post } = partyOf(world, decider);
  const part = decider.part && partInWords(decider.part);
  const governing =
    organisation === undefined || board !== undefined || post !== undefined
      ? []
      : (world.boardsFor.get(organisation.id) ?? []).filter(
          (one) => one.organisationId === organisation.id && governs(one) && isInBeing(one, of.at),
        );
  return {
    key: keyOf(decider, { organisation, board, post }) + (part === undefined ? "" : `:${slugOf(part)}`),
    name: decider.name,
    governing: governing.map(named),
    right: rightInWords(decider),
    conditions: decider.conditions,
    extents: decider.extents,
    mark: decider.mark,
    mostLocal: decider.rank >= of.topRank,
    ...(decider.href !== undefined && { href: decider.href }),
    ...(organisation && { organisation: { ...named(organisation), id: organisation.id } }),
    ...(board && { board: named(board) }),
    ...(post !== undefined && { post }),
    ...(decider.limit !== undefined && { limit: decider.limit }),
    ...(part !== undefined && { part }),
  };
}

interface HeldParty {
  readonly organisation?: PowerBody | undefined;
  readonly board?: PowerBoard | undefined;
  readonly post?: string | undefined;
}

/** What is held of whoever a chain leads to, from the key by which the chain knows it. */
function partyOf(world: PowerWorld, { key, name }: Pick<Decider, "key" | "name">): HeldParty {
  const [kind, id = ""] = key.split(":");
  if (kind === "board") {
    const board = world.boards.get(id);
    const organisation =
      board?.organisationId === undefined ? undefined : world.bodies.get(board.organisationId);
    return { organisation, board };
  }
  const organisation = world.bodies.get(id as OrganisationId);
  if (kind !== "post" || organisation === undefined) return { organisation };
  return { organisation, post: name.replace(`, ${organisation.name}`, "") };
}

function keyOf(decider: Decider, { organisation, board, post }: HeldParty): string {
  if (board) return `board:${board.slug}`;
  if (organisation === undefined) return decider.key;
  return post === undefined
    ? `organisation:${organisation.slug}`
    : `post:${organisation.slug}:${slugOf(post)}`;
}

function named({ id, slug, name }: PowerBody | PowerBoard): NamedParty {
  return { id, slug, name };
}
