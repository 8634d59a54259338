import type { AreaId } from "./area.ts";
import type { BoardKind } from "./board.ts";
import type { Days } from "./in-being.ts";
import type { OrganisationId, OrganisationKind } from "./organisation.ts";

/** An organisation as far as powers are concerned. */
export interface PowerBody extends Days {
  readonly id: OrganisationId;
  readonly slug: string;
  readonly kind: OrganisationKind;
  readonly name: string;
  readonly areaId?: AreaId;
  readonly foundation?: boolean;
  readonly illustrative: boolean;
}

/** A board as far as powers are concerned. */
export interface PowerBoard extends Days {
  readonly id: string;
  readonly slug: string;
  readonly kind: BoardKind;
  readonly name: string;
  readonly areaId?: AreaId;
  readonly organisationId?: OrganisationId;
}

/** Who holds or receives a power: a body, one of its boards, a post in it, or a board of several bodies. */
export interface Party {
  readonly organisationId?: OrganisationId;
  readonly boardId?: string;
  /** The role, never the person. */
  readonly post?: string;
}

/** Boards through which a body itself acts: what they do is the body's own act. */
const governingKinds: ReadonlySet<BoardKind> = new Set(["council", "cabinet", "icb-board", "trust-board"]);

/** Whether a body itself acts through a board: what the board does is the body's own act. */
export function governs({ kind }: Pick<PowerBoard, "kind">): boolean {
  return governingKinds.has(kind);
}

/** A party as it acts: the board that governs a body is that body. */
export function actingParty(party: Party, boards: ReadonlyMap<string, PowerBoard>): Party {
  const { boardId, ...body } = party;
  const board = boardId === undefined ? undefined : boards.get(boardId);
  const own = board?.organisationId !== undefined && board.organisationId === party.organisationId;
  return own && governs(board) ? body : party;
}

/** What a party is known by in a chain; a body and the board that governs it are one. */
export function partyKey(party: Party, boards: ReadonlyMap<string, PowerBoard>): string {
  const { organisationId, boardId, post } = actingParty(party, boards);
  if (boardId !== undefined) return `board:${boardId}`;
  if (post !== undefined) return `post:${organisationId}:${post.toLowerCase()}`;
  return `organisation:${organisationId}`;
}
