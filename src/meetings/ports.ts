import type { HolidayTable } from "@concordat/calendar";

/** What an address on the web gave, or why nothing is taken from it, as a whole sentence with what to do. */
export type OutgoingAnswer =
  { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly why: string };

/** Asks an address on the web; never throws for what the other side does. */
export type Outgoing = (address: URL) => Promise<OutgoingAnswer>;

/** What the module needs from the composition. */
export interface MeetingPorts {
  /** The holidays with which clear days and call-in are counted. */
  readonly holidays: HolidayTable;
  /** Where this site is found, `https://...` without a slash at the end; absent: not known, so calendars carry no links. */
  readonly origin?: string;
  /** How committee systems are asked; left out: over the web, public machines only. */
  readonly outgoing?: Outgoing;
}
