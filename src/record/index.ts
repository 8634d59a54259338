export { countWaiting } from "./store-entries.ts";
export { entryHref } from "./entry.ts";
export { createRecordModule } from "./module.ts";
export { checkRecord } from "./store-check.ts";
export { listEntries } from "./store-entries.ts";
export { sequence, startSequencer } from "./store-sequencer.ts";
export { createRecorder } from "./store.ts";
