/** Three-valued truth, as numbers so that all is the least and any is the greatest: no, cannot tell, yes. */
export type Truth = 0 | 1 | 2;

export const no: Truth = 0;
export const cannotTell: Truth = 1;
export const yes: Truth = 2;

/** Yes becomes no and no yes; cannot tell stays. */
export function opposite(truth: Truth): Truth {
  return (2 - truth) as Truth;
}

/** Yes or no for what is known. */
export function truthOf(known: boolean): Truth {
  return known ? yes : no;
}
