import type { CivilDate } from "@concordat/calendar";
import { listInWords, plainText, slugOf } from "../kernel/index.ts";
import { isInBeing } from "./in-being.ts";
import type { OrganisationId } from "./organisation.ts";
import { governs, type PowerBoard, type PowerBody } from "./power-party.ts";
import { partInWords, powerSentence, rightInWords } from "./power-words.ts";
import type { PowerWorld } from "./power-world.ts";
import { whoMayDecide, type Decider, type PowerQuestion } from "./power.ts";

/** A body or board as higher modules need it. */
export interface NamedParty {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

/** A body, board or office that may lawfully decide, as far as it is held here; each is listed once. */
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
  /** Provision and chain, from the holder by law down, with its limits; of one for several parts that of each. */
  readonly right: string;
  readonly conditions: readonly string[];
  readonly extents: readonly string[];
  /** It decides for this part of the area only, or for these. */
  readonly part?: string;
  readonly mark: Decider["mark"];
  /**
   * Nobody listed is more local, whatever their limits. One for a part cannot decide for the whole, so it counts only where
   * nobody listed has the whole.
   */
  readonly mostLocal: boolean;
}

/**
 * Who may decide something: those listed may, the most local first, those for a part after those for the whole.
 *
 * `partly`: whether others may cannot be told.
 */
export interface MayDecide {
  readonly verdict: "known" | "partly" | "cannot-tell";
  readonly deciders: readonly LawfulDecider[];
  /** Each the rest of "not held here: ...". */
  readonly missing: readonly string[];
  readonly sentence: string;
}

/** Who may lawfully decide, for modules above: the answer of `whoMayDecide`, with what is needed to name one of them. */
export function mayDecideIn(world: PowerWorld, question: PowerQuestion): MayDecide {
  const answer = whoMayDecide(world, question);
  const { deciders } = answer;
  const [top] = deciders;
  return {
    verdict: answer.verdict,
    deciders: byParty(deciders).map((ways) => ({
      ...lawfulDecider(world, ways, question.at),
      mostLocal: ways.some((one) => isForPart(one) === isForPart(top!) && one.rank >= top!.rank),
    })),
    missing: answer.missing,
    sentence: plainText(powerSentence(question, answer)),
  };
}

function isForPart({ part }: Decider): boolean {
  return part !== undefined;
}

/** The ways in which one party may decide: for the whole, or for each of its parts. */
type Ways = readonly [Decider, ...Decider[]];

/** Each party once. One that has the whole needs none of its parts. */
function byParty(wholeFirst: readonly Decider[]): readonly Ways[] {
  const parties = new Map<string, [Decider, ...Decider[]]>();
  for (const one of wholeFirst) {
    const held = parties.get(one.key);
    if (held === undefined) parties.set(one.key, [one]);
    else if (isForPart(held[0])) held.push(one);
  }
  return [...parties.values()];
}

function lawfulDecider(world: PowerWorld, ways: Ways, at: CivilDate): Omit<LawfulDecider, "mostLocal"> {
  const [first] = ways;
  const party = heldParty(world, first);
  const { organisation, board, post } = party;
  const parts = ways.flatMap(({ part }) => (part === undefined ? [] : [partInWords(part)]));
  return {
    key: keyOf(first, party),
    name: first.name,
    governing: governingOf(world, party, at).map(named),
    right: distinct(ways.map(rightInWords)).join("; and "),
    conditions: distinct(ways.flatMap(({ conditions }) => conditions)),
    extents: distinct(ways.flatMap(({ extents }) => extents)),
    mark: ways.find(({ mark }) => mark === "to-be-checked")?.mark ?? first.mark,
    ...(first.href !== undefined && { href: first.href }),
    ...(organisation && { organisation: { ...named(organisation), id: organisation.id } }),
    ...(board && { board: named(board) }),
    ...(post !== undefined && { post }),
    ...(parts.length > 0 && { part: listInWords(parts) }),
  };
}

interface HeldParty {
  readonly organisation?: PowerBody | undefined;
  readonly board?: PowerBoard | undefined;
  readonly post?: string | undefined;
}

/** What is held of whoever a chain leads to; of a board its own organisation. */
function heldParty({ bodies, boards }: PowerWorld, { party = {} }: Decider): HeldParty {
  const board = party.boardId === undefined ? undefined : boards.get(party.boardId);
  const organisationId = party.boardId === undefined ? party.organisationId : board?.organisationId;
  const organisation = organisationId === undefined ? undefined : bodies.get(organisationId);
  return { organisation, board, post: party.boardId === undefined ? party.post : undefined };
}

function governingOf(
  { boardsFor }: PowerWorld,
  { organisation, board, post }: HeldParty,
  at: CivilDate,
): readonly PowerBoard[] {
  if (organisation === undefined || board !== undefined || post !== undefined) return [];
  return (boardsFor.get(organisation.id) ?? []).filter(
    (one) => one.organisationId === organisation.id && governs(one) && isInBeing(one, at),
  );
}

function keyOf({ key }: Decider, { organisation, board, post }: HeldParty): string {
  if (board) return `board:${board.slug}`;
  if (organisation === undefined) return key;
  return post === undefined
    ? `organisation:${organisation.slug}`
    : `post:${organisation.slug}:${slugOf(post)}`;
}

function named({ id, slug, name }: PowerBody | PowerBoard): NamedParty {
  return { id, slug, name };
}

function distinct(words: readonly string[]): readonly string[] {
  return [...new Set(words)];
}
