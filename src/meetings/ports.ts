import type { HolidayTable } from "@concordat/calendar";

/** What the module needs from the composition. */
export interface MeetingPorts {
  /** The holidays with which clear days and call-in are counted. */
  readonly holidays: HolidayTable;
}
