import type { Provenance } from "../kernel/index.ts";
import type { Board, Organisation } from "../place/index.ts";

/** The kinds of board that scrutinise. */
export const committeeKinds = ["scrutiny-committee", "joint-scrutiny-committee"] as const;

/** Whether a board is a committee in the words of this module. */
export function isCommittee(board: Pick<Board, "kind">): boolean {
  return committeeKinds.some((kind) => kind === board.kind);
}

/** A committee with the councils that it belongs to. */
export interface Committee {
  readonly board: Board;
  readonly councils: readonly Organisation[];
}

/** Whether a body may be asked by a committee: made-up ones keep to themselves (README invariant 10). */
export function isOfOneWorld(board: Pick<Provenance, "basis">, body: Pick<Provenance, "basis">): boolean {
  return (board.basis === "illustrative") === (body.basis === "illustrative");
}
