/** A political group with its seats on a body. */
export interface GroupSeats {
  readonly group: string;
  readonly seats: number;
}

/** One group's exact share of a committee beside what it has. */
export interface GroupShare {
  readonly group: string;
  readonly onCouncil: number;
  readonly onBody: number;
  /** Seats on the body in exact proportion to the council. */
  readonly exact: number;
  /** Whether its seats are a neighbouring whole number of the exact share. */
  readonly near: boolean;
}

/** What political balance comes to for one body. */
export interface PoliticalBalance {
  readonly shares: readonly GroupShare[];
  /** Not all seats to one group, where the council has more than one. */
  readonly notAllToOne: boolean;
  /** A group with a majority of the council has a majority of the body; undefined: no group has one. */
  readonly majorityKept?: boolean;
  /** Every group's seats are its exact share rounded down or up. */
  readonly proportionate: boolean;
}

/**
 * The duty to share seats among political groups, for one body by itself.
 *
 * The law balances all committees of a council together as well, which one body cannot show: a body whose seats are not its
 * exact share rounded may be right as part of the whole. Not for bodies from which the duty is lifted (health and wellbeing
 * boards), nor where a council has agreed otherwise without dissent.
 *
 * @param council  seats of each group on the full council; whole numbers from 1
 * @param body     seats of each group on the body; a group that has none is left out
 * @throws RangeError when a group on the body has no seat on the council, or either has no seats
 * @source Local Government and Housing Act 1989 s.15(5), to be checked
 * @example balanceOfGroups([{group: "A", seats: 6}, {group: "B", seats: 3}], [{group: "A", seats: 2}, {group: "B", seats: 1}]).proportionate // true
 */
export function balanceOfGroups(
  council: readonly GroupSeats[],
  body: readonly GroupSeats[],
): PoliticalBalance {
  const all = council.reduce((sum, one) => sum + one.seats, 0);
  const seats = body.reduce((sum, one) => sum + one.seats, 0);
  if (all === 0 || seats === 0) throw new RangeError("Neither council nor body may be without seats.");
  const stranger = body.find((one) => !council.some((group) => group.group === one.group));
  if (stranger) throw new RangeError(`${stranger.group} has a seat on the body and none on the council.`);
  const shares = council.map(({ group, seats: onCouncil }) => {
    const onBody = body.find((one) => one.group === group)?.seats ?? 0;
    const near =
      onBody >= Math.floor((onCouncil * seats) / all) && onBody <= Math.ceil((onCouncil * seats) / all);
    return { group, onCouncil, onBody, exact: (onCouncil * seats) / all, near };
  });
  const leading = shares.find((one) => one.onCouncil * 2 > all);
  return {
    shares,
    notAllToOne: council.length < 2 || shares.every((one) => one.onBody < seats),
    ...(leading && { majorityKept: leading.onBody * 2 > seats }),
    proportionate: shares.every((one) => one.near),
  };
}
