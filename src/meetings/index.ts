export { daysFile } from "./calendar-file.ts";
export { createMeetingsModule } from "./module.ts";
export { meetingRef, meetingTitle, type Meeting } from "./meeting.ts";
export { resolutionRef, type Resolution } from "./resolution.ts";
export { regimeOf, type Regime } from "./regime.ts";
export { findMeeting, listMeetings, listMeetingsById, type MeetingQuery } from "./store-meetings.ts";
export { listItems, listItemsOf } from "./store-items.ts";
export { listMotions } from "./store-business.ts";
export { findResolution, listResolutions, listResolutionsById } from "./store-resolutions.ts";
