import type { CivilDate } from "@concordat/calendar";
import type { Pence } from "../money/pence.ts";
import type { Account, AccountId } from "./account.ts";

/** One side of a transaction: an account and what is added to it; debits are positive, credits negative. */
export interface Posting {
  readonly account: Account;
  readonly amount: Pence;
}

/** A partner's figure for an amount in dispute, with its reason. No amount means that it has given none. */
export interface Position {
  readonly partner: string;
  readonly amount?: Pence;
  readonly reason: string;
}

/** Money that moved, or is owed. */
export interface Transaction {
  readonly kind: "transaction";
  readonly id: string;
  readonly on: CivilDate;
  readonly text: string;
  readonly postings: readonly Posting[];
}

/** Money promised and not yet moved: kept apart from what is posted until it is posted or lapses. */
export interface Commitment {
  readonly kind: "commitment";
  readonly id: string;
  readonly on: CivilDate;
  readonly text: string;
  readonly postings: readonly Posting[];
  /** The first day on which it no longer counts unless it was posted before; without it only a lapse ends it. */
  readonly lapsesOn?: CivilDate;
}

/** Posts a commitment, once: whole, or the postings given, each no larger than promised; the rest of it lapses. */
export interface Fulfilment {
  readonly kind: "fulfilment";
  readonly id: string;
  readonly commitment: string;
  readonly on: CivilDate;
  readonly text: string;
  readonly postings?: readonly Posting[];
}

/** Ends a commitment without a posting. */
export interface Lapse {
  readonly kind: "lapse";
  readonly id: string;
  readonly commitment: string;
  readonly on: CivilDate;
  readonly reason: string;
}

/** Undoes a transaction or a fulfilment by its exact opposite; both stay to be read. */
export interface Reversal {
  readonly kind: "reversal";
  readonly id: string;
  readonly reverses: string;
  readonly on: CivilDate;
  readonly reason: string;
}

/** Closes a fund's books for a run of days: `to` is the first day after it. */
export interface Closing {
  readonly kind: "closing";
  readonly id: string;
  readonly fund: string;
  readonly name: string;
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/** Opens a closed period again. */
export interface Reopening {
  readonly kind: "reopening";
  readonly id: string;
  readonly closing: string;
  readonly reason: string;
}

/**
 * An amount on which partners differ. Nothing is posted: every total it would touch becomes a range over their figures.
 * If settled, the amount is debited to one account and credited to the other.
 */
export interface Dispute {
  readonly kind: "dispute";
  readonly id: string;
  readonly on: CivilDate;
  readonly about: string;
  readonly debit: Account;
  readonly credit: Account;
  readonly positions: readonly Position[];
}

/** A partner's new figure in a dispute; the earlier one stays to be read. */
export interface PositionChange extends Position {
  readonly kind: "position";
  readonly id: string;
  readonly dispute: string;
  readonly on: CivilDate;
  readonly amount: Pence;
}

/** The amount agreed, or decided, with the reason; it is posted and ends the dispute. */
export interface Settlement {
  readonly kind: "settlement";
  readonly id: string;
  readonly dispute: string;
  readonly on: CivilDate;
  readonly amount: Pence;
  readonly reason: string;
}

/** Everything that can be done to the books. The id is made by the client, so that a retry is known as one. */
export type Act =
  | Transaction
  | Commitment
  | Fulfilment
  | Lapse
  | Reversal
  | Closing
  | Reopening
  | Dispute
  | PositionChange
  | Settlement;

/** Posted money, or money only promised. */
export type Layer = "posted" | "pending";

/** One change of one account on one day. Every balance is a sum of movements, and a movement is never changed. */
export interface Movement {
  readonly account: AccountId;
  readonly fund: string;
  readonly on: CivilDate;
  readonly layer: Layer;
  readonly amount: Pence;
}

/** When and by whom an act was recorded. */
export interface Stamp {
  /** A moment in UTC as text, such as 2025-04-30T16:05:00.000Z. */
  readonly at: string;
  readonly by: string;
}

/** One line of the journal: an act, its place in the order of recording, and the movements it made. */
export interface Entry {
  /** 1, 2, 3 ... without a gap. */
  readonly sequence: number;
  readonly stamp: Stamp;
  readonly act: Act;
  readonly movements: readonly Movement[];
}
