import type { CivilDate } from "@concordat/calendar";
import type { Audience, Brand, Provenance, SubjectRef } from "../kernel/index.ts";
import type { AreaId } from "./area.ts";
import type { FunctionId } from "./function.ts";
import type { LimitPence } from "./power-limit.ts";
import { partyKey, type Party, type PowerBoard, type PowerBody } from "./power-party.ts";

export type DelegationId = Brand<string, "DelegationId">;

/** One line of a scheme of delegation, from its first day up to, not on, the day it ends. */
export interface Delegation extends Provenance {
  readonly id: DelegationId;
  readonly functionId: FunctionId;
  readonly from: Party;
  readonly to: Party;
  /** Absent: the whole area of whoever delegates. */
  readonly areaId?: AreaId;
  /** The most that may be decided at once; absent: the line states no limit. */
  readonly limit?: LimitPence;
  readonly conditions?: string;
  readonly legalBasis: string;
  /** Whether it may be delegated further, to another body or from a board or post. */
  readonly passesOn: boolean;
  readonly beginsOn: CivilDate;
  readonly endsOn?: CivilDate;
  readonly endReason?: string;
  /** It ended because the body that made it ended. */
  readonly lapsed: boolean;
  /** The lapsed line of a predecessor that this one continues. */
  readonly continues?: DelegationId;
  readonly audience: Audience;
  readonly version: number;
}

export function delegationRef(one: Pick<Delegation, "id">): SubjectRef {
  return { module: "place", kind: "delegation", id: one.id };
}

/** "Chief officer, NHS South East London ICB"; of a board its own name. */
export function partyName(
  party: Party,
  held: {
    readonly bodies: ReadonlyMap<string, Pick<PowerBody, "name">>;
    readonly boards: ReadonlyMap<string, Pick<PowerBoard, "name">>;
  },
): string {
  const body = party.organisationId === undefined ? undefined : held.bodies.get(party.organisationId)?.name;
  const board = party.boardId === undefined ? undefined : held.boards.get(party.boardId)?.name;
  if (board !== undefined) return body === undefined || board.startsWith(body) ? board : `${board}, ${body}`;
  return [party.post, body ?? "a body that is not held here"].filter(Boolean).join(", ");
}

/**
 * Whether a recipient may delegate further.
 *
 * A body acts through its own committees and officers; beyond them, and from a committee or officer on, the line itself
 * must allow it.
 */
export function mayPassOn(
  received: Pick<Delegation, "to" | "passesOn">,
  next: Pick<Delegation, "to">,
  boards: ReadonlyMap<string, PowerBoard>,
): boolean {
  if (received.passesOn) return true;
  const asBody = partyKey(received.to, boards).startsWith("organisation:");
  return asBody && received.to.organisationId === next.to.organisationId;
}
