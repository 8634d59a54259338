import type { HolidayTable } from "@concordat/calendar";

/** What the module needs from the composition. */
export interface MeetingPorts {
  /** The holidays with which clear days and call-in are counted. */
  readonly holidays: HolidayTable;
  /** Where this site is found, `https://...` without a slash at the end; absent: not known, so calendars carry no links. */
  readonly origin?: string;
}
