import type { SubjectRef } from "./subject.ts";

/** What the policies are told about the thing acted upon. */
export interface PolicyResource {
  readonly ref: SubjectRef;
  /** Ids of the organisations whose keepers may act on it. */
  readonly keepers: readonly string[];
  /** Accounts that may not act on it for what they are or did: whom the law bars, or who prepared what another approves. */
  readonly barred?: readonly string[];
  /** Whether its business is kept on this site. */
  readonly keptHere: boolean;
  readonly illustrative: boolean;
}
